"""A teacher's day, and the journals a teacher keeps."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db.models import Q, QuerySet

from zvans.audit.actor import Actor
from zvans.journal.enums import LessonState
from zvans.journal.models import Lesson
from zvans.lib.database.compiled import Param, compiled, together
from zvans.lib.dates import now, today
from zvans.schools.models import Course, CourseTeacher
from zvans.schools.models.dated import current
from zvans.timetable.queries.plan import Bells, LessonKey, PlannedLesson, ask_bells, ask_breaks, ask_slots, unfold

# How far ahead the next day with lessons is looked for: past the longest break.
_REACH = timedelta(days=21)


@dataclass(frozen=True, slots=True)
class CourseLine:
    course_id: int
    public_id: str
    subject: str
    name: str
    school_id: int


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
    lambda: Lesson.objects.filter(course_id__any=Param("courses"), on=Param("on")).values_list(
        "course_id", "on", "number", "part", "topic", "attendance_at", "state", "room__short_name", "room__name"
    )
)


def my_courses(actor: Actor, on: date) -> tuple[CourseLine, ...]:
    """The journals that a teacher keeps on a day and still today, in Latvian order of the subject. One statement.

    Those of a closed year stand on the days of that year only.

    A role that has ended opens no day of the past (C3).
    """
    rows = _courses(person=actor.person_id, on=on, today=today())
    return tuple(CourseLine(*row) for row in dict.fromkeys(rows))


def led_courses(actor: Actor, on: date) -> list[Course]:
    """Journals of a day's year that one may look into today without teaching them: of the class one leads, of the school one heads."""
    return list(
        Course.objects.visible_to(actor, on=today())
        .exclude(Q(is_taught=True))
        .filter(year__starts_on__lte=on, year__ends_on__gte=on)
        .select_related("subject")
        .order_by("name", "subject__sort_key")
    )


def teacher_day(actor: Actor, on: date) -> Day:
    """The lessons that a teacher has on a day, with what is written in each: six statements."""
    courses = {line.course_id: line for line in my_courses(actor, on)}
    schools = sorted({line.school_id for line in courses.values()})
    with together():
        asked_slots, asked_breaks = ask_slots(list(courses), on, on + _REACH), ask_breaks(schools, on, on + _REACH)
        rows, asked_bells = _written.ask(courses=list(courses), on=on), ask_bells(schools, on, on)
    slots, breaks, bells = asked_slots(), asked_breaks(), asked_bells()
    planned = {p.key: p for p in unfold(slots, breaks, on, on)}
    written = {LessonKey(*row[:4]): row[4:] for row in rows()}
    lessons = [
        _lesson(key, courses[key.course_id], planned.get(key), written.get(key), bells)
        for key in planned.keys() | written.keys()
    ]
    later = unfold(slots, breaks, on + timedelta(days=1), on + _REACH)
    return Day(
        on=on,
        break_name=next((name for school in schools if (name := breaks.name_for(school, on))), None),
        lessons=tuple(sorted(lessons, key=lambda lesson: (lesson.key.number, lesson.key.part, lesson.key.course_id))),
        next_on=later[0].key.on if later else None,
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
