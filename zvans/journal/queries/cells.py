"""What stands in the cells of a journal: marks and absences of its pupils, lesson by lesson."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from zvans.journal.models import Absence, Mark
from zvans.lib.database.compiled import Later, Param, compiled, together


class Cell(NamedTuple):
    """A cell's text («n 7») and the revisions of its two rows; 0 where there is none. A journal has thousands.

    `points` says what a percent counts as; other marks say it themselves.
    """

    text: str
    mark: int = 0
    absence: int = 0
    points: int | None = None


EMPTY = Cell("")
Cells = dict[int, dict[int, Cell]]  # those with a row, by pupil and by stored lesson

# The cells of a journal are many and few of them differ: making one costs more than finding it.
_cell = lru_cache(10_000)(Cell)

_marks = compiled(
    lambda: Mark.objects.filter(
        course_id=Param("course"), on__gte=Param("start"), on__lte=Param("end")
    ).values_list("pupil_id", "lesson_id", "text", "revision", "points")
)  # fmt: skip
_absences = compiled(
    lambda: Absence.objects.filter(
        course_id=Param("course"), on__gte=Param("start"), on__lte=Param("end")
    ).values_list("pupil_id", "lesson_id", "code", "minutes", "revision")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entries:
    """Rows of a journal: marks (pupil, lesson, text, revision, points) and absences (pupil, lesson, code, minutes, revision)."""

    marks: list[Any]
    absences: list[Any]


def ask_entries(course_id: int, start: date, end: date) -> Later[Entries]:
    """Every mark and absence of a course from start to end: two statements."""
    span = {"course": course_id, "start": start, "end": end}
    marks, absences = _marks.ask(**span), _absences.ask(**span)
    return lambda: Entries(marks(), absences())


def entries_of(course_id: int, start: date, end: date) -> Entries:
    with together():
        entries = ask_entries(course_id, start, end)
    return entries()


def cell_text(mark: str, code: str, minutes: int | None) -> str:
    """The text of a cell from its two rows, as the grammar writes it."""
    absence = f"{code}{minutes or ''}" if code else ""
    return f"{absence} {mark}" if absence and mark else absence or mark


def cells_in(entries: Entries) -> Cells:
    cells: Cells = defaultdict(dict)
    for pupil, lesson, text, revision, points in entries.marks:
        cells[pupil][lesson] = _cell(text, revision, 0, points if "%" in text else None)
    for pupil, lesson, code, minutes, revision in entries.absences:
        beside = cell_at(cells, pupil, lesson)
        text = cell_text(beside.text, code, minutes)
        cells[pupil][lesson] = _cell(text, beside.mark, revision, beside.points)
    return dict(cells)


def cells_of(course_id: int, start: date, end: date) -> Cells:
    return cells_in(entries_of(course_id, start, end))


def cell_at(cells: Cells, pupil: int, lesson: int | None) -> Cell:
    """A pupil's cell in a lesson, stored or not."""
    return cells.get(pupil, {}).get(lesson or 0, EMPTY)
