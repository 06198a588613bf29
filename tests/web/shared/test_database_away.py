"""While the database can't be reached: a plain answer, with nothing personal and no statement (K5)."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import OperationalError, connections
from django.test import Client

from tests.factories.small_school import SmallSchool
from tests.support.page import read
from zvans.lib.database.away import is_away

_NOWHERE = {"HOST": "127.0.0.1", "PORT": "1"}


@pytest.fixture
def away(client: Client, school: SmallSchool) -> Iterator[Client]:
    """Signed in, and then nobody listens where the database was."""
    school.sign_in(client, "teacher")
    reached = connections["default"]
    lost = connections.create_connection("default")
    lost.settings_dict = lost.settings_dict | _NOWHERE
    connections["default"] = lost
    yield client
    connections["default"] = reached


def test_pages_and_saving(away: Client, school: SmallSchool) -> None:
    for address in ("/today/", f"/journal/{school.course.public_id}/", "/school/alfa/pupils/"):
        answer = away.get(address)
        page = read(answer.content)
        assert (answer.status_code, answer.headers["Retry-After"], page.one("h1").text) == (
            503, "30", "Sistēma pašlaik nav pieejama",
        )  # fmt: skip
        assert str(school.accounts["teacher"].person) not in page.text
        assert answer.headers["Cache-Control"] == "no-store"
    cells = away.post(
        f"/journal/{school.course.public_id}/cells/", {"batch": "x", "cells": []}, content_type="application/json",
        headers={"X-Requested-With": "zvans"},
    )  # fmt: skip
    assert (cells.status_code, cells.headers["Retry-After"], cells.content) == (503, "30", b"")
    away.cookies["zvans_language"] = "en"
    english = away.get("/today/")
    assert read(english.content).one("h1").text == "The system is not available at the moment"


@pytest.mark.parametrize(
    ("state", "away"), [(None, True), ("08006", True), ("57P03", True), ("57014", False), ("40P01", False)]
)
def test_what_the_database_refuses_is_no_absence(state: str | None, away: bool) -> None:
    """A statement that took too long, or two that waited for each other, are faults of ours: 500."""
    error = OperationalError()
    error.__cause__ = psycopg.OperationalError() if state is None else psycopg.errors.lookup(state)()
    assert (is_away(error), is_away(ValueError())) == (away, False)
