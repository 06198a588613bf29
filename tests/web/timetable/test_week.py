"""A week of the timetable on a page (E3)."""

from datetime import date, time

import pytest
import time_machine
from django.test import Client

from tests.factories.school import (
    MadeSchool,
    add_slots,
    inside,
    make_class,
    make_course,
    make_employee,
)
from tests.factories.small_school import SmallSchool
from tests.support.page import Element, read
from tests.support.statements import statements_of
from zvans.schools.models import BellDay, BellPeriod, BellSchedule, Employment, Room, StudyGroup


@pytest.fixture
def head(client: Client, school: SmallSchool) -> Client:
    school.sign_in(client, "head")
    return client


def page(client: Client, address: str) -> Element:
    answer = client.get(address)
    assert answer.status_code == 200
    return read(answer.content)


def table(client: Client, address: str) -> list[list[str]]:
    """The rows of the week, without its head; empty cells are empty texts."""
    rows = page(client, address).one("table", "timetable").one("tbody").all("tr")
    return [[cell.text for cell in row.children if isinstance(cell, Element)] for row in rows]


def class_address(school: SmallSchool, day: str = "") -> str:
    return f"/timetable/class/{school.class_9b.group.public_id}/{day}"


def employment(school: SmallSchool, persona: str) -> Employment:
    with inside(school.made):
        return Employment.objects.get(person=school.accounts[persona].person)


def part_of_9b(made: MadeSchool, school: SmallSchool, name: str) -> StudyGroup:
    with inside(made):
        return StudyGroup.objects.create(
            school=made.school, year=made.year, class_group=school.class_9b.group, name=name, division="1"
        )


def test_a_class(head: Client, school: SmallSchool) -> None:
    """Days side by side, lesson numbers with their times as rows, from the first lesson to the last."""
    shown = page(head, class_address(school)).one("table", "timetable")
    assert [th.text for th in shown.one("thead").all("th")] == [
        "Stunda", "Pirmdiena 23.11.", "Otrdiena 24.11.", "Trešdiena 25.11.", "Ceturtdiena 26.11.", "Piektdiena 27.11.",
    ]  # fmt: skip
    assert table(head, class_address(school)) == [
        ["2. 09:30–10:10", "", "", "Matemātika Kalniņa Ilze · 214", "", ""],
        ["3. 10:30–11:10", "Matemātika Kalniņa Ilze · 214", "", "", "", ""],
        ["4. 11:30–12:10", "Vēsture Vītols Andris", "", "", "", ""],
    ]


def test_a_teacher(head: Client, school: SmallSchool) -> None:
    """Only while the course is theirs: it was shared until 30 October."""
    former = employment(school, "former_teacher").public_id
    assert table(head, f"/timetable/teacher/{former}/2026-10-26/") == [
        ["2. 09:30–10:10", "", "", "Matemātika 9.b214", "", ""], ["3. 10:30–11:10", "Matemātika 9.b214", "", "", "", ""],
    ]  # fmt: skip
    assert "Šajā nedēļā stundu nav" in page(head, f"/timetable/teacher/{former}/2026-11-02/").text


def test_a_room(head: Client, school: SmallSchool) -> None:
    with inside(school.made):
        room = Room.objects.get(name="214").public_id
    assert table(head, f"/timetable/room/{room}/") == [
        ["2. 09:30–10:10", "", "", "Matemātika 9.bKalniņa Ilze", "", ""],
        ["3. 10:30–11:10", "Matemātika 9.bKalniņa Ilze", "", "", "", ""],
    ]


def test_halves_of_a_class_share_a_cell_and_parts_of_a_lesson_are_one(head: Client, school: SmallSchool) -> None:
    """Divided groups by name; others who are taught with the class are named too; a lesson in two rooms names both."""
    made = school.made
    girls = part_of_9b(made, school, "Meitenes")
    boys = part_of_9b(made, school, "Zēni")
    ninth = make_class(made, "9.a", pupils=1)
    make_course(made, boys, subject="Sports", slots=[(2, 1)], room="Zāle")
    joint = make_course(made, girls, ninth, subject="Sports", slots=[(2, 1)], room="Mazā zāle")
    add_slots(made, joint, [(2, 1)], room="Laukums", part=2)
    cells = page(head, class_address(school)).one("tbody").all("tr")[0].all("td")
    assert [entry.text for entry in cells[1].all("div", "planned")] == [
        "Sports Meitenes, 9.aMazā zāle, Laukums", "Sports ZēniZāle",
    ]  # fmt: skip


def test_a_saturday_shows_when_it_has_lessons(head: Client, school: SmallSchool) -> None:
    add_slots(school.made, school.course, [(6, 1)])
    assert [row[0] for row in table(head, class_address(school))] == [
        "1. 08:30–09:10", "2. 09:30–10:10", "3. 10:30–11:10", "4. 11:30–12:10",
    ]  # fmt: skip
    assert len(page(head, class_address(school)).one("thead").all("th")) == 7


def test_lessons_in_the_gap_keep_their_row(head: Client, school: SmallSchool) -> None:
    """A free lesson between two others is seen as free."""
    add_slots(school.made, school.course, [(1, 6)])
    assert table(head, class_address(school))[3] == ["5. 12:30–13:10", "", "", "", "", ""]


