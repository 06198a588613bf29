"""Saving a batch of cells: the grid and the lesson screen write through here (F3, F4).

A batch has an id of its own; sent again by the same account it is answered again and not done again. Each cell names the revisions
it was based on; where somebody changed the cell meanwhile nothing is overwritten, and the answer holds what stands there now.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.journal.actions.batches import answered_before, keep_answer
from zvans.journal.actions.stored_lessons import StoredLesson, ask_lessons, store_lessons
from zvans.journal.enums import LessonState
from zvans.journal.grammar import AbsenceValue, CellValue, MarkValue, Refused, parse
from zvans.journal.models import Absence, Mark
from zvans.journal.policies import check_can_mark
from zvans.journal.queries.cells import cell_at, cells_of
from zvans.journal.queries.journal import Member, ask_absence_codes, ask_members, last_day, late_by_code
from zvans.journal.queries.values import Scale, bounds_on, scales_of
from zvans.journal.scale import points_of
from zvans.lib.database.compiled import together
from zvans.lib.database.revised import RevisedUpsert
from zvans.lib.dates import today
from zvans.lib.policy import NotAllowedNow
from zvans.schools.enums import ValueSystem
from zvans.schools.models import Course
from zvans.schools.policies import check_year_open
from zvans.timetable.queries.plan import LessonKey, PlannedLesson, ask_planned

_FIXED = ("school_id", "year_id", "course_id")
_PLACE = ("lesson_id", "on", "pupil_id")
_UNIQUE = ("year_id", "lesson_id", "pupil_id")
write_marks = RevisedUpsert(
    Mark, fixed=_FIXED, varying=(*_PLACE, "text", "kind", "points"), unique=_UNIQUE, update=("text", "kind", "points")
)
write_absences = RevisedUpsert(
    Absence, fixed=_FIXED, varying=(*_PLACE, "code", "minutes"), unique=_UNIQUE, update=("code", "minutes")
)


@dataclass(frozen=True, slots=True)
class CellEdit:
    """What somebody typed for a pupil in a lesson, what stood there before, and the revisions of mark and absence it was based on."""

    lesson: LessonKey
    pupil: int
    text: str
    was: str = ""
    mark: int = 0
    absence: int = 0


@dataclass(frozen=True, slots=True)
class CellAnswer:
    """What became of an edit: `saved`, `conflict` (text and revisions are what stands there now) or `refused` (with the reason)."""

    lesson: LessonKey
    pupil: int
    status: str
    text: str
    mark: int
    absence: int
    reason: str = ""
    points: int | None = None  # of a percent


@dataclass(frozen=True, slots=True)
class _Change:
    """An edit read by the grammar, with which of its two rows it changes."""

    edit: CellEdit
    value: CellValue
    marks: bool
    absents: bool


def save_cells(*, course: Course, batch: UUID, edits: Sequence[CellEdit], by: Actor) -> list[CellAnswer]:
    """Write a batch of cells of one journal; answers one for each cell, in their order. A cell named twice counts as its last edit."""
    edits = list({(edit.lesson, edit.pupil): edit for edit in edits}.values())
    with recorded("save_cells", by=by, about=course, savepoint=False, cells=len(edits)):
        before = answered_before(by.account_id, batch)
        if before is not None:
            return [_from_json(stored) for stored in before]
        answers = _save(course, edits) if edits else []
        keep_answer(by.account_id, batch, [_to_json(answer) for answer in answers])
        return answers


def _save(course: Course, edits: Sequence[CellEdit]) -> list[CellAnswer]:
    days, now_on = [edit.lesson.on for edit in edits], today()
    first, last = min(days), max(days)
    with together():
        codes, members = ask_absence_codes(course.school_id, now_on), ask_members(course.pk, first, last)
        planned, stored = ask_planned([course.pk], [course.school_id], first, last), ask_lessons(course, days)
    reader = _Reader(
        course=course,
        codes=late_by_code(codes()),
        members={m.pupil_id: m for m in members()},
        planned={p.key: p for p in planned()},
        stored=stored(),
        today=now_on,
    )
    answers: dict[tuple[LessonKey, int], CellAnswer] = {}
    changes: list[_Change] = []
    for edit in edits:
        try:
            changes.append(reader.read(edit))
        except (Refused, NotAllowedNow) as refusal:
            answers[edit.lesson, edit.pupil] = CellAnswer(
                edit.lesson, edit.pupil, "refused", edit.text, edit.mark, edit.absence, str(refusal.reason)
            )
    changes = _counted(course, changes)
    lessons = reader.stored
    missing = {c.edit.lesson: reader.planned[c.edit.lesson].room_id for c in changes if c.edit.lesson not in lessons}
    if missing:
        lessons = lessons | store_lessons(course, missing)
    answers |= _written(course, changes, {key: stored.lesson_id for key, stored in lessons.items()})
    return [answers[edit.lesson, edit.pupil] for edit in edits]


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads edits of one journal, with all that is needed to refuse one."""

    course: Course
    codes: dict[str, bool]
    members: dict[int, Member]
    planned: dict[LessonKey, PlannedLesson]
    stored: dict[LessonKey, StoredLesson]
    today: date
    values: dict[str, CellValue] = field(default_factory=dict)
    left: dict[int, date | None] = field(default_factory=dict)

    def read(self, edit: CellEdit) -> _Change:
        stored = self.stored.get(edit.lesson)
        if stored is None and edit.lesson not in self.planned:
            raise Refused(_("Šādas stundas sarakstā nav."))
        if edit.pupil not in self.members or not self.members[edit.pupil].belongs_on(edit.lesson.on):
            raise Refused(self._why_not_here(edit))
        check_year_open(self.course.year)
        check_can_mark(edit.lesson.on, stored.state if stored else LessonState.HELD, self.today)
        value = self._value(edit.text)
        try:
            was = self._value(edit.was)
        except Refused:  # written under other codes: both rows count as changed
            return _Change(edit, value, marks=True, absents=True)
        return _Change(edit, value, marks=value.mark != was.mark, absents=value.absence != was.absence)

    def _why_not_here(self, edit: CellEdit) -> str:
        """Of a pupil who has left: the day. Asked of the database only then, once a pupil."""
        if edit.pupil not in self.left:
            self.left[edit.pupil] = last_day(self.course.pk, edit.pupil, edit.lesson.on)
        day = self.left[edit.pupil]
        if day is None or day >= edit.lesson.on:
            return _("Šajā dienā skolēns šajā grupā nemācās.")
        return _("Skolēns šajā grupā mācījās līdz %(day)s") % {"day": f"{day:%d.%m.%Y.}"}

    def _value(self, text: str) -> CellValue:
        """A batch has many cells and few different texts."""
        if text not in self.values:
            self.values[text] = parse(text, self.course.value_system, self.codes)
        return self.values[text]


