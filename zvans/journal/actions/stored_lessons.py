"""First touch: a lesson of the timetable becomes a row."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from zvans.journal.models import Lesson
from zvans.lib.database.compiled import Later, Param, compiled, run_prepared
from zvans.schools.models import Course
from zvans.timetable.queries.plan import LessonKey

_STORE = """
INSERT INTO journal_lesson (school_id, year_id, course_id, "on", number, part, room_id, state, topic, is_formative, revision)
SELECT %s, %s, %s, u."on", u.number, u.part, u.room_id, 'held', '', false, 1
FROM unnest(%s::date[], %s::smallint[], %s::smallint[], %s::bigint[]) AS u("on", number, part, room_id)
ON CONFLICT (year_id, course_id, "on", number, part) DO NOTHING
"""


class StoredLesson(NamedTuple):
    lesson_id: int
    state: str


_find = compiled(
    lambda: Lesson.objects.filter(course_id=Param("course"), on__any=Param("days", "date[]")).values_list(
        "on", "number", "part", "id", "state"
    )
)


def ask_lessons(course: Course, days: Iterable[date]) -> Later[dict[LessonKey, StoredLesson]]:
    """The stored lessons of a course on some days."""
    rows = _find.ask(course=course.pk, days=sorted(set(days)))
    return lambda: {LessonKey(course.pk, *row[:3]): StoredLesson(*row[3:]) for row in rows()}


def find_lessons(course: Course, days: Iterable[date]) -> dict[LessonKey, StoredLesson]:
    return ask_lessons(course, days)()


def store_lessons(course: Course, rooms: Mapping[LessonKey, int | None]) -> dict[LessonKey, StoredLesson]:
    """Make sure that these lessons are rows, whoever else touches them at the same moment; returns what is stored on their days.

    `rooms` names each lesson's room in the timetable of today: it is copied and stays.
    """
    keys = sorted(rooms)
    run_prepared(
        _STORE,
        [
            course.school_id, course.year_id, course.pk, [k.on for k in keys], [k.number for k in keys],
            [k.part for k in keys], [rooms[k] for k in keys],
        ],
    )  # fmt: skip
    return find_lessons(course, [k.on for k in keys])
