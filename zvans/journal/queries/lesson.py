"""One lesson: all that the lesson's screen shows, stored already or only planned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from zvans.audit.actor import Actor
from zvans.journal.enums import LessonState
from zvans.journal.models import Homework, Lesson
from zvans.journal.queries.cells import Cell, ask_entries, cell_at, cells_in
from zvans.journal.queries.journal import Code, ask_members, course_for
from zvans.journal.queries.values import Kind, ask_signs
from zvans.journal.scale import USUAL_BOUNDS
from zvans.lib.database.compiled import Param, Row, compiled, together
from zvans.schools.models import Course
from zvans.timetable.queries.plan import LessonKey, PlannedLesson, ask_bells, ask_planned

# How far the next and the previous lesson of a course are looked for: past the longest break.
_REACH = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class PupilLine:
    pupil_id: int
    name: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class LessonPage:
    """A lesson as its screen shows it. `lesson_id` is None and `revision` 0 until somebody touches it."""

    course: Course
    key: LessonKey
    room: str
    room_id: int | None
    times: tuple[time, time] | None
    lesson_id: int | None
    revision: int
    state: str
    topic: str
    is_formative: bool
    attendance_at: datetime | None
    topic_at: datetime | None
    is_added: bool
    homework_text: str
    homework_due_on: date | None
    homework_revision: int
    pupils: tuple[PupilLine, ...]
    absence_codes: tuple[Code, ...]
    previous: LessonKey | None
    next: LessonKey | None
    work_kind_id: int | None = None
    kinds: tuple[Kind, ...] = ()
    bounds: Sequence[Decimal] = USUAL_BOUNDS

    @property
    def next_on(self) -> date | None:
        return self.next.on if self.next else None


@dataclass(frozen=True, slots=True)
class _Stored:
    lesson_id: int | None = None
    room_id: int | None = None
    room: str = ""
    state: str = LessonState.HELD
    topic: str = ""
    is_formative: bool = False
    attendance_at: datetime | None = None
    revision: int = 0
    topic_at: datetime | None = None
    is_added: bool = False
    work_kind_id: int | None = None


_stored = compiled(
    lambda: Lesson.objects.filter(
        course_id=Param("course"), on=Param("on"), number=Param("number"), part=Param("part")
    ).values_list(
        "id",
        "room_id",
        "room__name",
        "state",
        "topic",
        "is_formative",
        "attendance_at",
        "revision",
        "topic_at",
        "is_added",
        "work_kind_id",
    )
)
_homework = compiled(
    lambda: Homework.objects.filter(
        year_id=Param("year"), lesson__course_id=Param("course"), lesson__on=Param("on"),
        lesson__number=Param("number"), lesson__part=Param("part"),
    ).values_list("text", "due_on", "revision")
)  # fmt: skip


def lesson_for(actor: Actor, course: str, on: date, number: int, part: int) -> LessonPage | None:
    """The lesson at an address, or None where the journal is not the actor's to see or has no such lesson."""
    found = course_for(actor, course)
    return lesson_page(found, LessonKey(found.pk, on, number, part)) if found else None


def lesson_page(course: Course, key: LessonKey) -> LessonPage | None:
    """A lesson of a journal: the row if there is one, else what the timetable plans. Nine statements."""
    place = {"course": course.pk, "on": key.on, "number": key.number, "part": key.part}
    with together():
        planned = ask_planned([course.pk], [course.school_id], key.on - _REACH, key.on + _REACH)
        row, homework = _stored.ask(**place), _homework.ask(year=course.year_id, **place)
        entries, members = ask_entries(course.pk, key.on, key.on), ask_members(course.pk, key.on, key.on)
        bells, asked_signs = ask_bells([course.school_id], key.on, key.on), ask_signs(course.school_id, key.on, key.on)
    around = planned()
    plan = next((p for p in around if p.key == key), None)
    stored = _stored_lesson(row(), plan)
    if stored.lesson_id is None and plan is None:
        return None
    text, due_on, homework_revision = next(iter(homework()), ("", None, 0))
    cells = cells_in(entries())
    keys, signs = [p.key for p in around], asked_signs()
    return LessonPage(
        course=course,
        key=key,
        room=stored.room,
        room_id=stored.room_id,
        times=bells().times(course.school_id, key.on, key.number),
        lesson_id=stored.lesson_id,
        revision=stored.revision,
        state=stored.state,
        topic=stored.topic,
        is_formative=stored.is_formative,
        attendance_at=stored.attendance_at,
        topic_at=stored.topic_at,
        is_added=stored.is_added,
        homework_text=text,
        homework_due_on=due_on,
        homework_revision=homework_revision,
        pupils=tuple(PupilLine(m.pupil_id, m.name, cell_at(cells, m.pupil_id, stored.lesson_id)) for m in members()),
        absence_codes=signs.codes,
        previous=max((k for k in keys if k < key), default=None),
        next=min((k for k in keys if k > key), default=None),
        work_kind_id=stored.work_kind_id,
        kinds=signs.kinds,
        bounds=signs.bounds,
    )


def _stored_lesson(rows: Sequence[Row], plan: PlannedLesson | None) -> _Stored:
    if rows:
        lesson_id, room_id, room, *rest = rows[0]
        return _Stored(lesson_id, room_id, room or "", *rest)
    return _Stored(room_id=plan.room_id, room=plan.room) if plan else _Stored()
