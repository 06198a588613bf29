"""What the timetables plan for the children of one family."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zvans.diary.queries.children import Child
from zvans.diary.queries.courses import ChildCourse, courses_of
from zvans.lib.database.compiled import Later, together
from zvans.timetable.queries.plan import (
    Bells,
    Breaks,
    PlannedLesson,
    SlotRow,
    ask_bells,
    ask_breaks,
    ask_slots,
    unfold,
)

# How far ahead the next school day is looked for: past the summer.
REACH = timedelta(days=100)
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FamilyPlan:
    """The children's courses, slots, breaks and bells of a stretch of days, from which the lessons of any of these days unfold."""

    children: Sequence[Child]
    courses: list[ChildCourse]
    slots: list[SlotRow]
    breaks: Breaks
    bells: Bells

    @property
    def course_ids(self) -> list[int]:
        return ids_of(self.courses)

    def lessons(self, start: date, end: date) -> list[PlannedLesson]:
        return unfold(self.slots, self.breaks, start, end)

    def next_day(self, after: date) -> date | None:
        """The first day later than `after` on which some child has a lesson; None when none is in reach."""
        for first in (after + _DAY + week * _WEEK for week in range(REACH // _WEEK + 1)):
            for lesson in self.lessons(first, first + _WEEK - _DAY):
                if self._is_anybodys(lesson):
                    return lesson.key.on
        return None

    def _is_anybodys(self, lesson: PlannedLesson) -> bool:
        return any(c.course_id == lesson.key.course_id and c.holds_on(lesson.key.on) for c in self.courses)


def plan_of(children: Sequence[Child], start: date, end: date) -> FamilyPlan:
    """The plan of all children from start to end: four statements, however many they are."""
    courses = courses_of(children, start, end)
    with together():
        plan = ask_plan(children, courses, start, end)
    return plan()


def ask_plan(children: Sequence[Child], courses: list[ChildCourse], start: date, end: date) -> Later[FamilyPlan]:
    schools = schools_of(children)
    slots = ask_slots(ids_of(courses), start, end)
    breaks, bells = ask_breaks(schools, start, end), ask_bells(schools, start, end)
    return lambda: FamilyPlan(children, courses, slots(), breaks(), bells())


def ids_of(courses: Sequence[ChildCourse]) -> list[int]:
    return sorted({course.course_id for course in courses})


def schools_of(children: Sequence[Child]) -> list[int]:
    return sorted({child.school_id for child in children})
