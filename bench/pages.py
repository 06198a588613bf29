"""What is measured: whose page, at which address, how its answer is known to be whole, and how many floors it may cost."""

from dataclasses import dataclass
from datetime import date, timedelta
from secrets import token_urlsafe
from typing import Any

from django.conf import settings
from django.utils import timezone

from zvans.accounts.models import Session
from zvans.accounts.queries.sessions import token_hash
from zvans.journal.actions.stored_lessons import find_lessons
from zvans.journal.queries.cells import cells_of
from zvans.lib.database.sight import in_sight_of
from zvans.schools.models import Course
from zvans.timetable.queries.plan import LessonKey, planned_lessons

# Keys of the country in a box; `country/` explains them.
GUARDIAN, TEACHER = 20010101, 10000102
SCHOOL, COURSE = 1, 10102
_HOMEWORK = "uzdevumu 42. lappusē"


@dataclass(frozen=True)
class Page:
    """`marker` stands at least `times` times in each whole answer. `target` is in floors."""

    key: str
    label: str
    account: int
    path: str
    marker: str
    times: int
    target: float | None = None
    saves: bool = False


def pages(lessons: list[LessonKey]) -> list[Page]:
    """`lessons` are some of the measured journal that have been held, the last one first."""
    with in_sight_of([SCHOOL]):
        journal = f"/journal/{Course.objects.get(pk=COURSE).public_id}/"
    last = lessons[0]
    return [
        Page("floor", "floor: session and user", GUARDIAN, "/bench/floor/", "mamma", 1),
        Page("week", "diary week of two children", GUARDIAN, "/week/", _HOMEWORK, 15, 9),
        Page("home", "the family's evening", GUARDIAN, "/home/", _HOMEWORK, 1),
        Page("grid", "journal grid, 30 × 60", TEACHER, journal, "data-pupil", 30, 11),
        Page("lesson", "lesson screen", TEACHER, f"{journal}{last.on}/{last.number}/{last.part}/", "data-pupil", 30),
        Page("save", "save of 30 cells", TEACHER, f"{journal}cells/", '"saved"', 30, 9, saves=True),
    ]  # fmt: skip


def held_lessons(today: date, count: int) -> list[LessonKey]:
    """The last lessons of the measured journal up to today, the last one first."""
    with in_sight_of([SCHOOL]):
        planned = [lesson.key for lesson in planned_lessons([COURSE], [SCHOOL], today - timedelta(days=28), today)]
    return planned[::-1][:count]


def cells_in(lesson: LessonKey) -> list[dict[str, Any]]:
    """The cells of a lesson with a mark in them and nothing else, as the save protocol names them."""
    name = f"{lesson.on.isoformat()}.{lesson.number}.{lesson.part}"
    with in_sight_of([SCHOOL]):
        found = find_lessons(Course(pk=COURSE), [lesson.on])[lesson].lesson_id
        cells = cells_of(COURSE, lesson.on, lesson.on)
    return [
        {"lesson": name, "pupil": pupil, "text": cell.text, "mark": cell.mark, "absence": cell.absence}
        for pupil, lessons in sorted(cells.items()) for lesson_id, cell in lessons.items() if lesson_id == found
    ]  # fmt: skip


def signed_in(account: int) -> dict[str, str]:
    """The cookie of a new session."""
    token = token_urlsafe(16)
    role = "staff" if account == TEACHER else "mother"
    expires_at = timezone.now() + timedelta(days=1)
    Session.objects.create(account_id=account, role=role, token_hash=token_hash(token), expires_at=expires_at)
    return {settings.SESSION_COOKIE: token}
