"""What teachers have written that a family may read: lessons held, homework, marks, absences.

Each read is one statement for all children. An empty text or code is an entry taken back, and not shown. A stretch of days may be
widened by `since`: then what was changed after that moment comes too, marks and absences of lessons of the last ninety days, and
homework that is not over. Only then `changed_at` is read: a week has no use for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Subquery

from zvans.journal.models import Absence, Homework, HomeworkDone, Lesson, Mark
from zvans.lib.database.compiled import Later, Param, compiled, together
from zvans.schools.models import AbsenceCode
from zvans.schools.models.dated import current

_NEWS_ABOUT = timedelta(days=90)


class HeldLesson(NamedTuple):
    lesson_id: int
    course_id: int
    on: date
    number: int
    part: int
    state: str
    topic: str
    room_id: int | None
    room: str


class SetHomework(NamedTuple):
    """Homework, with the pupils (of those asked for) who ticked it off."""

    homework_id: int
    course_id: int
    lesson_id: int
    set_on: date
    due_on: date
    text: str
    done_by: Sequence[int]
    changed_at: datetime | None = None


class GivenMark(NamedTuple):
    """The kind of work it was given for is read only where marks stand by subject; a mark without one weighs 1."""

    pupil_id: int
    course_id: int
    lesson_id: int
    on: date
    text: str
    kind: str
    points: int | None
    is_formative: bool
    changed_at: datetime | None = None
    kind_short: str | None = None
    kind_name: str | None = None
    weight: Decimal | None = None


class NotedAbsence(NamedTuple):
    """`label` is what the school's code meant that day; `minutes` is how late."""

    pupil_id: int
    course_id: int
    lesson_id: int
    on: date
    code: str
    minutes: int | None
    label: str | None
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Entries:
    lessons: list[HeldLesson]
    homework: list[SetHomework]
    marks: list[GivenMark]
    absences: list[NotedAbsence]


_DAYS = Q(on__gte=Param("start"), on__lte=Param("end"))
_HOMEWORK_DAYS = Q(due_on__gte=Param("start"), lesson__on__lte=Param("end"))
_CHANGED = Q(changed_at__gte=Param("since"))
_RECENT = Q(on__gte=Param("earliest"))
_STILL_TO_DO = Q(due_on__gte=Param("start"))

_lessons = compiled(
    lambda: Lesson.objects.filter(_DAYS, course_id__any=Param("courses")).values_list(
        "id", "course_id", "on", "number", "part", "state", "topic", "room_id", "room__short_name", "room__name"
    )
)


def _homework(when: Q, *more: str) -> QuerySet:
    ticks = HomeworkDone.objects.filter(homework_id=OuterRef("pk"), pupil_id__any=Param("pupils"))
    return (
        Homework.objects.filter(when, course_id__any=Param("courses"))
        .exclude(text="")
        .annotate(done_by=ArraySubquery(ticks.values("pupil_id")))
        .order_by("id")
        .values_list("id", "course_id", "lesson_id", "lesson__on", "due_on", "text", "done_by", *more)
    )


def _marks(when: Q, *more: str) -> QuerySet:
    return (
        Mark.objects.filter(when, pupil_id__any=Param("pupils"))
        .exclude(text="")
        .order_by("on", "id")
        .values_list(
            "pupil_id", "course_id", "lesson_id", "on", "text", "kind", "points", "lesson__is_formative", *more
        )
    )


def _absences(when: Q, *more: str) -> QuerySet:
    meaning = AbsenceCode.objects.filter(
        current(OuterRef("on")), school_id=OuterRef("school_id"), code__iexact=OuterRef("code")
    )
    return (
        Absence.objects.filter(when, pupil_id__any=Param("pupils"))
        .exclude(code="")
        .annotate(label=Subquery(meaning.values("label")[:1]))
        .order_by("on", "id")
        .values_list("pupil_id", "course_id", "lesson_id", "on", "code", "minutes", "label", *more)
    )


_in_days = (
    compiled(lambda: _homework(_HOMEWORK_DAYS)),
    compiled(lambda: _marks(_DAYS)),
    compiled(lambda: _absences(_DAYS)),
)
_in_days_or_new = (
    compiled(lambda: _homework(_STILL_TO_DO & (_HOMEWORK_DAYS | _CHANGED), "changed_at")),
    compiled(lambda: _marks(_RECENT & (_DAYS | _CHANGED), "changed_at")),
    compiled(lambda: _absences(_RECENT & (_DAYS | _CHANGED), "changed_at")),
)


_with_kinds = compiled(
    lambda: _marks(
        _DAYS, "changed_at", "lesson__work_kind__short_name", "lesson__work_kind__name", "lesson__work_kind__weight"
    )
)


def marks_of(pupils: Sequence[int], start: date, end: date) -> list[GivenMark]:
    """The marks of pupils from start to end, in order of date, with the kinds of work they were given for."""
    return [GivenMark(*row) for row in _with_kinds(pupils=pupils, start=start, end=end)]


def ask_entries(
    courses: Sequence[int], pupils: Sequence[int], start: date, end: date, *, since: datetime | None = None
) -> Later[Entries]:
    """Lessons touched, homework set or due, marks and absences from start to end, and what changed `since`: four statements."""
    lessons = _lessons.ask(courses=courses, start=start, end=end)
    span: dict[str, Any] = {"courses": courses, "pupils": pupils, "start": start, "end": end}
    reads = _in_days
    if since is not None:
        reads, span = _in_days_or_new, span | {"since": since, "earliest": start - _NEWS_ABOUT}
    homework, marks, absences = (read.ask(**span) for read in reads)
    return lambda: Entries(
        [HeldLesson(*(*row[:8], row[8] or row[9] or "")) for row in lessons()],
        [SetHomework(*row) for row in homework()],
        [GivenMark(*row) for row in marks()],
        [NotedAbsence(*row) for row in absences()],
    )


def entries_of(
    courses: Sequence[int], pupils: Sequence[int], start: date, end: date, *, since: datetime | None = None
) -> Entries:
    with together():
        entries = ask_entries(courses, pupils, start, end, since=since)
    return entries()
