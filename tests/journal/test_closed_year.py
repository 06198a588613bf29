"""What is closed is read and not written: every way into a journal says why (D3)."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest

from tests.factories.entries import mark, page_of, write
from tests.factories.people import actor_of, make_account
from tests.factories.school import (
    MONDAY,
    MadeClass,
    MadeSchool,
    inside,
    make_course,
    make_employee,
    make_staff_account,
)
from zvans.accounts.enums import Role
from zvans.audit.actor import Actor
from zvans.journal.actions.cells import CellEdit, save_cells
from zvans.journal.actions.homework_ticks import tick_homework, untick_homework
from zvans.journal.actions.lessons import confirm_attendance, write_lesson
from zvans.journal.models import Homework, HomeworkDone, Lesson, Mark
from zvans.journal.queries.journal import course_for
from zvans.journal.queries.today import my_courses
from zvans.lib.policy import NotAllowedNow
from zvans.schools.models import Course, SchoolYear
from zvans.timetable.queries.plan import LessonKey

pytestmark = pytest.mark.django_db

REASON = "Šis mācību gads ir slēgts, to var tikai lasīt."


@pytest.fixture
def teacher(made: MadeSchool, class_9b: MadeClass) -> Actor:
    employment = make_employee(made)
    course = make_course(made, class_9b, teachers=[employment], slots=[(1, 3), (3, 2)])
    mark(made, course, MONDAY, 3, {class_9b.pupils[0]: "7"})
    write(made, course, MONDAY, 3, topic="Vjeta teorēma", homework="57. lpp.")
    with inside(made):
        SchoolYear.objects.update(closed_on=date(2026, 11, 23))
    return actor_of(make_staff_account(made, employment))


@pytest.fixture
def course(made: MadeSchool, teacher: Actor) -> Course:
    with inside(made):
        found = course_for(teacher, Course.objects.get().public_id)
    assert found is not None
    return found


def test_each_cell_is_refused_with_the_reason(
    made: MadeSchool, class_9b: MadeClass, teacher: Actor, course: Course
) -> None:
    edits = [CellEdit(LessonKey(course.pk, MONDAY, 3, 1), pupil.pk, "9") for pupil in class_9b.pupils]
    with inside(made):
        answers = save_cells(course=course, batch=uuid4(), edits=edits, by=teacher)
        assert [(a.status, a.text, a.reason) for a in answers] == [("refused", "9", REASON)] * 3
        assert list(Mark.objects.values_list("text", "revision")) == [("7", 1)]


def test_lessons_homework_and_ticks(made: MadeSchool, class_9b: MadeClass, teacher: Actor, course: Course) -> None:
    pupil = actor_of(make_account(class_9b.pupils[0], made.school, role=Role.PUPIL))
    with inside(made):
        page, homework = page_of(course, MONDAY, 3), Homework.objects.get()
        before = list(Lesson.objects.values()), list(Homework.objects.values())

        def topic() -> None:
            write_lesson(
                page=page, topic="Cita", is_formative=False, homework_text="58. lpp.", homework_due_on=None,
                revision=page.revision, homework_revision=page.homework_revision, by=teacher,
            )  # fmt: skip

        ways: list[Callable[[], None]] = [
            topic,
            lambda: confirm_attendance(page=page, by=teacher),
            lambda: tick_homework(homework=homework, by=pupil),
            lambda: untick_homework(homework=homework, by=pupil),
        ]
        for way in ways:
            with pytest.raises(NotAllowedNow, match=REASON):
                way()
        assert (list(Lesson.objects.values()), list(Homework.objects.values())) == before
        assert not HomeworkDone.objects.exists()


def test_journals_of_a_closed_year_stand_on_its_days_only(made: MadeSchool, teacher: Actor, course: Course) -> None:
    with inside(made):
        found = [len(my_courses(teacher, on)) for on in (MONDAY, date(2027, 9, 1))]
    assert found == [1, 0]
