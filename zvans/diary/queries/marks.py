"""Marks by subject with the mean of what counts (G3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zvans.diary.queries.children import Child
from zvans.diary.queries.courses import ChildCourse, courses_of
from zvans.diary.queries.entries import GivenMark, marks_of
from zvans.diary.queries.family_plan import schools_of
from zvans.diary.queries.outcomes import GivenLevel, levels_of
from zvans.journal.queries.grid import ONE, mean_of
from zvans.lib.database.compiled import Param, compiled
from zvans.schools.models import Term

WHOLE_YEAR = 0
Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Terms:
    """The semesters of each school's year, by number; 0 is the whole year. `current` is the number of the one we are in."""

    spans: dict[int, dict[int, Span]]
    current: int

    @property
    def numbers(self) -> list[int]:
        """Semesters in order, the whole year last."""
        known = {number for terms in self.spans.values() for number in terms}
        return sorted(known, key=lambda number: (number == WHOLE_YEAR, number))


@dataclass(frozen=True, slots=True)
class SubjectMarks:
    """A child's marks in a subject, in order of date; `counted` of them make the mean, weighted where their kinds of work weigh."""

    subject: str
    marks: Sequence[GivenMark]
    mean: Decimal | None
    counted: int
    is_weighted: bool = False
    levels: Sequence[GivenLevel] = ()

    @property
    def summative(self) -> list[GivenMark]:
        return [mark for mark in self.marks if not mark.is_formative]

    @property
    def formative(self) -> list[GivenMark]:
        return [mark for mark in self.marks if mark.is_formative]


@dataclass(frozen=True, slots=True)
class ChildMarks:
    child: Child
    subjects: Sequence[SubjectMarks]
    without: Sequence[str]


_terms = compiled(
    lambda: (
        Term.objects.filter(school_id__any=Param("schools"), year__starts_on__lte=Param("on"))
        .order_by("year__starts_on", "number")
        .values_list("school_id", "number", "starts_on", "ends_on", "year__starts_on", "year__ends_on")
    )
)


def terms_of(children: Sequence[Child], on: date) -> Terms:
    """The semesters of the year that a day is in, or of the last one before it."""
    spans: dict[int, dict[int, Span]] = {}
    current = WHOLE_YEAR
    for school, number, starts_on, ends_on, *year in _terms(schools=schools_of(children), on=on):
        if spans.get(school, {}).get(WHOLE_YEAR) != tuple(year):
            spans[school] = {WHOLE_YEAR: (year[0], year[1])}
        spans[school][number] = starts_on, ends_on
        if starts_on <= on:
            current = number
    return Terms(spans, current)


def counts(mark: GivenMark) -> bool:
    """Whether a mark is part of the mean: points of a summative lesson, those of a percent too. Nothing formative ever counts."""
    return mark.points is not None and not mark.is_formative


def marks_by_subject(children: Sequence[Child], terms: Terms, number: int) -> list[ChildMarks]:
    """Each child's subjects in one semester of its school, and the levels of their outcomes in the year: three statements."""
    spans = {child: terms.spans.get(child.school_id, {}).get(number) for child in children}
    known = [span for span in spans.values() if span]
    if not known:
        return [ChildMarks(child, [], []) for child in children]
    start, end = min(known)[0], max(span[1] for span in known)
    courses = courses_of(children, start, end)
    pupils = [child.person_id for child in children]
    marks, levels = marks_of(pupils, start, end), levels_of(pupils, sorted({c.course_id for c in courses}))
    return [_of_child(child, spans[child], courses, marks, levels) for child in children]


def _of_child(
    child: Child,
    span: Span | None,
    courses: Sequence[ChildCourse],
    marks: Sequence[GivenMark],
    levels: Sequence[GivenLevel],
) -> ChildMarks:
    subjects = {course.course_id: course.subject for course in courses if course.child == child}
    found: dict[str, list[GivenMark]] = {}
    for mark in marks:
        if mark.pupil_id == child.person_id and mark.course_id in subjects and span and span[0] <= mark.on <= span[1]:
            found.setdefault(subjects[mark.course_id], []).append(mark)
    reached: dict[str, list[GivenLevel]] = {}
    for level in levels:
        if level.pupil_id == child.person_id and level.course_id in subjects and span:
            reached.setdefault(subjects[level.course_id], []).append(level)
    in_order = list(dict.fromkeys(subjects.values()))
    return ChildMarks(
        child,
        [
            _of_subject(subject, found.get(subject, []), reached.get(subject, []))
            for subject in in_order
            if subject in found or subject in reached
        ],
        [subject for subject in in_order if subject not in found and subject not in reached],
    )


def _of_subject(subject: str, marks: Sequence[GivenMark], levels: Sequence[GivenLevel]) -> SubjectMarks:
    counted = [mark for mark in marks if counts(mark)]
    weights = [mark.weight or ONE for mark in counted]
    is_weighted = len(set(weights)) > 1
    mean = mean_of([mark.points for mark in counted if mark.points is not None], weights if is_weighted else [])
    return SubjectMarks(subject, marks, mean, len(counted), is_weighted, levels)
