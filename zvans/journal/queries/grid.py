"""A journal as a grid: pupils × lessons, with what stands in the cells and what it comes to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from zvans.journal.enums import LessonState, ValueKind
from zvans.journal.models import Absence, Lesson, Mark
from zvans.journal.queries.cells import Cell, cells_of
from zvans.journal.queries.journal import Code, Member, absence_codes, members_of
from zvans.lib.database.compiled import Param, compiled
from zvans.schools.models import Course, Term
from zvans.timetable.queries.plan import LessonKey, planned_lessons


@dataclass(frozen=True, slots=True)
class Column:
    """A lesson of the journal; `is_stored` when somebody has touched it."""

    key: LessonKey
    topic: str
    is_formative: bool
    is_stored: bool
    is_cancelled: bool


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
    cells: dict[tuple[int, LessonKey], Cell]
    summaries: dict[int, Summary]
    codes: tuple[Code, ...]


_lessons = compiled(
    lambda: Lesson.objects.filter(course_id=Param("course"), on__gte=Param("start"), on__lte=Param("end")).values_list(
        "on", "number", "part", "topic", "is_formative", "state"
    )
)
_points = compiled(
    lambda: Mark.objects.filter(
        course_id=Param("course"), on__gte=Param("start"), on__lte=Param("end"),
        kind=ValueKind.POINTS, lesson__is_formative=False,
    ).values_list("pupil_id", "points")
)  # fmt: skip
_absent = compiled(
    lambda: (
        Absence.objects.filter(course_id=Param("course"), on__gte=Param("start"), on__lte=Param("end"))
        .exclude(code="")
        .values_list("pupil_id", "code")
    )
)


def term_of(course: Course, on: date) -> tuple[date, date]:
    """First and last day of the semester around a day: the one that holds it, else the next, else the last, else the whole year."""
    terms = list(Term.objects.filter(year_id=course.year_id).order_by("starts_on").values_list("starts_on", "ends_on"))
    for start, end in terms:
        if on <= end:
            return start, end
    return terms[-1] if terms else (course.year.starts_on, course.year.ends_on)


def mean_of(points: Sequence[int]) -> Decimal | None:
    """The plain mean with two decimals, half up; None of nothing. There is no national rounding rule: it proposes, a teacher decides."""
    if not points:
        return None
    return (Decimal(sum(points)) / len(points)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def summaries_of(course: Course, start: date, end: date, codes: Iterable[Code]) -> dict[int, Summary]:
    """Each pupil's means and absences from start to end: two statements."""
    kinds = {code.code: code for code in codes}
    points: dict[int, list[int]] = {}
    for pupil, value in _points(course=course.pk, start=start, end=end):
        points.setdefault(pupil, []).append(value)
    absences: dict[int, list[Code]] = {}
    for pupil, code in _absent(course=course.pk, start=start, end=end):
        if (kind := kinds.get(code)) and not kind.is_late:
            absences.setdefault(pupil, []).append(kind)
    return {
        pupil: Summary(
            mean_of(points.get(pupil, [])),
            len(points.get(pupil, [])),
            len(absences.get(pupil, [])),
            sum(code.is_excused is False for code in absences.get(pupil, [])),
        )
        for pupil in points.keys() | absences.keys()
    }


def columns_of(course: Course, start: date, end: date) -> tuple[Column, ...]:
    """The journal's lessons in order: those of the timetable and those stored, which stay whatever the timetable says later."""
    stored = {
        LessonKey(course.pk, *row[:3]): Column(
            LessonKey(course.pk, *row[:3]), row[3], row[4], True, row[5] == LessonState.CANCELLED
        )
        for row in _lessons(course=course.pk, start=start, end=end)
    }
    planned = {
        p.key: Column(p.key, "", False, False, False)
        for p in planned_lessons([course.pk], [course.school_id], start, end)
    }
    return tuple(column for _, column in sorted((planned | stored).items()))


def grid_for(course: Course, start: date, end: date) -> Grid:
    """The journal from start to end, in nine statements whatever its size."""
    codes = absence_codes(course.school_id, end)
    return Grid(
        course=course,
        start=start,
        end=end,
        columns=columns_of(course, start, end),
        pupils=members_of(course.pk, start, end),
        cells=cells_of(course.pk, start, end),
        summaries=summaries_of(course, start, end, codes),
        codes=codes,
    )
