"""From slots to dated lessons (E1, F1)."""

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.school import (
    MONDAY,
    STARTS_ON,
    MadeSchool,
    add_slots,
    inside,
    make_class,
    make_course,
)
from zvans.schools.models import BellDay, BellPeriod, BellSchedule, Course
from zvans.timetable.models import Timetable
from zvans.timetable.queries.plan import bells_of, planned_lessons

pytestmark = pytest.mark.django_db

SUNDAY = MONDAY + timedelta(days=6)


@pytest.fixture
def made(alfa: MadeSchool) -> MadeSchool:
    return alfa


def plan(course: Course, start: date, end: date) -> list[tuple[date, int, int]]:
    planned = planned_lessons([course.pk], [course.school_id], start, end)
    return [(p.key.on, p.key.number, p.key.part) for p in planned]


def test_a_week_is_unfolded_in_order(made: MadeSchool) -> None:
    course = make_course(made, make_class(made), slots=[(3, 2), (1, 3), (1, 1)])
    with inside(made):
        assert plan(course, MONDAY, SUNDAY) == [(MONDAY, 1, 1), (MONDAY, 3, 1), (MONDAY + timedelta(days=2), 2, 1)]


def test_breaks_have_no_lessons_and_the_year_has_two_ends(made: MadeSchool) -> None:
    """The autumn break is 19–23 October 2026; the year lasts to 31 May 2027, a Monday."""
    course = make_course(made, make_class(made), slots=[(1, 1)])
    with inside(made):
        assert [on for on, *_ in plan(course, date(2026, 10, 12), date(2026, 10, 26))] == [
            date(2026, 10, 12), date(2026, 10, 26),
        ]  # fmt: skip
        assert [on for on, *_ in plan(course, date(2027, 5, 24), date(2027, 7, 1))] == [
            date(2027, 5, 24),
            date(2027, 5, 31),
        ]
        assert plan(course, date(2026, 8, 1), STARTS_ON - timedelta(days=1)) == []


def test_weeks_of_the_cycle_count_from_the_first_week(made: MadeSchool) -> None:
    """1 September 2026 is a Tuesday: its week is the first of the cycle."""
    with inside(made):
        Timetable.objects.filter(pk=made.timetable.pk).update(weeks_in_cycle=2)
    course = make_course(made, make_class(made))
    add_slots(made, course, [(5, 1)], weeks=0b01)
    add_slots(made, course, [(5, 2)], weeks=0b10)
    add_slots(made, course, [(5, 3)], weeks=0b11)
    with inside(made):
        assert plan(course, date(2026, 9, 1), date(2026, 9, 13)) == [
            (date(2026, 9, 4), 1, 1), (date(2026, 9, 4), 3, 1), (date(2026, 9, 11), 2, 1), (date(2026, 9, 11), 3, 1),
        ]  # fmt: skip


def test_a_new_timetable_begins_where_the_old_one_ends(made: MadeSchool) -> None:
    course = make_course(made, make_class(made), slots=[(1, 1)])
    with inside(made):
        Timetable.objects.filter(pk=made.timetable.pk).update(ends_on=SUNDAY)
        later = Timetable.objects.create(
            school=made.school, year=made.year, name="No decembra", starts_on=SUNDAY + timedelta(days=1)
        )
    add_slots(made, course, [(1, 5)], timetable=later)
    with inside(made):
        assert plan(course, MONDAY, MONDAY + timedelta(days=13)) == [(MONDAY, 1, 1), (MONDAY + timedelta(days=7), 5, 1)]


def test_a_shortened_day_rings_by_its_own_schedule(made: MadeSchool) -> None:
    """D2."""
    with inside(made):
        short = BellSchedule.objects.create(school=made.school, name="Saīsinātais")
        BellPeriod.objects.create(
            school=made.school, schedule=short, number=1, starts_at=time(8, 30), ends_at=time(9, 0)
        )
        BellDay.objects.create(school=made.school, schedule=short, starts_on=MONDAY, ends_on=MONDAY)
        bells = bells_of([made.school.pk], MONDAY, SUNDAY)
    times = [bells.times(made.school.pk, MONDAY + timedelta(days=d), n) for d, n in ((0, 1), (0, 2), (1, 1), (1, 9))]
    assert times == [(time(8, 30), time(9, 0)), None, (time(8, 30), time(9, 10)), None]


def test_two_statements_for_any_number_of_courses(made: MadeSchool) -> None:
    """K6."""
    group = make_class(made)
    courses = [make_course(made, group, subject=f"Priekšmets {n}", slots=[(1, n + 1)]) for n in range(3)]
    counts = []
    for some in (courses[:1], courses):
        with inside(made), CaptureQueriesContext(connection) as queries:
            planned_lessons([c.pk for c in some], [made.school.pk], MONDAY, SUNDAY)
        counts.append(len(queries))
    assert counts == [2, 2]
