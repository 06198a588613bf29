"""A lesson's key inside one journal, as pages and scripts write it: «2026-11-23.3.1» for day, number and part."""

import re
from datetime import date, timedelta
from urllib.parse import urlencode

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


def cell_address(course: str, key: LessonKey, pupil: int | None = None) -> str:
    """The grid of the lesson's month, with the focus in the column: in a pupil's cell, or in the first one. `course` is the public id."""
    first = key.on.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    cell = key_text(key) + (f".{pupil}" if pupil else "")
    return f"{reverse('journal:grid', args=[course])}?{urlencode({'from': first, 'to': last, 'cell': cell})}"
