"""F3, F5: one cell, one grammar."""

import pytest

from zvans.journal.enums import ValueKind
from zvans.journal.grammar import AbsenceValue, MarkValue, Refused, parse
from zvans.schools.enums import ValueSystem

CODES = {"n": False, "ns": False, "nc": False, "nn": False, "k": True}


def read(text: str, system: str = ValueSystem.POINTS) -> tuple[str, str | None, int | None, str | None, int | None]:
    """(canonical text, kind, points, absence code, minutes)."""
    value = parse(text, system, CODES)
    mark, absence = value.mark, value.absence
    return (
        value.text, mark.kind.value if mark else None, mark.points if mark else None,
        absence.code if absence else None, absence.minutes if absence else None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ("", None, None, None, None)),
        ("7", ("7", "points", 7, None, None)),
        (" 10 ", ("10", "points", 10, None, None)),
        ("5|7", ("5|7", "points", 7, None, None)),
        ("5/7", ("5|7", "points", 7, None, None)),
        ("nv|6", ("nv|6", "points", 6, None, None)),
        ("i", ("i", "pass", None, None, None)),
        ("NI", ("ni", "pass", None, None, None)),
        ("85%", ("85%", "percent", None, None, None)),
        ("85.5%", ("85,5%", "percent", None, None, None)),
        ("nv", ("nv", "owed", None, None, None)),
        ("atbr", ("atbr", "exempt", None, None, None)),
        ("n", ("n", None, None, "n", None)),
        ("NS", ("ns", None, None, "ns", None)),
        ("k5", ("k5", None, None, "k", 5)),
        ("k", ("k", None, None, "k", None)),
        ("7 n", ("n 7", "points", 7, "n", None)),
        ("k10 8", ("k10 8", "points", 8, "k", 10)),
    ],
)
def test_points_journal_reads(typed: str, expected: tuple[object, ...]) -> None:
    assert read(typed) == expected


@pytest.mark.parametrize("typed", ["s", "T", "a", "P"])
def test_levels_journal_reads_levels_in_capitals(typed: str) -> None:
    assert read(typed, ValueSystem.LEVELS) == (typed.upper(), "level", None, None, None)


@pytest.mark.parametrize(
    ("typed", "system"),
    [
        ("11", ValueSystem.POINTS), ("0", ValueSystem.POINTS), ("07", ValueSystem.POINTS), ("7 8", ValueSystem.POINTS),
        ("n ns", ValueSystem.POINTS), ("A", ValueSystem.POINTS), ("101%", ValueSystem.POINTS), ("5|", ValueSystem.POINTS),
        ("5|6|7", ValueSystem.POINTS), ("n5", ValueSystem.POINTS), ("k999", ValueSystem.POINTS), ("labi", ValueSystem.POINTS),
        ("<b>", ValueSystem.POINTS), ("7", ValueSystem.LEVELS), ("85%", ValueSystem.LEVELS), ("9", ValueSystem.PASS),
        ("99,5%|99,5%|", ValueSystem.POINTS), ("9" * 1000, ValueSystem.POINTS),
        ("٨٥%", ValueSystem.POINTS), ("85٫5%", ValueSystem.POINTS), ("k٥", ValueSystem.POINTS), ("７", ValueSystem.POINTS),
        ("7\u200b", ValueSystem.POINTS), ("7\x00", ValueSystem.POINTS),
    ],
)  # fmt: skip
def test_what_is_not_in_the_grammar_is_refused_with_what_would_be(typed: str, system: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse(typed, system, CODES)
    assert str(refusal.value.reason).startswith("Te var rakstīt ")


@pytest.mark.parametrize(
    ("typed", "text", "kind"),
    [("+", "+", "step"), ("-", "–", "step"), ("+/-", "+/–", "step"), ("nv", "nv", "owed"), ("n –", "n –", "step")],
)
def test_a_pre_school_journal_takes_steps(typed: str, text: str, kind: str) -> None:
    value = parse(typed, ValueSystem.STEPS, {"n": False})
    assert (value.text, value.mark and value.mark.kind) == (text, kind)


@pytest.mark.parametrize("typed", ["7", "A", "++", "+|7"])
def test_a_pre_school_journal_takes_nothing_else(typed: str) -> None:
    with pytest.raises(Refused):
        parse(typed, ValueSystem.STEPS, {})


def test_a_journal_of_words_takes_a_description_after_an_absence_code() -> None:
    value = parse("n  Raksta  glīti, n burtu vēl jauc", ValueSystem.WORDS, {"n": False})
    assert value.absence == AbsenceValue("n")
    assert value.mark == MarkValue("Raksta glīti, n burtu vēl jauc", ValueKind.WORDS)
    assert parse("nv", ValueSystem.WORDS, {}).mark == MarkValue("nv", ValueKind.OWED)
    with pytest.raises(Refused):
        parse("a" * 301, ValueSystem.WORDS, {})
