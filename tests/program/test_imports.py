"""`zvans import …` (D4): what it prints, and the exit status that tells success, refused rows and an unusable file apart."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.schools.oneroster import package
from tests.support.database import OwnDatabase
from tests.support.program import environment_of, zvans

SAMPLE = Path(__file__).parent.parent / "timetable" / "data" / "ozolkalna.xml"
UNTIS = SAMPLE.with_name("GPU001.TXT")
NEW = ("--new-school", "Ozolkalnas vidusskola", "--municipality", "Ozolkalnas novads")
PEOPLE = """\
vārds;uzvārds;personas kods;klase
Jānis;Bērziņš;320000-00001;9.b
Līga;Ābola;320000-00002;9.z
"""


class Program:
    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment

    def __call__(self, *arguments: str | Path) -> tuple[int, str, str]:
        done = zvans("import", *arguments, environment=self.environment)
        return done.returncode, done.stdout, done.stderr

    def json(self, *arguments: str | Path) -> tuple[int, dict[str, Any]]:
        status, printed, _complaint = self(*arguments, "--json")
        return status, json.loads(printed)


@pytest.fixture
def program(fresh_database: OwnDatabase, tmp_path: Path) -> Program:
    return Program(environment_of(fresh_database, tmp_path / "data"))


def counts(answer: dict[str, Any]) -> tuple[int, ...]:
    return tuple(answer[name] for name in ("created", "changed", "unchanged", "left", "refused"))


def test_a_timetable_and_people_of_a_new_school(program: Program, tmp_path: Path) -> None:
    """Preview, apply, apply again; then people, of whom one has no class here."""
    status, printed, _complaint = program("timetable", SAMPLE, "--school", "ozolkalna", *NEW)
    assert (status, printed.splitlines()[-1]) == (
        0, "Nothing was changed. To do it, run the same command with --apply.",
    )  # fmt: skip
    status, _printed, complaint = program("timetable", SAMPLE, "--school", "ozolkalna")
    assert (status, "There is no school «ozolkalna»" in complaint) == (2, True)
    status, answer = program.json("timetable", SAMPLE, "--school", "ozolkalna", *NEW, "--apply")
    assert (status, counts(answer), answer["refused_rows"]) == (0, (43, 0, 0, 0, 0), [])
    assert [(note["code"], note["count"]) for note in answer["notes"]] == [
        ("weeks_alternate", 0), ("unplaced_lesson", 1), ("lesson_without_teacher", 1), ("teacher_without_person", 3),
    ]  # fmt: skip
    status, answer = program.json("timetable", SAMPLE, "--school", "ozolkalna", "--apply")
    assert (status, counts(answer)) == (0, (0, 0, 43, 0, 0))

    people = tmp_path / "people.csv"
    people.write_text(PEOPLE, encoding="utf-8")
    status, answer = program.json("people", people, "--school", "ozolkalna", "--apply")
    assert (status, counts(answer)) == (1, (1, 0, 0, 0, 1))
    assert [(row["row"], row["kind"], row["name"]) for row in answer["refused_rows"]] == [(3, "pupil", "Ābola Līga")]
    status, printed, _complaint = program("people", people, "--school", "ozolkalna", "--apply")
    assert (status, "row 3: Ābola Līga: " in printed, "320000" in printed) == (1, True, False)


@pytest.mark.parametrize("command", ["timetable", "people", "oneroster"])
def test_a_file_that_cannot_be_used(program: Program, tmp_path: Path, command: str) -> None:
    """Status 2, the reason in words or as JSON, and not even the new school is made."""
    broken = tmp_path / "broken"
    broken.write_bytes(SAMPLE.read_bytes()[:500] + b"\x00")
    status, _printed, complaint = program(command, broken, "--school", "ozolkalna", *NEW, "--apply")
    assert (status, complaint.splitlines()[-1]) == (2, "Nothing was changed.")
    status, answer = program.json(command, broken, "--school", "ozolkalna", *NEW, "--apply")
    assert (status, list(answer)) == (2, ["error"])
    status, _printed, complaint = program(command, broken, "--school", "ozolkalna")
    assert (status, "There is no school «ozolkalna» (known: none yet)" in complaint) == (2, True)


def test_a_database_without_tables(fresh_database: OwnDatabase, tmp_path: Path) -> None:
    empty = fresh_database.empty_sibling(f"{fresh_database.name}_empty")
    try:
        done = zvans("import", "people", SAMPLE, "--school", "x", environment=environment_of(empty, tmp_path))
    finally:
        empty.drop()
    assert (done.returncode, "Run `zvans init` first." in done.stderr) == (1, True)


def test_a_oneroster_package_and_an_untis_file(program: Program, tmp_path: Path) -> None:
    """Both tell success (0), refused rows (1) and a file that can't be used (2) apart, and answer with the same JSON."""
    path = package(tmp_path)
    status, answer = program.json("oneroster", path, "--school", "ozolkalna", *NEW, "--apply")
    assert (status, counts(answer), list(answer)) == (
        0, (23, 0, 0, 0, 0), ["created", "changed", "unchanged", "left", "refused", "refused_rows", "notes", "doubts"],
    )  # fmt: skip
    status, answer = program.json("oneroster", path, "--school", "ozolkalna", "--apply")
    assert (status, answer["created"], answer["changed"]) == (0, 0, 0)
    nameless = package(tmp_path, ("u3,,,true,uga,,Uga,Čakāns,", "u3,,,true,uga,,,Čakāns,"))
    status, answer = program.json("oneroster", nameless, "--school", "ozolkalna")
    assert (status, [(row["row"], row["kind"], row["name"]) for row in answer["refused_rows"]]) == (
        1, [(4, "pupil", "Čakāns")],
    )  # fmt: skip
    broken = package(tmp_path, ("e1,,,c1,o1,u1", "e1,,,c9,o1,u1"))
    status, answer = program.json("oneroster", broken, "--school", "ozolkalna", "--apply")
    assert (status, list(answer)) == (2, ["error"])

    status, answer = program.json("timetable", UNTIS, "--school", "ozolkalna", "--apply")
    assert (status, answer["refused"]) == (0, 0)
    status, answer = program.json("timetable", UNTIS, "--school", "ozolkalna", "--apply")
    assert (status, answer["created"], answer["changed"]) == (0, 0, 0)
