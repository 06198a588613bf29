"""What is still to be entered, and what came late (F1)."""

from datetime import date

import pytest
import time_machine

from tests.factories.entries import mark, page_of, write
from tests.factories.school import add_teacher, inside, make_employee, make_staff_account
from tests.factories.small_school import SmallSchool
from zvans.journal.actions.deadlines import deadlines_stamp, set_deadlines
from zvans.journal.actions.lessons import confirm_attendance
from zvans.journal.models import Deadlines, Lesson
from zvans.journal.queries.deadlines import DaysGiven
from zvans.journal.queries.late import late_in, late_of_school
from zvans.journal.queries.owed import Owed, count_of
from zvans.journal.queries.owed_of import owed_of_class, owed_of_school, own_owed
from zvans.schools.models import Break, CourseTeacher, Enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(small_school: SmallSchool, db: None) -> SmallSchool:
    return small_school


def told(entries: list[Owed]) -> list[tuple[str, int, tuple[str, ...], str, int]]:
    return [(f"{e.key.on:%d.%m.}", e.key.number, e.missing, f"{e.due_on:%d.%m.}", e.late) for e in entries]


def own(school: SmallSchool, persona: str = "teacher") -> list[Owed]:
    actor = school.actor(persona)
    with inside(school.made):
        return own_owed(actor)


def confirm(school: SmallSchool, on: date, number: int) -> None:
    with inside(school.made):
        confirm_attendance(page=page_of(school.course, on, number), by=school.actor("teacher"))


def test_lessons_that_are_over_and_not_complete_are_owed_the_late_ones_first(school: SmallSchool) -> None:
    """On Friday 4 September: Wednesday's lesson is in time, and those to come owe nothing."""
    with time_machine.travel("2026-09-04 12:00 +0300", tick=False):
        assert told(own(school)) == [("02.09.", 2, ("attendance", "topic"), "04.09.", 0)]
    with time_machine.travel("2026-09-09 12:00 +0300", tick=False):
        assert told(own(school)) == [
            ("02.09.", 2, ("attendance", "topic"), "04.09.", 3),
            ("07.09.", 3, ("attendance", "topic"), "09.09.", 0),
            ("09.09.", 2, ("attendance", "topic"), "11.09.", 0),
        ]


def test_a_lesson_of_today_is_owed_when_it_is_over(school: SmallSchool) -> None:
    with time_machine.travel("2026-09-02 09:50 +0300", tick=False):
        assert told(own(school)) == []
    with time_machine.travel("2026-09-02 10:10 +0300", tick=False):
        assert told(own(school)) == [("02.09.", 2, ("attendance", "topic"), "04.09.", 0)]


def test_what_is_written_is_owed_no_more(school: SmallSchool) -> None:
    with time_machine.travel("2026-09-07 12:00 +0300", tick=False):
        write(school.made, school.course, date(2026, 9, 2), 2, topic="Kopas")
        assert told(own(school)) == [
            ("02.09.", 2, ("attendance",), "04.09.", 1), ("07.09.", 3, ("attendance", "topic"), "09.09.", 0),
        ]  # fmt: skip
        confirm(school, date(2026, 9, 2), 2)
        confirm(school, date(2026, 9, 7), 3)
        assert told(own(school)) == [("07.09.", 3, ("topic",), "09.09.", 0)]


def test_breaks_and_cancelled_lessons_owe_nothing(school: SmallSchool) -> None:
    with time_machine.travel("2026-09-09 12:00 +0300", tick=False), inside(school.made):
        Break.objects.create(
            school=school.school, year=school.made.year, name="Olimpiāde", starts_on="2026-09-07", ends_on="2026-09-08"
        )
        confirm_attendance(page=page_of(school.course, date(2026, 9, 2), 2), by=school.actor("teacher"))
        Lesson.objects.update(state="cancelled")
    with time_machine.travel("2026-09-10 12:00 +0300", tick=False):
        assert told(own(school)) == [("09.09.", 2, ("attendance", "topic"), "11.09.", 0)]


def test_deadlines_step_over_breaks_and_weekends(school: SmallSchool) -> None:
    """A lesson of Friday before the break of 19–23 October is due on the second day after it."""
    with inside(school.made):
        school.made.timetable.slots.filter(course=school.course).update(weekday=5)
    with time_machine.travel("2026-10-27 12:00 +0200", tick=False):
        found = {entry.key.on: entry for entry in own(school)}[date(2026, 10, 16)]
        assert (found.due_on, found.late) == (date(2026, 10, 27), 0)
    with time_machine.travel("2026-10-28 12:00 +0200", tick=False):
        assert {entry.key.on: entry for entry in own(school)}[date(2026, 10, 16)].late == 1


