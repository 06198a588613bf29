"""What colleagues write meanwhile, as the page's script asks for it (F4)."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.factories.entries import mark
from tests.factories.school import MONDAY
from tests.factories.small_school import SmallSchool
from tests.web.journal.test_cells import LESSON, cell, send

SPAN = "from=2026-11-01&to=2026-11-30"


def ask(client: Client, school: SmallSchool, query: str = f"{SPAN}&age=30") -> Any:
    return client.get(f"/journal/{school.course.public_id}/changes/?{query}", headers={"X-Requested-With": "zvans"})


def test_a_changed_cell_comes_whole_with_who_wrote_it_and_what_its_row_comes_to(
    teacher: Client, school: SmallSchool
) -> None:
    first, second, _third = school.class_9b.pupils
    assert (ask(teacher, school).status_code, ask(teacher, school).content) == (204, b"")
    mark(school.made, school.course, MONDAY, 3, {second: "nn"})
    send(teacher, school, cell(first.pk, "n 7"))
    answer = ask(teacher, school)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert sorted(answer.json()["cells"], key=lambda found: found["pupil"]) == [
        {"lesson": LESSON, "pupil": first.pk, "text": "n 7", "mark": 1, "absence": 1, "who": "Ilze Kalniņa"},
        {"lesson": LESSON, "pupil": second.pk, "text": "nn", "mark": 0, "absence": 1, "who": ""},
    ]
    assert answer.json()["summaries"] == {
        str(first.pk): {"mean": "7,00", "counted": 1, "absent": 1, "unexcused": 0, "about": "7,00 no 1 vērtējuma"},
        str(second.pk): {"mean": "", "counted": 0, "absent": 1, "unexcused": 1, "about": ""},
    }
    assert ask(teacher, school, "from=2026-10-01&to=2026-10-31&age=30").status_code == 204


@pytest.mark.parametrize(
    "query", ["", SPAN, f"{SPAN}&age=-1", f"{SPAN}&age=1.5", f"{SPAN}&age=²", "age=3", f"{SPAN}&age={'9' * 30}"]
)
def test_what_no_script_asks_is_422(teacher: Client, school: SmallSchool, query: str) -> None:
    assert ask(teacher, school, query).status_code == 422


def test_asking_costs_as_much_for_one_cell_as_for_three(
    teacher: Client, school: SmallSchool, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(6):
        assert ask(teacher, school).status_code == 204
    for count in (1, 3):
        send(teacher, school, *[cell(pupil.pk, "7") for pupil in school.class_9b.pupils[:count]])
        with django_assert_num_queries(15):
            assert ask(teacher, school).status_code == 200


LESSON_CHANGES = "2026-11-23/3/1/changes/"


def ask_lesson(client: Client, school: SmallSchool, seen: str, age: int = 30) -> Any:
    return client.get(f"/journal/{school.course.public_id}/{LESSON_CHANGES}?seen={seen}&age={age}")


def test_a_lessons_screen_is_told_of_cells_texts_and_attendance(teacher: Client, school: SmallSchool) -> None:
    """F4: what a colleague did since the screen was drawn, and nothing of another lesson."""
    first = school.class_9b.pupils[0]
    assert ask_lesson(teacher, school, "0-0-0-0").status_code == 204
    send(teacher, school, cell(first.pk, "7"), cell(first.pk, "9") | {"lesson": "2026-11-18.2.1"})
    texts = {
        "topic": "Kopas", "homework_text": "1. uzd.", "homework_due_on": "2026-11-27", "revision": "1", "homework_revision": "0",
        "is_formative": "1",
    }  # fmt: skip
    assert teacher.post(f"/journal/{school.course.public_id}/2026-11-23/3/1/", texts).status_code == 302
    answer = ask_lesson(teacher, school, "1-0-0-0")
    assert (answer.status_code, answer.json()) == (
        200,
        {
            "cells": [{"lesson": LESSON, "pupil": first.pk, "text": "7", "mark": 1, "absence": 0, "who": "Ilze Kalniņa"}],
            "texts": {
                "topic": "Kopas", "is_formative": "1", "work_kind": "formative", "homework_text": "1. uzd.",
                "homework_due_on": "2026-11-27", "revision": 2, "homework_revision": 1, "who": "Ilze Kalniņa",
            },
            "attendance": "", "is_cancelled": False,
        },
    )  # fmt: skip
    assert ask_lesson(teacher, school, "2-1-0-0").json()["texts"] is None
    nobody = teacher.post(f"/journal/{school.course.public_id}/2026-11-23/3/1/nobody-absent/")
    assert nobody.status_code == 302
    attended = ask_lesson(teacher, school, "2-1-0-0").json()["attendance"]
    assert re.sub(r"\d", "0", attended) == "atzīmēta 00.00.0000. 00:00"


def test_a_lesson_that_stands_as_it_was_seen_is_204_and_cheap(
    teacher: Client, school: SmallSchool, django_assert_num_queries: Any
) -> None:
    mark(school.made, school.course, date(2026, 11, 18), 2, {school.class_9b.pupils[0]: "9"})
    assert teacher.post(f"/journal/{school.course.public_id}/2026-11-23/3/1/cancel/").status_code == 302
    assert ask_lesson(teacher, school, "1-0-0-0").json()["is_cancelled"] is True
    with django_assert_num_queries(7):
        assert ask_lesson(teacher, school, "2-0-0-1").status_code == 204


@pytest.mark.parametrize(
    "query", ["", "seen=0-0-0-0", "age=3", "seen=0-0-0-2&age=3", "seen=0-0-0-0&age=x", "seen=²-0-0-0&age=3"]
)
def test_what_no_lesson_screen_asks_is_422(teacher: Client, school: SmallSchool, query: str) -> None:
    assert teacher.get(f"/journal/{school.course.public_id}/{LESSON_CHANGES}?{query}").status_code == 422