def _counted(course: Course, changes: list[_Change]) -> list[_Change]:
    """Percents in a journal of points count by the school's scale of the lesson's day, and keep what they came to then."""
    found = [(c.edit.lesson.on, c.value.mark) for c in changes]
    days = [on for on, mark in found if mark and mark.percent is not None]
    if not days or course.value_system != ValueSystem.POINTS:
        return changes
    scales = scales_of(course.school_id, min(days), max(days))
    return [_by_scale(change, scales) for change in changes]


def _by_scale(change: _Change, scales: Sequence[Scale]) -> _Change:
    mark = change.value.mark
    if mark is None or mark.percent is None:
        return change
    points = points_of(mark.percent, bounds_on(scales, change.edit.lesson.on))
    return replace(change, value=replace(change.value, mark=replace(mark, points=points)))


def _written(
    course: Course, changes: Sequence[_Change], lessons: dict[LessonKey, int]
) -> dict[tuple[LessonKey, int], CellAnswer]:
    """Write marks and absences, one statement each, and tell for every change what became of it."""
    fixed = (course.school_id, course.year_id, course.pk)
    marking = [c for c in changes if c.marks and (c.value.mark or c.edit.mark)]
    absenting = [c for c in changes if c.absents and (c.value.absence or c.edit.absence)]
    marks = _revisions(write_marks(fixed, [_mark_row(c, lessons) for c in marking], [c.edit.mark for c in marking]))
    absences = _revisions(
        write_absences(fixed, [_absence_row(c, lessons) for c in absenting], [c.edit.absence for c in absenting])
    )
    answers, lost = {}, [c for c in marking if _cell_of(c, lessons) not in marks]
    lost += [c for c in absenting if _cell_of(c, lessons) not in absences]
    for change in changes:
        edit, cell = change.edit, _cell_of(change, lessons)
        answers[edit.lesson, edit.pupil] = CellAnswer(
            edit.lesson, edit.pupil, "saved", change.value.text, marks.get(cell, edit.mark), absences.get(cell, edit.absence),
            points=_points_of(change.value),
        )  # fmt: skip
    return answers | _conflicts(course, lost, answers, lessons)


