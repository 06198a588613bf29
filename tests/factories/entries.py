"""What teachers write: through the journal's own actions, as the lesson's screen and the grid do."""

from collections.abc import Mapping
from datetime import date
from uuid import uuid4

from tests.factories.school import MadeSchool, inside
from zvans.accounts.models import Person
from zvans.audit.actor import Actor
from zvans.journal.actions.cells import CellAnswer, CellEdit, save_cells
from zvans.journal.actions.lessons import write_lesson
from zvans.journal.models import Homework
from zvans.journal.queries.lesson import LessonPage, lesson_page
from zvans.schools.models import Course
from zvans.timetable.queries.plan import LessonKey


def somebody_of(made: MadeSchool) -> Actor:
    """A teacher's account, where it does not matter whose."""
    return Actor(1, None, "staff", "staff", school_ids=(made.school.pk,))


def page_of(course: Course, on: date, number: int) -> LessonPage:
    page = lesson_page(course, LessonKey(course.pk, on, number, 1))
    assert page is not None
    return page


def write(
    made: MadeSchool,
    course: Course,
    on: date,
    number: int,
    *,
    topic: str = "",
    homework: str = "",
    due_on: date | None = None,
    is_formative: bool = False,
) -> Homework | None:
    """Write in a lesson of the timetable; returns the homework set in it."""
    with inside(made):
        page = page_of(course, on, number)
        write_lesson(
            page=page, topic=topic, is_formative=is_formative, homework_text=homework, homework_due_on=due_on,
            revision=page.revision, homework_revision=page.homework_revision, by=somebody_of(made),
        )  # fmt: skip
        return Homework.objects.filter(lesson__course=course, lesson__on=on, lesson__number=number).first()


def mark(made: MadeSchool, course: Course, on: date, number: int, cells: Mapping[Person, str]) -> list[CellAnswer]:
    """Type in the cells of a lesson: marks and absences."""
    key = LessonKey(course.pk, on, number, 1)
    edits = [CellEdit(key, person.pk, text) for person, text in cells.items()]
    with inside(made):
        answers = save_cells(course=course, batch=uuid4(), edits=edits, by=somebody_of(made))
    assert [answer.status for answer in answers] == ["saved"] * len(edits)
    return answers
