"""Files of strangers by the page (D4): each is told why in plain words, in bounded memory, and the school is as it was."""

import gzip
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from procrastinate.contrib.django import app

from tests.factories.small_school import SmallSchool
from tests.schools.xlsx import write_repeating, write_xlsx
from tests.support.jobs import do_jobs
from tests.support.page import read
from tests.web.school.importing import HEAD, JANIS, Desk, kept, numbers
from zvans.lib.files import MAX_BYTES
from zvans.schools.actions.imports import job_name
from zvans.schools.enums import ImportKind
from zvans.schools.models import Import

NO_CSV = "Failu nevar nolasīt kā CSV: kādas pēdiņas nav aizvērtas vai šūna ir pārāk gara."
NO_XLSX, TOO_MANY = "Failu nevar nolasīt kā XLSX.", "Failā ir pārāk daudz rindu vai sleju."
BOMB = b"""<?xml version="1.0"?><!DOCTYPE t [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]><timetable>&b;</timetable>"""


@pytest.fixture
def desk(client: Client, school: SmallSchool, settings: Any, tmp_path: Path) -> Desk:
    settings.DATA_DIR = tmp_path / "data"
    school.sign_in(client, "superuser")
    return Desk(client, school)


def zip_bomb(folder: Path) -> bytes:
    path = write_xlsx(folder / "bomb.xlsx", [["a", "b", "c"]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/big.bin", b"\0" * 200 * 1024**2)
    return path.read_bytes()


def truncated(folder: Path) -> bytes:
    return write_xlsx(folder / "t.xlsx", [HEAD.split(";"), JANIS.split(";")]).read_bytes()[:-200]


def one_text_everywhere(folder: Path) -> bytes:
    return write_repeating(folder / "r.xlsx", "x" * 900_000, times=20_000).read_bytes()


PEOPLE: dict[str, tuple[Callable[[Path], bytes], str]] = {
    "zip bomb": (zip_bomb, "Fails ir par lielu."),
    "truncated": (truncated, NO_XLSX),
    "one text in every cell": (one_text_everywhere, NO_XLSX),
    "a million rows": (lambda _: HEAD.encode() + b"\n1;2;3" * 1_000_000, TOO_MANY),
    "a cell far away": (lambda f: write_xlsx(f / "f.xlsx", [["vārds"]], place="XFD1048576").read_bytes(), TOO_MANY),
    "packed": (lambda _: gzip.compress(HEAD.encode()), "Faila kodējums nav zināms. Saglabājiet to kā CSV UTF-8 vai XLSX."),
    "XML": (lambda _: BOMB, NO_CSV),
}  # fmt: skip


@pytest.mark.parametrize("what", PEOPLE)
def test_files_of_people(desk: Desk, school: SmallSchool, tmp_path: Path, what: str) -> None:
    make, reason = PEOPLE[what]
    before = numbers(school)
    address = desk.hand_in_bytes(make(tmp_path), name="cilvēki.xlsx")
    assert do_jobs() == ["read_people_file"]
    assert desk.said(address) == reason
    assert numbers(school) == before


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (BOMB, "Failā ir dokumenta tipa vai entītiju apraksts. Tādus failus nepieņemam."),
        (b"<html><body/></html>", "Šis nav aSc Timetables XML fails: tā pirmais elements nav «timetable»."),
        (b"\x00\xff" * 400, None),
        (HEAD.encode(), None),
    ],
)
def test_files_of_timetables(desk: Desk, school: SmallSchool, content: bytes, reason: str | None) -> None:
    before = numbers(school)
    address = desk.hand_in_bytes(content, kind="timetable", name="saraksts.xml")
    assert do_jobs() == ["read_timetable_file"]
    said = desk.said(address)
    assert said == reason if reason else len(said) > 20
    assert (Import.objects.get().state, numbers(school)) == ("refused", before)


def test_a_file_that_is_too_large_is_not_stored(desk: Desk, tmp_path: Path) -> None:
    sent = {"kind": "people", "file": SimpleUploadedFile("liels.csv", b"x" * (MAX_BYTES + 100_000))}
    answer = desk.client.post(f"{desk.start}new/", sent)
    error = "Fails ir lielāks par 50 MB. Sadaliet to vairākos vai saglabājiet bez attēliem."
    assert (answer.status_code, [e.text for e in read(answer.content).all(css_class="error")]) == (422, [error])
    assert not (tmp_path / "data" / "files").exists()


def test_a_file_between_the_limits_is_refused_by_its_reader(desk: Desk, tmp_path: Path) -> None:
    address = desk.hand_in_bytes(b"x" * 17 * 1024**2)
    do_jobs()
    assert desk.said(address) == "Fails ir par lielu: vairāk nekā 16 MB."


def test_a_formula_is_nobody(desk: Desk) -> None:
    formula = '=HYPERLINK("http://a.example")'
    lines = (f"skolēns;{formula};Zariņš;320000-00001;9.b;;;", "skolēns;Anna;@SUM(1);320000-00003;9.b;;;")
    address = desk.hand_in(*lines, JANIS.replace("00001", "00002"))
    do_jobs()
    assert desk.counts(address)["skolēni"][0] == "1"
    assert [row[3] for row in desk.rows(address)] == [
        f"Vārda vai uzvārda vietā ir formula: «{formula} Zariņš»."[:80], "Vārda vai uzvārda vietā ir formula: «Anna @SUM(1)».",
    ]  # fmt: skip
    assert b'<a href="http://a.example' not in desk.client.get(address).content


def test_a_name_of_a_file_is_only_a_name(desk: Desk, tmp_path: Path) -> None:
    address = desk.hand_in(JANIS, name="../../<b>viens</b>.csv")
    assert len(kept(tmp_path / "data")) == 1
    assert desk.look(address).one(css_class="import").one("h1").text == "b>.csv"


@pytest.mark.parametrize("step", ["read", "apply"])
@pytest.mark.parametrize("kind", list(ImportKind))
def test_every_kind_of_file_has_its_jobs(kind: str, step: str) -> None:
    """Packages name the jobs of others as texts: here is whether there are any."""
    app.perform_import_paths()
    assert job_name(kind, step) in app.tasks
