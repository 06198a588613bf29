"""Writing in a lesson: its topic, what was set, and who was there (F2, F6, F7)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import DateTimeField, F, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.journal.actions.batches import answered_before, keep_answer
from zvans.journal.actions.stored_lessons import store_lessons
from zvans.journal.models import Homework, Lesson
from zvans.journal.policies import check_can_confirm_attendance, check_homework_due, refuse_other_kind
from zvans.journal.queries.lesson import LessonPage
from zvans.journal.queries.values import Kind
from zvans.lib.database.revised import RevisedUpsert
from zvans.lib.dates import now, today
from zvans.lib.policy import NotAllowedNow
from zvans.schools.policies import check_year_open


@dataclass
class Conflict(Exception):  # not a fault: two people wrote at once
    """A colleague changed the lesson meanwhile; nothing was written. `theirs` names what stands there now."""

    theirs: dict[str, str]


_write_homework = RevisedUpsert(
    Homework,
    fixed=("school_id", "year_id", "course_id"),
    varying=("lesson_id", "text", "due_on"),
    unique=("year_id", "lesson_id"),
    update=("text", "due_on"),
)


def write_lesson(
    *,
    page: LessonPage,
    topic: str,
    is_formative: bool,
    homework_text: str,
    homework_due_on: date | None,
    revision: int,
    homework_revision: int,
    by: Actor,
    work_kind: int | None = None,
) -> None:
    """Write topic, kind and homework of a lesson as its editor saw it (`revision`, `homework_revision`; 0: not stored yet).

    `work_kind` is the kind of work that the marks are for (0: none; None: as it is); a kind says itself whether it is formative.
    Homework without a day is due at the course's next lesson. Raises `Conflict` where somebody wrote first, `NotAllowedNow` for a
    day that has gone.
    """
    check_year_open(page.course.year)
    due_on = homework_due_on or page.next_on or page.key.on
    kind = _kind_in(page, page.work_kind_id if work_kind is None else work_kind)
    written = (topic, kind.is_formative if kind else is_formative, kind.kind_id if kind else None)
    check_homework_due(homework_text, page.key.on, due_on)
    with recorded("write_lesson", by=by, about=page.course, on=page.key.on.isoformat(), number=page.key.number):
        lesson_id = lesson_id_of(page)
        if not (
            _topic_written(page, lesson_id, written, revision)
            and _homework_written(page, lesson_id, homework_text, due_on, homework_revision)
        ):
            raise Conflict(_theirs(lesson_id))


def confirm_attendance(*, page: LessonPage, by: Actor, batch: UUID | None = None) -> int:
    """Say that who is here and who is not is written down; with nobody marked: nobody is absent. Returns the action's id.

    Sent again under the same `batch` it is not done again, whatever happened meanwhile: the first action's id comes back.
    """
    check_year_open(page.course.year)
    check_can_confirm_attendance(page.key.on, page.state, today())
    on, number = page.key.on.isoformat(), page.key.number
    with recorded("confirm_attendance", by=by, about=page.course, on=on, number=number) as action:
        before = answered_before(by.account_id, batch) if batch else None
        if before:
            return int(before[0]["action"])
        if batch:
            keep_answer(by.account_id, batch, [{"action": action}])
        Lesson.objects.filter(pk=lesson_id_of(page), attendance_at=None).update(attendance_at=now())
    return action


@contextmanager
def whole_lesson(*, page: LessonPage, by: Actor) -> Iterator[int]:
    """What one press of «save» writes in a lesson is one action with steps: one undo takes it all back. Yields its id."""
    with recorded(
        "save_lesson", by=by, about=page.course, on=page.key.on.isoformat(), number=page.key.number
    ) as action:
        yield action


def lesson_id_of(page: LessonPage) -> int:
    return page.lesson_id or store_lessons(page.course, {page.key: page.room_id})[page.key].lesson_id


def _kind_in(page: LessonPage, kind_id: int | None) -> Kind | None:
    if not kind_id:
        return None
    kind = next((kind for kind in page.kinds if kind.kind_id == kind_id), None)
    if kind is None:
        raise NotAllowedNow(_("Tāda darba veida šajā dienā skolā nav. Izvēlieties citu."))
    return kind


def _topic_written(page: LessonPage, lesson_id: int, written: tuple[str, bool, int | None], based_on: int) -> bool:
    if written == (page.topic, page.is_formative, page.work_kind_id):
        return True
    topic, is_formative, kind_id = written
    unchanged = Lesson.objects.filter(pk=lesson_id, revision=based_on or 1)
    changed = {"topic": topic, "is_formative": is_formative, "work_kind_id": kind_id}
    written_at = {"topic_at": Coalesce("topic_at", Value(now(), DateTimeField()))} if topic else {}
    return bool(unchanged.update(**changed, revision=F("revision") + 1, **written_at))


def choose_kind(*, page: LessonPage, work_kind: int, was: int, by: Actor) -> None:
    """Say what kind of work the marks of a lesson are for; 0 is none, and then they are summative.

    `was` is the kind that the writer saw. Raises `NotAllowedNow` where it is another by now, for a kind that the school does not have
    on that day, and in a closed year.
    """
    check_year_open(page.course.year)
    kind = _kind_in(page, work_kind)
    with recorded("choose_kind", by=by, about=page.course, on=page.key.on.isoformat(), number=page.key.number):
        unchanged = Lesson.objects.filter(pk=lesson_id_of(page), work_kind=was or None)
        formative = kind.is_formative if kind else False
        if not unchanged.update(work_kind=kind and kind.kind_id, is_formative=formative, revision=F("revision") + 1):
            raise refuse_other_kind(next((k.name for k in page.kinds if k.kind_id == page.work_kind_id), ""))


def _homework_written(page: LessonPage, lesson_id: int, text: str, due_on: date, based_on: int) -> bool:
    if (text, due_on if text else None) == (page.homework_text, page.homework_due_on if text else None):
        return True
    fixed = (page.course.school_id, page.course.year_id, page.course.pk)
    return bool(_write_homework(fixed, [(lesson_id, text, due_on)], [based_on]))


def _theirs(lesson_id: int) -> dict[str, str]:
    lesson = Lesson.objects.get(pk=lesson_id)
    homework = Homework.objects.filter(lesson=lesson).first()
    return {
        "topic": lesson.topic,
        "homework_text": homework.text if homework else "",
        "homework_due_on": homework.due_on.isoformat() if homework else "",
    }