def _conflicts(
    course: Course,
    lost: Sequence[_Change],
    answers: dict[tuple[LessonKey, int], CellAnswer],
    lessons: dict[LessonKey, int],
) -> dict[tuple[LessonKey, int], CellAnswer]:
    """What stands now in the cells that somebody else changed first."""
    if not lost:
        return {}
    days = [change.edit.lesson.on for change in lost]
    cells = cells_of(course.pk, min(days), max(days))
    found = {}
    for change in lost:
        place = (change.edit.lesson, change.edit.pupil)
        cell = cell_at(cells, change.edit.pupil, lessons[change.edit.lesson])
        found[place] = replace(
            answers[place], status="conflict", text=cell.text, mark=cell.mark, absence=cell.absence, points=cell.points,
            reason=_("Šo vietu tikmēr mainīja kāds cits."),
        )  # fmt: skip
    return found


def _points_of(value: CellValue) -> int | None:
    return value.mark.points if value.mark and value.mark.percent is not None else None


def _revisions(written: Sequence[tuple[Any, ...]]) -> dict[tuple[int, int], int]:
    return {(row[0], row[2]): row[-1] for row in written}


def _cell_of(change: _Change, lessons: dict[LessonKey, int]) -> tuple[int, int]:
    return lessons[change.edit.lesson], change.edit.pupil


def _mark_row(change: _Change, lessons: dict[LessonKey, int]) -> tuple[Any, ...]:
    mark = change.value.mark or MarkValue("", "")  # type: ignore[arg-type]
    return (*_place(change, lessons), mark.text, mark.kind, mark.points)


def _absence_row(change: _Change, lessons: dict[LessonKey, int]) -> tuple[Any, ...]:
    absence = change.value.absence or AbsenceValue("")
    return (*_place(change, lessons), absence.code, absence.minutes)


def _place(change: _Change, lessons: dict[LessonKey, int]) -> tuple[Any, ...]:
    return lessons[change.edit.lesson], change.edit.lesson.on, change.edit.pupil


def _to_json(answer: CellAnswer) -> dict[str, Any]:
    return {
        "lesson": [answer.lesson.course_id, answer.lesson.on.isoformat(), *answer.lesson[2:]],
        "pupil": answer.pupil,
        "status": answer.status,
        "text": answer.text,
        "mark": answer.mark,
        "absence": answer.absence,
        "reason": answer.reason,
        "points": answer.points,
    }


def _from_json(stored: dict[str, Any]) -> CellAnswer:
    course, on, *rest = stored["lesson"]
    return CellAnswer(**stored | {"lesson": LessonKey(course, date.fromisoformat(on), *rest)})
