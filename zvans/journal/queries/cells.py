"""What stands in the cells of a journal: marks and absences of its pupils, lesson by lesson."""

from dataclasses import dataclass
from datetime import date

from zvans.journal.models import Absence, Mark
from zvans.lib.database.compiled import Param, compiled
from zvans.timetable.queries.plan import LessonKey


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text («n 7») and the revisions of its two rows; 0 where there is none."""

    text: str
    mark: int = 0
    absence: int = 0


EMPTY = Cell("")

_KEY = ("lesson__course_id", "lesson__on", "lesson__number", "lesson__part")
_marks = compiled(
    lambda: Mark.objects.filter(
        course_id=Param("course"), on__gte=Param("start"), on__lte=Param("end")
    ).values_list("pupil_id", *_KEY, "text", "revision")
)  # fmt: skip
_absences = compiled(
    lambda: Absence.objects.filter(
        course_id=Param("course"), on__gte=Param("start"), on__lte=Param("end")
    ).values_list("pupil_id", *_KEY, "code", "minutes", "revision")
)  # fmt: skip


def cell_text(mark: str, code: str, minutes: int | None) -> str:
    """The text of a cell from its two rows, as the grammar writes it."""
    absence = f"{code}{minutes or ''}" if code else ""
    return f"{absence} {mark}" if absence and mark else absence or mark


def cells_of(course_id: int, start: date, end: date) -> dict[tuple[int, LessonKey], Cell]:
    """Every cell with a row from start to end, by pupil and lesson: two statements."""
    span = {"course": course_id, "start": start, "end": end}
    absences = {
        (row[0], LessonKey(*row[1:5])): (row[5], row[6], row[7]) for row in _absences(**span)
    }  # fmt: skip
    cells = {}
    for row in _marks(**span):
        place = (row[0], LessonKey(*row[1:5]))
        code, minutes, revision = absences.pop(place, ("", None, 0))
        cells[place] = Cell(cell_text(row[5], code, minutes), row[6], revision)
    for place, (code, minutes, revision) in absences.items():
        cells[place] = Cell(cell_text("", code, minutes), 0, revision)
    return cells
