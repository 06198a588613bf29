"""Somebody comes to work at a school (B3, C8, D1)."""

from datetime import date

import pytest
from django.test import Client

from tests.factories.people import make_account, make_code, make_person
from tests.factories.school import MONDAY, inside
from tests.factories.small_school import SmallSchool
from tests.web.school.staff_pages import clerk, errors, positions
from zvans.accounts.enums import Role
from zvans.accounts.models import Account, Person, PersonalCode
from zvans.accounts.personal_code import encrypted, keyed_hash
from zvans.schools.enums import Permission
from zvans.schools.models import CourseTeacher, Employment

HIRE = "/school/alfa/staff/hire/"


@pytest.fixture
def superuser(client: Client, school: SmallSchool) -> Client:
    school.sign_in(client, "superuser")
    return client


def with_code(person: Person, code: str) -> None:
    key_id, kept = encrypted(code)
    PersonalCode.objects.create(person=person, keyed_hash=keyed_hash(code), key_id=key_id, encrypted=kept)


def hired(**entered: str) -> dict[str, str]:
    facts = {"given_name": "Rita", "family_name": "Rota", "kind": "teacher", "starts_on": "2026-11-23"}
    return facts | entered


def test_hire_somebody_new(superuser: Client, school: SmallSchool) -> None:
    code = make_code()
    answer = superuser.post(
        HIRE, hired(code=code, title="fizikas skolotāja", permissions="journals", phone="20000001", short_name="RoR")
    )
    assert answer.status_code == 302, errors(answer)
    person = PersonalCode.objects.get(keyed_hash=keyed_hash(code)).person
    with inside(school.made):
        employment = Employment.objects.get(person=person)
    assert (employment.name, employment.short_name, person.phone) == ("Rita Rota", "RoR", "+37120000001")
    assert positions(school, employment) == [("teacher", "fizikas skolotāja", ["journals"], MONDAY, None)]
    account = Account.objects.get(person=person, door="staff")
    assert (account.school_ids, account.managed_ids) == ([school.school.pk], [])


def test_a_code_finds_the_person_and_changes_nothing_of_theirs(superuser: Client, school: SmallSchool) -> None:
    """A mother at another school comes to work here: one person, her contacts as they were."""
    person, code = make_person("Rita", "Rota", phone="+37120000009"), make_code()
    with_code(person, code)
    assert superuser.post(HIRE, hired(code=code, phone="20000001")).status_code == 302
    with inside(school.made):
        assert Employment.objects.get(person=person).name == "Rita Rota"
    person.refresh_from_db()
    assert (person.phone, Person.objects.filter(family_name="Rota").count()) == ("+37120000009", 1)


def test_a_code_of_somebody_else_tells_no_name(superuser: Client, school: SmallSchool) -> None:
    code = make_code()
    with_code(make_person("Slepena", "Persona"), code)
    answer = superuser.post(HIRE, hired(code=code))
    assert answer.status_code == 422
    assert errors(answer) == ["Personas kods nav derīgs. Pārbaudiet katru ciparu."]
    assert "Slepena" not in answer.content.decode()


def test_somebody_alike_is_asked_about(superuser: Client, school: SmallSchool) -> None:
    """The mother of a pupil here: she is offered; another of that name can be meant as well."""
    mother = school.accounts["mother"].person
    entered = hired(given_name=mother.given_name, family_name=mother.family_name)
    answer = superuser.post(HIRE, entered)
    assert errors(answer) == ["Skolā jau ir cilvēks ar tādu vārdu. Norādiet, vai tas ir tas pats cilvēks."]
    assert superuser.post(HIRE, entered | {"who": mother.public_id}).status_code == 302
    with inside(school.made):
        assert Employment.objects.filter(person=mother).count() == 1
    assert superuser.post(HIRE, entered | {"who": "new"}).status_code == 302
    with inside(school.made):
        assert Employment.objects.filter(person__family_name=mother.family_name).count() == 2


def test_who_works_here_is_not_hired_twice(superuser: Client, school: SmallSchool) -> None:
    teacher = school.accounts["teacher"].person
    entered = hired(given_name="Ilze", family_name="Kalniņa", who=teacher.public_id)
    answer = superuser.post(HIRE, entered)
    assert errors(answer) == ["Šis cilvēks skolā jau strādā. Atrodiet viņu darbinieku sarakstā."]


def test_a_name_from_a_timetable_gets_its_person(superuser: Client, school: SmallSchool) -> None:
    with inside(school.made):
        listed = Employment.objects.create(
            school=school.school, name="Rota R.", short_name="RoR", starts_on=date(2026, 9, 1)
        )
        CourseTeacher.objects.create(
            school=school.school, course=school.course, employment=listed, starts_on=date(2026, 9, 1)
        )
    assert superuser.post(HIRE, hired(listed=listed.public_id)).status_code == 302
    with inside(school.made):
        listed.refresh_from_db()
        taught = listed.courses_taught.count()
    assert (str(listed.person), listed.name, taught) == ("Rita Rota", "Rita Rota", 1)


@pytest.mark.parametrize(
    ("entered", "said"),
    [
        ({"code": "12"}, "Personas kods nav derīgs. Pārbaudiet katru ciparu."),
        ({"given_name": ""}, "Ierakstiet vārdu."),
        ({"phone": "12"}, "Ierakstiet astoņus ciparus vai numuru ar valsts kodu, piemēram, +44…"),
        ({"email": "rita"}, "Ierakstiet adresi tā: vards.uzvards@skola.lv."),
        ({"starts_on": "vakar"}, "Ierakstiet datumu tā: 23.11.2026."),
        ({"born_on": "2036-01-01"}, "Pārbaudiet gadu: tāds dzimšanas datums nevar būt."),
        ({"kind": "king"}, "Šādu amatu Jūs dot nevarat: tam ir tiesības, kuru Jums nav."),
        ({"permissions": "everything"}, "Citiem var dot tikai tās tiesības, kas ir Jums."),
    ],
)
def test_what_can_not_be_hired(superuser: Client, entered: dict[str, str], said: str) -> None:
    answer = superuser.post(HIRE, hired(**entered))
    assert (answer.status_code, errors(answer)) == (422, [said])


def test_nobody_gives_rights_that_they_do_not_have(client: Client, school: SmallSchool) -> None:
    """C8: a clerk who sees to staff makes no head, and adds no right to read journals."""
    clerk(client, school, Permission.STAFF)
    refused = [errors(client.post(HIRE, hired(**more))) for more in ({"kind": "head"}, {"permissions": "journals"})]
    assert refused == [
        ["Šādu amatu Jūs dot nevarat: tam ir tiesības, kuru Jums nav."],
        ["Citiem var dot tikai tās tiesības, kas ir Jums."],
    ]
    assert client.post(HIRE, hired(permissions="staff")).status_code == 302


def test_the_operator_is_hired_by_nobody(superuser: Client, school: SmallSchool) -> None:
    """B7, B14: a letter for an employee would be the way into every school's set-up."""
    person, code = make_person("Ulvis", "Uzturis"), make_code()
    with_code(person, code)
    make_account(person, role=Role.OPERATOR, code=code, password="svece-mols-pulkstenis")
    answer = superuser.post(HIRE, hired(given_name="Ulvis", family_name="Uzturis", code=code))
    assert (answer.status_code, "Jautājiet sistēmas uzturētājam" in " ".join(errors(answer))) == (422, True)
    with inside(school.made):
        assert not Employment.objects.filter(person=person).exists()
