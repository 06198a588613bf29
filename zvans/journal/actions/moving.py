"""What stands in a wrong column goes to the right one (F4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.journal.actions.cells import write_absences, write_marks
from zvans.journal.actions.stored_lessons import store_lessons
from zvans.journal.models import Absence, Mark
from zvans.journal.policies import check_can_mark
from zvans.journal.queries.columns import Move, move_plan
from zvans.journal.queries.lesson import LessonPage
from zvans.lib.dates import today
from zvans.schools.policies import check_year_open

_MARK, _ABSENCE = ("text", "kind", "points"), ("code", "minutes")
_EMPTY_MARK, _EMPTY_ABSENCE = ("", "", None), ("", None)


@dataclass(frozen=True, slots=True)
class Moved:
    """How many cells went, which stayed where they were (their place was taken), and the action's id."""

    count: int
    left: tuple[Move, ...]
    action: int


def move_entries(*, page: LessonPage, to: LessonPage, by: Actor) -> Moved:
    """Move every mark and absence of a lesson to another one of the same journal: only into empty cells, the others stay.

    Raises `NotAllowedNow` where the other lesson is cancelled or still to come, and in a closed year.
    """
    check_year_open(page.course.year)
    check_can_mark(to.key.on, to.state, today())
    with recorded(
        "move_entries", by=by, about=page.course, on=page.key.on.isoformat(), to=to.key.on.isoformat()
    ) as action:
        target = to.lesson_id or store_lessons(page.course, {to.key: to.room_id})[to.key].lesson_id
        _lock(page.lesson_id, target)
        plan = move_plan(page, to.key, target)
        going = [move for move in plan.moves if move.goes]
        for model, write, names, empty in (
            (Mark, write_marks, _MARK, _EMPTY_MARK), (Absence, write_absences, _ABSENCE, _EMPTY_ABSENCE)
        ):  # fmt: skip
            _move(model, write, names, empty, page, to, target, {move.pupil_id for move in going})
    return Moved(len(going), tuple(move for move in plan.moves if not move.goes), action)


def _lock(*lessons: int | None) -> None:
    """Nobody changes the rows of the two columns until the action is over."""
    for model in (Mark, Absence):
        list(model.objects.select_for_update().filter(lesson__in=lessons).order_by("pk").values_list("pk"))


def _move(
    model: Any, write: Any, names: Sequence[str], empty: Sequence[Any], page: LessonPage, to: LessonPage, target: int,
    pupils: set[int],
) -> None:  # fmt: skip
    """The rows of one table: written there, emptied here; both go on from the revisions that they have."""
    fixed = (page.course.school_id, page.course.year_id, page.course.pk)
    rows = list(
        model.objects.filter(lesson=page.lesson_id, pupil__in=pupils)
        .exclude(**{names[0]: ""})
        .values_list("pupil_id", "revision", *names)
    )
    there = dict(model.objects.filter(lesson=target, pupil__in=pupils).values_list("pupil_id", "revision"))
    write(fixed, [(target, to.key.on, row[0], *row[2:]) for row in rows], [there.get(row[0], 0) for row in rows])
    write(fixed, [(page.lesson_id, page.key.on, row[0], *empty) for row in rows], [row[1] for row in rows])
