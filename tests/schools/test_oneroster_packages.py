"""OneRoster packages as files (D4): real ones, broken ones and hostile ones. A bad one is refused as a whole, in plain words."""

import io
import json
import zipfile
from pathlib import Path

import pytest
import time_machine

from tests.schools.oneroster import HEADS, ROWS, manifest, package, table, zipped
from tests.schools.oneroster_school import bring, counts, new_school, notes, rows_of_everything
from tests.support.shared_data import shared_file
from zvans.schools.imports.content import bytes_of
from zvans.schools.imports.oneroster import read
from zvans.schools.imports.oneroster.read import read_package
from zvans.schools.imports.report import UnreadableFile
from zvans.schools.models import School

AUTUMN = "2026-09-01 12:00+03:00"
REASONS = {
    "package.missing_manifest": "Pakotnē nav faila manifest.csv.",
    "csv.unescaped_quote": "users.csv, 2. rinda: pēdiņas laukā nav dubultotas, vai lauks nav pēdiņās.",
    "reference.duplicate_sourced_id": "users.csv, 3. rinda: sourcedId «user-1» failā jau ir.",
    "reference.missing_target_record": "lineItems.csv, 2. rinda: categorySourcedId norāda uz «category-missing», "
    "bet failā categories.csv tāda nav.",
}


@pytest.fixture
def school() -> School:
    return new_school()


def reason(path: Path) -> str:
    with pytest.raises(UnreadableFile) as problem:
        read_package(path)
    return str(problem.value.reason)


@pytest.mark.django_db
@time_machine.travel(AUTUMN, tick=False)
def test_real_packages(school: School) -> None:
    """Each valid one comes in, and again changes nothing; each invalid one is refused for what is wrong with it."""
    for entry in json.loads(shared_file("oneroster/index.json").read_text(encoding="utf-8")):
        path = shared_file(f"oneroster/{entry['file']}")
        before = rows_of_everything(school)
        if not entry["valid"]:
            with pytest.raises(UnreadableFile) as problem:
                bring(path, school)
            assert [str(problem.value.reason)] == [REASONS[code] for code in entry["expectedCodes"]]
            assert rows_of_everything(school) == before
            continue
        bring(path, school)
        after = rows_of_everything(school)
        again = counts(bring(path, school))
        assert (set(again) <= {"unchanged"}, rows_of_everything(school)) == (True, after)
    assert {name: after[name] for name in ("SchoolYear", "Subject", "Course", "Employment", "CourseTeacher", "Person")} == {
        "SchoolYear": 1, "Subject": 1, "Course": 1, "Employment": 2, "CourseTeacher": 1, "Person": 2,
    }  # fmt: skip


@pytest.mark.django_db
def test_a_package_of_a_manifest_alone_has_nothing_to_do(school: School) -> None:
    report = bring(shared_file("oneroster/valid-manifest-only-package.zip"), school)
    assert (counts(report), notes(report)) == ({}, {"empty_package": ()})


def test_quotes_commas_and_line_ends_in_fields_are_read(tmp_path: Path) -> None:
    path = package(tmp_path, ("Cita skola", '"Skola ""Rīts"", otrā\r\nkorpusā"'))
    assert [org["name"] for org in read_package(path)["orgs"]][2] == 'Skola "Rīts", otrā korpusā'


def test_a_mark_before_the_text_does_no_harm(tmp_path: Path) -> None:
    marked = table("users", ROWS["users"]).encode("utf-8-sig")
    assert read_package(package(tmp_path, users_csv=marked)) == read_package(package(tmp_path))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("oneroster.version,1.2", "oneroster.version,1.1", "Pakotnei jābūt OneRoster 1.2; manifest.csv saka «1.1»."),
        ("file.users,bulk", "file.users,all", "manifest.csv par failu users.csv saka «all»; jābūt bulk, delta vai absent."),
        ("file.users,bulk", "file.users,absent", "Arhīvā ir fails users.csv, bet manifest.csv saka, ka tā nav."),
        ("file.results,absent", "file.results,bulk", "manifest.csv sola failu results.csv, bet arhīvā tā nav."),
        ("u2,,,true,liga", "u1,,,true,liga", "users.csv, 3. rinda: sourcedId «u1» failā jau ir."),
        ("u2,,,true,liga", ",,,true,liga", "users.csv, 3. rinda: nav sourcedId."),
        ("e1,,,c1,o1,u1", "e1,,,c9,o1,u1", "enrollments.csv, 2. rinda: classSourcedId norāda uz «c9», bet failā classes.csv tāda nav."),
        ('"g1,g2"', '"g1,g9"', "users.csv, 2. rinda: agentSourcedIds norāda uz «g9», bet failā users.csv tāda nav."),
        ("u1,,,2011-04-05,male", "u9,,,,male", "demographics.csv, 2. rinda: sourcedId norāda uz «u9», bet failā users.csv tāda nav."),
        ("e1,,,c1,o1,u1,student,,,", "e1,,,c1,o1,u1,student,,", "enrollments.csv, 2. rinda: lauku skaits ir 9, bet sleju skaits – 10."),
        ("true,liga,,Līga", 'true,liga,,Lī"ga', "users.csv, 3. rinda: pēdiņas laukā nav dubultotas, vai lauks nav pēdiņās."),
        ("true,liga,,Līga", 'true,liga,,"Līga', "users.csv, 3. rinda: pēdiņas laukā nav dubultotas, vai lauks nav pēdiņās."),
        ("birthDate,sex", "birthDate,birthDate", "Failā demographics.csv viena sleja ir divreiz."),
        ("sourcedId,status,dateLastModified,name,type", "sourcedId,status,dateLastModified,name,kind", "Failā orgs.csv nav slejas type."),
    ],
    ids=[
        "version", "mode", "undeclared", "missing", "twice", "no key", "class", "agent", "demographics", "cells", "quote",
        "open quote", "column twice", "column missing",
    ],
)  # fmt: skip
def test_a_package_that_does_not_hold_together(old: str, new: str, expected: str, tmp_path: Path) -> None:
    assert reason(package(tmp_path, (old, new))) == expected


