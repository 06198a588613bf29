"""What was entered after its deadline (F1): topics and attendance of a school's term, and of one lesson."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import DateTimeField, ExpressionWrapper, F, Q
from django.utils.timezone import localdate

from zvans.journal.models import Lesson
from zvans.journal.queries.deadlines import REACH, DaysGiven, SchoolDays, ask_days_given
from zvans.journal.queries.lesson import LessonPage
from zvans.journal.queries.owed import ATTENDANCE, TOPIC, CourseLine, Owner, Owners, Span, ask_owners, ask_spans
from zvans.lib.database.compiled import together
from zvans.lib.dates import today
from zvans.schools.models import School
from zvans.timetable.queries.plan import LessonKey, ask_breaks

_NAMES = ("course_id", "course__public_id", "course__subject__name", "course__name", "school_id")


@dataclass(frozen=True, slots=True)
class Late:
    """`what` («topic», «attendance») of a lesson was entered `days` school days after the last one in time."""

    what: str
    entered_on: date
    due_on: date
    days: int


@dataclass(frozen=True, slots=True)
class LateEntry:
    course: CourseLine
    key: LessonKey
    late: Late
    owners: tuple[Owner, ...]


def late_of_school(school: School, *, whole_year: bool = False) -> list[LateEntry]:
    """The newest entry first. Five statements."""
    on = today()
    span = ask_spans([school.pk], on)().get(school.pk)
    if span is None:
        return []
    start = span.year_start if whole_year else span.start
    found = list(_entered_later(school, start, span, on))
    with together():
        breaks, owners = ask_breaks([school.pk], start, on + REACH), ask_owners([row[0] for row in found], on)
    days = SchoolDays(school.pk, breaks())
    entries = _entries(found, days, span, owners())
    return sorted(entries, key=lambda entry: (entry.late.entered_on, entry.key), reverse=True)


def _entered_later(school: School, start: date, span: Span, on: date) -> Iterator[tuple]:
    """Lessons in which something came later than a deadline without any weekend in it would end."""
    ends = ExpressionWrapper(F("on") + timedelta(days=span.given.entry), output_field=DateTimeField())
    later = Q(topic_at__gt=ends) | Q(attendance_at__gt=ends)
    lessons = Lesson.objects.filter(later, school=school, on__gte=start, on__lte=on)
    yield from lessons.values_list(*_NAMES, "on", "number", "part", "topic_at", "attendance_at")


def _entries(found: list[tuple], days: SchoolDays, span: Span, owners: Owners) -> Iterator[LateEntry]:
    for *names, on, number, part, topic_at, attendance_at in found:
        course = CourseLine(*names)
        key = LessonKey(course.course_id, on, number, part)
        for late in _late(days, span.given, on, topic_at, attendance_at):
            yield LateEntry(course, key, late, owners.of(course.course_id, on))


def _late(
    days: SchoolDays, given: DaysGiven, on: date, topic_at: datetime | None, attendance_at: datetime | None
) -> Iterator[Late]:
    due_on = days.due_on(on, given.entry)
    for what, at in ((ATTENDANCE, attendance_at), (TOPIC, topic_at)):
        entered_on = localdate(at) if at else on
        if late := days.late_by(due_on, entered_on):
            yield Late(what, entered_on, due_on, late)


def late_in(page: LessonPage) -> list[Late]:
    """What came late in one lesson. No statement where all was entered on the lesson's day, else two."""
    entered = [localdate(at) for at in (page.topic_at, page.attendance_at) if at]
    if max(entered, default=page.key.on) <= page.key.on:
        return []
    school = page.course.school_id
    with together():
        given, breaks = ask_days_given([school]), ask_breaks([school], page.key.on, max(entered) + REACH)
    days = SchoolDays(school, breaks())
    return list(_late(days, given().get(school, DaysGiven()), page.key.on, page.topic_at, page.attendance_at))
