"""Columns of a journal: a lesson of the teacher's own, one that did not take place (F2)."""

from datetime import date

from django.db.models import F, Max
from django.utils.translation import gettext as _

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.journal.actions.lessons import lesson_id_of
from zvans.journal.enums import LessonState
from zvans.journal.models import Absence, Homework, Lesson, Mark
from zvans.journal.policies import check_can_cancel, check_column_day, check_column_removable
from zvans.journal.queries.columns import OUTSIDE
from zvans.journal.queries.entries import has_anything, has_cells
from zvans.journal.queries.lesson import LessonPage
from zvans.journal.queries.values import Kind, kinds_on
from zvans.lib.dates import today
from zvans.lib.policy import NotAcceptable
from zvans.schools.models import Course
from zvans.schools.policies import check_year_open
from zvans.timetable.queries.plan import LessonKey, PlannedLesson, ask_breaks, planned_lessons


def add_column(
    *, course: Course, on: date, number: int | None, work_kind: int | None, by: Actor
) -> tuple[LessonKey, int]:
    """A lesson that no timetable has; without a `number` it stands outside of the day's lessons. Returns its key and the action's id.

    Where the journal has a lesson at that number already, the new one is a further part of it. Raises `NotAcceptable` for a day that
    is not in the year, is a holiday, or is far ahead, and `NotAllowedNow` in a closed year.
    """
    check_year_open(course.year)
    check_column_day(course.year, on, today(), ask_breaks([course.school_id], on, on)().name_for(course.school_id, on))
    kind = _kind(course, work_kind, on)
    with recorded("add_column", by=by, about=course, on=on.isoformat(), number=number) as action:
        Course.objects.select_for_update(no_key=True).get(pk=course.pk)
        place = OUTSIDE if number is None else number
        planned = [p for p in planned_lessons([course.pk], [course.school_id], on, on) if p.key.number == place]
        key = LessonKey(course.pk, on, place, _free_part(course, on, place, planned))
        Lesson.objects.create(
            school_id=course.school_id, year_id=course.year_id, course=course, on=on, number=key.number, part=key.part,
            room_id=planned[0].room_id if planned else None, is_added=True, work_kind_id=kind and kind.kind_id,
            is_formative=kind is not None and kind.is_formative,
        )  # fmt: skip
    return key, action


def _kind(course: Course, work_kind: int | None, on: date) -> Kind | None:
    if work_kind is None:
        return None
    found = next((kind for kind in kinds_on(course.school_id, on) if kind.kind_id == work_kind), None)
    if found is None:
        raise NotAcceptable("work_kind", _("Šajā dienā skola tādu darba veidu nelieto. Izvēlieties citu."))
    return found


def _free_part(course: Course, on: date, number: int, planned: list[PlannedLesson]) -> int:
    stored = Lesson.objects.filter(course=course, on=on, number=number).aggregate(last=Max("part"))["last"] or 0
    return max([stored, *(p.key.part for p in planned)]) + 1


def remove_column(*, page: LessonPage, by: Actor) -> int:
    """Take away a column of one's own while nothing stands in it. Raises `NotAllowedNow` for others. Returns the action's id."""
    check_year_open(page.course.year)
    with recorded(
        "remove_column", by=by, about=page.course, on=page.key.on.isoformat(), number=page.key.number
    ) as action:
        lesson = Lesson.objects.select_for_update().get(pk=page.lesson_id or 0)
        take_away(lesson)
    return action


def take_away(lesson: Lesson) -> None:
    """With the rows of what was taken back in it: the history keeps them."""
    check_column_removable(is_added=lesson.is_added, has_entries=has_anything(lesson.pk))
    for model in (Mark, Absence, Homework):
        model.objects.filter(lesson=lesson).delete()
    lesson.delete()


def cancel_lesson(*, page: LessonPage, by: Actor) -> int:
    """It does not take place: nothing is owed for it, nothing can be marked in it. Raises `NotAllowedNow` where somebody is marked."""
    check_year_open(page.course.year)
    check_can_cancel(has_entries=has_cells(page.lesson_id))
    return _set_state(page, LessonState.CANCELLED, "cancel_lesson", by)


def restore_lesson(*, page: LessonPage, by: Actor) -> int:
    """It takes place after all."""
    check_year_open(page.course.year)
    return _set_state(page, LessonState.HELD, "restore_lesson", by)


def _set_state(page: LessonPage, state: LessonState, name: str, by: Actor) -> int:
    with recorded(name, by=by, about=page.course, on=page.key.on.isoformat(), number=page.key.number) as action:
        Lesson.objects.filter(pk=lesson_id_of(page)).update(state=state, revision=F("revision") + 1)
    return action