def test_a_reference_into_changes_may_mean_what_the_school_has(tmp_path: Path) -> None:
    path = package(tmp_path, rows={"enrollments": ["e1,active,,c1,o1,u1,student,,,"]}, mode="delta")
    assert [record.id for record in read_package(path)["enrollments"]] == ["e1"]


@pytest.mark.parametrize("name", ["../users.csv", "/etc/passwd", "a/../../b.csv", "c:\\users.csv", "..\\users.csv"])
def test_names_that_lead_out_of_the_archive(name: str, tmp_path: Path) -> None:
    assert reason(package(tmp_path, **{name: "x"})) == f"Arhīvā ir fails ar nederīgu nosaukumu: «{name}»."
    assert [path.name for path in tmp_path.iterdir()] == ["package.zip"]


def test_an_archive_in_the_archive(tmp_path: Path) -> None:
    inner = package(tmp_path).read_bytes()
    expected = "Arhīvā ir cits arhīvs: «users.zip». OneRoster pakotnē ir tikai CSV faili."
    assert reason(package(tmp_path, **{"users.zip": inner})) == expected


def test_files_that_nobody_knows_are_named_and_left(tmp_path: Path) -> None:
    path = package(tmp_path, **{"README.txt": "hei", "__MACOSX/._users_csv": b"\0\1"})
    assert sorted(read_package(path).others) == ["README.txt", "__MACOSX/._users.csv"]


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    """200 MB of noughts take 200 KB; so do a million rows, which are little to unpack and much to keep."""
    bomb = package(tmp_path, users_csv=b"0" * (200 * 1024 * 1024))
    assert bomb.stat().st_size < 1024 * 1024
    assert reason(bomb) == "Arhīvā ir pārāk daudz datu: failā var būt ne vairāk kā 48 MB."
    rows = "\r\n".join(f"d{n},,,," for n in range(1_000_000))
    assert (
        reason(package(tmp_path, demographics_csv=f"{HEADS['demographics']}\r\n{rows}"))
        == "Pakotnē ir vairāk nekā 250000 rindu."
    )


def test_an_archive_that_lies_about_its_sizes(tmp_path: Path) -> None:
    content = bytearray(package(tmp_path, users_csv=b"0" * (60 * 1024 * 1024)).read_bytes())
    small = (10).to_bytes(4, "little")
    place = content.rfind(b"users.csv")  # in the archive's directory
    content[place - 22 : place - 18] = small
    path = tmp_path / "lying.zip"
    path.write_bytes(content)
    assert reason(path) == "Pakotni nevar atvērt: tas nav ZIP arhīvs, vai arhīvs ir bojāts."


def test_a_huge_file_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.zip"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    assert reason(path) == "Fails ir par lielu: vairāk nekā 32 MB."
    with pytest.raises(UnreadableFile):
        bytes_of(path, read.MAX_BYTES)


def test_a_reader_that_takes_too_much_is_stopped(tmp_path: Path) -> None:
    """Packed by a method that asks for more memory than the reader may have, or a directory of a million files."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for number in range(300):
            archive.writestr(f"{number}.csv", "")
    path = tmp_path / "many.zip"
    path.write_bytes(written.getvalue())
    assert reason(path) == "Arhīvā ir pārāk daudz failu."


@pytest.mark.parametrize("encoding", ["windows-1257", "utf-16"])
def test_another_encoding_than_utf_8(encoding: str, tmp_path: Path) -> None:
    assert (
        reason(package(tmp_path, users_csv=table("users", ROWS["users"]).encode(encoding)))
        == "Fails users.csv nav UTF-8."
    )


_NO_ARCHIVE = "Pakotni nevar atvērt: tas nav ZIP arhīvs, vai arhīvs ir bojāts."


def test_what_is_no_archive(tmp_path: Path) -> None:
    whole = package(tmp_path).read_bytes()
    for content in (b"", b"sourcedId,status\r\n", whole[: len(whole) // 2], b"PK\x03\x04" + bytes(200), whole[:-30]):
        path = tmp_path / "broken.zip"
        path.write_bytes(content)
        assert reason(path) == _NO_ARCHIVE
    assert reason(tmp_path) == "Šis nav fails."


def test_an_archive_with_a_password_and_one_with_a_file_twice(tmp_path: Path) -> None:
    content = bytearray(zipped(tmp_path / "one.zip", {"manifest.csv": manifest({})}).read_bytes())
    content[content.rfind(b"PK\x01\x02") + 8] |= 1
    locked = tmp_path / "locked.zip"
    locked.write_bytes(content)
    assert reason(locked) == "Arhīvs ir aizsargāts ar paroli."
    with zipfile.ZipFile(tmp_path / "one.zip", "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("manifest.csv", manifest({}))
    assert reason(tmp_path / "one.zip") == "Fails manifest.csv arhīvā ir divreiz."
