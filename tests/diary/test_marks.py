"""Marks by subject, and the plain mean of what counts (G3, F5)."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine

from tests.factories.entries import mark, write
from tests.factories.families import Families
from tests.factories.school import MONDAY
from zvans.audit.actions import recorded
from zvans.diary.queries.children import children_of
from zvans.diary.queries.marks import WHOLE_YEAR, ChildMarks, marks_by_subject, terms_of
from zvans.lib.dates import today


def marks(families: Families, number: int = 1, persona: str = "mother") -> list[ChildMarks]:
    actor = families.actor(persona)
    with recorded("look", by=actor):
        children = children_of(actor, today())
        return marks_by_subject(children, terms_of(children, today()), number)


def give(families: Families, *texts: str) -> None:
    """Marks of mathematics for Elza, one each Monday up to this one."""
    for weeks, text in enumerate(reversed(texts)):
        mark(families.alfa, families.mathematics, MONDAY - timedelta(days=7 * weeks), 1, {families.elza: text})


@pytest.mark.parametrize(
    ("texts", "mean", "counted"),
    [
        (["7", "8", "8"], "7.67", 3),
        (["5|7"], "7.00", 1),
        (["9", "nv", "i", "70%", "atbr"], "8.00", 2),
        (["nv"], None, 0),
        (["4", "5", "5", "6"], "5.00", 4),
    ],
)
def test_the_mean_is_of_points(families: Families, texts: list[str], mean: str | None, counted: int) -> None:
    give(families, *texts)
    (line,) = marks(families)[0].subjects
    assert [given.text for given in line.marks] == texts
    assert (line.mean, line.counted) == (Decimal(mean) if mean else None, counted)


def test_formative_marks_never_count(families: Families) -> None:
    give(families, "4", "8")
    write(families.alfa, families.mathematics, MONDAY, 1, topic="Darbs stundā", is_formative=True)
    (line,) = marks(families)[0].subjects
    assert (line.mean, line.counted, [given.is_formative for given in line.marks]) == (
        Decimal("4.00"),
        1,
        [False, True],
    )


def test_levels_stand_as_they_are(families: Families) -> None:
    mark(families.beta, families.nature, MONDAY, 1, {families.karlis: "A"})
    (line,) = marks(families)[1].subjects
    assert (line.subject, [given.text for given in line.marks], line.mean) == ("Dabaszinības", ["A"], None)


def test_subjects_without_marks_are_named(families: Families) -> None:
    give(families, "7")
    assert [(child.child.given_name, list(child.without)) for child in marks(families)] == [
        ("Elza", ["Vēsture"]), ("Kārlis", ["Dabaszinības"]),
    ]  # fmt: skip


def test_a_semester_has_its_own_marks(families: Families) -> None:
    give(families, "7")
    with time_machine.travel(datetime(2027, 1, 11, 12, tzinfo=UTC)):
        mark(families.alfa, families.mathematics, date(2027, 1, 11), 1, {families.elza: "9"})
        found = {number: [m.text for s in marks(families, number)[0].subjects for m in s.marks] for number in (1, 2)}
        found[WHOLE_YEAR] = [m.text for s in marks(families, WHOLE_YEAR)[0].subjects for m in s.marks]
    assert found == {1: ["7"], 2: ["9"], WHOLE_YEAR: ["7", "9"]}


@pytest.mark.parametrize(
    ("on", "current"), [(date(2026, 11, 23), 1), (date(2026, 12, 28), 1), (date(2027, 1, 4), 2), (date(2027, 7, 1), 2)]
)
def test_the_semester_we_are_in(families: Families, on: date, current: int) -> None:
    actor = families.actor("mother")
    with recorded("look", by=actor):
        terms = terms_of(children_of(actor, MONDAY), on)
    assert (terms.current, terms.numbers) == (current, [1, 2, WHOLE_YEAR])
