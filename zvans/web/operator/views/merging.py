"""Two records of one human being in different schools, which no school may make one: found, side by side, made one (D3)."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from zvans.audit.actor import Actor
from zvans.lib.policy import NotAllowedNow, stamp_of
from zvans.schools.actions.merge_requests import decline_merge
from zvans.schools.actions.merging import merge_people_anywhere
from zvans.schools.actions.readings import record_reading
from zvans.schools.queries.merge_requests import schools_waiting
from zvans.schools.queries.people_found import people_known_as
from zvans.web.operator.forms import DeclineForm
from zvans.web.operator.pages import operator_page
from zvans.web.operator.views.bars import DONE, bars_of_person
from zvans.web.operator.views.offices import DONE as OFFICES_DONE
from zvans.web.operator.views.offices import offices_of_person
from zvans.web.operator.views.people import searched
from zvans.web.shared.answers import done, done_in


def _person_in(actor: Actor, person: str) -> Any:
    return next(iter(people_known_as([person])), None)


@never_cache
@operator_page(load=_person_in, methods=("GET", "POST"))
def choose(request: HttpRequest, first: Any) -> HttpResponse:
    """A person, and who may be the same: whoever has that name, until something else is searched for."""
    record_reading("read_person", of=[first.person.pk], school=None, by=request.actor)  # type: ignore[attr-defined]
    page = {"section": "people", "first": first, **searched(request, first.person.register_name)}
    merged = request.method == "GET" and request.GET.get("done") == "merged"
    page["done"] = _("Abi ieraksti ir apvienoti vienā.") if merged else done_in(request, DONE | OFFICES_DONE)
    page |= bars_of_person(first.person) | offices_of_person(first.person)
    return render(request, "operator/person.html", page, status=422 if page["form"].errors else 200)


def _pair_in(actor: Actor, person: str, second: str) -> Any:
    found = people_known_as([person, second])
    return found if len(found) == 2 else None


@never_cache
@operator_page(load=_pair_in, methods=("GET", "POST"))
def merge(request: HttpRequest, pair: Any) -> HttpResponse:
    """Whoever is sent as `stays` of the two stays. What is refused is said above the two, with 409."""
    refusal = ""
    if request.method == "POST":
        try:
            return _merged(request, pair)
        except NotAllowedNow as refused:
            refusal = refused.reason
    return _pair_page(request, pair, DeclineForm(), refusal=refusal)


@never_cache
@operator_page(load=_pair_in, methods=("POST",))
def decline(request: HttpRequest, pair: Any) -> HttpResponse:
    """The two stay two, and the school that asked reads why."""
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _pair_page(request, pair, form)
    try:
        decline_merge(
            people=[one.person for one in pair], reason=form.cleaned_data["reason"],
            by=request.actor,  # type: ignore[attr-defined]
        )  # fmt: skip
    except NotAllowedNow as refused:
        return _pair_page(request, pair, form, refusal=refused.reason)
    return done(reverse("operator:people"), "declined")


def _pair_page(request: HttpRequest, pair: Any, form: DeclineForm, *, refusal: str = "") -> HttpResponse:
    record_reading("read_person", of=[one.person.pk for one in pair], school=None, by=request.actor)  # type: ignore[attr-defined]
    is_asked_for = bool(schools_waiting([one.person for one in pair]))
    page = {
        "section": "people", "pair": pair, "refusal": refusal, "stamp": _stamp(pair),
        "form": form, "is_asked_for": is_asked_for,
    }  # fmt: skip
    return render(request, "operator/merge_people.html", page, status=409 if refusal else 422 if form.errors else 200)


def _merged(request: HttpRequest, pair: Any) -> HttpResponse:
    kept = next((one.person for one in pair if one.person.public_id == request.POST.get("stays")), None)
    if kept is None:
        raise NotAllowedNow(_("Izvēlieties, kurš ieraksts paliek."))
    if request.POST.get("stamp") != _stamp(pair):
        raise NotAllowedNow(_("Kāds šos ierakstus tikmēr ir mainījis. Apskatiet vēlreiz, kas kurā ir."))
    gone = next(one.person for one in pair if one.person is not kept)
    merge_people_anywhere(kept=kept, gone=gone, by=request.actor)  # type: ignore[attr-defined]
    return HttpResponseRedirect(f"{reverse('operator:person', args=[kept.public_id])}?done=merged")


def _stamp(pair: Any) -> str:
    return stamp_of(*((one.person.public_id, one.person.revision) for one in pair))
