"""A lesson's key inside one journal, as pages and scripts write it: «2026-11-23.3.1» for day, number and part."""

import re
from datetime import date

from django.urls import reverse

from zvans.timetable.queries.plan import LessonKey

_FORM = re.compile(r"(20\d{2}-\d{2}-\d{2})\.(\d{1,2})\.(\d{1,2})", re.ASCII)


def key_text(key: LessonKey) -> str:
    return f"{key.on.isoformat()}.{key.number}.{key.part}"


def key_from(course_id: int, text: str) -> LessonKey:
    """The key that a text names in a journal. Raises ValueError for anything else."""
    match = _FORM.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return LessonKey(course_id, date.fromisoformat(match[1]), int(match[2]), int(match[3]))


def lesson_address(course: str, key: LessonKey, page: str = "lesson") -> str:
    """The address of a lesson's screen, or of another page of it by name. `course` is the journal's public id."""
    return reverse(f"journal:{page}", args=[course, key.on, key.number, key.part])
