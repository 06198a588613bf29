"""What is taught, to whom and by whom, as a school enters it (D2, D4)."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.factories.entries import mark, write
from tests.factories.school import (
    MONDAY,
    add_teacher,
    inside,
    make_class,
    make_course,
    make_employee,
)
from tests.factories.small_school import SmallSchool
from tests.support.page import read
from tests.web.school.staff_pages import errors, table
from zvans.audit.models import Action
from zvans.schools.enums import PositionKind
from zvans.schools.models import Course, CourseTeacher, Subject
from zvans.schools.queries.teaching import teaching_state

LIST = "/school/alfa/teaching/"
ADD = "/school/alfa/teaching/2026-09-01/add/"
FIRST = date(2026, 9, 1)


@pytest.fixture
def superuser(client: Client, school: SmallSchool) -> Client:
    school.sign_in(client, "superuser")
    return client


def address_of(course: Course, step: str = "") -> str:
    return f"{LIST}{course.public_id}/{step}"


def taught(school: SmallSchool, course: Course) -> list[tuple[str, date, date | None]]:
    with inside(school.made):
        rows = CourseTeacher.objects.filter(course=course).order_by("starts_on", "pk")
        return list(rows.values_list("employment__name", "starts_on", "ends_on"))


def state(school: SmallSchool, course: Course) -> str:
    with inside(school.made):
        return teaching_state(course)


def teacher_of(school: SmallSchool, persona: str) -> Any:
    with inside(school.made):
        return school.accounts[persona].person.employments.get()


def clean_course(school: SmallSchool, **more: Any) -> Course:
    """A course of 8.a that nobody has written in."""
    return make_course(school.made, make_class(school.made, "8.a", grade=8), subject="Fizika", **more)


def test_the_list(superuser: Client, school: SmallSchool) -> None:
    """What has no teacher says so, and from when; whose work has ended teaches no more."""
    gone = make_employee(school.made, "Rita", "Rota", ends_on=date(2026, 12, 31))
    clean_course(school, teachers=[gone])
    make_course(school.made, make_class(school.made, "1.a", grade=1), subject="Mūzika", value_system="levels")
    levels = "apguves līmeņi (S, T, A, P)"
    assert table(superuser, LIST) == [
        ["Fizika", "8.a", "Rota Rita; no 01.01.2027. nav skolotāja", "1–10 balles"],
        ["Matemātika", "9.b", "Kalniņa Ilze", "1–10 balles"],
        ["Mūzika", "1.a", "nav skolotāja", levels],
        ["Vēsture", "9.b", "Vītols Andris", "1–10 balles"],
    ]


@pytest.mark.parametrize(
    ("asked", "courses"),
    [
        ("?lacks=teacher", ["Fizika", "Mūzika"]),
        ("?q=vēst", ["Vēsture"]),
        ("?class={class_9b}", ["Matemātika", "Vēsture"]),
        ("?teacher={teacher}", ["Matemātika"]),
    ],
)
def test_the_list_is_filtered(superuser: Client, school: SmallSchool, asked: str, courses: list[str]) -> None:
    gone = make_employee(school.made, "Rita", "Rota", ends_on=date(2026, 12, 31))
    clean_course(school, teachers=[gone])
    make_course(school.made, make_class(school.made, "1.a", grade=1), subject="Mūzika")
    values = {"class_9b": school.class_9b.group.public_id, "teacher": teacher_of(school, "teacher").public_id}
    assert [row[0] for row in table(superuser, LIST + asked.format(**values))] == courses


def test_a_gap_between_two_teachers_is_seen(superuser: Client, school: SmallSchool) -> None:
    """One teaches till Christmas, the next comes in February; one who follows on the next day leaves no gap."""
    course = clean_course(school)
    first, next_one = make_employee(school.made, "Rita", "Rota"), make_employee(school.made, "Inga", "Iesala")
    add_teacher(school.made, course, first, ends_on=date(2026, 12, 18))
    add_teacher(school.made, course, next_one, starts_on=date(2027, 2, 1))
    assert [row[0] for row in table(superuser, f"{LIST}?lacks=teacher")] == ["Fizika"]
    assert "No 19.12.2026. šim žurnālam nav skolotāja." in superuser.get(address_of(course)).content.decode()
    with inside(school.made):
        CourseTeacher.objects.filter(employment=next_one).update(starts_on=date(2026, 12, 19))
    assert 'class="listing-head"' in superuser.get(LIST).content.decode()
    assert read(superuser.get(f"{LIST}?lacks=teacher").content).all("table") == []
    assert "nav skolotāja" not in superuser.get(address_of(course)).content.decode()


def test_the_list_as_a_file_is_recorded(superuser: Client, school: SmallSchool) -> None:
    answer = superuser.get(f"{LIST}?as=csv&q=vēsture")
    assert answer.content.decode("utf-8-sig").splitlines() == [
        "Priekšmets;Klases un grupas;Skolotāji;Ar ko vērtē",
        "Vēsture;9.b;Vītols Andris;1–10 balles",
    ]
    assert Action.objects.get(name="export_list").details == {"what": "courses", "rows": 1}


def new(school: SmallSchool, *groups: Any, **entered: str) -> dict[str, Any]:
    with inside(school.made):
        subject, _ = Subject.objects.get_or_create(school=school.school, name="Fizika")
    return {"subject": subject.pk, "groups": [g.whole.pk for g in groups], "starts_on": "2026-11-23"} | entered


def test_add(superuser: Client, school: SmallSchool) -> None:
    """Two classes together, two teachers; the grade says how it is assessed."""
    one, two = make_class(school.made, "2.a", grade=2), make_class(school.made, "2.b", grade=2)
    teacher, second = teacher_of(school, "teacher"), teacher_of(school, "other_teacher")
    answer = superuser.post(ADD, new(school, one, two, teacher=teacher.public_id, second=second.public_id))
    assert answer.status_code == 302, errors(answer)
    with inside(school.made):
        course = Course.objects.get(subject__name="Fizika")
    assert (course.name, course.value_system) == ("2.a, 2.b", "levels")
    assert taught(school, course) == [("Kalniņa Ilze", MONDAY, None), ("Vītols Andris", MONDAY, None)]
    assert answer.headers["Location"] == f"{address_of(course)}?done=added"


@pytest.mark.parametrize(
    ("entered", "said"),
    [
        ({"subject": ""}, "Izvēlieties priekšmetu."),
        ({"subject": "0"}, "Tāda priekšmeta skolā nav. Izvēlieties no saraksta."),
        ({"groups": ""}, "Tādas grupas šajā gadā nav. Izvēlieties no saraksta."),
        ({"starts_on": "2027-06-15"}, "Šī diena nav mācību gadā: tas ir no 01.09.2026. līdz 31.05.2027."),
    ],
)
def test_what_can_not_be_added(superuser: Client, school: SmallSchool, entered: dict[str, str], said: str) -> None:
    answer = superuser.post(ADD, new(school, school.class_9b, **entered))
    assert (answer.status_code, errors(answer)) == (422, [said])


def test_no_second_journal_of_the_same(superuser: Client, school: SmallSchool) -> None:
    assert superuser.post(ADD, new(school, school.class_9b)).status_code == 302
    answer = superuser.post(ADD, new(school, school.class_9b))
    assert errors(answer) == ["Šim priekšmetam un grupām žurnāls jau ir. Atrodiet to slodžu sarakstā."]


def test_a_teacher_and_a_group_of_another_school_are_not_on_the_list(superuser: Client, school: SmallSchool) -> None:
    foreign, teacher = make_class(school.other, "9.c"), make_employee(school.other, "Ausma", "Sveša")
    answer = superuser.post(ADD, new(school, foreign, teacher=teacher.public_id))
    assert errors(answer) == [
        "Tādas grupas šajā gadā nav. Izvēlieties no saraksta.",
        "Tāda darbinieka sarakstā nav. Izvēlieties no saraksta.",
    ]


def test_another_teacher_from_a_day(superuser: Client, school: SmallSchool) -> None:
    """The old one ends the day before, and lessons held are not touched."""
    course = clean_course(school, teachers=[teacher_of(school, "teacher")])
    new_one = make_employee(school.made, "Rita", "Rota", ends_on=date(2027, 3, 31))
    entered = {"starts_on": "2026-12-01", "teacher": new_one.public_id, "state": state(school, course)}
    assert superuser.post(address_of(course, "teachers/"), entered).status_code == 302
    assert taught(school, course) == [
        ("Kalniņa Ilze", FIRST, date(2026, 11, 30)),
        ("Rota Rita", date(2026, 12, 1), date(2027, 3, 31)),
    ]


def test_a_second_teacher(superuser: Client, school: SmallSchool) -> None:
    first, second = teacher_of(school, "teacher"), teacher_of(school, "other_teacher")
    course = clean_course(school, teachers=[first])
    entered = {"starts_on": "2026-12-01", "teacher": second.public_id, "stay": [first.public_id]}
    answer = superuser.post(address_of(course, "teachers/"), entered | {"state": state(school, course)})
    assert answer.status_code == 302
    assert taught(school, course) == [("Kalniņa Ilze", FIRST, None), ("Vītols Andris", date(2026, 12, 1), None)]


def test_who_changes_teachers_second_is_told(superuser: Client, school: SmallSchool) -> None:
    course = clean_course(school, teachers=[teacher_of(school, "teacher")])
    entered = {"starts_on": "2026-12-01", "state": state(school, course)}
    assert superuser.post(address_of(course, "teachers/"), entered).status_code == 302
    assert superuser.post(address_of(course, "teachers/"), entered).status_code == 409
    assert taught(school, course) == [("Kalniņa Ilze", FIRST, date(2026, 11, 30))]


def test_a_teacher_who_does_not_work_here_then(superuser: Client, school: SmallSchool) -> None:
    course, late = clean_course(school), make_employee(school.made, "Rita", "Rota", starts_on=date(2027, 1, 4))
    entered = {"starts_on": "2026-12-01", "teacher": late.public_id, "state": state(school, course)}
    answer = superuser.post(address_of(course, "teachers/"), entered)
    said = "Rota Rita tajā dienā skolā nestrādā. Izvēlieties citu dienu vai darbinieku."
    assert (answer.status_code, errors(answer)) == (422, [said])


def test_values_change_while_there_are_no_marks(superuser: Client, school: SmallSchool) -> None:
    """A mark that was taken back does not count."""
    course, pupil = school.course, school.class_9b.pupils[0]
    change = address_of(course, "values/")
    assert superuser.post(change, {"value_system": "pass", "was": "points"}).status_code == 302
    assert superuser.post(change, {"value_system": "levels", "was": "points"}).status_code == 409
    assert superuser.post(change, {"value_system": "points", "was": "pass"}).status_code == 302
    mark(school.made, course, MONDAY, 3, {pupil: "7"})
    assert superuser.post(change, {"value_system": "pass", "was": "points"}).status_code == 409
    with inside(school.made):
        assert Course.objects.get(pk=course.pk).value_system == "points"


def test_a_course_goes_while_nothing_stands_on_it(superuser: Client, school: SmallSchool) -> None:
    """Neither a word in a lesson nor a lesson in the timetable."""
    clean, planned = clean_course(school), make_course(school.made, school.class_9b, subject="Ķīmija", slots=[(2, 1)])
    written = make_course(school.made, school.class_9b, subject="Sports", slots=[(2, 2)])
    write(school.made, written, date(2026, 11, 24), 2, topic="Stafete")
    with inside(school.made):
        written.slots.all().delete()
    for course, status in ((clean, 302), (planned, 409), (written, 409)):
        assert superuser.post(address_of(course, "remove/")).status_code == status
    with inside(school.made):
        left = Course.objects.filter(school=school.school).values_list("subject__name", flat=True)
        assert sorted(left) == ["Matemātika", "Sports", "Vēsture", "Ķīmija"]


def test_a_closed_year_is_only_read(superuser: Client, school: SmallSchool) -> None:
    course = clean_course(school)
    with inside(school.made):
        school.made.year.closed_on = MONDAY
        school.made.year.save()
    entered = {"starts_on": "2026-12-01", "state": state(school, course)}
    posts = {
        ADD: new(school, school.class_9b), address_of(course, "teachers/"): entered,
        address_of(course, "values/"): {"value_system": "pass", "was": "points"}, address_of(course, "remove/"): {},
    }  # fmt: skip
    assert {superuser.post(address, sent).status_code for address, sent in posts.items()} == {409}
    main = read(superuser.get(address_of(course)).content).one("main")
    assert main.all("form") == []
    assert "Šis mācību gads ir slēgts, to var tikai lasīt." in main.text


def test_a_course_of_another_school_is_not_here(client: Client, school: SmallSchool) -> None:
    """Also for a superuser of both schools."""
    account = school.accounts["superuser"]
    make_employee(school.other, "", "", PositionKind.SUPERUSER, person=account.person)
    account.school_ids = [school.made.school.pk, school.other.school.pk]
    account.save()
    school.sign_in(client, "superuser")
    foreign = make_course(school.other, make_class(school.other, "5.c"))
    assert client.get(address_of(school.course)).status_code == 200
    assert client.get(f"/school/beta/teaching/{foreign.public_id}/").status_code == 200
    assert client.get(address_of(foreign)).status_code == 404
    for step in ("teachers/", "values/", "remove/"):
        assert client.post(address_of(foreign, step)).status_code == 404
