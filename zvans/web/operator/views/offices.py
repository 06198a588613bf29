"""Offices: the operator gives and ends them (B14). And helps those who have lost their second factor (B10)."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from zvans.audit.actor import Actor
from zvans.schools.actions.offices import end_office, give_office, give_office_to_new
from zvans.schools.actions.operating import Issued
from zvans.schools.actions.sign_in_rules import reset_factors_of_person
from zvans.schools.queries.institutions import municipality_choices, municipality_of
from zvans.schools.queries.offices import office_of, offices_of
from zvans.schools.queries.people_found import people_known_as
from zvans.web.operator.forms import NewOfficerForm, OfficeForm
from zvans.web.operator.pages import operator_page
from zvans.web.shared.answers import attempted, done, sent, shown

if TYPE_CHECKING:
    from zvans.accounts.models import Person
    from zvans.schools.models import OfficeHolder

DONE = {
    "office_given": _("Amats ir piešķirts. No rītdienas personai vajadzēs otro faktoru."),
    "office_ended": _("Amats ir beigts."),
    "factor_reset": _("Otrais faktors ir noņemts. Persona par to saņem paziņojumu."),
}


def offices_of_person(person: "Person", form: OfficeForm | None = None) -> dict[str, Any]:
    """What the page of a person shows of its offices."""
    return {
        "offices": offices_of(person),
        "office_form": form or OfficeForm(places=municipality_choices(), auto_id="office_%s"),
    }


def _person_in(actor: Actor, person: str) -> Any:
    return next(iter(people_known_as([person])), None)


@never_cache
@operator_page(load=_person_in, methods=("POST",))
def give(request: HttpRequest, first: Any) -> HttpResponse:
    """A first password stands on the page that answers, and nowhere else (B13)."""
    form, issued = OfficeForm(sent(request), places=municipality_choices(), auto_id="office_%s"), None

    def act(new: Any) -> None:
        nonlocal issued
        issued = give_office(person=first.person, by=request.actor, **_office(new))  # type: ignore[attr-defined]

    if not attempted(form, act):
        context = {"section": "people", "first": first, **offices_of_person(first.person, form)}
        return shown(request, "operator/office.html", context, form)
    return _given(request, issued)


@never_cache
@operator_page(methods=("GET", "POST"))
def add(request: HttpRequest) -> HttpResponse:
    """By personal code, somebody whom no school may have entered."""
    form, issued = NewOfficerForm(sent(request), places=municipality_choices()), None

    def act(new: Any) -> None:
        nonlocal issued
        issued = give_office_to_new(facts=form.facts, by=request.actor, **_office(new))  # type: ignore[attr-defined]

    if request.method == "POST" and attempted(form, act):
        return _given(request, issued)
    return shown(request, "operator/add_officer.html", {"section": "people", "form": form}, form)


def _office(new: Any) -> dict[str, Any]:
    key = new["municipality"]
    return {"office": new["office"], "municipality": municipality_of(int(key)) if key else None}


def _given(request: HttpRequest, issued: Issued | None) -> HttpResponse:
    assert issued is not None  # noqa: S101 - the action has been done
    if not issued.password:
        return done(reverse("operator:person", args=[issued.person.public_id]), "office_given")
    return render(request, "operator/officer_made.html", {"section": "people", "issued": issued})


def _office_in(actor: Actor, person: str, office: int) -> "OfficeHolder | None":
    return office_of(person, office)


@operator_page(load=_office_in, methods=("POST",))
def end(request: HttpRequest, holder: "OfficeHolder") -> HttpResponse:
    end_office(holder=holder, by=request.actor)  # type: ignore[attr-defined]
    return done(reverse("operator:person", args=[holder.person.public_id]), "office_ended")


@operator_page(load=_person_in, methods=("GET", "POST"))
def factor(request: HttpRequest, first: Any) -> HttpResponse:
    """For an officer, and for whoever no school can help."""
    if request.method == "POST":
        reset_factors_of_person(person=first.person, by=request.actor)  # type: ignore[attr-defined]
        return done(reverse("operator:person", args=[first.person.public_id]), "factor_reset")
    return render(request, "operator/factor.html", {"section": "people", "first": first})
