"""What is still to be entered in journals (F1): lessons without a topic or without attendance, and marks that are owed (`nv`).

What the timetable planned until now, less what is stored and complete. Cancelled lessons, breaks and lessons to come owe nothing. Read
for many courses at once, in a constant number of statements; a term of a school is some 12,000 lessons, unfolded in Python.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q

from zvans.journal.enums import LessonState, ValueKind
from zvans.journal.models import Mark
from zvans.journal.queries.deadlines import DaysGiven, SchoolDays
from zvans.lib.database.compiled import Later, Param, Row, compiled
from zvans.lib.dates import now, today
from zvans.schools.models import CourseTeacher, Enrolment, Term
from zvans.schools.models.dated import current
from zvans.timetable.queries.plan import Bells, Breaks, LessonKey, PlannedLesson

TOPIC, ATTENDANCE, MARK = "topic", "attendance", "mark"


class CourseLine(NamedTuple):
    course_id: int
    public_id: str
    subject: str
    name: str
    school_id: int


class Owner(NamedTuple):
    """Who is to enter something: one who teaches the course now."""

    public_id: str
    name: str
    person_id: int | None


class Span(NamedTuple):
    """The days that are looked at in a school, and how many school days its deadlines give."""

    start: date
    year_start: date
    given: DaysGiven


class OwedMark(NamedTuple):
    key: LessonKey
    pupil_id: int
    pupil: str


class Stored(NamedTuple):
    has_topic: bool
    has_attendance: bool
    state: str


@dataclass(frozen=True, slots=True)
class Owed:
    """Something to enter: `missing` names the gaps of a lesson, or is a mark owed to `pupil`.

    `due_on` is the last day in time; `late` how many school days that is past, 0 where there is time still.
    """

    course: CourseLine
    key: LessonKey
    missing: tuple[str, ...]
    owners: tuple[Owner, ...]
    due_on: date
    late: int
    pupil_id: int | None = None
    pupil: str = ""

    @property
    def is_mark(self) -> bool:
        return self.pupil_id is not None


@dataclass(frozen=True, slots=True)
class Count:
    """How much there is to enter: lessons with some gap, marks owed, and how many of both are late."""

    lessons: int = 0
    marks: int = 0
    late: int = 0

    @property
    def every(self) -> int:
        return self.lessons + self.marks


def count_of(entries: Iterable[Owed]) -> Count:
    found = list(entries)
    marks = sum(entry.is_mark for entry in found)
    return Count(len(found) - marks, marks, sum(entry.late > 0 for entry in found))


_terms = compiled(
    lambda: (
        Term.objects.filter(
            Q(year__closed_on__isnull=True) | Q(year__closed_on__gt=Param("on")),
            school_id__any=Param("schools"), starts_on__lte=Param("on"),
        )
        .order_by("starts_on")
        .values_list(
            "school_id", "starts_on", "year__starts_on", "school__deadlines__entry_days", "school__deadlines__owed_days"
        )
    )
)  # fmt: skip
_marks = compiled(
    lambda: (
        Mark.objects.filter(
            Exists(Enrolment.objects.filter(current(Param("end")), pupil=OuterRef("pupil"), school=OuterRef("school"))),
            course_id__any=Param("courses"), on__gte=Param("start"), on__lte=Param("end"), kind=ValueKind.OWED.value,
        ).values_list(
            "course_id", "on", "lesson__number", "lesson__part", "pupil_id", "pupil__family_name", "pupil__given_name"
        )
    )
)  # fmt: skip
_teachers = compiled(
    lambda: (
        CourseTeacher.objects.filter(
            current(Param("on")), current(Param("on"), "employment__"), course_id__any=Param("courses")
        )
        .order_by("employment__sort_key")
        .values_list("course_id", "starts_on", "employment__public_id", "employment__name", "employment__person_id")
    )
)


def ask_spans(schools: Sequence[int], on: date) -> Later[dict[int, Span]]:
    """The term of each school that a day is in, or the last one that began; a school without terms has nothing to look at."""
    rows = _terms.ask(schools=list(schools), on=on)

    def spans() -> dict[int, Span]:
        default = DaysGiven()
        return {
            school: Span(start, year_start, default if entry is None else DaysGiven(entry, owed))
            for school, start, year_start, entry, owed in rows()
        }

    return spans


def ask_owed_marks(courses: Sequence[int], start: date, end: date) -> Later[list[OwedMark]]:
    """`nv` of pupils who are still at the school: who has left owes nothing."""
    rows = _marks.ask(courses=list(courses), start=start, end=end)
    return lambda: [OwedMark(LessonKey(*key), pupil, f"{family} {given}") for *key, pupil, family, given in rows()]


class Owners:
    """Who is to enter what: those who taught on the day and still do; where nobody of them does, those who teach now."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows: dict[int, list[tuple[date, Owner]]] = {}
        for course, starts_on, *owner in rows:
            self._rows.setdefault(course, []).append((starts_on, Owner(*owner)))

    def of(self, course: int, on: date) -> tuple[Owner, ...]:
        teaching = self._rows.get(course, [])
        then = [owner for starts_on, owner in teaching if starts_on <= on]
        return tuple(dict.fromkeys(then or [owner for _, owner in teaching]))


