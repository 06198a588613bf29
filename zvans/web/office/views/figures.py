"""What the officers of municipalities and of the ministry see: schools and figures, no child (B14)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from zvans.accounts.enums import Office
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.schools.queries.offices import figures_of_country, figures_of_municipality, municipality_in_care
from zvans.web.office.pages import office_page
from zvans.web.shared.listing import Column, Listing

_COUNTS = [
    Column("pupils", _("Skolēni"), lambda row: row.pupils, ("pupils",), kind="number"),
    Column("classes", _("Klases"), lambda row: row.classes, ("classes",), kind="number"),
    Column("staff", _("Darbinieki"), lambda row: row.staff, ("staff",), kind="number"),
]
_SCHOOLS = Listing(
    name=_("Skolas"),
    columns=[
        Column("name", _("Skola"), lambda row: row.name, ("place",), is_name=True),
        Column("kind", _("Veids"), lambda row: row.kind, ("kind",)),
        *_COUNTS,
        Column("superusers", _("Virslietotāji"), lambda row: row.superusers),
    ],
)
_MUNICIPALITIES = Listing(
    name=_("Pašvaldības"),
    columns=[
        Column("name", _("Pašvaldība"), lambda row: row.name, ("place",), is_name=True),
        Column("schools", _("Skolas"), lambda row: row.schools, ("schools",), kind="number"),
        *_COUNTS,
    ],
)


def _municipality_in(actor: Actor) -> Any:
    return municipality_in_care(actor)


@office_page(Office.MUNICIPALITY, load=_municipality_in)
def schools(request: HttpRequest, municipality: Any) -> HttpResponse:
    return _shown(request, _SCHOOLS, figures_of_municipality(municipality), "schools", municipality.name)


@office_page(Office.MINISTRY)
def municipalities(request: HttpRequest) -> HttpResponse:
    return _shown(request, _MUNICIPALITIES, figures_of_country(), "municipalities", str(_("Pašvaldības")))


def _shown(request: HttpRequest, listing: Listing, rows: list[Any], section: str, heading: str) -> HttpResponse:
    if listing.asked_file(request):
        with recorded("export_figures", by=request.actor, schools=[], rows=len(rows)):  # type: ignore[attr-defined]
            return listing.file(request, rows)
    page = {"section": section, "heading": heading, "list": listing.page(request, rows)}
    return render(request, "office/figures.html", page)
