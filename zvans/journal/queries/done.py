"""What an account has done in a journal and can take back."""

from dataclasses import dataclass

from zvans.audit.actor import Actor
from zvans.audit.models import Action
from zvans.journal.models import Absence, Homework, Lesson, Mark
from zvans.schools.models import Course

UNDOABLE = (
    "save_cells", "write_lesson", "confirm_attendance", "save_lesson", "add_column", "remove_column", "move_entries",
    "cancel_lesson", "restore_lesson",
)  # fmt: skip
UNDO = "undo_journal"
_KIND = Course._meta.label_lower


def own_action(actor: Actor, action: int, course: Course | None = None) -> Action | None:
    """An action in a journal that this account has done; steps of another one are not taken back alone."""
    if actor.account_id is None:
        return None
    own = Action.objects.filter(pk=action, account_id=actor.account_id, object_kind=_KIND, cause_id=None)
    return own.filter(name__in=(*UNDOABLE, UNDO), **({"object_id": course.pk} if course else {})).first()


def is_undone(course: Course, action: Action, *, but: int = 0) -> bool:
    """Whether an action was taken back; `but` is the undoing that asks, which has its record already."""
    later = Action.objects.filter(object_kind=_KIND, object_id=course.pk, name=UNDO, pk__gt=action.pk)
    return later.filter(details__undone=action.pk).exclude(pk=but).exists()


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that somebody changed since: whose, of which lesson, and what stands there now."""

    lesson: str
    pupil: str
    text: str


def changed_rows(rows: set[tuple[str, int]]) -> list[ChangedRow]:
    """Four statements at most. Rows that are gone are not told."""
    keys: dict[str, list[int]] = {}
    for table, key in rows:
        keys.setdefault(table, []).append(key)
    found = []
    for model, text in ((Mark, "text"), (Absence, "code"), (Homework, "text"), (Lesson, "topic")):
        if model._meta.db_table in keys:
            found += _told(model, text, keys[model._meta.db_table])
    return sorted(found, key=lambda row: (row.lesson, row.pupil))


def _told(model: type, text: str, keys: list[int]) -> list[ChangedRow]:
    at = "" if model is Lesson else "lesson__"
    pupil = ["pupil__family_name", "pupil__given_name"] if model in (Mark, Absence) else []
    rows = model.objects.filter(pk__in=keys).values_list(f"{at}on", f"{at}number", text, *pupil)  # type: ignore[attr-defined]
    return [ChangedRow(f"{on:%d.%m.} {number}.", " ".join(name), said) for on, number, said, *name in rows]


@dataclass(frozen=True, slots=True)
class Done:
    """`course` is the journal's public id."""

    action: int
    name: str
    course: str
    can_undo: bool


def done_in_journal(actor: Actor, action: int) -> Done | None:
    """What an account has just done, for the page after it. Two statements, three where it can be taken back."""
    found = own_action(actor, action)
    course = Course.objects.filter(pk=found.object_id or 0, school__in=actor.school_ids).first() if found else None
    if found is None or course is None:
        return None
    can_undo = found.name != UNDO and not is_undone(course, found)
    return Done(found.pk, found.name, course.public_id, can_undo)
