"""A journal as a grid: pupils × lessons, with what stands in the cells and what it comes to."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from django.db.models import Q

from zvans.journal.enums import LessonState
from zvans.journal.models import Lesson
from zvans.journal.queries.cells import Cells, Entries, ask_entries, cells_in
from zvans.journal.queries.earlier import NONE, ask_earlier, came_later
from zvans.journal.queries.journal import Code, Member, ask_absence_codes, ask_members
from zvans.journal.queries.values import Kind, ask_signs
from zvans.lib.database.compiled import Later, Param, Row, compiled, together
from zvans.schools.enums import ValueSystem
from zvans.schools.models import Course, Term
from zvans.timetable.queries.plan import LessonKey, PlannedLesson, ask_planned

ONE = Decimal(1)
_CENTS = Decimal("0.01")


class Column(NamedTuple):
    """A lesson of the journal; it has a `lesson_id` when somebody has touched it."""

    key: LessonKey
    topic: str = ""
    is_formative: bool = False
    is_cancelled: bool = False
    lesson_id: int | None = None
    kind_id: int | None = None
    kind: str = ""
    kind_name: str = ""
    weight: Decimal = ONE

    @property
    def weighs(self) -> bool:
        """A mark of it counts otherwise than once."""
        return self.weight != ONE and not self.is_formative


@dataclass(frozen=True, slots=True)
class Summary:
    """What a pupil's row comes to: the mean of `counted` marks, absences in all and those not excused, in lessons.

    `is_weighted`: the marks do not all weigh the same. Formative marks in points have a mean of their own.
    """

    mean: Decimal | None = None
    counted: int = 0
    absent: int = 0
    unexcused: int = 0
    is_weighted: bool = False
    formative_mean: Decimal | None = None
    formative: int = 0


@dataclass(frozen=True, slots=True)
class Weights:
    """How the marks of lessons count: those of `formative` ones apart, of others by what is named here, or once."""

    formative: Container[int]
    other: Mapping[int, Decimal]


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
    bounds: Sequence[Decimal]
    kinds: tuple[Kind, ...]

    @property
    def is_weighted(self) -> bool:
        return any(column.weighs for column in self.columns)

    @property
    def has_means(self) -> bool:
        """Points alone have a mean: a journal of other marks shows one only for points given before, or in another journal."""
        return self.course.value_system == ValueSystem.POINTS or any(
            summary.mean is not None or summary.formative_mean is not None for summary in self.summaries.values()
        )


_lessons = compiled(
    lambda: Lesson.objects.filter(course_id=Param("course"), on__gte=Param("start"), on__lte=Param("end")).values_list(
        "on", "number", "part", "topic", "is_formative", "state", "id",
        "work_kind_id", "work_kind__short_name", "work_kind__name", "work_kind__weight",
    )
)  # fmt: skip
_weights = compiled(
    lambda: Lesson.objects.filter(
        Q(is_formative=True) | Q(work_kind__isnull=False),
        course_id=Param("course"), on__gte=Param("start"), on__lte=Param("end"),
    ).values_list("id", "is_formative", "work_kind__weight")
)  # fmt: skip
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


def mean_of(points: Sequence[int], weights: Sequence[Decimal] = ()) -> Decimal | None:
    """The mean with two decimals, half up; None of nothing. There is no national rounding rule: it proposes, a teacher decides.

    `weights` stand in the order of the points; without them each counts once.
    """
    if not points:
        return None
    if not weights:
        return (Decimal(sum(points)) / len(points)).quantize(_CENTS, ROUND_HALF_UP)
    total = sum((point * weight for point, weight in zip(points, weights, strict=True)), Decimal(0))
    return (total / sum(weights)).quantize(_CENTS, ROUND_HALF_UP)


def summaries_of(course: Course, start: date, end: date, *, earlier: bool = False) -> dict[int, Summary]:
    """Each pupil's means and absences from start to end: four statements; a fifth where somebody brought marks along (`earlier`)."""
    with together():
        weights, codes = (
            _weights.ask(course=course.pk, start=start, end=end),
            ask_absence_codes(course.school_id, end),
        )
        entries = ask_entries(course.pk, start, end)
        brought = ask_earlier(course, start, end) if earlier else lambda: NONE
    rows, found = weights(), brought()
    formative, other = {row[0] for row in rows if row[1]}, {row[0]: row[2] for row in rows if row[2] and row[2] != ONE}
    return summaries_in(found.beside(entries()), Weights(formative, other | found.weights), codes())


