"""The teacher's day (F1)."""

import pytest
import time_machine
from django.test import Client

from tests.factories.school import add_slots, make_course
from tests.factories.small_school import SmallSchool
from tests.support.page import Element, read
from tests.support.statements import statements_of


def page(client: Client, address: str = "/today/") -> Element:
    answer = client.get(address)
    assert answer.status_code == 200
    return read(answer.content)


def lessons(client: Client, address: str = "/today/") -> list[tuple[str, str, str]]:
    """(number and times, subject and class, state) of each lesson of the day."""
    return [
        (li.one(css_class="lesson-when").text, li.one(css_class="subject").text, li.one(css_class="state").text)
        for li in page(client, address).all("li", "lesson")
    ]


def address_of(school: SmallSchool, lesson: str = "2026-11-23/3/1") -> str:
    return f"/journal/{school.course.public_id}/{lesson}/"


def test_the_day_has_its_lessons_and_what_each_lacks(teacher: Client, school: SmallSchool) -> None:
    assert lessons(teacher) == [("3.10:30–11:10", "Matemātika 9.b", "nav aizpildīta")]
    lesson = page(teacher).one("li", "lesson")
    address = address_of(school)
    assert lesson.links() == [
        ("Matemātika 9.b", address), ("klātbūtnes", f"{address}#attendance"), ("tēmas", f"{address}#topic"),
    ]  # fmt: skip
    assert lesson.one(css_class="place").text == "214"


def test_nobody_is_absent_with_one_press(teacher: Client, school: SmallSchool) -> None:
    """F6."""
    form = page(teacher).one("li", "lesson").one("form")
    answer = teacher.post(form.attributes["action"], {"day": "1"})
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/today/2026-11-23/")
    assert lessons(teacher) == [("3.10:30–11:10", "Matemātika 9.b", "iesākta")]
    assert [text for text, _ in page(teacher).one("li", "lesson").links()] == ["Matemātika 9.b", "tēmas"]


def test_a_written_lesson_is_complete(teacher: Client, school: SmallSchool) -> None:
    sent = {"topic": "Vjeta teorēma", "confirm": "1", "revision": "0", "homework_revision": "0"}
    assert teacher.post(address_of(school), sent).status_code == 302
    assert lessons(teacher) == [("3.10:30–11:10", "Matemātika 9.b", "aizpildīta")]


def test_what_is_to_come_lacks_nothing_yet(teacher: Client) -> None:
    assert lessons(teacher, "/today/2026-11-25/") == [("2.09:30–10:10", "Matemātika 9.b", "vēl nav bijusi")]


@pytest.mark.parametrize(
    ("day", "said", "next_day"),
    [
        ("2026-11-22", "Šajā dienā stundu nav", "2026-11-23"),
        ("2026-10-19", "Rudens brīvlaiks", "2026-10-26"),
        ("2027-07-01", "Šajā dienā stundu nav", None),
    ],
)
def test_a_day_without_lessons_says_so_and_leads_on(
    teacher: Client, school: SmallSchool, day: str, said: str, next_day: str | None
) -> None:
    empty = page(teacher, f"/today/{day}/").one(css_class="empty")
    assert empty.one("h2").text == said
    assert [href for _, href in empty.links()] == ([f"/today/{next_day}/"] if next_day else [])


def test_days_lead_to_their_neighbours(teacher: Client) -> None:
    links = page(teacher, "/today/2026-11-30/").one("nav", "week-picker").links()
    assert [href for _, href in links] == ["/today/2026-11-29/", "/today/", "/today/2026-12-01/"]


@pytest.mark.parametrize(
    ("persona", "expected"),
    [
        ("teacher", [("Mani žurnāli", ["Matemātika 9.b"])]),
        (
            "class_teacher",
            [
                ("Mana klase 9.b", ["Skolēnu un vecāku paroles", "Klasei vēl jāieraksta"]),
                ("Citi žurnāli", ["Matemātika", "Vēsture"]),
            ],
        ),
        ("head", [("Citi žurnāli", ["Matemātika", "Vēsture"])]),
        ("superuser", [("Citi žurnāli", ["Matemātika", "Vēsture"])]),
        ("former_teacher", []),
        ("foreign_head", []),
    ],
)
def test_the_journals_one_may_open_stand_beside(
    client: Client, school: SmallSchool, persona: str, expected: list[tuple[str, list[str]]]
) -> None:
    """C3: those one keeps, and those one may read; for who leads a class, the ways to what it needs (B7, F1)."""
    school.sign_in(client, persona)
    beside = page(client).one("aside", "day-journals")
    found = [(part.one("h2").text, [text for text, _ in part.links()]) for part in beside.all("section")]
    assert found == expected


def test_three_lessons_cost_as_many_statements_as_one(teacher: Client, school: SmallSchool) -> None:
    one = statements_of(teacher, "/today/")
    employment = school.accounts["teacher"].person.employments.get()
    add_slots(school.made, school.course, [(1, 5)])
    make_course(school.made, school.class_9b, subject="Fizika", teachers=[employment], slots=[(1, 6)])
    assert (statements_of(teacher, "/today/"), one <= 12) == (one, True)
    assert len(lessons(teacher)) == 3


def test_the_lesson_that_is_on_is_marked(teacher: Client) -> None:
    with time_machine.travel("2026-11-23 10:45 +0200", tick=False):
        assert page(teacher).one("li", "lesson").attributes["class"].split() == ["lesson", "leads", "now"]
    assert page(teacher).one("li", "lesson").attributes["class"].split() == ["lesson", "leads"]


def test_who_teaches_nothing_is_told_what_there_is(client: Client, school: SmallSchool) -> None:
    said = {}
    for persona in ("head", "former_teacher"):
        school.sign_in(client, persona)
        empty = page(client).one(css_class="empty")
        said[persona] = (empty.one("h2").text, empty.all("p")[0].text, [href for _, href in empty.links()])
    assert said == {
        "head": ("Jums šajā dienā nav savu stundu", "Skolas žurnālus varat apskatīt šeit pat, sarakstā.", ["/timetable/"]),
        "former_teacher": (
            "Jums šajā dienā nav savu stundu", "Žurnāli parādīsies, tiklīdz skola Jums piešķirs stundas.",
            ["/timetable/"],
        ),
    }  # fmt: skip
