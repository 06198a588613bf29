"""Those who work at a school, and what they may do (C3, C8, D1–D3)."""

from datetime import date

import pytest
from django.test import Client

from tests.factories.people import arranging, make_code
from tests.factories.school import MONDAY, inside, make_employee
from tests.factories.small_school import SmallSchool
from tests.support.page import read
from tests.web.school.staff_pages import LIST, address_of, clerk, employment_of, errors, positions, state, table
from zvans.accounts.models import Account, Person
from zvans.audit.models import Action
from zvans.schools.enums import Permission, PositionKind
from zvans.schools.models import ClassTeacher, CourseTeacher, Employment, Position


@pytest.fixture
def superuser(client: Client, school: SmallSchool) -> Client:
    school.sign_in(client, "superuser")
    return client


def test_the_list(superuser: Client, school: SmallSchool) -> None:
    """Family names in Latvian order; a name that a timetable brought stays as it is."""
    with inside(school.made):
        Employment.objects.create(school=school.school, name="Āboliņa Z.", short_name="ĀbZ", starts_on=MONDAY)
    assert table(superuser) == [
        ["Āboliņa Z.", "ĀbZ", "", "23.11.2026.", "", "0"],
        ["Agrākā Ausma", "", "", "01.09.2026.", "30.10.2026.", "0"],
        ["Eglīte Sanita", "", "virslietotājs", "01.09.2026.", "", "0"],
        ["Kalniņa Ilze", "", "skolotājs", "01.09.2026.", "", "1"],
        ["Krūmiņš Pēteris", "", "direktors", "01.09.2026.", "", "0"],
        ["Liepiņa Dace", "", "skolotājs", "01.09.2026.", "", "0"],
        ["Ozola Rasma", "", "skolotājs", "01.09.2026.", "", "0"],
        ["Vietniece Vija", "", "direktora vietnieks", "01.09.2026.", "", "0"],
        ["Vītols Andris", "", "skolotājs", "01.09.2026.", "", "1"],
    ]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("?q=vitols", ["Vītols Andris"]),
        ("?position=head", ["Krūmiņš Pēteris"]),
        ("?who=left", ["Agrākā Ausma"]),
        ("?who=nameless", ["Āboliņa Z."]),
        ("?who=now&position=deputy", ["Vietniece Vija"]),
    ],
)
def test_the_list_is_searched_and_filtered(
    superuser: Client, school: SmallSchool, asked: str, names: list[str]
) -> None:
    with inside(school.made):
        Employment.objects.create(school=school.school, name="Āboliņa Z.", starts_on=MONDAY)
    assert [row[0] for row in table(superuser, f"{LIST}{asked}")] == names


def test_the_list_as_a_file_is_recorded(superuser: Client, school: SmallSchool) -> None:
    answer = superuser.get(f"{LIST}?as=csv&position=head")
    assert answer.content.decode("utf-8-sig").splitlines() == [
        "Darbinieks;Īsais vārds;Amati;Kopš;Līdz;Žurnāli",
        "Krūmiņš Pēteris;;direktors;01.09.2026.;;0",
    ]
    assert Action.objects.get(name="export_list").details == {"what": "staff", "rows": 1}


def test_nobody_takes_rights_away_that_they_do_not_have(client: Client, school: SmallSchool) -> None:
    """A clerk does not end the head's position nor work; what others have added stays when the clerk saves."""
    clerk(client, school, Permission.STAFF)
    head, teacher = employment_of(school, "head"), employment_of(school, "teacher")
    with inside(school.made):
        Position.objects.filter(employment=teacher).update(permissions=["journals"])
        of_head, of_teacher = head.positions.get(), teacher.positions.get()
    ends = {"ends_on": "2026-12-01", "state": state(school, head)}
    assert client.post(address_of(head, f"positions/{of_head.pk}/end/"), ends).status_code == 403
    assert client.post(address_of(head, "leave/"), ends).status_code == 403
    saved = {"title": "Mate", "permissions": "staff", "state": state(school, teacher)}
    assert client.post(address_of(teacher, f"positions/{of_teacher.pk}/"), saved).status_code == 302
    assert positions(school, teacher) == [("teacher", "Mate", ["journals", "staff"], date(2026, 9, 1), None)]


def test_a_position_more(superuser: Client, school: SmallSchool) -> None:
    teacher = employment_of(school, "teacher")
    given = {"kind": "deputy", "title": "vietniece", "starts_on": "2026-12-01", "permissions": ["staff", "people"]}
    answer = superuser.post(address_of(teacher, "positions/"), given | {"state": state(school, teacher)})
    assert answer.status_code == 302
    assert positions(school, teacher)[1:] == [("deputy", "vietniece", ["staff"], date(2026, 12, 1), None)]
    account = Account.objects.get(pk=school.accounts["teacher"].pk)
    assert account.managed_ids == [school.school.pk]


