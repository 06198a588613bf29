"""The pages of pupils and their families, as those who manage people use them (D3, C3, C8)."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.factories.people import make_code, make_guardian, make_person
from tests.factories.school import STARTS_ON, inside, make_class, make_employee
from tests.factories.small_school import SmallSchool
from tests.schools.test_movement import class_of_next_year
from tests.support.statements import statements_of
from zvans.accounts.models import Person
from zvans.audit.actor import Actor
from zvans.audit.models import Action
from zvans.lib.database.sight import in_sight_of
from zvans.schools.actions.people import PersonFacts, add_person
from zvans.schools.enums import PositionKind
from zvans.schools.models import Enrolment

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")
BORN = date(2011, 3, 4)


@pytest.fixture
def client(client: Client, school: SmallSchool) -> Client:
    school.sign_in(client, "superuser")
    return client


def base(school: SmallSchool) -> str:
    return f"/school/{school.school.code}/"


def page(school: SmallSchool, pupil: Person, rest: str = "") -> str:
    return f"{base(school)}pupils/{pupil.public_id}/{rest}"


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def entered(school: SmallSchool, **more: str) -> dict[str, str]:
    return {
        "given_name": "Zane", "family_name": "Kalna", "class_group": school.class_9b.group.public_id, "on": "2026-11-23",
        "order": "1-7/12",
    } | more  # fmt: skip


def enrol(client: Client, school: SmallSchool, **more: str) -> Any:
    return client.post(f"{base(school)}pupils/enrol/", entered(school, **more))


def places(school: SmallSchool, person: Person) -> list[Any]:
    with inside(school.made):
        rows = Enrolment.objects.filter(school=school.school, pupil=person).order_by("starts_on", "pk")
        return list(rows.values_list("begun", "begun_order"))


def test_somebody_new_is_enrolled_and_the_page_says_so(client: Client, school: SmallSchool) -> None:
    answer = enrol(client, school, code="320000-00077", sex="f")
    pupil = Person.objects.get(family_name="Kalna")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{page(school, pupil)}?done=enrolled")
    shown = text(client.get(answer.headers["Location"]))
    assert "Skolēns ir uzņemts." in shown
    assert "rīk. 1-7/12" in shown
    assert "320000" not in shown
    assert places(school, pupil) == [("enrolled", "1-7/12")]


def test_the_birth_date_comes_from_an_old_code_and_must_agree_with_it(client: Client, school: SmallSchool) -> None:
    assert enrol(client, school, code="161175-19997", born_on="2011-03-04").status_code == 422
    assert enrol(client, school, code="161175-19997").status_code == 302
    assert Person.objects.get(family_name="Kalna").born_on == date(1975, 11, 16)


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(client: Client, school: SmallSchool) -> None:
    answer = enrol(client, school, code="123", given_name="", order="99/x")
    shown = text(answer)
    assert answer.status_code == 422
    assert "Personas kods nav derīgs." in shown
    assert "Ierakstiet vārdu un uzvārdu." in shown
    assert 'value="99/x"' in shown


def test_a_code_known_anywhere_with_its_name_is_its_person(client: Client, school: SmallSchool) -> None:
    """C3: nothing on the way says where else they belong."""
    code = make_code()
    known = add_person(person=PersonFacts("Zane", "Kalna", code), by=SYSTEM)
    elsewhere = make_class(school.other, "7.z", pupils=0)
    with inside(school.other):
        Enrolment.objects.create(
            school=school.other.school, class_group=elsewhere.group, pupil=known, starts_on=STARTS_ON
        )
    assert client.get(page(school, known)).status_code == 404
    answer = enrol(client, school, code=code)
    assert answer.headers["Location"] == f"{page(school, known)}?done=enrolled"
    shown = text(client.get(answer.headers["Location"]))
    assert ("7.z" in shown, "Betas" in shown) == (False, False)
    assert Person.objects.filter(family_name="Kalna").count() == 1


def test_a_code_of_another_name_is_refused_and_names_nobody(client: Client, school: SmallSchool) -> None:
    code = make_code()
    add_person(person=PersonFacts("Slepena", "Persona", code), by=SYSTEM)
    answer = enrol(client, school, code=code)
    assert answer.status_code == 422
    assert "Personas kods nav derīgs. Pārbaudiet katru ciparu." in text(answer)
    assert "Slepen" not in text(answer)


def test_one_of_the_same_name_is_asked_about_first(client: Client, school: SmallSchool) -> None:
    """D3: a person is found before a second one is made; who asks may choose either."""
    pupil = school.class_9b.pupils[0]
    left = make_person("Zane", "Kalna", born_on=BORN)
    with inside(school.made):
        Enrolment.objects.create(
            school=school.school, class_group=school.class_9b.group, pupil=left, starts_on=STARTS_ON,
            ends_on=date(2026, 10, 1),
        )  # fmt: skip
    asked = enrol(client, school, born_on="2011-03-04")
    assert (asked.status_code, "Vai tas ir Zane Kalna" in text(asked)) == (422, True)
    assert enrol(client, school, born_on="2011-03-04", who=pupil.public_id).status_code == 422
    assert enrol(client, school, born_on="2011-03-04", who=left.public_id).status_code == 302
    assert places(school, left) == [("enrolled", ""), ("returned", "1-7/12")]


def test_twins_are_two_and_so_are_two_of_one_name_if_somebody_says_so(client: Client, school: SmallSchool) -> None:
    assert enrol(client, school, born_on="2011-03-04").status_code == 302
    assert enrol(client, school, born_on="2011-03-04", given_name="Ieva").status_code == 302
    assert enrol(client, school, born_on="2011-03-04", who="new").status_code == 302
    names = Person.objects.filter(family_name="Kalna").order_by("given_name").values_list("given_name", flat=True)
    assert list(names) == ["Ieva", "Zane", "Zane"]


def test_another_code_than_the_one_entered_is_not_taken_silently(client: Client, school: SmallSchool) -> None:
    enrol(client, school, code=make_code())
    pupil = Person.objects.get(family_name="Kalna")
    answer = enrol(client, school, code=make_code(), who=pupil.public_id)
    assert (answer.status_code, "cits personas kods" in text(answer)) == (422, True)


def test_a_day_outside_the_year_is_said_at_the_day(client: Client, school: SmallSchool) -> None:
    answer = enrol(client, school, on="2026-08-01")
    assert (answer.status_code, "tas ir no 01.09.2026. līdz 31.05.2027." in text(answer)) == (422, True)
    assert not Person.objects.filter(family_name="Kalna").exists()


def test_moving_leaving_and_coming_back(client: Client, school: SmallSchool) -> None:
    pupil = school.class_9b.pupils[0]
    other = make_class(school.made, "9.c", pupils=0).group
    moved = client.post(
        page(school, pupil, "move/"), {"begun": "transferred", "class_group": other.public_id, "on": "2026-11-23"}
    )
    assert moved.headers["Location"] == f"{page(school, pupil)}?done=moved"
    left = client.post(page(school, pupil, "leave/"), {"ended": "left", "on": "2026-11-20", "order": "5"})
    assert (left.status_code, "Pēdējā diena nevar būt pirms tās." in text(left)) == (422, True)
    left = client.post(page(school, pupil, "leave/"), {"ended": "left", "on": "2026-12-01", "order": "5"})
    assert left.headers["Location"] == f"{page(school, pupil)}?done=left"
    back = {"class_group": other.public_id, "on": "2027-01-11", "order": "6"}
    assert (
        client.post(page(school, pupil, "return/"), back).headers["Location"] == f"{page(school, pupil)}?done=enrolled"
    )
    assert places(school, pupil) == [("enrolled", ""), ("transferred", ""), ("returned", "6")]


def test_the_list_is_searched_filtered_and_taken_as_a_file(client: Client, school: SmallSchool) -> None:
    address = f"{base(school)}pupils/"
    first = school.class_9b.pupils[0]

    def rows(query: str) -> list[str]:
        return [cell[0].text for cell in client.get(f"{address}?{query}").context["list"].rows]

    assert rows("q=berzins+janis") == [first.register_name]
    assert rows("state=left") == [school.accounts["former_pupil"].person.register_name]
    assert len(rows(f"class={school.class_9b.group.public_id}")) == 3
    file = client.get(f"{address}?as=csv&q=berzins").content.decode("utf-8-sig").splitlines()
    assert file == ["Skolēns;Klase;Dzimis;Lietas nr.;Atbildīgās personas;Aizgāja", "Bērziņš Jānis;9.b;;;2;"]
    action = Action.objects.get(name="export_list")
    assert (action.details, action.object_id) == ({"what": "pupils", "rows": 1}, school.school.pk)


def test_a_list_of_many_takes_as_many_statements_as_one_of_few(client: Client, school: SmallSchool) -> None:
    counted = []
    for pupils in (1, 3):
        make_class(school.made, f"{pupils}.x", pupils=pupils)
        pages = ("pupils/", "pupils/codes/", f"pupils/{school.class_9b.pupils[0].public_id}/")
        counted.append([statements_of(client, f"{base(school)}{page}") for page in pages])
    assert counted[0] == counted[1]


def test_nobody_reaches_another_schools_people_through_ones_own_address(client: Client, school: SmallSchool) -> None:
    """C3: not even who manages people in both schools."""
    boss = school.accounts["superuser"].person
    make_employee(school.other, "Sanita", "Eglīte", PositionKind.SUPERUSER, person=boss)
    school.accounts["superuser"].school_ids.append(school.other.school.pk)
    school.accounts["superuser"].save()
    foreign = make_class(school.other, "7.z", pupils=1).pupils[0]
    guardian = make_guardian(foreign)
    own = school.class_9b.pupils[0]
    found = {
        rest: client.get(f"{base(school)}{rest}").status_code
        for rest in (
            f"pupils/{foreign.public_id}/", f"pupils/{foreign.public_id}/edit/", f"pupils/{foreign.public_id}/code/",
            f"pupils/{foreign.public_id}/guardians/{guardian.public_id}/",
            f"people/{foreign.public_id}/same/", f"people/{own.public_id}/same/?with={foreign.public_id}",
        )
    }  # fmt: skip
    assert found == dict.fromkeys(found, 404)
    with in_sight_of(None):
        group = Enrolment.objects.get(pupil=foreign).class_group.public_id
    assert enrol(client, school, class_group=group).status_code == 422


def test_without_a_next_year_the_form_says_where_it_is_made(client: Client, school: SmallSchool) -> None:
    """Nobody repeats a year into classes that are not there yet."""
    asked = page(school, school.class_9b.pupils[0], "move/")
    hint = "Pārcelt nākamajā klasē vai atstāt uz otru gadu varēs, kad skolā būs nākamā mācību gada klases"
    assert hint in text(client.get(asked))
    class_of_next_year(school.made, "10.b", 10)
    assert hint not in text(client.get(asked))
