"""All institutions of the installation."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zvans.audit.actions import recorded
from zvans.schools.enums import SchoolKind
from zvans.schools.queries.institutions import all_institutions, institutions_named, municipality_choices
from zvans.web.operator.pages import operator_page
from zvans.web.shared.listing import Column, Filter, Listing


def _in_municipality(rows: QuerySet, chosen: str) -> QuerySet:
    return rows.filter(municipality=chosen)


def _of_kind(rows: QuerySet, chosen: str) -> QuerySet:
    return rows.filter(kind=chosen)


def _address(school: Any) -> str:
    return reverse("operator:school", kwargs={"school": school.code})


_COLUMNS = [
    Column("name", _("Iestāde"), lambda s: s.name, order=("place",), link=_address, is_name=True),
    Column("code", _("Kods"), lambda s: s.code, order=("code",)),
    Column("municipality", _("Pašvaldība"), lambda s: s.municipality.name, order=("municipality_place",)),
    Column("kind", _("Veids"), lambda s: s.get_kind_display(), order=("kind",)),
    Column("superusers", _("Virslietotāji"), lambda s: s.superusers),
    Column("year", _("Mācību gads"), lambda s: s.last_year, order=("last_year",)),
]


def _listing() -> Listing:
    filters = [
        Filter("municipality", _("Pašvaldība"), municipality_choices(), _in_municipality),
        Filter("kind", _("Veids"), SchoolKind.choices, _of_kind),
    ]
    return Listing(_("Iestādes"), _COLUMNS, institutions_named, filters)


@operator_page()
def show(request: HttpRequest) -> HttpResponse:
    listing = _listing()
    is_file = bool(listing.asked_file(request))
    if is_file:
        with recorded("export_institutions", by=request.actor):  # type: ignore[attr-defined]
            pass
    with all_institutions() as rows:
        if is_file:
            return listing.file(request, rows)
        page = listing.page(request, rows)
    return render(request, "operator/schools.html", {"section": "schools", "list": page})
