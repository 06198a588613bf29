"""What is measured: whose page, at which address, how its answer is known to be whole, and how many floors it may cost."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from secrets import token_urlsafe

from django.conf import settings
from django.utils import timezone

from bench.client import Cell
from bench.country.names import public_id
from zvans.accounts.models import Session
from zvans.accounts.queries.sessions import token_hash
from zvans.journal.actions.stored_lessons import find_lessons
from zvans.journal.queries.cells import Cell as StoredCell
from zvans.journal.queries.cells import cell_at, cells_of
from zvans.lib.database.sight import in_sight_of
from zvans.portal.models import Post
from zvans.schools.models import Course, Enrolment
from zvans.timetable.queries.plan import LessonKey, planned_lessons

# Keys of the country in a box; `country/` explains them.
TEACHERS, GUARDIANS = 10_000_000, 20_000_000  # from here on
NOBODY = 0
GUARDIAN, TEACHER = 20010101, 10000102
SCHOOL, COURSE, SAVED_COURSE = 1, 10102, 10302  # what is saved over and over would make the grid slow to read
HOMEWORK = "uzdevumu 42. lappusē"


@dataclass(frozen=True)
class Page:
    """`marker` stands at least `times` times in each whole answer. `target` is in what the page `of` costs. `account` 0 is nobody."""

    key: str
    label: str
    account: int
    path: str
    marker: str
    times: int
    target: float | None = None
    saves: bool = False
    of: str = "floor"


def pages(today: date) -> list[Page]:
    with in_sight_of([SCHOOL]):
        journal, saved = (f"/journal/{Course.objects.get(pk=key).public_id}/" for key in (COURSE, SAVED_COURSE))
    slug = Post.objects.get(public_id=public_id(3)).slug
    on, (start, end) = held_lessons(COURSE, today)[-1], (today - timedelta(weeks=15), today)
    return [
        Page("floor", "floor: session and user", GUARDIAN, "/bench/floor/", "mamma", 1),
        Page("week", "diary week of two children", GUARDIAN, "/week/", HOMEWORK, 15, 9),
        Page("home", "the family's evening", GUARDIAN, "/home/", HOMEWORK, 1),
        Page("grid", "journal grid, 30 × 60", TEACHER, journal, "data-pupil", 30, 11),
        Page("lesson", "lesson screen", TEACHER, f"{journal}{on.on}/{on.number}/{on.part}/", "data-pupil", 30),
        Page("save", "save of 30 cells", TEACHER, f"{saved}cells/", '"saved"', 30, 9, saves=True),
        Page("save_means", "  … with the rows' means", TEACHER, f"{saved}cells/?from={start}&to={end}", '"saved"', 30, saves=True),
        Page("bare", "a bare view", NOBODY, "/bench/bare/", "bare", 1),
        Page("portal_home", "the front page, kept", NOBODY, "/", 'class="card"', 4, 1.5, of="bare"),
        Page("portal_section", "a section, kept", NOBODY, "/portal/news/", 'class="card"', 20, of="bare"),
        Page("portal_post", "a post, kept", NOBODY, f"/post/{public_id(3)}/{slug}/", "<h1", 1, of="bare"),
        Page("search", "a search in 20,000 posts", NOBODY, "/search/?q=matematika+uzdevumi", "<mark>", 20, of="bare"),
        Page("search_wide", "  … for a word in most of them", NOBODY, "/search/?q=skola", "<mark>", 20, of="bare"),
    ]  # fmt: skip


def held_lessons(course: int, today: date, school: int = SCHOOL) -> list[LessonKey]:
    """The lessons of a journal that have been held, in order."""
    with in_sight_of([school]):
        return [lesson.key for lesson in planned_lessons([course], [school], today - timedelta(weeks=15), today)]


def lessons_to_save(today: date, course: int = SAVED_COURSE, school: int = SCHOOL) -> list[list[Cell]]:
    """For each lesson held, its cells as they stand now."""
    keys = held_lessons(course, today, school)
    with in_sight_of([school]):
        stored = find_lessons(Course(pk=course), [key.on for key in keys])
        cells = cells_of(course, keys[0].on, today)
        pupils = Enrolment.objects.filter(school=school, class_group=course // 100).values_list("pupil_id", flat=True)
        return [[_cell(key, pupil, cell_at(cells, pupil, stored[key].lesson_id)) for pupil in pupils] for key in keys]


def _cell(key: LessonKey, pupil: int, cell: StoredCell) -> Cell:
    lesson = f"{key.on.isoformat()}.{key.number}.{key.part}"
    return {"lesson": lesson, "pupil": pupil, "text": cell.text, "mark": cell.mark, "absence": cell.absence}


def signed_in(accounts: Iterable[int]) -> dict[int, dict[str, str]]:
    """By account the cookie of a new session: of staff, or of a mother."""
    tokens = {account: token_urlsafe(16) for account in accounts}
    expires_at = timezone.now() + timedelta(days=1)
    Session.objects.bulk_create(
        Session(account_id=account, role=_role(account), token_hash=token_hash(token), expires_at=expires_at)
        for account, token in tokens.items()
    )
    return {account: {settings.SESSION_COOKIE: token} for account, token in tokens.items()}


def _role(account: int) -> str:
    return "staff" if TEACHERS < account < GUARDIANS else "mother"