def ask_owners(courses: Sequence[int], on: date) -> Later[Owners]:
    rows = _teachers.ask(courses=list(courses), on=on)
    return lambda: Owners(rows())


@dataclass(frozen=True, slots=True)
class Found:
    """All that was read of some courses: what `owed_in` makes its list of."""

    courses: Mapping[int, CourseLine]
    spans: Mapping[int, Span]
    planned: Sequence[PlannedLesson]
    stored: Mapping[LessonKey, Stored]
    marks: Sequence[OwedMark]
    owners: Owners
    breaks: Breaks
    bells: Bells


_NOTHING = Stored(has_topic=False, has_attendance=False, state=LessonState.HELD)


def owed_in(found: Found) -> list[Owed]:
    """What is late comes first, by the day it was due."""
    reader = _Reader(found, today(), now().astimezone())
    keys = {planned.key for planned in found.planned} | found.stored.keys()
    entries = [entry for key in keys if (entry := reader.lesson(key))]
    entries += [entry for mark in found.marks if (entry := reader.mark(mark))]
    return sorted(entries, key=lambda owed: (not owed.late, owed.due_on, owed.key, owed.pupil))


class _Reader:
    def __init__(self, found: Found, on: date, at: datetime) -> None:
        self.found, self.on, self.at = found, on, at
        self.days = {school: SchoolDays(school, found.breaks) for school in found.spans}

    def lesson(self, key: LessonKey) -> Owed | None:
        stored = self.found.stored.get(key, _NOTHING)
        if stored.has_topic and stored.has_attendance:
            return None
        if stored.state == LessonState.CANCELLED or not self._is_over(key):
            return None
        has = ((ATTENDANCE, stored.has_attendance), (TOPIC, stored.has_topic))
        return self._owed(key, tuple(name for name, there in has if not there))

    def mark(self, mark: OwedMark) -> Owed | None:
        return self._owed(mark.key, (MARK,), mark.pupil_id, mark.pupil)

    def _owed(
        self, key: LessonKey, missing: tuple[str, ...], pupil_id: int | None = None, pupil: str = ""
    ) -> Owed | None:
        course = self.found.courses[key.course_id]
        span = self.found.spans.get(course.school_id)
        if span is None or key.on < span.start:
            return None
        days_given = span.given.entry if pupil_id is None else span.given.owed
        due_on = self.days[course.school_id].due_on(key.on, days_given)
        late = self.days[course.school_id].late_by(due_on, self.on) if due_on < self.on else 0
        return Owed(course, key, missing, self.found.owners.of(key.course_id, key.on), due_on, late, pupil_id, pupil)

    def _is_over(self, key: LessonKey) -> bool:
        if key.on != self.on:
            return key.on < self.on
        times = self.found.bells.times(self.found.courses[key.course_id].school_id, key.on, key.number)
        return times is None or times[1] <= self.at.time()


def since(spans: Mapping[int, Span], on: date) -> date:
    """The first day that is looked at in any of the schools."""
    return min((span.start for span in spans.values()), default=on + timedelta(days=1))
