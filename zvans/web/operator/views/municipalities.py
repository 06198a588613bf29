"""Municipalities, which institutions are grouped by."""

from typing import Any

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.schools.actions.operating import rename_municipality
from zvans.schools.actions.schools import add_municipality
from zvans.schools.queries.institutions import municipalities, municipalities_named, municipality_of
from zvans.web.operator.forms import MunicipalityForm
from zvans.web.operator.pages import operator_page
from zvans.web.shared.listing import Column, Listing


def _schools_of(municipality: Any) -> str:
    return f"{reverse('operator:schools')}?municipality={municipality.pk}"


def _rename(municipality: Any) -> str:
    return reverse("operator:rename_municipality", kwargs={"municipality": municipality.pk})


_LISTING = Listing(
    name=gettext_lazy("Pašvaldības"),
    columns=[
        Column("name", gettext_lazy("Pašvaldība"), lambda row: row.name, ("place",), link=_rename, is_name=True),
        Column(
            "schools",
            gettext_lazy("Iestādes"),
            lambda row: row.schools_count,
            ("schools_count",),
            _schools_of,
            "number",
        ),
    ],
    search=municipalities_named,
)


@operator_page(methods=("GET", "POST"))
def show(request: HttpRequest) -> HttpResponse:
    rows = municipalities()
    if _LISTING.asked_file(request):
        with recorded("export_municipalities", by=request.actor):  # type: ignore[attr-defined]
            return _LISTING.file(request, rows)
    form = MunicipalityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_municipality(name=form.cleaned_data["name"], by=request.actor)  # type: ignore[attr-defined]
            return _back("added")
        except IntegrityError:  # somebody added it in this very moment
            form.add_error("name", _("Pašvaldība ar šādu nosaukumu jau ir."))
    told = {"added": _("Pašvaldība ir pievienota."), "renamed": _("Pašvaldība ir pārdēvēta.")}
    page = {"section": "municipalities", "form": form, "list": _LISTING.page(request, rows)}
    page["done"] = told.get(request.GET.get("done", ""), "")
    return render(request, "operator/municipalities.html", page, status=422 if form.errors else 200)


def _municipality_in(actor: Actor, municipality: int) -> Any:
    return municipality_of(municipality)


@operator_page(load=_municipality_in, methods=("GET", "POST"))
def rename(request: HttpRequest, municipality: Any) -> HttpResponse:
    form = MunicipalityForm(request.POST or None, own=municipality.pk, initial={"name": municipality.name})
    if request.method == "POST" and form.is_valid():
        if request.POST.get("seen", municipality.name) == municipality.name:
            name = form.cleaned_data["name"]
            rename_municipality(municipality=municipality, name=name, by=request.actor)  # type: ignore[attr-defined]
            return _back("renamed")
        form.add_error("name", _("Kāds šo nosaukumu tikmēr ir mainījis. Pārbaudiet un saglabājiet vēlreiz."))
    page = {"section": "municipalities", "form": form, "municipality": municipality}
    return render(request, "operator/municipality.html", page, status=422 if form.errors else 200)


def _back(done: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('operator:municipalities')}?done={done}")
