"""Writing in a lesson, and the teacher's day (F1, F2, F6, F7)."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.factories.people import actor_of
from tests.factories.school import (
    MONDAY,
    MadeClass,
    MadeSchool,
    inside,
    make_course,
    make_employee,
    make_staff_account,
)
from zvans.audit.actor import Actor
from zvans.journal.actions.cells import CellEdit, save_cells
from zvans.journal.actions.lessons import Conflict, confirm_attendance, write_lesson
from zvans.journal.models import Homework, Lesson
from zvans.journal.queries.lesson import LessonPage, lesson_for
from zvans.journal.queries.today import teacher_day
from zvans.lib.policy import NotAllowedNow
from zvans.schools.models import Course, Room
from zvans.timetable.models import Slot
from zvans.timetable.queries.plan import LessonKey

pytestmark = pytest.mark.django_db

WEDNESDAY = MONDAY + timedelta(days=2)


@pytest.fixture
def school_and_course(made: MadeSchool, class_9b: MadeClass) -> tuple[Actor, Course]:
    teacher = make_employee(made)
    course = make_course(made, class_9b, teachers=[teacher], slots=[(1, 3), (3, 2)], room="201")
    return actor_of(make_staff_account(made, teacher)), course


@pytest.fixture
def teacher(school_and_course: tuple[Actor, Course]) -> Actor:
    return school_and_course[0]


@pytest.fixture
def course(school_and_course: tuple[Actor, Course]) -> Course:
    return school_and_course[1]


def page(teacher: Actor, course: Course, on: date = MONDAY, number: int = 3) -> LessonPage:
    with inside(course.school):
        found = lesson_for(teacher, course.public_id, on, number, 1)
    assert found is not None
    return found


def write(page: LessonPage, by: Actor, topic: str, homework: str = "", due_on: date | None = None) -> None:
    write_lesson(
        page=page, topic=topic, is_formative=False, homework_text=homework, homework_due_on=due_on,
        revision=page.revision, homework_revision=page.homework_revision, by=by,
    )  # fmt: skip


def test_a_planned_lesson_has_its_address_before_it_is_stored(teacher: Actor, course: Course) -> None:
    seen = page(teacher, course)
    assert (seen.lesson_id, seen.revision, seen.room, seen.topic, len(seen.pupils)) == (None, 0, "201", "", 3)
    assert (seen.previous, seen.next) == (
        LessonKey(course.pk, MONDAY - timedelta(days=5), 2, 1),
        LessonKey(course.pk, WEDNESDAY, 2, 1),
    )


def test_no_such_lesson_and_somebody_elses_are_not_found(made: MadeSchool, teacher: Actor, course: Course) -> None:
    """C3."""
    other = actor_of(make_staff_account(made, make_employee(made, "Cits", "Skolotājs")))
    assert lesson_for(teacher, course.public_id, MONDAY, 4, 1) is None
    assert lesson_for(teacher, course.public_id, MONDAY + timedelta(days=1), 3, 1) is None
    assert lesson_for(other, course.public_id, MONDAY, 3, 1) is None


def test_homework_is_due_at_the_next_lesson_unless_said(teacher: Actor, course: Course) -> None:
    write(page(teacher, course), teacher, "Kvadrātvienādojumi", "47. lpp., 3.–5. uzd.")
    seen = page(teacher, course)
    assert (seen.topic, seen.homework_text, seen.homework_due_on) == (
        "Kvadrātvienādojumi",
        "47. lpp., 3.–5. uzd.",
        WEDNESDAY,
    )


def test_homework_can_not_be_due_before_it_is_set(teacher: Actor, course: Course) -> None:
    with pytest.raises(NotAllowedNow) as refusal:
        write(page(teacher, course), teacher, "Tēma", "Atkārtot", MONDAY - timedelta(days=1))
    assert refusal.value.reason == "Mājasdarba termiņš ir pirms stundas. Izvēlieties stundas dienu vai vēlāku."
    assert Lesson.objects.count() == 0


def test_the_second_of_two_writers_is_told_what_the_first_wrote(teacher: Actor, course: Course) -> None:
    """F4."""
    write(page(teacher, course), teacher, "Pirmā", "Viens")
    first, second = page(teacher, course), page(teacher, course)
    write(first, teacher, "Otrā", "Divi")
    stale = page(teacher, course)
    with pytest.raises(Conflict) as conflict:
        write_lesson(
            page=stale, topic="Trešā", is_formative=False, homework_text="Trīs", homework_due_on=WEDNESDAY,
            revision=second.revision, homework_revision=second.homework_revision, by=teacher,
        )  # fmt: skip
    assert conflict.value.theirs == {
        "topic": "Otrā", "homework_text": "Divi", "homework_due_on": WEDNESDAY.isoformat(),
    }  # fmt: skip
    assert (Lesson.objects.get().topic, Homework.objects.get().text) == ("Otrā", "Divi")


def test_writing_the_same_again_changes_nothing(teacher: Actor, course: Course) -> None:
    write(page(teacher, course), teacher, "Tēma", "Darbs")
    write(page(teacher, course), teacher, "Tēma", "Darbs", WEDNESDAY)
    assert (Lesson.objects.get().revision, Homework.objects.get().revision) == (2, 1)


def test_a_later_timetable_leaves_a_stored_lesson_alone(made: MadeSchool, teacher: Actor, course: Course) -> None:
    """E1, F1."""
    write(page(teacher, course), teacher, "Tēma")
    with inside(made):
        room = Room.objects.create(school=made.school, name="305")
        Slot.objects.filter(course=course, weekday=1).update(number=6, room=room)
    seen = page(teacher, course)
    assert (seen.room, seen.topic) == ("201", "Tēma")
    assert page(teacher, course, number=6).room == "305"


def day_of(teacher: Actor, on: date) -> list[tuple[str, int, str, tuple[str, ...]]]:
    return [(x.course.subject, x.key.number, x.state, x.missing) for x in teacher_day(teacher, on).lessons]


def test_the_day_tells_what_is_missing(teacher: Actor, course: Course, class_9b: MadeClass) -> None:
    with inside(course.school):
        assert day_of(teacher, MONDAY) == [("Matemātika", 3, "open", ("attendance", "topic"))]
        assert day_of(teacher, WEDNESDAY) == [("Matemātika", 2, "ahead", ("attendance", "topic"))]
    confirm_attendance(page=page(teacher, course), by=teacher)
    with inside(course.school):
        assert day_of(teacher, MONDAY) == [("Matemātika", 3, "partial", ("topic",))]
    write(page(teacher, course), teacher, "Tēma")
    with inside(course.school):
        assert day_of(teacher, MONDAY) == [("Matemātika", 3, "complete", ())]


def test_a_day_without_lessons_leads_to_the_next_one(teacher: Actor, course: Course) -> None:
    with inside(course.school):
        day = teacher_day(teacher, date(2026, 10, 19))
        assert (day.break_name, day.lessons, day.next_on) == ("Rudens brīvlaiks", (), date(2026, 10, 26))


def test_attendance_of_a_lesson_to_come_can_not_be_confirmed(teacher: Actor, course: Course) -> None:
    with pytest.raises(NotAllowedNow):
        confirm_attendance(page=page(teacher, course, WEDNESDAY, 2), by=teacher)


def test_nobody_is_absent_keeps_who_was_marked(teacher: Actor, course: Course, class_9b: MadeClass) -> None:
    key = LessonKey(course.pk, MONDAY, 3, 1)
    save_cells(course=course, batch=uuid4(), edits=[CellEdit(key, class_9b.pupils[0].pk, "n")], by=teacher)
    confirm_attendance(page=page(teacher, course), by=teacher)
    seen = page(teacher, course)
    assert [line.cell.text for line in seen.pupils if line.pupil_id == class_9b.pupils[0].pk] == ["n"]
    assert seen.attendance_at is not None
