"""What colleagues have changed in a journal of late: asked every few seconds by each page that stands open (F4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import DurationField, Model, QuerySet
from django.db.models.functions import Now

from zvans.accounts.models import Person
from zvans.audit.models import Action, Change
from zvans.journal.enums import LessonState
from zvans.journal.models import Absence, Homework, Lesson, Mark
from zvans.journal.queries.cells import Cell, cell_at, cells_of
from zvans.lib.database.compiled import Param, compiled, together
from zvans.schools.models import Course
from zvans.timetable.queries.plan import LessonKey

_NAMED = 200  # rows of which it is said who changed them; more at once are one person's paste


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """A cell as it stands now, and who wrote in it last (empty: not known)."""

    lesson: LessonKey
    pupil: int
    cell: Cell
    who: str


def _late(model: type[Model]) -> QuerySet:
    since = Now() - Param("age", cast="interval", output_field=DurationField())
    return model._default_manager.filter(
        course_id=Param("course"), on__gte=Param("start"), on__lte=Param("end"), changed_at__gte=since
    ).values_list("id", "lesson_id", "on", "lesson__number", "lesson__part", "pupil_id")


_texts = compiled(
    lambda: Lesson.objects.filter(
        course_id=Param("course"), on=Param("on"), number=Param("number"), part=Param("part")
    ).values_list(
        "id", "topic", "is_formative", "work_kind_id", "state", "attendance_at", "revision",
        "homework__id", "homework__text", "homework__due_on", "homework__revision",
    )
)  # fmt: skip
_marks = compiled(lambda: _late(Mark))
_absences = compiled(lambda: _late(Absence))


def changes_of(course: Course, start: date, end: date, age: timedelta) -> tuple[ChangedCell, ...]:
    """Cells of the days from start to end that were written in within `age`, by the database's clock: no two clocks have to agree.

    Two statements where nothing was, seven where something was, however much.
    """
    span = {"course": course.pk, "start": start, "end": end}
    with together():
        asked = _marks.ask(**span, age=age), _absences.ask(**span, age=age)
    marks, absences = (list(rows()) for rows in asked)
    if not marks and not absences:
        return ()
    cells, writers = cells_of(course.pk, start, end), _writers({Mark: marks, Absence: absences})
    return tuple(
        ChangedCell(LessonKey(course.pk, on, number, part), pupil, cell_at(cells, pupil, lesson), name)
        for (lesson, on, number, part, pupil), name in writers.items()
    )


@dataclass(frozen=True, slots=True)
class LessonTexts:
    """What stands in a lesson besides its cells; `revision` 0 where nothing is stored, `who` wrote there last (empty: not known)."""

    topic: str = ""
    is_formative: bool = False
    work_kind_id: int | None = None
    state: str = LessonState.HELD
    attendance_at: datetime | None = None
    revision: int = 0
    homework_text: str = ""
    homework_due_on: date | None = None
    homework_revision: int = 0
    who: str = ""


def texts_now(course: Course, key: LessonKey, seen: tuple[int, int]) -> LessonTexts:
    """A lesson's texts: one statement, and three more for their writer where the revisions are others than those `seen`."""
    rows = _texts(course=course.pk, on=key.on, number=key.number, part=key.part)
    if not rows:
        return LessonTexts()
    lesson, (homework, text, due_on, revision) = rows[0][0], rows[0][7:]
    of_homework = {"homework_text": text or "", "homework_due_on": due_on, "homework_revision": revision or 0}
    found = replace(LessonTexts(*rows[0][1:7]), **of_homework)
    if (found.revision, found.homework_revision) == seen:
        return found
    changed: dict[type[Model], list[Any]] = (
        {Homework: [(homework, "")]} if revision and revision != seen[1] else {Lesson: [(lesson, "")]}
    )
    return replace(found, who=next(iter(_writers(changed).values())))


def _writers(rows: Mapping[type[Model], Iterable[Any]]) -> dict[tuple[Any, ...], str]:
    """Each changed place (lesson, its key, pupil) with the name of who wrote there last."""
    places = {(model._meta.db_table, row[0]): row[1:] for model, found in rows.items() for row in found}
    asked = [key for _table, key in places][:_NAMED]
    last = (
        Change.objects.filter(table__in=[model._meta.db_table for model in rows], row_id__in=asked)
        .order_by("table", "row_id", "-id")
        .distinct("table", "row_id")
        .values_list("table", "row_id", "action_id")
    )
    actions = {(table, row): action for table, row, action in last}
    people = dict(Action.objects.filter(pk__in=set(actions.values())).values_list("pk", "person_id"))
    somebody = {person for person in people.values() if person is not None}
    names = {p.pk: f"{p.given_name} {p.family_name}" for p in Person.objects.filter(pk__in=somebody)}
    found = dict.fromkeys(places.values(), "")
    for key, action in sorted(actions.items(), key=lambda pair: pair[1]):
        if key in places:
            found[places[key]] = names.get(people.get(action) or 0, "")
    return found
