"""What somebody has written in a journal before the test begins: through the action that writes it."""

from datetime import date
from uuid import uuid4

from tests.factories.school import MONDAY
from tests.factories.small_school import SmallSchool
from zvans.journal.actions.cells import CellEdit, save_cells
from zvans.timetable.queries.plan import LessonKey


def write_cells(
    school: SmallSchool, *texts: str, on: date = MONDAY, number: int = 3, was: str = "", mark: int = 0
) -> None:
    """The first pupils of the class get these texts in a lesson of mathematics."""
    key = LessonKey(school.course.pk, on, number, 1)
    edits = [
        CellEdit(key, pupil.pk, text, was, mark) for pupil, text in zip(school.class_9b.pupils, texts, strict=False)
    ]
    answers = save_cells(course=school.course, batch=uuid4(), edits=edits, by=school.actor("teacher"))
    assert {answer.status for answer in answers} == {"saved"}
