"""docs/coverage.md names every statement once, and only tests that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TABLE = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")


def test_every_statement_has_its_line() -> None:
    assert re.findall(r"^\| S(\d+) \|", TABLE, re.MULTILINE) == [str(n) for n in range(1, 81)]


def test_every_test_it_names_exists() -> None:
    named = sorted(set(re.findall(r"`(tests/[^`]+)`", TABLE)))
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_what_is_said_to_hold_is_watched() -> None:
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in TABLE.splitlines() if line.startswith("| S")]
    assert [row[0] for row in rows if (row[2] == "–") != (row[3] == "")] == []
