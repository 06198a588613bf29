"""Days of the family put together: what is planned, what was held, and what teachers wrote about each child."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import NamedTuple, TypeVar

from zvans.diary.enums import Change
from zvans.diary.queries.children import Child
from zvans.diary.queries.courses import ChildCourse
from zvans.diary.queries.entries import Entries, GivenMark, NotedAbsence, SetHomework
from zvans.diary.queries.family_plan import FamilyPlan
from zvans.diary.queries.hours import Hour, Hours
from zvans.lib.dates import today
from zvans.timetable.queries.plan import Bells

K = TypeVar("K")
T = TypeVar("T")


class ChildLesson(NamedTuple):
    """A lesson as one child has it. `given` is the homework set in it, `due` what must be ready for it.

    A week has seventy of them: a tuple costs a third of a frozen dataclass.
    """

    number: int
    times: tuple[time, time] | None
    subject: str
    room: str
    topic: str
    change: Change | None
    given: Sequence[SetHomework]
    due: Sequence[SetHomework]
    marks: Sequence[GivenMark]
    absences: Sequence[NotedAbsence]


class LooseHomework(NamedTuple):
    """Homework for a day on which its subject has no lesson."""

    subject: str
    homework: SetHomework


@dataclass(frozen=True, slots=True)
class ChildDay:
    """A day of one child; `break_name` says why there are no lessons."""

    child: Child
    lessons: Sequence[ChildLesson]
    due: Sequence[LooseHomework]
    break_name: str | None

    @property
    def is_empty(self) -> bool:
        return not self.lessons and not self.due


@dataclass(frozen=True, slots=True)
class Day:
    on: date
    children: Sequence[ChildDay]

    @property
    def is_empty(self) -> bool:
        return all(day.is_empty for day in self.children)


class _Written:
    """The entries by what they belong to."""

    def __init__(self, entries: Entries) -> None:
        self.marks: dict[tuple[int, int], list[GivenMark]] = defaultdict(list)
        self.absences: dict[tuple[int, int], list[NotedAbsence]] = defaultdict(list)
        self.given: dict[int, list[SetHomework]] = defaultdict(list)
        self.due: dict[int, dict[date, list[SetHomework]]] = defaultdict(dict)
        for mark in entries.marks:
            self.marks[mark.pupil_id, mark.lesson_id].append(mark)
        for absence in entries.absences:
            self.absences[absence.pupil_id, absence.lesson_id].append(absence)
        for homework in entries.homework:
            self.given[homework.lesson_id].append(homework)
            self.due[homework.course_id].setdefault(homework.due_on, []).append(homework)


def _of(written: Mapping[K, list[T]], keys: Sequence[K]) -> Sequence[T]:
    """What belongs to any of the keys: a lesson has one row, seldom several."""
    if len(keys) == 1:
        return written.get(keys[0], ())
    return [entry for key in keys for entry in written.get(key, ())]


class _ChildDays:
    """The days of one child, gathered course by course."""

    def __init__(self, child: Child, written: _Written, bells: Bells, now_on: date) -> None:
        self._child, self._written, self._bells = child, written, bells
        self._lessons: dict[date, dict[tuple[int, str, int], ChildLesson]] = defaultdict(dict)
        self._due: dict[date, dict[int, LooseHomework]] = defaultdict(dict)
        self._now_on = now_on

    def take(self, course: ChildCourse, hours: Sequence[Hour]) -> None:
        """Homework due on a day stands at the course's first lesson of that day; what no lesson takes in stands by itself."""
        due = dict(self._written.due.get(course.course_id, {}))
        for hour in hours:
            place = (hour.number, course.subject, course.course_id)
            self._lessons[hour.on][place] = self._lesson(course, hour, due.pop(hour.on, ()))
        for on, homework in due.items():
            if course.holds_on(on):
                self._due[on] |= {row.homework_id: LooseHomework(course.subject, row) for row in homework}

    def _lesson(self, course: ChildCourse, hour: Hour, due: Sequence[SetHomework]) -> ChildLesson:
        pupil, written, held = self._child.person_id, self._written, hour.lesson_ids
        return ChildLesson(
            number=hour.number,
            times=self._bells.times(self._child.school_id, hour.on, hour.number),
            subject=course.subject,
            room=hour.room,
            topic=hour.topic,
            change=hour.change(self._now_on),
            given=_of(written.given, held),
            due=due,
            marks=_of(written.marks, [(pupil, lesson) for lesson in held]),
            absences=_of(written.absences, [(pupil, lesson) for lesson in held]),
        )

    def day(self, on: date, break_name: str | None) -> ChildDay:
        lessons = self._lessons.get(on, {})
        due = self._due.get(on, {})
        return ChildDay(self._child, [lessons[place] for place in sorted(lessons)], list(due.values()), break_name)


def days_of(plan: FamilyPlan, entries: Entries, days: Sequence[date]) -> tuple[Day, ...]:
    """Some days of the family, each with each child."""
    start, end = days[0], days[-1]
    hours = Hours(plan.lessons(start, end), entries.lessons)
    written, now_on = _Written(entries), today()
    gathered = {child: _ChildDays(child, written, plan.bells, now_on) for child in plan.children}
    for course in plan.courses:
        gathered[course.child].take(course, hours.taken(course))
    return tuple(
        Day(on, [gathered[child].day(on, plan.breaks.name_for(child.school_id, on)) for child in plan.children])
        for on in days
    )
