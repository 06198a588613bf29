"""Keeping a person out, with a reason and a term (C4)."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zvans.accounts.enums import BarKind
from zvans.audit.actor import Actor
from zvans.lib.dates import end_of
from zvans.oversight.actions.bars import bar_person, lift_bar
from zvans.oversight.queries.bars import bar_of, bars_of
from zvans.schools.queries.people_found import people_known_as
from zvans.web.operator.forms import BarForm
from zvans.web.operator.pages import operator_page
from zvans.web.shared.answers import attempted, done, shown

if TYPE_CHECKING:
    from zvans.accounts.models import Bar, Person

DONE = {"barred": _("Liegums ir spēkā."), "lifted": _("Liegums ir atcelts.")}


def bars_of_person(person: "Person", form: BarForm | None = None) -> dict[str, Any]:
    """What the page of a person shows of its bars."""
    return {"bars": bars_of(person), "bar_form": form or BarForm(auto_id="bar_%s")}


def _person_in(actor: Actor, person: str) -> Any:
    return next(iter(people_known_as([person])), None)


@operator_page(load=_person_in, methods=("POST",))
def bar(request: HttpRequest, first: Any) -> HttpResponse:
    """From this moment; the term ends with its last day."""
    form = BarForm(request.POST, auto_id="bar_%s")

    def act(new: Any) -> None:
        ends_at = end_of(new["ends_on"]) if new["ends_on"] else None
        kind = BarKind(new["kind"])
        bar_person(person=first.person, kind=kind, reason=new["reason"], ends_at=ends_at, by=request.actor)  # type: ignore[attr-defined]

    if attempted(form, act):
        return done(reverse("operator:person", args=[first.person.public_id]), "barred")
    context = {"section": "people", "first": first, **bars_of_person(first.person, form)}
    return shown(request, "operator/barring.html", context, form)


def _bar_in(actor: Actor, person: str, bar: str) -> "Bar | None":
    return bar_of(person, bar)


@operator_page(load=_bar_in, methods=("POST",))
def lift(request: HttpRequest, bar: "Bar") -> HttpResponse:
    lift_bar(bar=bar, by=request.actor)  # type: ignore[attr-defined]
    return done(reverse("operator:person", args=[bar.person.public_id]), "lifted")
