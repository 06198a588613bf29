"""Which guardians see a pupil's diary: shown to every pupil, and the word of those who are of age (C8)."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from zvans.accounts.enums import Door, Role
from zvans.audit.actor import Actor
from zvans.lib.dates import today
from zvans.schools.actions.adults import choose_who_sees
from zvans.schools.enums import Access
from zvans.schools.queries.adults import born_on_of, of_age_on, ties_of
from zvans.web.shared.answers import done, done_in
from zvans.web.shared.guard import guarded
from zvans.web.shared.onward import onward, page_wanted

_DONE = {"chosen": gettext_lazy("Jūsu izvēle ir saglabāta. Kam kaut kas mainījās, tas saņem paziņojumu.")}


@dataclass(frozen=True, slots=True)
class _Line:
    public_id: str
    name: str
    kind: str
    sees: bool


@dataclass(frozen=True, slots=True)
class _Page:
    lines: list[_Line]
    of_age_on: date | None
    is_of_age: bool
    is_answered: bool


def _own(actor: Actor) -> _Page | None:
    if actor.role != Role.PUPIL:
        return None
    ties, born_on = list(ties_of(actor.person_id or 0)), born_on_of(actor)
    turns = of_age_on(born_on) if born_on else None
    return _Page(
        [_Line(t.guardian.public_id, str(t.guardian), t.get_kind_display(), t.access != Access.NONE) for t in ties],
        turns,
        turns is not None and turns <= today(),
        all(tie.chosen_on for tie in ties),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(door=Door.FAMILY, load=_own)
def show(request: HttpRequest, page: _Page) -> HttpResponse:
    """Who comes here from signing in goes on to the page they came for."""
    by = request.actor  # type: ignore[attr-defined]
    if request.method == "POST":
        choose_who_sees(seeing=request.POST.getlist("sees"), by=by)
        return onward(request, by.role) if "next" in request.GET else done(request.path, "chosen")
    shown = {"section": "who_sees", "page": page, "later": page_wanted(request), "is_asked": "next" in request.GET}
    return render(request, "account/who_sees.html", shown | {"done": done_in(request, _DONE)})
