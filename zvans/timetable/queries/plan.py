"""From slots to dated lessons: what the timetable plans for some courses between two days.

Slots are few (a course has about five) and are unfolded here, not in SQL: a week of two children is some seventy of them.
"""

from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from typing import NamedTuple

from django.db.models import F, Q
from django.db.models.functions import Coalesce, Least

from zvans.lib.database.compiled import Later, Param, compiled
from zvans.lib.dates import monday_of
from zvans.schools.models import BellPeriod, Break
from zvans.timetable.models import Slot


class LessonKey(NamedTuple):
    """What names a lesson before and after it is stored."""

    course_id: int
    on: date
    number: int
    part: int


class PlannedLesson(NamedTuple):
    key: LessonKey
    school_id: int
    room_id: int | None
    room: str


class SlotRow(NamedTuple):
    """A slot with the days its timetable holds, cut to the school year."""

    school_id: int
    course_id: int
    weekday: int
    number: int
    part: int
    weeks: int
    weeks_in_cycle: int
    starts_on: date
    ends_on: date
    room_id: int | None
    room: str


_slots = compiled(
    lambda: (
        Slot.objects.annotate(until=_timetable_end())
        .filter(course_id__any=Param("courses"), timetable__starts_on__lte=Param("end"), until__gte=Param("start"))
        .values_list(
            "school_id",
            "course_id",
            "weekday",
            "number",
            "part",
            "weeks",
            "timetable__weeks_in_cycle",
            "timetable__starts_on",
            "until",
            "room_id",
            "room__short_name",
            "room__name",
        )
    )
)  # fmt: skip

_breaks = compiled(
    lambda: Break.objects.filter(
        school_id__any=Param("schools"), starts_on__lte=Param("end"), ends_on__gte=Param("start")
    ).values_list("school_id", "starts_on", "ends_on", "name")
)

_bells = compiled(
    lambda: BellPeriod.objects.filter(
        Q(schedule__is_default=True)
        | Q(schedule__days__starts_on__lte=Param("end"))
        & (Q(schedule__days__ends_on__isnull=True) | Q(schedule__days__ends_on__gte=Param("start"))),
        school_id__any=Param("schools"),
    ).values_list(
        "school_id", "number", "starts_at", "ends_at", "schedule__is_default",
        "schedule__days__starts_on", "schedule__days__ends_on",
    )
)  # fmt: skip


def _timetable_end() -> Least:
    return Least(Coalesce(F("timetable__ends_on"), F("timetable__year__ends_on")), F("timetable__year__ends_on"))


def ask_slots(courses: Sequence[int], start: date, end: date) -> Later[list[SlotRow]]:
    """The slots of courses whose timetable holds on some day from start to end."""
    rows = _slots.ask(courses=list(courses), start=start, end=end)
    return lambda: [SlotRow(*(*row[:10], row[10] or row[11] or "")) for row in rows()]


class Breaks:
    """Days without lessons, by school."""

    def __init__(self, rows: Iterable[tuple[int, date, date, str]]) -> None:
        self._rows = list(rows)

    def name_for(self, school_id: int, day: date) -> str | None:
        """The name of the break a day falls into, or None for a day with lessons."""
        for school, first, last, name in self._rows:
            if school == school_id and first <= day <= last:
                return name
        return None


def ask_breaks(schools: Sequence[int], start: date, end: date) -> Later[Breaks]:
    rows = _breaks.ask(schools=list(schools), start=start, end=end)
    return lambda: Breaks(rows())


def _days_of(slot: SlotRow, start: date, end: date) -> Iterable[date]:
    first, last = max(start, slot.starts_on), min(end, slot.ends_on)
    day = first + timedelta(days=(slot.weekday - first.isoweekday()) % 7)
    cycle_start = monday_of(slot.starts_on)
    while day <= last:
        if slot.weeks_in_cycle < 2 or slot.weeks >> ((day - cycle_start).days // 7 % slot.weeks_in_cycle) & 1:
            yield day
        day += timedelta(days=7)


def unfold(slots: Iterable[SlotRow], breaks: Breaks, start: date, end: date) -> list[PlannedLesson]:
    """Each lesson that the slots mean from start to end (both included), breaks left out, in order of day and number."""
    planned = [
        PlannedLesson(LessonKey(s.course_id, day, s.number, s.part), s.school_id, s.room_id, s.room)
        for s in slots
        for day in _days_of(s, start, end)
        if breaks.name_for(s.school_id, day) is None
    ]
    return sorted(planned, key=lambda p: (p.key.on, p.key.number, p.key.part, p.key.course_id))


def ask_planned(courses: Sequence[int], schools: Sequence[int], start: date, end: date) -> Later[list[PlannedLesson]]:
    """What the timetable plans for some courses from start to end: two statements."""
    slots, breaks = ask_slots(courses, start, end), ask_breaks(schools, start, end)
    return lambda: unfold(slots(), breaks(), start, end)


def planned_lessons(courses: Sequence[int], schools: Sequence[int], start: date, end: date) -> list[PlannedLesson]:
    return ask_planned(courses, schools, start, end)()


class Bells:
    """When lessons ring in and out, by school, day and number; days of their own schedule before the default."""

    def __init__(self, rows: Iterable[tuple[int, int, time, time, bool, date | None, date | None]]) -> None:
        """`rows`: school, number, start, end, whether of the default schedule, first and last of the days it was chosen for."""
        self._default: dict[tuple[int, int], tuple[time, time]] = {}
        self._chosen: list[tuple[int, int, time, time, date, date | None]] = []
        for school, number, start, end, is_default, first, last in rows:
            if is_default:
                self._default[school, number] = start, end
            if first is not None:
                self._chosen.append((school, number, start, end, first, last))

    def times(self, school_id: int, day: date, number: int) -> tuple[time, time] | None:
        if not self._chosen:
            return self._default.get((school_id, number))
        special = [row for row in self._chosen if row[0] == school_id and row[4] <= day <= (row[5] or day)]
        if special:
            return next(((row[2], row[3]) for row in special if row[1] == number), None)
        return self._default.get((school_id, number))


def ask_bells(schools: Sequence[int], start: date, end: date) -> Later[Bells]:
    """The bell times that hold from start to end: one statement."""
    rows = _bells.ask(schools=list(schools), start=start, end=end)
    return lambda: Bells(rows())


def bells_of(schools: Sequence[int], start: date, end: date) -> Bells:
    return ask_bells(schools, start, end)()
