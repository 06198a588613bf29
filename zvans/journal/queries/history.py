"""The history of a cell, a topic, homework, a learning outcome: who wrote what and when (F4). From what the triggers kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, Q, QuerySet, Value

from zvans.audit.models import Action, Change
from zvans.journal.enums import LessonState
from zvans.journal.models import Absence, Homework, Lesson, Mark, Outcome, OutcomeLevel
from zvans.journal.queries.cells import cell_text
from zvans.journal.queries.lesson import LessonPage
from zvans.schools.models import Employment

_MARK, _ABSENCE, _HOMEWORK, _LESSON = (model._meta.db_table for model in (Mark, Absence, Homework, Lesson))
_OUTCOME, _LEVEL = Outcome._meta.db_table, OutcomeLevel._meta.db_table
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Written:
    """One value became another. `what`: mark, absence, topic, homework, formative, attendance, cancelled, added, outcome, level, removed.

    `before` and `after` are empty where nothing stood or stands there. `who` is the writer's name at the school, empty for the
    program itself; `how` the name of the action.
    """

    at: datetime
    who: str
    what: str
    before: str
    after: str
    how: str
    pupil_id: int | None


def history_of(page: LessonPage, pupil_id: int | None = None) -> list[Written]:
    """Of a whole lesson, or of one pupil's cell in it; the newest first. Four statements."""
    if page.lesson_id is None:
        return []
    return _written({(table, key): pupil for table, key, pupil in _rows(page, pupil_id)}, page.course.school_id)


def history_of_outcome(outcome: Outcome, pupil_id: int | None = None) -> list[Written]:
    """Of a learning outcome with all its levels, or of one pupil's level; the newest first. Four statements."""
    levels = OutcomeLevel.objects.filter(school=outcome.school_id, outcome=outcome)
    levels = levels if pupil_id is None else levels.filter(pupil=pupil_id)
    pupils: dict[tuple[str, int], int | None] = {
        (_LEVEL, key): pupil for key, pupil in levels.values_list("pk", "pupil")
    }
    own: dict[tuple[str, int], int | None] = {(_OUTCOME, outcome.pk): None} if pupil_id is None else {}
    return _written(own | pupils, outcome.school_id)


def _written(pupils: Mapping[tuple[str, int], int | None], school_id: int) -> list[Written]:
    """What became of rows, each with the pupil that it is of."""
    changes = list(_changes(pupils).order_by("-pk"))
    actions = Action.objects.in_bulk({change.action_id for change in changes})
    names = _names(school_id, {action.person_id for action in actions.values()})
    found = []
    for change in changes:
        action = actions.get(change.action_id)
        who = names.get(action.person_id, "") if action else ""
        for what, before, after in _differences(change):
            pupil = pupils[change.table, change.row_id]
            found.append(Written(change.at, who, what, before, after, action.name if action else "", pupil))
    return found


def _rows(page: LessonPage, pupil_id: int | None) -> QuerySet:
    """Table, key and pupil of every row that belongs to the lesson: one statement."""
    own: dict[str, Any] = {"lesson": page.lesson_id} | ({"pupil": pupil_id} if pupil_id is not None else {})
    marks = Mark.objects.filter(**own).annotate(t=Value(_MARK)).values_list("t", "pk", "pupil_id")
    absences = Absence.objects.filter(**own).annotate(t=Value(_ABSENCE)).values_list("t", "pk", "pupil_id")
    if pupil_id is not None:
        return marks.union(absences, all=True)
    nobody = Value(None, BigIntegerField())
    homework = Homework.objects.filter(lesson=page.lesson_id).annotate(t=Value(_HOMEWORK), p=nobody)
    lesson = Lesson.objects.filter(pk=page.lesson_id or 0).annotate(t=Value(_LESSON), p=nobody)
    return marks.union(absences, homework.values_list("t", "pk", "p"), lesson.values_list("t", "pk", "p"), all=True)


def _changes(rows: Mapping[tuple[str, int], int | None]) -> QuerySet[Change]:
    tables: dict[str, list[int]] = {}
    for table, key in rows:
        tables.setdefault(table, []).append(key)
    wanted = Q(pk__in=[])
    for table, keys in tables.items():
        wanted |= Q(table=table, row_id__in=keys)
    return Change.objects.filter(wanted)


def _names(school_id: int, people: set[int | None]) -> dict[int | None, str]:
    """As the school's staff list calls them, whether they still work there or not."""
    return dict(Employment.objects.filter(school=school_id, person__in=people).values_list("person_id", "name"))


def _differences(change: Change) -> Iterator[tuple[str, str, str]]:
    before, after = (_values(change.table, row or {}) for row in (change.before, change.after))
    for what in before.keys() | after.keys():
        if before.get(what, "") != after.get(what, ""):
            yield what, before.get(what, ""), after.get(what, "")


def _values(table: str, row: Row) -> dict[str, str]:
    """What a reader sees of a row, by the name of the place."""
    if not row:
        return {}
    if table == _MARK:
        return {"mark": row["text"]}
    if table == _ABSENCE:
        return {"absence": cell_text("", row["code"], row["minutes"])}
    if table == _HOMEWORK:
        return {"homework": row["text"]}
    if table == _LEVEL:
        return {"level": row["level"]}
    if table == _OUTCOME:
        return {"outcome": row["text"], "removed": "yes" if row["is_removed"] else ""}
    return {
        "topic": row["topic"],
        "formative": "yes" if row["is_formative"] else "",
        "attendance": "yes" if row["attendance_at"] else "",
        "cancelled": "yes" if row["state"] == LessonState.CANCELLED else "",
        "added": "yes" if row.get("is_added") else "",
    }
