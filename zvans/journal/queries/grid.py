"""A journal as a grid: pupils × lessons, with what stands in the cells and what it comes to."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from zvans.journal.enums import LessonState
from zvans.journal.models import Lesson
from zvans.journal.queries.cells import Cells, Entries, ask_entries, cells_in
from zvans.journal.queries.earlier import NONE, ask_earlier, came_later
from zvans.journal.queries.journal import Code, Member, ask_absence_codes, ask_members
from zvans.lib.database.compiled import Later, Param, Row, compiled, together
from zvans.schools.models import Course, Term
from zvans.timetable.queries.plan import LessonKey, PlannedLesson, ask_planned


class Column(NamedTuple):
    """A lesson of the journal; it has a `lesson_id` when somebody has touched it."""

    key: LessonKey
    topic: str = ""
    is_formative: bool = False
    is_cancelled: bool = False
    lesson_id: int | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a pupil's row comes to: the plain mean of `counted` marks, absences in all and those not excused, in lessons."""

    mean: Decimal | None = None
    counted: int = 0
    absent: int = 0
    unexcused: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    course: Course
    start: date
    end: date
    columns: tuple[Column, ...]
    pupils: tuple[Member, ...]
    cells: Cells
    summaries: dict[int, Summary]
    codes: tuple[Code, ...]
    earlier: dict[int, int]  # marks that pupils brought along from another journal of the subject, which count here


_lessons = compiled(
    lambda: Lesson.objects.filter(course_id=Param("course"), on__gte=Param("start"), on__lte=Param("end")).values_list(
        "on", "number", "part", "topic", "is_formative", "state", "id"
    )
)
_formative = compiled(
    lambda: Lesson.objects.filter(
        course_id=Param("course"), on__gte=Param("start"), on__lte=Param("end"), is_formative=True
    ).values_list("id")
)
_terms = compiled(
    lambda: Term.objects.filter(year_id=Param("year")).order_by("starts_on").values_list("starts_on", "ends_on")
)


def term_of(course: Course, on: date) -> tuple[date, date]:
    """First and last day of the semester around a day: the one that holds it, else the next, else the last, else the whole year."""
    terms: list[Any] = _terms(year=course.year_id)
    for start, end in terms:
        if on <= end:
            return start, end
    return terms[-1] if terms else (course.year.starts_on, course.year.ends_on)


def mean_of(points: Sequence[int]) -> Decimal | None:
    """The plain mean with two decimals, half up; None of nothing. There is no national rounding rule: it proposes, a teacher decides."""
    if not points:
        return None
    return (Decimal(sum(points)) / len(points)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def summaries_of(course: Course, start: date, end: date, *, earlier: bool = False) -> dict[int, Summary]:
    """Each pupil's means and absences from start to end: four statements; a fifth where somebody brought marks along (`earlier`)."""
    with together():
        formative, codes = (
            _formative.ask(course=course.pk, start=start, end=end),
            ask_absence_codes(course.school_id, end),
        )
        entries = ask_entries(course.pk, start, end)
        brought = ask_earlier(course, start, end) if earlier else lambda: NONE
    return summaries_in(brought().beside(entries()), {row[0] for row in formative()}, codes())


def summaries_in(entries: Entries, formative: Container[int], codes: Iterable[Code]) -> dict[int, Summary]:
    """What the rows come to; marks of `formative` lessons are left out of the means."""
    kinds = {code.code: code for code in codes if not code.is_late}
    points: dict[int, list[int]] = {}
    for pupil, lesson, _text, _revision, value in entries.marks:
        if value is not None and lesson not in formative:
            points.setdefault(pupil, []).append(value)
    absences: dict[int, list[Code]] = {}
    for pupil, _lesson, code, _minutes, _revision in entries.absences:
        if code in kinds:
            absences.setdefault(pupil, []).append(kinds[code])
    return {
        pupil: Summary(
            mean_of(points.get(pupil, [])),
            len(points.get(pupil, [])),
            len(absences.get(pupil, [])),
            sum(code.is_excused is False for code in absences.get(pupil, [])),
        )
        for pupil in points.keys() | absences.keys()
    }


def ask_columns(course: Course, start: date, end: date) -> Later[tuple[Column, ...]]:
    """The journal's lessons in order: those of the timetable and those stored, which stay whatever the timetable says later."""
    stored = _lessons.ask(course=course.pk, start=start, end=end)
    planned = ask_planned([course.pk], [course.school_id], start, end)
    return lambda: _columns_in(course, stored(), planned())


def _columns_in(course: Course, rows: Sequence[Row], planned: Sequence[PlannedLesson]) -> tuple[Column, ...]:
    stored = {}
    for on, number, part, topic, is_formative, state, lesson_id in rows:
        key = LessonKey(course.pk, on, number, part)
        stored[key] = Column(key, topic, is_formative, state == LessonState.CANCELLED, lesson_id)
    return tuple(sorted([*stored.values(), *(Column(p.key) for p in planned if p.key not in stored)]))


def grid_for(course: Course, start: date, end: date) -> Grid:
    """The journal from start to end, in seven statements whatever its size; an eighth where somebody came in the course of it."""
    with together():
        asked_codes, asked_columns = ask_absence_codes(course.school_id, end), ask_columns(course, start, end)
        asked_entries, pupils = ask_entries(course.pk, start, end), ask_members(course.pk, start, end)
    codes, columns, entries, members = asked_codes(), asked_columns(), asked_entries(), pupils()
    earlier = ask_earlier(course, start, end)() if came_later(course, members, start) else NONE
    return Grid(
        course=course,
        start=start,
        end=end,
        columns=columns,
        pupils=members,
        cells=cells_in(entries),
        summaries=summaries_in(
            earlier.beside(entries), {c.lesson_id for c in columns if c.is_formative and c.lesson_id}, codes
        ),
        codes=codes,
        earlier=earlier.counts,
    )
