"""Saving the lesson's screen as a whole: cells, texts and attendance, each as far as it goes; nothing typed is lost."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.http import QueryDict

from zvans.audit.actor import Actor
from zvans.journal.actions.cells import CellAnswer, CellEdit, save_cells
from zvans.journal.actions.lessons import Conflict, confirm_attendance, whole_lesson, write_lesson
from zvans.journal.queries.lesson import LessonPage
from zvans.lib.policy import NotAllowedNow
from zvans.web.journal.lesson_form import LessonForm
from zvans.web.journal.pupil_lines import edits_from


@dataclass
class Outcome:
    """What became of a posted form. `theirs` are the texts a colleague wrote meanwhile, `reason` why something is not possible now."""

    form: LessonForm
    edits: dict[int, CellEdit] = field(default_factory=dict)
    answers: dict[int, CellAnswer] = field(default_factory=dict)
    theirs: dict[str, str] | None = None
    reason: str = ""
    action: int = 0  # the one that a single undo takes back

    @property
    def status(self) -> int:
        """422 for what is not in order, 409 for what is not possible now or was changed by somebody else, else 200."""
        found = {answer.status for answer in self.answers.values()}
        if not self.form.is_valid() or "refused" in found:
            return 422
        return 409 if self.theirs is not None or self.reason or "conflict" in found else 200


def save_lesson(page: LessonPage, sent: QueryDict, by: Actor) -> Outcome:
    """Write what a form brings. A form without texts (only cells), or without cells, leaves the others alone."""
    outcome = Outcome(LessonForm(sent, kinds=page.kinds))
    edits = edits_from(page, sent.dict())
    with whole_lesson(page=page, by=by) as outcome.action:
        if edits:
            answers = save_cells(course=page.course, batch=_batch(sent), edits=edits, by=by)
            outcome.edits = {edit.pupil: edit for edit in edits}
            outcome.answers = {answer.pupil: answer for answer in answers}
        if outcome.form.is_valid():
            _write(page, outcome, by, confirm="confirm" in sent)
    return outcome


def _write(page: LessonPage, outcome: Outcome, by: Actor, *, confirm: bool) -> None:
    try:
        write_lesson(page=page, **outcome.form.written, by=by)
        if confirm:
            confirm_attendance(page=page, by=by)
    except Conflict as conflict:
        outcome.theirs = conflict.theirs
    except NotAllowedNow as refusal:
        outcome.reason = refusal.reason


def _batch(sent: QueryDict) -> UUID:
    """The form's own id, so that a form sent twice counts once."""
    try:
        return UUID(sent.get("batch", ""))
    except ValueError:
        return uuid4()
