"""Who gets which page of the journal (C3): each kind of person, each page, its status."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from tests.factories.small_school import SmallSchool

PERSONAS = (
    "teacher", "other_teacher", "class_teacher", "head", "superuser", "former_teacher", "stranger", "foreign_head", "pupil",
    "mother", "other_mother", "anonymous",
)  # fmt: skip
LESSON = "/journal/{course}/2026-11-23/3/1/"
FORM = {"topic": "Vjeta teorēma", "revision": "0", "homework_revision": "0"}

# Page → the status for each persona, in the order above.
TABLE: dict[tuple[str, str], tuple[int, ...]] = {
    ("GET", "/today/"): (200, 200, 200, 200, 200, 200, 200, 200, 404, 404, 404, 302),
    ("GET", "/today/2026-11-24/"): (200, 200, 200, 200, 200, 200, 200, 200, 404, 404, 404, 302),
    ("GET", "/journal/{course}/"): (200, 404, 200, 200, 200, 404, 404, 404, 404, 404, 404, 302),
    ("POST", "/journal/{course}/cells/"): (200, 404, 403, 403, 403, 404, 404, 404, 404, 404, 404, 401),
    ("GET", LESSON): (200, 404, 200, 200, 200, 404, 404, 404, 404, 404, 404, 302),
    ("POST", LESSON): (302, 404, 403, 403, 403, 404, 404, 404, 404, 404, 404, 302),
    ("POST", LESSON + "nobody-absent/"): (302, 404, 403, 403, 403, 404, 404, 404, 404, 404, 404, 302),
    ("GET", LESSON + "before/"): (302, 404, 302, 302, 302, 404, 404, 404, 404, 404, 404, 302),
    ("GET", LESSON + "after/"): (302, 404, 302, 302, 302, 404, 404, 404, 404, 404, 404, 302),
}


def status(client: Client, method: str, address: str) -> int:
    sent: dict[str, Any] = {}
    if address.endswith("/cells/"):
        body = {"batch": str(uuid4()), "cells": []}
        sent = {"data": body, "content_type": "application/json", "headers": {"X-Requested-With": "zvans"}}
    elif method == "POST":
        sent = {"data": FORM}
    return (
        client.generic(method, address, **sent).status_code
        if method == "GET"
        else client.post(address, **sent).status_code
    )


@pytest.mark.parametrize(("page", "expected"), TABLE.items(), ids=lambda entry: str(entry))
def test_persona_and_page(
    client: Client, school: SmallSchool, page: tuple[str, str], expected: tuple[int, ...]
) -> None:
    address = page[1].format(course=school.course.public_id)
    found = []
    for persona in PERSONAS:
        school.sign_in(client, persona)
        found.append(status(client, page[0], address))
    assert dict(zip(PERSONAS, found, strict=True)) == dict(zip(PERSONAS, expected, strict=True))


@pytest.mark.parametrize(("page", "expected"), TABLE.items(), ids=lambda entry: str(entry))
def test_anonymous_is_led_to_the_staff_door_and_back(
    client: Client, school: SmallSchool, page: tuple[str, str], expected: tuple[int, ...]
) -> None:
    address = page[1].format(course=school.course.public_id)
    if page[0] == "GET":
        assert client.get(address).headers["Location"] == f"/sign-in/staff/?next={address.replace('/', '%2F')}"


@pytest.mark.parametrize(
    "address",
    [
        "/journal/zzzzzzzzzz/", "/journal/{course}/2026-11-23/4/1/", "/journal/{course}/2026-11-23/3/2/",
        "/journal/{course}/2026-11-22/3/1/", "/journal/{course}/2026-10-19/3/1/", "/journal/{course}/2026-02-30/3/1/",
        "/journal/{course}/0001-01-01/3/1/", "/journal/{course}/2026-11-23/999/1/", "/today/2026-13-01/",
    ],
)  # fmt: skip
def test_there_is_no_such_page(teacher: Client, school: SmallSchool, address: str) -> None:
    """Unknown journals, lessons that no timetable plans, days that no calendar has."""
    assert teacher.get(address.format(course=school.course.public_id)).status_code == 404
