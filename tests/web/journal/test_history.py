"""The history of cells, topics and homework (F4): who, when, from what to what."""

from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client

from tests.factories.school import MONDAY, inside
from tests.factories.small_school import SmallSchool
from tests.support.page import Element, read
from tests.support.statements import statements_of
from tests.web.journal.entries import write_cells
from zvans.journal.actions.cells import CellEdit, save_cells
from zvans.journal.models import Mark
from zvans.timetable.queries.plan import LessonKey


def address_of(school: SmallSchool, pupil: int | None = None) -> str:
    own = f"{pupil}/" if pupil else ""
    return f"/journal/{school.course.public_id}/2026-11-23/3/1/history/{own}"


def lines(client: Client, address: str, **headers: str) -> list[tuple[str, str]]:
    """(what became what, when and who) of each line, the newest first."""
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200
    page: Element = read(answer.content)
    return [tuple(p.text for p in li.all("p")) for li in page.one("ol", "history").all("li")]  # type: ignore[misc]


def write(school: SmallSchool, texts: list[tuple[str, str, str, int, int]], persona: str = "teacher") -> None:
    """(clock, text, was, revision of mark, of absence) of the first pupil's cell, one after the other."""
    pupil, key = school.class_9b.pupils[0], LessonKey(school.course.pk, *_LESSON)
    for clock, text, was, mark, absence in texts:
        with time_machine.travel(f"2026-11-23 {clock} +0200", tick=False):
            edit = CellEdit(key, pupil.pk, text, was, mark, absence)
            answers = save_cells(course=school.course, batch=uuid4(), edits=[edit], by=school.actor(persona))
            assert [answer.status for answer in answers] == ["saved"]


_LESSON = (MONDAY, 3, 1)


def told(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The clock is the database's own, which no test moves."""
    return [(said, when.split(", ")[1]) for said, when in found]


def test_a_cell_tells_what_was_written_and_taken_back(teacher: Client, school: SmallSchool) -> None:
    write(school, [("10:40", "n 7", "", 0, 0), ("10:41", "8", "n 7", 1, 1), ("10:42", "", "8", 2, 2)])
    pupil = school.class_9b.pupils[0].pk
    found = told(lines(teacher, address_of(school, pupil)))
    assert found == [
        ("Vērtējums: 8 →kļuva noņemts", "Kalniņa Ilze"), ("Kavējums: n →kļuva noņemts", "Kalniņa Ilze"),
        ("Vērtējums: 7 →kļuva 8", "Kalniņa Ilze"), ("Kavējums: tukšs →kļuva n", "Kalniņa Ilze"),
        ("Vērtējums: tukšs →kļuva 7", "Kalniņa Ilze"),
    ]  # fmt: skip
    part = teacher.get(address_of(school, pupil), headers={"X-Requested-With": "zvans"})
    assert (part.status_code, "<html" in part.content.decode()) == (200, False)
    other = read(teacher.get(address_of(school, school.class_9b.pupils[1].pk)).content)
    assert other.one("p", "empty").text == "Te vēl nekas nav rakstīts."


def test_a_lesson_tells_of_its_texts_and_of_every_pupil(teacher: Client, school: SmallSchool) -> None:
    lesson = f"/journal/{school.course.public_id}/2026-11-23/3/1/"
    for topic, homework, revision, homework_revision in (("Kopas", "1. uzd.", 0, 0), ("Skaitļi", "", 2, 1)):
        sent = {
            "topic": topic, "homework_text": homework, "revision": revision, "homework_revision": homework_revision,
            "homework_due_on": "2026-11-25", "confirm": "1",
        }  # fmt: skip
        assert teacher.post(lesson, sent).status_code == 302
    write_cells(school, "9")
    found = [said for said, _ in lines(teacher, address_of(school))]
    assert sorted(found) == sorted(
        [
            "Bērziņš Jānis. Vērtējums: tukšs →kļuva 9", "Uzdots: 1. uzd. →kļuva noņemts", "Tēma: Kopas →kļuva Skaitļi",
            "Klātbūtne atzīmēta", "Uzdots: tukšs →kļuva 1. uzd.", "Tēma: tukšs →kļuva Kopas",
        ]
    )  # fmt: skip
    links = read(teacher.get(lesson).content).one("div", "lesson-acts").links()
    assert links == [("Pārcelt ierakstus", "move/"), ("Vēsture", "history/")]


def test_what_was_moved_and_undone_says_so(teacher: Client, school: SmallSchool) -> None:
    write_cells(school, "7")
    there = teacher.post(address_of(school).replace("history/", "move/"), {"to": "2026-11-18.2.1"}).headers["Location"]
    action = there.split("did=")[1]
    assert teacher.post(f"/journal/{school.course.public_id}/undo/{action}/").status_code == 302
    assert [said for said, _ in lines(teacher, address_of(school, school.class_9b.pupils[0].pk))] == [
        "Vērtējums: tukšs →kļuva 7 (atsaukts)", "Vērtējums: 7 →kļuva noņemts (pārcelts)", "Vērtējums: tukšs →kļuva 7",
    ]  # fmt: skip


@pytest.mark.parametrize("pupil", ["0", "999999", "9" * 30])
def test_who_is_not_in_the_group_has_no_history(teacher: Client, school: SmallSchool, pupil: str) -> None:
    assert teacher.get(f"{address_of(school)}{pupil}/").status_code == 404


def test_a_long_history_costs_as_many_statements_as_a_short_one(teacher: Client, school: SmallSchool) -> None:
    write(school, [("10:40", "7", "", 0, 0)])
    one = statements_of(teacher, address_of(school))
    write(school, [("10:41", "8", "7", 1, 0), ("10:42", "9", "8", 2, 0)])
    write_cells(school, "", "5", "6")
    assert statements_of(teacher, address_of(school)) == one


def test_changes_of_a_row_are_found_by_their_index(school: SmallSchool) -> None:
    """However long the history of the country is."""
    write_cells(school, "9")
    with inside(school.made), connection.cursor() as cursor:
        key = Mark.objects.get().pk
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            """EXPLAIN SELECT * FROM audit_change WHERE "table" = 'journal_mark' AND row_id IN (%s, 0) ORDER BY id DESC""",
            [key],
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "audit_change_of_row" in plan
