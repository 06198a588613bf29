"""One institution: what it is called, who sees to it."""

import hashlib
from typing import Any

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zvans.audit.actor import Actor
from zvans.schools.actions.operating import change_school
from zvans.schools.actions.schools import add_school
from zvans.schools.queries.institutions import (
    figures_of,
    institution_of,
    municipality_choices,
    municipality_of,
    superusers_of,
)
from zvans.web.operator.forms import NewSchoolForm, SchoolForm, SuperuserForm
from zvans.web.operator.pages import operator_page

_VALUES = ("name", "short_name", "kind", "municipality")


def school_in(actor: Actor, school: str) -> Any:
    return institution_of(school)


def school_page(request: HttpRequest, school: Any, form: SuperuserForm, **more: Any) -> HttpResponse:
    """The page of an institution, with the form for one more superuser."""
    page = {"section": "schools", "school": school, "form": form, "superusers": superusers_of(school)}
    status = 422 if form.errors else 200
    return render(request, "operator/school.html", page | {"figures": figures_of(school)} | more, status=status)


@operator_page(load=school_in)
def show(request: HttpRequest, school: Any) -> HttpResponse:
    done = {"made": _("Iestāde ir izveidota."), "changed": _("Iestādes ziņas ir mainītas.")}
    return school_page(request, school, SuperuserForm(), done=done.get(request.GET.get("done", ""), ""))


@operator_page(methods=("GET", "POST"))
def add(request: HttpRequest) -> HttpResponse:
    form = NewSchoolForm(request.POST or None, places=municipality_choices())
    if request.method == "POST" and form.is_valid():
        try:
            return _added(request, form.cleaned_data)
        except IntegrityError:  # somebody made it in this very moment
            form.add_error("code", _("Iestāde ar šādu kodu jau ir. Izvēlieties citu."))
    page = {"section": "schools", "form": form}
    return render(request, "operator/add_school.html", page, status=422 if form.errors else 200)


def _added(request: HttpRequest, values: dict[str, Any]) -> HttpResponse:
    municipality = municipality_of(int(values["municipality"]))
    assert municipality is not None  # noqa: S101 - the form offers those that are there
    add_school(
        municipality=municipality,
        by=request.actor,  # type: ignore[attr-defined]
        **{name: values[name] for name in ("code", "name", "short_name", "kind")},
    )
    return HttpResponseRedirect(reverse("operator:school", kwargs={"school": values["code"]}) + "?done=made")


@operator_page(load=school_in, methods=("GET", "POST"))
def change(request: HttpRequest, school: Any) -> HttpResponse:
    stored = {name: str(getattr(school, name)) for name in _VALUES} | {"municipality": str(school.municipality_id)}
    form = SchoolForm(request.POST or None, places=municipality_choices(), initial=stored)
    seen = _seen(stored)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["seen"] == seen:
            return _changed(request, school, form.cleaned_data)
        form.add_error(None, _("Kāds šīs ziņas tikmēr ir mainījis. Tagad ierakstīts:"))
    page = {"section": "schools", "form": form, "school": school, "seen": seen}
    return render(request, "operator/change_school.html", page, status=422 if form.errors else 200)


def _seen(values: dict[str, str]) -> str:
    """What the form was based on: who sends it after somebody else has changed something is told so."""
    return hashlib.sha256("\n".join(values[name] for name in _VALUES).encode()).hexdigest()[:16]


def _changed(request: HttpRequest, school: Any, values: dict[str, Any]) -> HttpResponse:
    municipality = municipality_of(int(values["municipality"]))
    assert municipality is not None  # noqa: S101 - the form offers those that are there
    change_school(
        school=school,
        municipality=municipality,
        by=request.actor,  # type: ignore[attr-defined]
        **{name: values[name] for name in ("name", "short_name", "kind")},
    )
    return HttpResponseRedirect(reverse("operator:school", kwargs={"school": school.code}) + "?done=changed")