def test_a_shortened_day_says_its_own_times(head: Client, school: SmallSchool) -> None:
    with inside(school.made):
        short = BellSchedule.objects.create(school=school.school, name="Saīsinātā")
        BellPeriod.objects.create(
            school=school.school, schedule=short, number=2, starts_at=time(9, 10), ends_at=time(9, 40)
        )
        BellDay.objects.create(
            school=school.school, schedule=short, starts_on=date(2026, 11, 25), ends_on=date(2026, 11, 25)
        )
    assert table(head, class_address(school))[0] == [
        "2. 09:30–10:10", "", "", "09:10–09:40Matemātika Kalniņa Ilze · 214", "", "",
    ]  # fmt: skip


def test_a_break_says_its_name(head: Client, school: SmallSchool) -> None:
    assert page(head, class_address(school, "2026-10-19/")).one("div", "empty").one("h2").text == "Rudens brīvlaiks"


def test_a_phone_shows_the_day_of_the_address(head: Client, school: SmallSchool) -> None:
    def shown(address: str) -> tuple[str, list[str]]:
        whole = page(head, address)
        tabs = whole.one("nav", "day-tabs").all("a")
        return (
            next(a.text for a in tabs if "aria-current" in a.attributes),
            [cell.text for cell in whole.one("table", "timetable").all(css_class="shown")],
        )

    assert shown(class_address(school)) == (
        "P 23.", ["Pirmdiena 23.11.", "", "Matemātika Kalniņa Ilze · 214", "Vēsture Vītols Andris"],
    )  # fmt: skip
    assert shown(class_address(school, "2026-11-25/")) == (
        "T 25.", ["Trešdiena 25.11.", "Matemātika Kalniņa Ilze · 214", "", ""],
    )  # fmt: skip


def test_on_a_weekend_the_week_to_come_opens(head: Client, school: SmallSchool) -> None:
    with time_machine.travel("2026-11-28 12:00 +0200", tick=False):
        assert page(head, class_address(school)).one("span", "now").text == "30. novembris – 4. decembris"


def test_weeks_lead_to_one_another(head: Client, school: SmallSchool) -> None:
    picker = page(head, class_address(school, "2026-11-25/")).one("nav", "week-picker")
    assert [link.attributes["href"] for link in picker.all("a")] == [
        class_address(school, "2026-11-16/"), class_address(school, "2026-11-30/"),
    ]  # fmt: skip
    other = page(head, class_address(school, "2026-11-30/")).one("nav", "week-picker")
    assert [link.attributes["href"] for link in other.all("a")][2] == class_address(school, "2026-11-23/")


def test_many_teachers_and_classes_are_folded(head: Client, school: SmallSchool) -> None:
    made = school.made
    teachers = [make_employee(made, "Anna", f"Ābola{n}") for n in range(7)]
    classes = [make_class(made, f"1{n}.klase", pupils=1) for n in range(5)]
    make_course(made, school.class_9b, *classes, subject="Sapulce", teachers=teachers, slots=[(5, 1)])
    cell = page(head, class_address(school)).one("tbody").all("tr")[0].all("td")[4]
    assert [summary.text for summary in cell.all("summary")] == ["9.b, 10.klase, 11.klase …", "7 skolotāji"]
    assert len(cell.all("a")) == 7


def test_texts_of_a_school_are_only_texts(head: Client, school: SmallSchool) -> None:
    make_course(school.made, school.class_9b, subject="<script>alert(1)</script>", slots=[(5, 1)], room="A&B")
    assert table(head, class_address(school))[0][5] == "<script>alert(1)</script> A&B"


def test_the_directory_leads_to_every_timetable(client: Client, school: SmallSchool) -> None:
    school.sign_in(client, "teacher")
    whole = page(client, "/timetable/").one("section", "directory")
    links = dict(whole.links())
    assert list(links) == ["Manas stundas", "9.b", "Kalniņa Ilze", "Ozola Rasma", "Vītols Andris", "214"]
    assert links["9.b"] == class_address(school)
    assert [client.get(address).status_code for address in links.values()] == [200] * 6


def test_a_page_costs_the_same_with_one_lesson_and_with_many(head: Client, school: SmallSchool) -> None:
    """K6: statements do not grow with lessons, groups, teachers and rooms."""
    own = employment(school, "teacher")
    with inside(school.made):
        room = Room.objects.get(name="214").public_id
    pages = [class_address(school), f"/timetable/teacher/{own.public_id}/", f"/timetable/room/{room}/", "/timetable/"]
    before = [statements_of(head, address) for address in pages]
    for n in range(3):
        other = make_class(school.made, f"8.{n}", pupils=1)
        teachers = [own, make_employee(school.made, "Jauns", f"Skolotājs{n}")]
        make_course(
            school.made, school.class_9b, other, subject=f"Kurss {n}", teachers=teachers, slots=[(n + 1, 5)], room="214"
        )
    assert [statements_of(head, address) for address in pages] == before
    assert max(before) <= 12


def test_another_schools_lessons_are_not_here(head: Client, school: SmallSchool) -> None:
    """C3: same names, another school."""
    other = make_class(school.other, "9.b", pupils=1)
    make_course(school.other, other, subject="Svešā matemātika", slots=[(1, 3)], room="214")
    texts = [cell for row in table(head, class_address(school)) for cell in row]
    assert not any("Svešā" in text for text in texts)