def summaries_in(entries: Entries, weights: Weights, codes: Iterable[Code]) -> dict[int, Summary]:
    """What the rows come to; marks of formative lessons are left out of the means."""
    kinds = {code.code: code for code in codes if not code.is_late}
    points, apart = _points_in(entries, weights)
    absences: dict[int, list[Code]] = {}
    for pupil, _lesson, code, _minutes, _revision in entries.absences:
        if code in kinds:
            absences.setdefault(pupil, []).append(kinds[code])
    return {
        pupil: _summary(points.get(pupil, {}), apart.get(pupil, []), absences.get(pupil, []), weights.other)
        for pupil in points.keys() | apart.keys() | absences.keys()
    }


def _points_in(entries: Entries, weights: Weights) -> tuple[dict[int, dict[int, int]], dict[int, list[int]]]:
    """Each pupil's points by lesson, and those of formative lessons."""
    points: dict[int, dict[int, int]] = defaultdict(dict)
    apart: dict[int, list[int]] = defaultdict(list)
    for pupil, lesson, _text, _revision, value in entries.marks:
        if value is None:
            continue
        if lesson in weights.formative:
            apart[pupil].append(value)
        else:
            points[pupil][lesson] = value
    return points, apart


def _summary(
    points: Mapping[int, int], apart: Sequence[int], absences: Sequence[Code], weights: Mapping[int, Decimal]
) -> Summary:
    by_weight = [weights.get(lesson, ONE) for lesson in points] if weights else []
    is_weighted = len(set(by_weight)) > 1
    return Summary(
        mean=mean_of([*points.values()], by_weight if is_weighted else []),
        counted=len(points),
        absent=len(absences),
        unexcused=sum(code.is_excused is False for code in absences),
        is_weighted=is_weighted,
        formative_mean=mean_of(apart),
        formative=len(apart),
    )


def ask_columns(course: Course, start: date, end: date) -> Later[tuple[Column, ...]]:
    """The journal's lessons in order: those of the timetable and those stored, which stay whatever the timetable says later."""
    stored = _lessons.ask(course=course.pk, start=start, end=end)
    planned = ask_planned([course.pk], [course.school_id], start, end)
    return lambda: _columns_in(course, stored(), planned())


def _columns_in(course: Course, rows: Sequence[Row], planned: Sequence[PlannedLesson]) -> tuple[Column, ...]:
    stored = {}
    for on, number, part, topic, is_formative, state, lesson_id, kind_id, kind, kind_name, weight in rows:
        key = LessonKey(course.pk, on, number, part)
        stored[key] = Column(
            key, topic, is_formative, state == LessonState.CANCELLED, lesson_id,
            kind_id, kind or "", kind_name or "", weight or ONE,
        )  # fmt: skip
    return tuple(sorted([*stored.values(), *(Column(p.key) for p in planned if p.key not in stored)]))


def grid_for(course: Course, start: date, end: date) -> Grid:
    """The journal from start to end, in seven statements whatever its size; an eighth where somebody came in the course of it."""
    with together():
        asked_signs, asked_columns = ask_signs(course.school_id, start, end), ask_columns(course, start, end)
        asked_entries, pupils = ask_entries(course.pk, start, end), ask_members(course.pk, start, end)
    signs, columns, entries, members = asked_signs(), asked_columns(), asked_entries(), pupils()
    earlier = ask_earlier(course, start, end)() if came_later(course, members, start) else NONE
    formative = {c.lesson_id for c in columns if c.is_formative and c.lesson_id}
    weights = {c.lesson_id: c.weight for c in columns if c.weighs and c.lesson_id}
    return Grid(
        course=course,
        start=start,
        end=end,
        columns=columns,
        pupils=members,
        cells=cells_in(entries),
        summaries=summaries_in(earlier.beside(entries), Weights(formative, weights | earlier.weights), signs.codes),
        codes=signs.codes,
        bounds=signs.bounds,
        kinds=signs.kinds,
        earlier=earlier.counts,
    )
