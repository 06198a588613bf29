"""Nobody reaches what is not theirs: each row of `strangers_table.py` is tried by everybody (C3)."""

from collections.abc import Sequence
from http.cookies import SimpleCookie
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, reverse

from tests.factories.people import sign_in
from tests.factories.school import make_employee, make_staff_account
from tests.factories.small_school import SmallSchool
from tests.repo.test_views import VIEWS
from tests.web.strangers_table import METHODS, PERSONAS, STATUS, TABLE

ROWS = {tuple(line.split()[:2]): "".join(line.split()[2:]) for line in TABLE.splitlines() if line}
_PART = 12  # rows that share a school: to make one takes longer than a row's requests
PARTS = [list(ROWS)[first : first + _PART] for first in range(0, len(ROWS), _PART)]
GUARDED = {name: entry for name, entry in VIEWS.items() if getattr(entry.callback, "is_guarded", False)}
FORM = {"topic": "Vjeta teorēma", "revision": "1", "homework_revision": "1"}


def address_of(name: str, school: SmallSchool, places: dict[str, Any]) -> str:
    """An address in the school by its name; `?child` asks for the pupil."""
    name, _, child = name.partition("?")
    entry: URLPattern = VIEWS[name]
    address = reverse(name, kwargs={part: places[part] for part in entry.pattern.converters})
    return f"{address}?child={school.class_9b.pupils[0].public_id}" if child else address


def status(client: Client, method: str, address: str) -> int:
    if method == "POST" and address.endswith(("/cells/", "/levels/")):
        batch = {"batch": str(uuid4()), "cells": []}
        return client.post(address, batch, content_type="application/json").status_code
    return client.generic(method, address).status_code if method != "POST" else client.post(address, FORM).status_code


def test_every_guarded_address_has_a_row() -> None:
    assert {name.partition("?")[0] for name, _ in ROWS} == set(GUARDED)
    assert {row: len(found) for row, found in ROWS.items()} == dict.fromkeys(ROWS, len(PERSONAS))


def _signed_in(client: Client, school: SmallSchool, persona: str) -> dict[str, Any]:
    school.sign_in(client, persona)
    return dict(client.cookies)


@pytest.mark.parametrize("rows", PARTS, ids=[" ".join(part[0]) for part in PARTS])
def test_persona_and_page(
    client: Client, school: SmallSchool, places: dict[str, Any], rows: Sequence[tuple[str, str]]
) -> None:
    """Each row finds the school as it was made: what one does to it is taken back before the next."""
    found = {}
    cookies = {persona: _signed_in(client, school, persona) for persona in PERSONAS}
    for name, method in rows:
        with transaction.atomic():
            for persona in PERSONAS:
                client.cookies = SimpleCookie(cookies[persona])
                found[name, method, persona] = status(client, method, address_of(name, school, places))
            transaction.set_rollback(True)
    expected = {(*row, p): STATUS[sign] for row in rows for p, sign in zip(PERSONAS, ROWS[row], strict=True)}
    assert {row: got for row, got in found.items() if got != expected[row]} == {}
    assert found.keys() == expected.keys()


@pytest.mark.parametrize("persona", ["teacher", "pupil", "anonymous"])
def test_other_methods_are_refused(client: Client, school: SmallSchool, places: dict[str, Any], persona: str) -> None:
    offered = {(name.partition("?")[0], method) for name, method in ROWS}
    offered |= {(name, "HEAD") for name, method in offered if method == "GET"}
    school.sign_in(client, persona)
    refused = {
        (name, method): status(client, method, address_of(name, school, places))
        for name in GUARDED
        for method in METHODS
        if (name, method) not in offered
    }
    assert refused == dict.fromkeys(refused, 405)


def test_nobody_is_led_to_a_door_and_a_script_is_told(
    client: Client, school: SmallSchool, places: dict[str, Any]
) -> None:
    for name, method in ROWS:
        address = address_of(name, school, places)
        ask = client.get if method == "GET" else client.post
        assert ask(address).headers["Location"].startswith("/sign-in/"), address
        assert ask(address, headers={"X-Requested-With": "zvans"}).status_code == 401, address


def test_an_ended_session_opens_nothing(client: Client, school: SmallSchool, places: dict[str, Any]) -> None:
    for persona in ("teacher", "pupil"):
        school.sign_in(client, persona)
        cookie = client.cookies.output()
        client.post("/sign-out/")
        client.cookies.load(cookie.replace("Set-Cookie: ", ""))
        found = {row: status(client, row[1], address_of(row[0], school, places)) for row in ROWS}
        assert found == dict.fromkeys(ROWS, 302)


def test_who_is_both_has_at_each_door_only_what_is_there(
    client: Client, school: SmallSchool, places: dict[str, Any]
) -> None:
    """B4: the mother of a pupil works here too; neither account opens what the other one does."""
    mother = school.accounts["mother"]
    work = make_staff_account(school.made, make_employee(school.made, person=mother.person))
    for account, there in ((mother, "diary:home"), (work, "timetable:class")):
        client.cookies.clear()
        sign_in(client, account)
        found = {
            name: status(client, "GET", address_of(name, school, places)) for name in ("diary:home", "timetable:class")
        }
        assert found == {"diary:home": 404, "timetable:class": 404} | {there: 200}
