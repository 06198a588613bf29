"""Saving levels of outcomes, a batch at a time, as the cells of the journal are saved (journal/actions/cells.py)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.journal.actions.batches import answered_before, keep_answer
from zvans.journal.grammar import Refused, parse_level
from zvans.journal.models import OutcomeLevel
from zvans.journal.queries.outcomes import Outcomes, outcomes_of
from zvans.lib.database.revised import RevisedUpsert
from zvans.lib.dates import today
from zvans.lib.policy import NotAllowedNow
from zvans.schools.models import Course
from zvans.schools.policies import check_year_open

_write = RevisedUpsert(
    OutcomeLevel,
    fixed=("school_id", "year_id", "course_id"),
    varying=("outcome_id", "pupil_id", "level"),
    unique=("year_id", "outcome_id", "pupil_id"),
    update=("level",),
)
_Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class LevelEdit:
    """What somebody typed for a pupil at an outcome, and the revision that it was based on."""

    outcome: int
    pupil: int
    text: str
    revision: int = 0


@dataclass(frozen=True, slots=True)
class LevelAnswer:
    """What became of an edit: `saved`, `conflict` (text and revision are what stands there now) or `refused` (with the reason)."""

    outcome: int
    pupil: int
    status: str
    text: str
    revision: int
    reason: str = ""


def save_levels(*, course: Course, batch: UUID, edits: Sequence[LevelEdit], by: Actor) -> list[LevelAnswer]:
    """Write a batch of levels of one journal; answers one for each, in their order. A place named twice counts as its last edit."""
    edits = list({(edit.outcome, edit.pupil): edit for edit in edits}.values())
    with recorded("save_levels", by=by, schools=[course.school_id], about=course, savepoint=False, levels=len(edits)):
        before = answered_before(by.account_id, batch)
        if before is not None:
            return [LevelAnswer(**stored) for stored in before]
        answers = _saved(course, edits) if edits else []
        keep_answer(by.account_id, batch, [asdict(answer) for answer in answers])
        return answers


def _saved(course: Course, edits: Sequence[LevelEdit]) -> list[LevelAnswer]:
    page = outcomes_of(course, today())
    asked, pupils = {row.outcome_id for row in page.outcomes}, {m.pupil_id: m for m in page.pupils}
    answers: dict[_Place, LevelAnswer] = {}
    for edit in edits:
        try:
            check_year_open(course.year)
            if edit.outcome not in asked:
                raise Refused(_("Šo rezultātu šajā žurnālā vairs nevērtē."))
            if edit.pupil not in pupils or not pupils[edit.pupil].belongs_on(page.writable_on):
                raise Refused(_("Šis skolēns šajā grupā nemācās."))
            answers[_place(edit)] = _answer(edit, "saved", parse_level(edit.text, course.value_system))
        except (Refused, NotAllowedNow) as refusal:
            answers[_place(edit)] = _answer(edit, "refused", edit.text, str(refusal.reason))
    return _written(course, edits, answers)


def _written(course: Course, edits: Sequence[LevelEdit], answers: dict[_Place, LevelAnswer]) -> list[LevelAnswer]:
    ready = [edit for edit in edits if answers[_place(edit)].status == "saved"]
    writing = [edit for edit in ready if answers[_place(edit)].text or edit.revision]
    rows = [(edit.outcome, edit.pupil, answers[_place(edit)].text) for edit in writing]
    fixed = (course.school_id, course.year_id, course.pk)
    done = {(row[0], row[1]): row[-1] for row in _write(fixed, rows, [edit.revision for edit in writing])}
    lost = [edit for edit in writing if _place(edit) not in done]
    now: Outcomes | None = outcomes_of(course, today()) if lost else None
    for edit in writing:
        place, level = _place(edit), now.level(edit.pupil, edit.outcome) if now else None
        if place in done:
            answers[place] = replace(answers[place], revision=done[place])
        elif level:
            answers[place] = _answer(
                replace(edit, revision=level.revision), "conflict", level.text, _("Šo vietu tikmēr mainīja kāds cits.")
            )
    return [answers[_place(edit)] for edit in edits]


def _answer(edit: LevelEdit, status: str, text: str, reason: str = "") -> LevelAnswer:
    return LevelAnswer(edit.outcome, edit.pupil, status, text, edit.revision, reason)


def _place(edit: LevelEdit | Any) -> _Place:
    return edit.outcome, edit.pupil