def test_a_position_twice(superuser: Client, school: SmallSchool) -> None:
    teacher = employment_of(school, "teacher")
    given = {"kind": "teacher", "starts_on": "2026-12-01", "state": state(school, teacher)}
    answer = superuser.post(address_of(teacher, "positions/"), given)
    assert errors(answer) == ["Šis amats darbiniekam jau ir no 01.09.2026. Izvēlieties citu amatu."]


def test_two_who_edit_one_employee(superuser: Client, school: SmallSchool) -> None:
    """The second is told, and nothing of the first is overwritten."""
    teacher = employment_of(school, "teacher")
    seen = state(school, teacher)
    first = {"given_name": "Ilze", "family_name": "Kalna", "phone": "20000001", "state": seen}
    assert superuser.post(address_of(teacher, "correct/"), first).status_code == 302
    second = superuser.post(address_of(teacher, "correct/"), first | {"family_name": "Kalniņa-Kalna"})
    assert second.status_code == 409
    assert "Kāds šo darbinieku tikmēr mainīja." in second.content.decode()
    given = {"kind": "deputy", "starts_on": "2026-12-01", "state": seen}
    assert superuser.post(address_of(teacher, "positions/"), given).status_code == 409
    with inside(school.made):
        teacher.refresh_from_db()
    assert (teacher.name, teacher.person and teacher.person.phone) == ("Ilze Kalna", "+37120000001")


def test_a_first_code_opens_an_account(superuser: Client, school: SmallSchool) -> None:
    employment, code = make_employee(school.made, "Rita", "Rota"), make_code()
    entered = {"given_name": "Rita", "family_name": "Rota", "code": code, "state": state(school, employment)}
    assert superuser.post(address_of(employment, "correct/"), entered).status_code == 302
    account = Account.objects.get(person=employment.person, door="staff")
    assert account.school_ids == [school.school.pk]


def test_a_position_ends(superuser: Client, school: SmallSchool) -> None:
    deputy = employment_of(school, "deputy")
    with inside(school.made):
        position = deputy.positions.get().pk
    address = address_of(deputy, f"positions/{position}/end/")
    early = superuser.post(address, {"ends_on": "2026-08-31", "state": state(school, deputy)})
    assert (early.status_code, errors(early)) == (422, ["Sākums ir 01.09.2026. Beigām jābūt tajā dienā vai vēlāk."])
    assert superuser.post(address, {"ends_on": "2026-11-22", "state": state(school, deputy)}).status_code == 302
    assert positions(school, deputy)[0][4] == date(2026, 11, 22)
    assert Account.objects.get(pk=school.accounts["deputy"].pk).managed_ids == []


def test_the_last_superuser_stays(superuser: Client, school: SmallSchool) -> None:
    """Neither the position ends nor the work, until another has it without an end."""
    own, head = employment_of(school, "superuser"), employment_of(school, "head")
    with inside(school.made):
        position = own.positions.get().pk
    end = address_of(own, f"positions/{position}/end/")
    for address in (end, address_of(own, "leave/")):
        answer = superuser.post(address, {"ends_on": "2026-12-01", "state": state(school, own)})
        assert answer.status_code == 409
        assert "Šis ir skolas pēdējais virslietotājs." in answer.content.decode()
    given = {"kind": "superuser", "starts_on": "2026-11-30", "state": state(school, head)}
    assert superuser.post(address_of(head, "positions/"), given).status_code == 302
    assert superuser.post(end, {"ends_on": "2026-11-25", "state": state(school, own)}).status_code == 409
    assert superuser.post(end, {"ends_on": "2026-12-01", "state": state(school, own)}).status_code == 302


def test_a_teacher_leaves(superuser: Client, school: SmallSchool) -> None:
    """Position, class and courses end that day; what nobody else teaches is named, before and after."""
    teacher = employment_of(school, "teacher")
    with inside(school.made):
        ClassTeacher.objects.create(
            school=school.school, class_group=school.class_9b.group, employment=teacher, starts_on=date(2027, 1, 4)
        )
        CourseTeacher.objects.create(
            school=school.school, course=school.history, employment=teacher, starts_on=date(2026, 9, 1)
        )
    shown = read(superuser.get(address_of(teacher, "leave/?ends_on=2026-12-01")).content)
    assert [item.text for item in shown.one("main").all("li") if "9.b" in item.text] == [
        "Matemātika 9.b no 02.12.2026.",
        "9.b klases audzināšana",
    ]
    early = superuser.post(address_of(teacher, "leave/"), {"ends_on": "2026-08-31", "state": state(school, teacher)})
    assert errors(early) == ["Sākums ir 01.09.2026. Beigām jābūt tajā dienā vai vēlāk."]
    leave = {"ends_on": "2026-12-01", "state": state(school, teacher)}
    assert superuser.post(address_of(teacher, "leave/"), leave).status_code == 302
    last = date(2026, 12, 1)
    with inside(school.made):
        teacher.refresh_from_db()
        courses = teacher.courses_taught.order_by("pk").values_list("course", "ends_on")
        assert (teacher.ends_on, teacher.classes_led.count()) == (last, 0)
        assert list(courses) == [(school.course.pk, last), (school.history.pk, last)]
    assert positions(school, teacher)[0][4] == last
    notice = read(superuser.get(address_of(teacher)).content).one("section", "notice")
    assert [item.text for item in notice.all("li")] == ["Matemātika 9.b no 02.12.2026."]


