"""The history of a lesson and of a cell (F4): a page, and the same without its frame for the grid's dialog."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from zvans.accounts.enums import Door
from zvans.audit.actor import Actor
from zvans.journal.queries.history import Written, history_of
from zvans.journal.queries.lesson import LessonPage, PupilLine, lesson_for
from zvans.journal.rules import can_view_journal
from zvans.web.shared.guard import guarded

_WHAT: dict[str, str | Promise] = {
    "mark": gettext_lazy("Vērtējums"), "absence": gettext_lazy("Kavējums"), "topic": gettext_lazy("Tēma"),
    "homework": gettext_lazy("Uzdots"),
}  # fmt: skip
_SAID: dict[tuple[str, bool], str | Promise] = {  # whether it came, or was taken back
    ("formative", True): gettext_lazy("Vērtējumi ir formatīvi"), ("formative", False): gettext_lazy("Vērtējumi ir summatīvi"),
    ("attendance", True): gettext_lazy("Klātbūtne atzīmēta"), ("attendance", False): gettext_lazy("Klātbūtne atcelta"),
    ("cancelled", True): gettext_lazy("Stunda atcelta"), ("cancelled", False): gettext_lazy("Stunda atkal notiek"),
    ("added", True): gettext_lazy("Sleja pievienota"), ("added", False): gettext_lazy("Sleja noņemta"),
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


def _shown(request: HttpRequest, page: LessonPage, pupil: PupilLine | None) -> HttpResponse:
    names = {line.pupil_id: line.name for line in page.pupils}
    written = history_of(page, pupil.pupil_id if pupil else None)
    context = {"page": page, "pupil": pupil, "lines": list(_lines(written, names))}
    is_part = request.headers.get("X-Requested-With") == "zvans"
    return render(request, "journal/_history.html" if is_part else "journal/history.html", context)


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
