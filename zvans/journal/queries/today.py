"""A teacher's day, and the journals a teacher keeps."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from django.db.models import Q, QuerySet

from zvans.audit.actor import Actor
from zvans.journal.enums import LessonState
from zvans.journal.models import Lesson
from zvans.journal.queries.deadlines import REACH
from zvans.journal.queries.owed import (
    Count,
    CourseLine,
    Found,
    OwedMark,
    Owners,
    Span,
    Stored,
    ask_owed_marks,
    ask_owners,
    ask_spans,
    count_of,
    owed_in,
    since,
)
from zvans.lib.database.compiled import Param, Row, compiled, together
from zvans.lib.dates import now, today
from zvans.schools.models import Course, CourseTeacher
from zvans.schools.models.dated import current
from zvans.timetable.queries.plan import (
    Bells,
    Breaks,
    LessonKey,
    PlannedLesson,
    SlotRow,
    ask_bells,
    ask_breaks,
    ask_slots,
    unfold,
)

# How far ahead the next day with lessons is looked for: past the longest break.
_REACH = timedelta(days=21)


@dataclass(frozen=True, slots=True)
class TodayLesson:
    """A lesson of the day. `state`: ahead (to come), open (nothing written), partial, complete, cancelled; `missing` names the gaps."""

    key: LessonKey
    course: CourseLine
    room: str
    starts_at: time | None
    ends_at: time | None
    topic: str
    state: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Day:
    on: date
    break_name: str | None
    lessons: tuple[TodayLesson, ...]
    next_on: date | None
    courses: tuple[CourseLine, ...] = ()
    owed: Count | None = None  # what is still to be entered of the term; only on the day itself


def _taught(on: Param) -> QuerySet:
    return CourseTeacher.objects.filter(current(on), current(on, "employment__"), employment__person_id=Param("person"))


_courses = compiled(
    lambda: (
        _taught(Param("on"))
        .filter(course__in=_taught(Param("today")).values("course"))
        .filter(Q(course__year__closed_on__isnull=True) | Q(course__year__ends_on__gte=Param("on")))
        .order_by("course__subject__sort_key", "course__name")
        .values_list("course_id", "course__public_id", "course__subject__name", "course__name", "school_id")
    )
)
_written = compiled(
    lambda: Lesson.objects.filter(
        course_id__any=Param("courses"), on__gte=Param("start"), on__lte=Param("on")
    ).values_list(
        "course_id", "on", "number", "part", "topic", "attendance_at", "state", "room__short_name", "room__name"
    )
)  # fmt: skip


def my_courses(actor: Actor, on: date) -> tuple[CourseLine, ...]:
    """The journals that a teacher keeps on a day and still today, in Latvian order of the subject. One statement.

    Those of a closed year stand on the days of that year only.

    A role that has ended opens no day of the past (C3).
    """
    rows = _courses(person=actor.person_id, on=on, today=today())
    return tuple(CourseLine(*row) for row in dict.fromkeys(rows))


def led_courses(actor: Actor, on: date) -> list[Course]:
    """Journals of a day's year that one may look into today without teaching them: of the class one leads, of the school one heads."""
    found = (
        Course.objects.visible_to(actor, on=today())
        .exclude(Q(is_taught=True))
        .filter(year__starts_on__lte=on, year__ends_on__gte=on)
        .select_related("subject")
    )
    return sorted(found, key=lambda course: (_by_grade(course.name), course.subject.sort_key))


def _by_grade(name: str) -> list[tuple[int, str]]:
    """2.a stands before 10.a."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", name)]


def teacher_day(actor: Actor, on: date) -> Day:
    """The lessons that a teacher has on a day, with what is written in each: five statements."""
    read = _read(actor, on, on)
    return _day(read, on)


def teacher_home(actor: Actor, on: date) -> Day:
    """The same, with how much is still to be entered of the term: eight statements."""
    spans = ask_spans(actor.school_ids, on)()
    read = _read(actor, on, min(on, since(spans, on)), REACH, marks=True)
    entries = owed_in(read.found(spans, on))
    mine = [entry for entry in entries if any(owner.person_id == actor.person_id for owner in entry.owners)]
    return replace(_day(read, on), owed=count_of(mine))


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of a teacher's courses, from the first day asked about on."""

    first: date
    courses: dict[int, CourseLine]
    slots: Sequence[SlotRow]
    breaks: Breaks
    bells: Bells
    written: dict[LessonKey, Row]
    marks: Sequence[OwedMark]
    owners: Owners

    def found(self, spans: Mapping[int, Span], on: date) -> Found:
        stored = {key: Stored(bool(row[0]), row[1] is not None, row[2]) for key, row in self.written.items()}
        planned = unfold(self.slots, self.breaks, self.first, on)
        return Found(self.courses, spans, planned, stored, self.marks, self.owners, self.breaks, self.bells)


def _read(actor: Actor, on: date, first: date, ahead: timedelta = _REACH, *, marks: bool = False) -> _Read:
    courses = {line.course_id: line for line in my_courses(actor, on)}
    keys, schools = list(courses), sorted({line.school_id for line in courses.values()})
    with together():
        slots, breaks = ask_slots(keys, first, on + _REACH), ask_breaks(schools, first, on + ahead)
        rows, bells = _written.ask(courses=keys, start=first, on=on), ask_bells(schools, on, on)
        owed, owners = (ask_owed_marks(keys, first, on), ask_owners(keys, on)) if marks else (None, None)
    return _Read(
        first, courses, slots(), breaks(), bells(), {LessonKey(*row[:4]): row[4:] for row in rows()},
        owed() if owed else [], owners() if owners else Owners([]),
    )  # fmt: skip


def _day(read: _Read, on: date) -> Day:
    planned = {p.key: p for p in unfold(read.slots, read.breaks, on, on)}
    written = {key: row for key, row in read.written.items() if key.on == on}
    lessons = [
        _lesson(key, read.courses[key.course_id], planned.get(key), written.get(key), read.bells)
        for key in planned.keys() | written.keys()
    ]
    later = unfold(read.slots, read.breaks, on + timedelta(days=1), on + _REACH)
    schools = sorted({line.school_id for line in read.courses.values()})
    return Day(
        on=on,
        break_name=next((name for school in schools if (name := read.breaks.name_for(school, on))), None),
        lessons=tuple(sorted(lessons, key=lambda lesson: (lesson.key.number, lesson.key.part, lesson.key.course_id))),
        next_on=later[0].key.on if later else None,
        courses=tuple(read.courses.values()),
    )


def _lesson(
    key: LessonKey, course: CourseLine, plan: PlannedLesson | None, row: tuple[object, ...] | None, bells: Bells
) -> TodayLesson:
    topic, attendance_at, state, room_short, room_name = row or ("", None, LessonState.HELD, "", "")
    times = bells.times(course.school_id, key.on, key.number) or (None, None)
    missing = tuple(name for name, there in (("attendance", attendance_at), ("topic", topic)) if not there)
    return TodayLesson(
        key=key,
        course=course,
        room=str(room_short or room_name or "") if row else plan.room if plan else "",
        starts_at=times[0],
        ends_at=times[1],
        topic=str(topic),
        state=_state(key, str(state), missing, times[0]),
        missing=missing,
    )


def _state(key: LessonKey, state: str, missing: tuple[str, ...], starts_at: time | None) -> str:
    if state == LessonState.CANCELLED:
        return "cancelled"
    if not missing:
        return "complete"
    if len(missing) == 1:
        return "partial"
    begun = key.on < today() or (key.on == today() and (starts_at is None or starts_at <= now().astimezone().time()))
    return "open" if begun else "ahead"
