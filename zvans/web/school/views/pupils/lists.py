"""The pupils of a school, and their personal codes on a screen of their own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zvans.schools.actions.readings import record_codes_read
from zvans.schools.queries.merge_requests import requests_of
from zvans.schools.queries.pupils import classes_to_enter, codes_shown, in_class, named, pupils_here, pupils_of
from zvans.schools.queries.workplaces import Workplace
from zvans.schools.rules import can_manage_people
from zvans.web.school.answers import exported
from zvans.web.school.pages import page_of, school_page
from zvans.web.shared.listing import Column, Filter, Listing

_STATES = [("now", _("mācās skolā")), ("left", _("aizgājuši"))]


def _class_filter(place: Workplace) -> Filter:
    classes = classes_to_enter(place.school)
    years = {row.year_id for row in classes}
    names = [(c.public_id, f"{c.name} · {c.year.name}" if len(years) > 1 else c.name) for c in classes]
    return Filter("class", _("Klase"), names, lambda rows, key: in_class(rows, place.school, key))


def _name_column(place: Workplace) -> Column:
    return Column(
        "name", _("Skolēns"), lambda row: row.register_name, ("sort_key",), is_name=True,
        link=lambda row: reverse("school:pupil", kwargs={"school": place.school.code, "pupil": row.public_id}),
    )  # fmt: skip


def _listing(place: Workplace) -> Listing:
    states = Filter("state", _("Stāvoklis"), _STATES, lambda rows, key: rows.filter(is_here=key == "now"))
    return Listing(
        name=_("Skolēni"),
        columns=[
            _name_column(place),
            Column("class", _("Klase"), lambda row: row.class_name, ("class_key", "sort_key")),
            Column("born", _("Dzimis"), lambda row: row.born_on, ("born_on",)),
            Column("file", _("Lietas nr."), lambda row: row.file_number, ("file_number",)),
            Column(
                "guardians", _("Atbildīgās personas"), lambda row: row.guardians if row.is_here else None, kind="number"
            ),
            Column("left", _("Aizgāja"), lambda row: row.left_on, ("left_on",)),
        ],
        search=named,
        filters=[_class_filter(place), states],
    )


@school_page(rule=can_manage_people)
def show(request: HttpRequest, place: Workplace) -> HttpResponse:
    listing, rows = _listing(place), pupils_of(place.school)
    if listing.asked_file(request):
        return exported(request, place, listing, rows, "pupils", person="pk")
    shown = {"list": listing.page(request, rows), "requests": requests_of(place.school)}
    return render(request, "school/pupils/list.html", page_of(place, "pupils") | shown)


@school_page(rule=can_manage_people)
def codes(request: HttpRequest, place: Workplace) -> HttpResponse:
    """Whose codes were looked at is on record, as a file or on the screen."""
    rows = pupils_here(place.school)
    known = codes_shown(rows)
    listing = Listing(
        name=_("Personas kodi"),
        columns=[
            _name_column(place),
            Column("class", _("Klase"), lambda row: row.class_name, ("class_key", "sort_key")),
            Column("code", _("Personas kods"), lambda row: known.get(row.pk, "")),
        ],
        search=named,
        filters=[_class_filter(place)],
    )
    by, school = request.actor, place.school  # type: ignore[attr-defined]
    if listing.asked_file(request):
        record_codes_read(of=listing.narrowed(request, rows).values_list("pk", flat=True), school=school, by=by)
        return exported(request, place, listing, rows, "codes", person="pk")
    page = listing.page(request, rows)
    record_codes_read(of=[row.pk for row in page.of], school=school, by=by)
    return render(request, "school/pupils/codes.html", page_of(place, "pupils") | {"list": page})
