"""Taking back what one has done in a journal (F4): every row as it was before, while it is still as the action left it.

A row is never put back to an earlier revision: taking back is a change like any other, so that whoever typed on what stood there
meanwhile is told. A mark that was not there before is emptied, not removed; its history goes on.
"""

from dataclasses import dataclass
from typing import Any

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.audit.models import Action
from zvans.audit.undo import Undo, changed_since, turn_back, undo_of
from zvans.journal.actions.columns import take_away
from zvans.journal.enums import LessonState
from zvans.journal.models import Absence, Homework, Lesson, Mark
from zvans.journal.policies import check_not_undone
from zvans.journal.queries.done import is_undone
from zvans.lib.dates import now
from zvans.schools.models import Course
from zvans.schools.policies import check_year_open

_LESSON = Lesson._meta.db_table
_EMPTY: dict[str, dict[str, Any]] = {
    Mark._meta.db_table: {"text": "", "kind": "", "points": None},
    Absence._meta.db_table: {"code": "", "minutes": None},
    Homework._meta.db_table: {"text": ""},
    _LESSON: {
        "topic": "", "topic_at": None, "attendance_at": None, "is_formative": False, "work_kind_id": None,
        "state": LessonState.HELD.value,
    },
}  # fmt: skip


@dataclass
class ChangedSince(Exception):  # not a fault: somebody wrote on
    """Rows (table, key) were changed since; nothing was taken back. `others`: how many rows are still as the action left them."""

    rows: set[tuple[str, int]]
    others: int


def undo_action(*, course: Course, action: Action, by: Actor, only_unchanged: bool = False) -> int:
    """Take back an action of the same account in this journal (`queries/done.py` finds it). Returns the id of the undoing.

    Raises `ChangedSince` where something was changed since, unless only the rest is asked for; `NotAllowedNow` in a closed year, for
    what was taken back already, and where entries stand in a column that would go.
    """
    check_year_open(course.year)
    with recorded("undo_journal", by=by, about=course, undone=action.pk, what=action.name) as undoing:
        Course.objects.select_for_update(no_key=True).get(pk=course.pk)
        check_not_undone(is_undone(course, action, but=undoing))
        undo = _without_touches(undo_of(action.pk))
        changed = changed_since(undo)
        if changed and not only_unchanged:
            raise ChangedSince(changed, len(undo.after) - len(changed))
        _drop(undo, changed)
        _remove_added(undo)
        _go_on_from_revisions(undo)
        turn_back(undo)
    return undoing


def _without_touches(undo: Undo) -> Undo:
    """A lesson that only became a row stays one: there is nothing in it to take back."""
    touched = {
        key
        for key, before in undo.before.items()
        if before is None and key[0] == _LESSON and (row := undo.after[key]) and not row["is_added"] and _is_empty(row)
    }
    _drop(undo, touched)
    return undo


def _is_empty(row: dict[str, Any]) -> bool:
    return all(row[name] == value for name, value in _EMPTY[_LESSON].items())


def _drop(undo: Undo, keys: set[tuple[str, int]]) -> None:
    for key in keys:
        del undo.before[key], undo.after[key]


def _remove_added(undo: Undo) -> None:
    """A column that the action added goes, if nothing was written in it since."""
    added = {
        key
        for key, before in undo.before.items()
        if before is None and key[0] == _LESSON and (undo.after[key] or {}).get("is_added")
    }
    for lesson in Lesson.objects.select_for_update().filter(pk__in=[key for _, key in added]):
        take_away(lesson)
    _drop(undo, added)


def _go_on_from_revisions(undo: Undo) -> None:
    at = now().isoformat()
    for key, after in undo.after.items():
        if after is None:  # removed by the action: it comes back as it was
            continue
        row = dict(undo.before[key] or after | _EMPTY[key[0]]) | {"revision": after["revision"] + 1}
        undo.before[key] = row | ({"changed_at": at} if "changed_at" in row else {})
