"""What an import is not sure of, asked and answered on the command line (D4)."""

import os
import pty
import subprocess
from pathlib import Path

import pytest

from tests.program.test_imports import NEW, SAMPLE, Program, counts
from tests.support.database import OwnDatabase
from tests.support.program import _ZVANS, environment_of

PEOPLE = """\
vārds;uzvārds;personas kods;klase
Jānis;Bērziņš;320000-00001;9.z
Līga;Ābola;320000-00002;=3=
"""
DOUBTS = [
    {"kind": "class", "name": "9.z", "row": 2, "choices": ["9.a", "9.b"], "others": ["new", "out"]},
    {"kind": "class", "name": "=3=", "row": 3, "choices": [], "others": ["new", "out"]},
]


@pytest.fixture
def program(fresh_database: OwnDatabase, tmp_path: Path) -> Program:
    program = Program(environment_of(fresh_database, tmp_path / "data"))
    assert program("timetable", SAMPLE, "--school", "ozolkalna", *NEW, "--apply")[0] == 0
    return program


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, encoding="utf-8")
    return path


def test_doubts_are_told_answered_and_remembered(program: Program, people: Path) -> None:
    command = ("people", people, "--school", "ozolkalna")
    status, answer = program.json(*command)
    assert (status, counts(answer), answer["doubts"]) == (1, (0, 0, 0, 0, 2), DOUBTS)
    _status, printed, _complaint = program(*command)
    assert printed[printed.index("To be decided") :].splitlines()[1:12] == [
        "  class «9.z» (row 2) is:", "      1  9.a", "      2  9.b", "    new  make a new one", "    out  leave out what belongs to it",
        '    Answer: --choose "9.z=1"', "", "  class «=3=» (row 3) is:", "    new  make a new one",
        "    out  leave out what belongs to it", '    Answer: --choose "=3==new"',
    ]  # fmt: skip
    chosen = ("--choose", "9.z=1", "--choose", "class:=3==out")
    status, answer = program.json(*command, *chosen)
    assert (status, counts(answer), answer["doubts"]) == (1, (1, 0, 0, 0, 1), [])
    assert program.json(*command)[1]["doubts"] == DOUBTS  # without --apply nothing is remembered
    status, answer = program.json(*command, *chosen, "--apply")
    assert (status, counts(answer), [row["name"] for row in answer["refused_rows"]]) == (
        1,
        (1, 0, 0, 0, 1),
        ["Ābola Līga"],
    )
    status, answer = program.json(*command, "--apply")
    assert (status, counts(answer), answer["doubts"]) == (1, (0, 0, 1, 0, 1), [])
    status, answer = program.json(
        *command, "--choose", "=3==new", "--apply"
    )  # another answer takes the place of the first
    assert (status, counts(answer)) == (0, (2, 0, 1, 0, 0))
    status, _printed, complaint = program(*command, "--choose", "12.x=1")
    assert (status, complaint) == (0, "Nothing is asked about «12.x»: that answer is not used.\n")


def test_an_answer_that_makes_no_sense(program: Program, people: Path) -> None:
    for said in ("9.z=3", "9.z=nezinu", "9.z=", "9.z"):
        status, printed, complaint = program("people", people, "--school", "ozolkalna", "--choose", said, "--apply")
        assert (said, status, printed, "9.z" in complaint) == (said, 2, "", True)
    assert program.json("people", people, "--school", "ozolkalna")[1]["doubts"] == DOUBTS


def test_a_timetable_and_a_keyboard(program: Program, people: Path, tmp_path: Path) -> None:
    """At a terminal with --apply the doubts are asked one by one; Enter leaves one for later."""
    ours, theirs = pty.openpty()
    os.write(ours, b"5\n1\n\n")
    done = subprocess.run(
        [*_ZVANS, "import", "people", people, "--school", "ozolkalna", "--apply"],
        env=program.environment, stdin=theirs, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert (done.returncode, "«5» is no answer to «9.z»; it is one of 1, 2, new, out." in done.stdout) == (1, True)
    assert [doubt["name"] for doubt in program.json("people", people, "--school", "ozolkalna")[1]["doubts"]] == ["=3="]
    assert program.json("people", people, "--school", "ozolkalna")[1]["unchanged"] == 1
    renamed = tmp_path / "renamed.xml"
    text = SAMPLE.read_text(encoding="utf-8")
    text = text.replace('name="9.b" short="9b"', 'name="9 B" short="x"').replace("C2", "C22")
    renamed.write_text(text, encoding="utf-8")
    assert [d["name"] for d in program.json("timetable", renamed, "--school", "ozolkalna")[1]["doubts"]] == ["9 B"]
