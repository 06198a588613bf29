"""Persona × page → status (C3). Another's child is not found, whatever the address says."""

from typing import Any

import pytest
from django.test import Client

from tests.factories.entries import write
from tests.factories.families import Families
from tests.factories.school import MONDAY

PAGES = ["/home/", "/week/", "/marks/", "/week/?on=2026-10-21", "/marks/?term=0"]
FAMILY = ["pupil", "brother", "mother", "father", "guardian", "classmates_mother", "other_mother", "stranger"]
FORMER = ["former_father", "former_pupil", "former_pupils_mother"]
SEES_ELZA = ["pupil", "mother", "father", "guardian"]
# The homework is of class 9.b: who has a child in it sees it and may not tick it; to others it is not there.
TICKS = {"pupil": 302, "mother": 403, "father": 403, "guardian": 403, "classmates_mother": 403, "anonymous": 302}
EVERYBODY = [*FAMILY, *FORMER, "teacher", "anonymous"]


def status(families: Families, client: Client, persona: str, address: str, method: str = "get") -> int:
    families.sign_in(client, persona)
    answer: Any = getattr(client, method)(address)
    return answer.status_code


@pytest.mark.parametrize("page", PAGES)
def test_a_family_has_its_pages_and_staff_have_none(families: Families, client: Client, page: str) -> None:
    expected = dict.fromkeys([*FAMILY, *FORMER], 200) | {"teacher": 404, "anonymous": 302}
    assert {persona: status(families, client, persona, page) for persona in EVERYBODY} == expected


@pytest.mark.parametrize("page", ["home", "week", "marks"])
def test_only_the_own_family_can_ask_for_a_child(families: Families, client: Client, page: str) -> None:
    address = f"/{page}/?child={families.elza.public_id}"
    expected = {persona: 200 if persona in SEES_ELZA else 404 for persona in EVERYBODY} | {"anonymous": 302}
    assert {persona: status(families, client, persona, address) for persona in EVERYBODY} == expected


@pytest.mark.parametrize("act", ["done", "not-done"])
def test_only_the_pupil_ticks(families: Families, client: Client, act: str) -> None:
    homework = write(families.alfa, families.mathematics, MONDAY, 1, homework="57. lpp.")
    assert homework is not None
    address = f"/homework/{homework.pk}/{act}/"
    expected = {persona: TICKS.get(persona, 404) for persona in EVERYBODY}
    assert {persona: status(families, client, persona, address, "post") for persona in EVERYBODY} == expected


@pytest.mark.parametrize("persona", FORMER)
@pytest.mark.parametrize("page", ["/home/", "/week/", "/marks/"])
def test_ties_that_ended_leave_nothing_to_read(families: Families, client: Client, persona: str, page: str) -> None:
    families.sign_in(client, persona)
    answer = client.get(page)
    assert [t.name for t in answer.templates if t.name and t.name.startswith("diary/")] == [
        "diary/nobody.html", "diary/family.html",
    ]  # fmt: skip
    assert b"Elza" not in answer.content


@pytest.mark.parametrize("address", ["/week/?on=tomorrow", "/week/?on=2026-02-30", "/marks/?term=7", "/marks/?term=x"])
def test_what_is_no_address_is_not_found(families: Families, client: Client, address: str) -> None:
    assert status(families, client, "mother", address) == 404


def test_reading_pages_take_no_posts(families: Families, client: Client) -> None:
    assert [status(families, client, "mother", page, "post") for page in PAGES] == [405] * len(PAGES)