def test_an_employee_of_another_school_is_not_here(client: Client, school: SmallSchool) -> None:
    """Also for a superuser of both schools."""
    person = school.accounts["superuser"].person
    make_employee(school.other, "", "", PositionKind.SUPERUSER, person=person)
    account = school.accounts["superuser"]
    account.school_ids = [school.made.school.pk, school.other.school.pk]
    account.save()
    school.sign_in(client, "superuser")
    with inside(school.other):
        foreign = Employment.objects.get(person=school.accounts["stranger"].person)
        position = foreign.positions.get().pk
    own = employment_of(school, "teacher")
    assert client.get(address_of(own)).status_code == 200
    assert client.get(f"/school/beta/staff/{foreign.public_id}/").status_code == 200
    asked = [address_of(foreign, step) for step in ("", "correct/", "leave/", f"positions/{position}/")]
    asked += [address_of(own, f"positions/{position}/"), f"/school/beta/staff/{own.public_id}/"]
    assert {address: client.get(address).status_code for address in asked} == dict.fromkeys(asked, 404)
    posted = [address_of(foreign, "positions/"), address_of(foreign, f"positions/{position}/end/")]
    assert {address: client.post(address).status_code for address in posted} == dict.fromkeys(posted, 404)


def test_the_page_says_it_all(superuser: Client, school: SmallSchool) -> None:
    teacher = employment_of(school, "teacher")
    page = read(superuser.get(address_of(teacher)).content).one("main")
    assert page.one("h1").text == "Kalniņa Ilze"
    shown = [item.text for section in page.all("section") for item in section.all("li")]
    assert shown == ["skolotājs 01.09.2026. – Mainīt vai beigt"]
    taught = [cell.text for cell in page.one("tbody").one("tr").children if not isinstance(cell, str)]
    assert taught == ["Matemātika 9.b", "2026/27", "01.09.2026.", ""]


def test_a_last_day_is_brought_forward_but_not_put_off(superuser: Client, school: SmallSchool) -> None:
    """What ended with the work stays ended: who goes on working after all is hired again."""
    teacher = employment_of(school, "teacher")
    for day, status in (("2026-12-18", 302), ("2026-12-01", 302), ("2026-12-02", 422)):
        leave = {"ends_on": day, "state": state(school, teacher)}
        assert superuser.post(address_of(teacher, "leave/"), leave).status_code == status
    with inside(school.made):
        teacher.refresh_from_db()
        assert list(teacher.courses_taught.values_list("ends_on", flat=True)) == [date(2026, 12, 1)]
    assert (teacher.ends_on, positions(school, teacher)[0][4]) == (date(2026, 12, 1), date(2026, 12, 1))


def test_who_leaves_changes_nothing_in_a_closed_year(superuser: Client, school: SmallSchool) -> None:
    teacher = employment_of(school, "teacher")
    with inside(school.made):
        school.made.year.closed_on = MONDAY
        school.made.year.save()
    leave = {"ends_on": "2026-12-01", "state": state(school, teacher)}
    assert superuser.post(address_of(teacher, "leave/"), leave).status_code == 302
    with inside(school.made):
        teacher.refresh_from_db()
        assert list(teacher.courses_taught.values_list("ends_on", flat=True)) == [None]
    assert teacher.ends_on == date(2026, 12, 1)


def test_who_has_left_is_no_longer_the_schools_to_see_to(superuser: Client, school: SmallSchool) -> None:
    """C3: names and contacts are the next employer's; the short name of the old timetable stays the school's."""
    gone = employment_of(school, "dismissed")
    with arranging():
        Person.objects.filter(pk=gone.person_id).update(phone="+37120000008", email="jauns@piemers.lv")
    for step in ("", "correct/"):
        shown = superuser.get(address_of(gone, step)).content.decode()
        assert [word in shown for word in ("20000008", "jauns@")] == [False, False], step
    sent = {"given_name": "Cita", "family_name": "Persona", "phone": "29999999", "code": make_code()}
    answer = superuser.post(address_of(gone, "correct/"), sent | {"short_name": "Agr", "state": state(school, gone)})
    assert answer.status_code == 302
    person = Person.objects.get(pk=gone.person_id)
    assert (str(person), person.phone, person.codes.count()) == ("Ausma Agrākā", "+37120000008", 0)
    assert employment_of(school, "dismissed").short_name == "Agr"
