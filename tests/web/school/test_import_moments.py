"""A OneRoster package of changes that changes nothing is still newer than the one before it: that can be confirmed (D4)."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.factories.small_school import SmallSchool
from tests.schools.oneroster import delta, package
from tests.support.jobs import do_jobs
from tests.web.school.importing import Desk

NEWER = {"users": ["u1,active,2026-11-20T08:00:00Z,true,janis,,Jānis,Bērziņš,,,,,"]}
OLDER = {"users": ["u1,active,2026-11-19T08:00:00Z,true,janis,,Jānis,Bērziņš,,,+371 29999999,,"]}
ONLY_NEWER = "Skolā nekas nemainīsies. Ja apstiprināsiet, atcerēsimies, cik jauni ir šie dati, lai vecāka pakotne tos nepārrakstītu."


@pytest.fixture
def desk(client: Client, school: SmallSchool, settings: Any, tmp_path: Path) -> Desk:
    settings.DATA_DIR = tmp_path / "data"
    school.sign_in(client, "superuser")
    return Desk(client, school)


def brought(desk: Desk, path: Path) -> str:
    address = desk.hand_in_bytes(path.read_bytes(), kind="oneroster", name="pakotne.zip")
    do_jobs()
    return address


def test_what_is_newer_can_be_confirmed_though_nothing_changes(desk: Desk, school: SmallSchool, tmp_path: Path) -> None:
    first = brought(desk, package(tmp_path, ("Ozolkalnas skola", school.school.name)))
    assert desk.confirm(first) == 302
    do_jobs()
    newer = brought(desk, delta(tmp_path, NEWER))
    assert ONLY_NEWER in desk.look(newer).one(css_class="import").text
    assert desk.confirm(newer) == 302
    do_jobs()
    again = brought(desk, delta(tmp_path, NEWER))
    assert desk.confirm(again) == 409
    older = brought(desk, delta(tmp_path, OLDER))
    assert desk.counts(older)["kopā"][:2] == ["0", "0"]
    assert desk.client.post(f"{newer}undo/").status_code == 302  # what was remembered is forgotten
    older = brought(desk, delta(tmp_path, OLDER))
    assert desk.counts(older)["kopā"][1] == "1"
