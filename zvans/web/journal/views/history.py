"""The history of a lesson, of a cell and of a learning outcome (F4, F5): a page, and the same without its frame for the grid's dialog."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from zvans.accounts.enums import Door
from zvans.audit.actor import Actor
from zvans.journal.queries.history import Written, history_of, history_of_outcome
from zvans.journal.queries.journal import Member, course_for
from zvans.journal.queries.lesson import LessonPage, PupilLine, lesson_for
from zvans.journal.queries.outcomes import outcome_in, outcomes_of
from zvans.journal.rules import can_view_journal
from zvans.lib.dates import today
from zvans.web.shared.guard import guarded

if TYPE_CHECKING:
    from zvans.journal.models import Outcome
    from zvans.schools.models import Course

_WHAT: dict[str, str | Promise] = {
    "mark": gettext_lazy("Vērtējums"), "absence": gettext_lazy("Kavējums"), "topic": gettext_lazy("Tēma"),
    "homework": gettext_lazy("Uzdots"), "level": gettext_lazy("Līmenis"), "outcome": gettext_lazy("Rezultāts"),
}  # fmt: skip
_SAID: dict[tuple[str, bool], str | Promise] = {  # whether it came, or was taken back
    ("formative", True): gettext_lazy("Vērtējumi ir formatīvi"), ("formative", False): gettext_lazy("Vērtējumi ir summatīvi"),
    ("attendance", True): gettext_lazy("Klātbūtne atzīmēta"), ("attendance", False): gettext_lazy("Klātbūtne atcelta"),
    ("cancelled", True): gettext_lazy("Stunda atcelta"), ("cancelled", False): gettext_lazy("Stunda atkal notiek"),
    ("added", True): gettext_lazy("Sleja pievienota"), ("added", False): gettext_lazy("Sleja noņemta"),
    ("removed", True): gettext_lazy("Rezultāts noņemts"), ("removed", False): gettext_lazy("Rezultāts atjaunots"),
}  # fmt: skip
_HOW: dict[str, str | Promise] = {
    "move_entries": gettext_lazy("pārcelts"), "undo_journal": gettext_lazy("atsaukts"), "fill_demo_journals": gettext_lazy("ievests"),
    "merge_people": gettext_lazy("apvienoti divi ieraksti par vienu cilvēku"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """`said` is the whole of a change that has no text of its own; else `before` became `after`."""

    at: datetime
    who: str
    pupil: str
    what: str
    said: str
    before: str
    after: str
    how: str


def _can_view(actor: Actor, page: LessonPage) -> bool:
    return can_view_journal(actor, page.course)


@require_safe
@guarded(door=Door.STAFF, load=lesson_for, rule=_can_view)
def of_lesson(request: HttpRequest, page: LessonPage) -> HttpResponse:
    return _shown(request, page, None)


def _cell_for(
    actor: Actor, course: str, on: date, number: int, part: int, pupil_id: int
) -> tuple[LessonPage, PupilLine] | None:
    """A lesson and a pupil who was in the group on its day."""
    page = lesson_for(actor, course, on, number, part)
    line = next((line for line in page.pupils if line.pupil_id == pupil_id), None) if page else None
    return (page, line) if page and line else None


def _can_view_cell(actor: Actor, found: tuple[LessonPage, PupilLine]) -> bool:
    return can_view_journal(actor, found[0].course)


@require_safe
@guarded(door=Door.STAFF, load=_cell_for, rule=_can_view_cell)
def of_cell(request: HttpRequest, found: tuple[LessonPage, PupilLine]) -> HttpResponse:
    return _shown(request, *found)


class _Judged(NamedTuple):
    """A learning outcome, and one pupil of its journal or none."""

    course: "Course"
    outcome: "Outcome"
    pupils: Sequence[Member]
    pupil: Member | None = None


def _outcome_for(actor: Actor, course: str, outcome: int) -> _Judged | None:
    found = course_for(actor, course)
    row = outcome_in(found, outcome) if found else None
    return _Judged(found, row, outcomes_of(found, today()).pupils) if found and row else None


def _level_for(actor: Actor, course: str, outcome: int, pupil_id: int) -> _Judged | None:
    found = _outcome_for(actor, course, outcome)
    pupil = next((member for member in found.pupils if member.pupil_id == pupil_id), None) if found else None
    return found._replace(pupil=pupil) if found and pupil else None


def _can_view_outcome(actor: Actor, found: _Judged) -> bool:
    return can_view_journal(actor, found.course)


@require_safe
@guarded(door=Door.STAFF, load=_outcome_for, rule=_can_view_outcome)
def of_outcome(request: HttpRequest, found: _Judged) -> HttpResponse:
    return _outcome_shown(request, found)


@require_safe
@guarded(door=Door.STAFF, load=_level_for, rule=_can_view_outcome)
def of_level(request: HttpRequest, found: _Judged) -> HttpResponse:
    return _outcome_shown(request, found)


def _outcome_shown(request: HttpRequest, found: _Judged) -> HttpResponse:
    names = {member.pupil_id: member.name for member in found.pupils}
    written = history_of_outcome(found.outcome, found.pupil.pupil_id if found.pupil else None)
    context = {"course": found.course, "outcome": found.outcome, "pupil": found.pupil}
    return _rendered(request, context, "journal/outcome_history.html", _lines(written, names))


def _shown(request: HttpRequest, page: LessonPage, pupil: PupilLine | None) -> HttpResponse:
    names = {line.pupil_id: line.name for line in page.pupils}
    written = history_of(page, pupil.pupil_id if pupil else None)
    return _rendered(request, {"page": page, "pupil": pupil}, "journal/history.html", _lines(written, names))


def _rendered(request: HttpRequest, context: dict[str, Any], whole: str, lines: Iterable[Line]) -> HttpResponse:
    """A page, or for a dialog only what would stand in it."""
    context |= {"lines": list(lines)}
    is_part = request.headers.get("X-Requested-With") == "zvans"
    return render(request, "journal/_history.html" if is_part else whole, context)


def _lines(written: Iterable[Written], names: dict[int, str]) -> Iterable[Line]:
    for change in written:
        said = _SAID.get((change.what, bool(change.after)))
        yield Line(
            at=change.at,
            who=change.who or _("programma"),
            pupil=names.get(change.pupil_id, _("cits skolēns")) if change.pupil_id is not None else "",
            what="" if said else str(_WHAT[change.what]),
            said=str(said or ""),
            before=change.before,
            after=change.after,
            how=str(_HOW.get(change.how, "")),
        )