def test_owed_marks_stand_with_their_day_until_given(school: SmallSchool) -> None:
    """`nv` is a debt with a date of its own; who has left the school owes nothing."""
    first, second, third = school.class_9b.pupils
    with time_machine.travel("2026-09-28 12:00 +0300", tick=False):
        mark(school.made, school.course, date(2026, 9, 7), 3, {first: "nv", second: "nv", third: "8"})
        entries = [entry for entry in own(school) if entry.is_mark]
        assert [(e.pupil, e.missing, e.due_on, e.late) for e in entries] == [
            ("Bērziņš Jānis", ("mark",), date(2026, 9, 25), 1), ("Ābola Līga", ("mark",), date(2026, 9, 25), 1),
        ]  # fmt: skip
        with inside(school.made):
            Enrolment.objects.filter(pupil=second).update(ends_on="2026-09-20")
        assert [entry.pupil for entry in own(school) if entry.is_mark] == ["Bērziņš Jānis"]


def test_who_teaches_now_owes_what_a_former_teacher_left(school: SmallSchool) -> None:
    """Who took over in November owes September only where nobody who taught then still does."""
    later = make_employee(school.made, "Jauna", "Skolotāja")
    account = make_staff_account(school.made, later)
    add_teacher(school.made, school.course, later, starts_on=date(2026, 9, 8))
    with time_machine.travel("2026-09-09 12:00 +0300", tick=False):
        school.accounts["later"] = account
        assert [entry.key.on.day for entry in own(school, "later")] == [9]
        with inside(school.made):
            CourseTeacher.objects.filter(employment__person=school.accounts["teacher"].person).update(
                ends_on="2026-09-08"
            )
            CourseTeacher.objects.filter(employment__person=school.accounts["former_teacher"].person).update(
                ends_on="2026-09-08"
            )
        assert [entry.key.on.day for entry in own(school, "later")] == [2, 7, 9]
        assert own(school) == []


def test_a_class_and_a_school_see_what_all_their_teachers_owe(school: SmallSchool) -> None:
    with time_machine.travel("2026-09-07 18:00 +0300", tick=False), inside(school.made):
        of_class = owed_of_class(school.class_9b.group)
        found = [(e.course.subject, e.key.on.day, [owner.name for owner in e.owners]) for e in of_class]
        assert found == [
            ("Matemātika", 2, ["Kalniņa Ilze", "Ozola Rasma"]), ("Matemātika", 7, ["Kalniņa Ilze", "Ozola Rasma"]),
            ("Vēsture", 7, ["Vītols Andris"]),
        ]  # fmt: skip
        assert owed_of_school(school.school) == of_class
    with inside(school.other):
        assert owed_of_school(school.other.school) == []


def test_the_school_sets_its_deadlines(school: SmallSchool) -> None:
    with inside(school.made):
        stamp = deadlines_stamp(DaysGiven())
        set_deadlines(school=school.school, entry_days=0, owed_days=5, stamp=stamp, by=school.actor("head"))
        assert Deadlines.objects.values_list("entry_days", "owed_days").get() == (0, 5)
    with time_machine.travel("2026-09-03 12:00 +0300", tick=False):
        assert told(own(school)) == [("02.09.", 2, ("attendance", "topic"), "02.09.", 1)]


def test_a_topic_keeps_the_moment_it_was_first_written(school: SmallSchool) -> None:
    with time_machine.travel("2026-09-02 12:00 +0300", tick=False):
        confirm(school, date(2026, 9, 2), 2)
    with time_machine.travel("2026-09-09 12:00 +0300", tick=False):
        write(school.made, school.course, date(2026, 9, 2), 2, topic="Kopas")
    with time_machine.travel("2026-09-10 12:00 +0300", tick=False):
        write(school.made, school.course, date(2026, 9, 2), 2, topic="Kopas un apakškopas")
        write(school.made, school.course, date(2026, 9, 9), 2, topic="Skaitļi")
    with time_machine.travel("2026-09-11 12:00 +0300", tick=False), inside(school.made):
        late = [(e.key.on.day, e.late.what, e.late.entered_on.day, e.late.days) for e in late_of_school(school.school)]
        assert late == [(2, "topic", 9, 3)]
        lessons = [page_of(school.course, date(2026, 9, day), 2) for day in (2, 9)]
        assert [[(x.what, x.days) for x in late_in(page)] for page in lessons] == [[("topic", 3)], []]


def test_the_count_tells_lessons_marks_and_what_is_late(school: SmallSchool) -> None:
    pupil = school.class_9b.pupils[0]
    with time_machine.travel("2026-09-09 12:00 +0300", tick=False):
        mark(school.made, school.course, date(2026, 9, 7), 3, {pupil: "nv"})
        count = count_of(own(school))
        assert (count.lessons, count.marks, count.late, count.every) == (3, 1, 1, 4)
