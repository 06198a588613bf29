"""What nobody's browser sends: it is refused or taken as nothing, and never breaks a page (C3, F3, F4)."""

import json
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.factories.school import MONDAY, add_teacher, inside, make_employee, make_staff_account
from tests.factories.small_school import ENDED, SmallSchool
from tests.web.journal.entries import write_cells
from tests.web.journal.test_cells import cell
from zvans.journal.models import Absence, Lesson, Mark
from zvans.schools.enums import PositionKind

LARGEST = 2**31 - 1  # of the column that keeps revisions


def batch_of(*cells: Any) -> str:
    return json.dumps({"batch": "0b9a4a4e-6f0e-4a3e-9d36-6a1f3c2b1d10", "cells": cells})


def post_cells(client: Client, school: SmallSchool, body: Any, content_type: str = "application/json") -> Any:
    return client.post(f"/journal/{school.course.public_id}/cells/", body, content_type=content_type)


def post_lesson(client: Client, school: SmallSchool, **fields: str) -> Any:
    form = {"topic": "Vjeta teorēma", "revision": "0", "homework_revision": "0"} | fields
    return client.post(f"/journal/{school.course.public_id}/{MONDAY}/3/1/", form)


@pytest.mark.parametrize(
    "body",
    [
        "[" * 100_000, '{"cells":' * 100_000, b'{"batch": "\xff"}', "x" * 1_000_001,
        batch_of(cell(1, "\ud800")), batch_of(cell(1, "7", was="\udfff")), batch_of(cell(1, "7", lesson="\ud800")),
        batch_of(cell(1, "7", mark=LARGEST)), batch_of(cell(1, "7", absence=LARGEST)),
        batch_of(cell(1, "7", lesson="2026-11-23.٣.1")),
    ],
    ids=lambda body: str(body)[:40],
)  # fmt: skip
def test_no_body_breaks_the_protocol(teacher: Client, school: SmallSchool, body: Any) -> None:
    assert post_cells(teacher, school, body).status_code == 422


@pytest.mark.parametrize(
    "content_type", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "text/plain"]
)
def test_cells_come_as_json_only(school: SmallSchool, content_type: str) -> None:
    """Forms of other sites can send these three kinds; with a token, as a page of ours would."""
    client = Client(enforce_csrf_checks=True)
    school.sign_in(client, "teacher")
    client.get("/today/")
    token = client.cookies[settings.CSRF_COOKIE_NAME].value
    address = f"/journal/{school.course.public_id}/cells/"
    answer = client.post(address, batch_of(), content_type=content_type, headers={"X-CSRFToken": token})
    assert answer.status_code == 422


@pytest.mark.parametrize("name", ["mark", "code", "minutes"])
def test_a_field_with_nul_is_taken_without_it(teacher: Client, school: SmallSchool, name: str) -> None:
    pupil = school.class_9b.pupils[0].pk
    answer = post_lesson(teacher, school, **{f"base-{pupil}": "0.0.", f"{name}-{pupil}": "\x00"})
    assert answer.status_code == 302


@pytest.mark.parametrize("name", ["revision", "homework_revision"])
@pytest.mark.parametrize("number", [LARGEST, 10**30])
def test_a_revision_that_no_row_can_have_is_refused(
    teacher: Client, school: SmallSchool, name: str, number: int
) -> None:
    answer = post_lesson(teacher, school, homework_text="57. lpp.", **{name: str(number)})
    assert answer.status_code == 422


def test_a_batch_of_two_thousand_cells_is_answered(teacher: Client, school: SmallSchool) -> None:
    """Of one cell only, so that the last of them counts (F4)."""
    pupil = school.class_9b.pupils[0].pk
    answer = post_cells(teacher, school, batch_of(*[cell(pupil, str(n % 10 + 1)) for n in range(2000)]))
    assert [(c["status"], c["text"]) for c in answer.json()["cells"]] == [("saved", "10")]


def test_fields_that_are_not_the_forms_change_nothing(teacher: Client, school: SmallSchool) -> None:
    """Neither the lesson's own columns nor anybody else's lesson can be named from outside."""
    more = {
        "state": "cancelled",
        "school_id": str(school.other.school.pk),
        "room_id": "1",
        "on": "2026-11-24",
        "number": "4",
    }
    answer = post_lesson(teacher, school, **more, attendance_at="2026-11-23", course=school.history.public_id)
    assert answer.status_code == 302
    with inside(school.made):
        stored = Lesson.objects.values_list("course", "on", "number", "part", "state", "topic", "attendance_at")
        assert list(stored) == [(school.course.pk, MONDAY, 3, 1, "held", "Vjeta teorēma", None)]


def test_a_cell_can_not_name_more_than_its_place(teacher: Client, school: SmallSchool) -> None:
    pupil = school.class_9b.pupils[0].pk
    more = {"course": school.history.pk, "course_id": school.history.pk, "school": school.other.school.pk, "points": 1}
    answer = post_cells(teacher, school, batch_of(cell(pupil, "7") | more))
    assert [entry["status"] for entry in answer.json()["cells"]] == ["saved"]
    with inside(school.made):
        assert list(Mark.objects.values_list("course", "pupil", "text", "points")) == [
            (school.course.pk, pupil, "7", 7)
        ]
        assert not Absence.objects.exists()


def test_lessons_of_another_journal_are_refused(teacher: Client, school: SmallSchool) -> None:
    """History has a 4th lesson that day, mathematics has none (C3)."""
    pupil = school.class_9b.pupils[0].pk
    answer = post_cells(teacher, school, batch_of(cell(pupil, "7", lesson="2026-11-23.4.1")))
    assert [(c["status"], c["reason"]) for c in answer.json()["cells"]] == [("refused", "Šādas stundas sarakstā nav.")]


def test_a_form_writes_for_no_other_pupil(teacher: Client, school: SmallSchool) -> None:
    outsider = school.accounts["mother"].person_id
    answer = post_lesson(teacher, school, **{f"base-{outsider}": "0.0.", f"mark-{outsider}": "7"})
    assert answer.status_code == 302
    with inside(school.made):
        assert not Mark.objects.exists()


def test_a_batch_of_one_journal_opens_no_other(teacher: Client, school: SmallSchool) -> None:
    """Sent to a journal that is somebody else's, the id of a batch answered before gives nothing away."""
    body = batch_of(cell(school.class_9b.pupils[0].pk, "7"))
    assert post_cells(teacher, school, body).status_code == 200
    stranger = f"/journal/{school.history.public_id}/cells/"
    assert teacher.post(stranger, body, content_type="application/json").status_code == 404
    school.sign_in(teacher, "other_teacher")
    assert teacher.post(stranger, body, content_type="application/json").json()["cells"][0]["status"] == "refused"


@pytest.mark.parametrize("on", ["2026-10-12", "2026-11-23"])
def test_who_does_not_teach_any_more_finds_no_day_of_the_past(client: Client, school: SmallSchool, on: str) -> None:
    """C3: a role that has ended opens nothing, not even the days on which it held."""
    gone = make_employee(school.made, "Ausma", "Agrākā", PositionKind.HEAD, ends_on=ENDED)
    add_teacher(school.made, school.course, gone, ends_on=ENDED)
    school.accounts["dismissed"] = make_staff_account(school.made, gone)
    write_cells(school, "7", on=MONDAY.replace(month=10, day=12))
    for persona in ("former_teacher", "dismissed"):
        school.sign_in(client, persona)
        page = client.get(f"/today/{on}/").content.decode()
        assert [text for text in ("Matemātika", "Vēsture", "9.b", "214") if text in page] == []
