"""What is measured: whose page, at which address, how its answer is known to be whole, and how many floors it may cost."""

from dataclasses import dataclass
from datetime import date, timedelta
from secrets import token_urlsafe

from django.conf import settings
from django.utils import timezone

from bench.client import Cell
from zvans.accounts.models import Session
from zvans.accounts.queries.sessions import token_hash
from zvans.journal.actions.stored_lessons import find_lessons
from zvans.journal.queries.cells import Cell as StoredCell
from zvans.journal.queries.cells import cells_of
from zvans.lib.database.sight import in_sight_of
from zvans.schools.models import Course
from zvans.timetable.queries.plan import LessonKey, planned_lessons

# Keys of the country in a box; `country/` explains them.
GUARDIAN, TEACHER = 20010101, 10000102
SCHOOL, COURSE, SAVED_COURSE = 1, 10102, 10302  # what is saved over and over would make the grid slow to read
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


def pages(today: date) -> list[Page]:
    with in_sight_of([SCHOOL]):
        journal, saved = (f"/journal/{Course.objects.get(pk=key).public_id}/" for key in (COURSE, SAVED_COURSE))
    on, (start, end) = held_lessons(COURSE, today)[-1], (today - timedelta(weeks=15), today)
    return [
        Page("floor", "floor: session and user", GUARDIAN, "/bench/floor/", "mamma", 1),
        Page("week", "diary week of two children", GUARDIAN, "/week/", _HOMEWORK, 15, 9),
        Page("home", "the family's evening", GUARDIAN, "/home/", _HOMEWORK, 1),
        Page("grid", "journal grid, 30 × 60", TEACHER, journal, "data-pupil", 30, 11),
        Page("lesson", "lesson screen", TEACHER, f"{journal}{on.on}/{on.number}/{on.part}/", "data-pupil", 30),
        Page("save", "save of 30 cells", TEACHER, f"{saved}cells/", '"saved"', 30, 9, saves=True),
        Page("save_means", "  … with the rows' means", TEACHER, f"{saved}cells/?from={start}&to={end}", '"saved"', 30, saves=True),
    ]  # fmt: skip


def held_lessons(course: int, today: date) -> list[LessonKey]:
    """The lessons of a journal that have been held, in order."""
    with in_sight_of([SCHOOL]):
        return [lesson.key for lesson in planned_lessons([course], [SCHOOL], today - timedelta(weeks=15), today)]


def lessons_to_save(today: date) -> list[list[Cell]]:
    """For each lesson held, its cells as they stand now."""
    keys = held_lessons(SAVED_COURSE, today)
    with in_sight_of([SCHOOL]):
        stored = find_lessons(Course(pk=SAVED_COURSE), [key.on for key in keys])
        pupils = cells_of(SAVED_COURSE, keys[0].on, today)
    return [[_cell(key, pupil, pupils[pupil][stored[key].lesson_id]) for pupil in sorted(pupils)] for key in keys]


def _cell(key: LessonKey, pupil: int, cell: StoredCell) -> Cell:
    lesson = f"{key.on.isoformat()}.{key.number}.{key.part}"
    return {"lesson": lesson, "pupil": pupil, "text": cell.text, "mark": cell.mark, "absence": cell.absence}


def signed_in(account: int) -> dict[str, str]:
    """The cookie of a new session."""
    token = token_urlsafe(16)
    role = "staff" if account == TEACHER else "mother"
    expires_at = timezone.now() + timedelta(days=1)
    Session.objects.create(account_id=account, role=role, token_hash=token_hash(token), expires_at=expires_at)
    return {settings.SESSION_COOKIE: token}
