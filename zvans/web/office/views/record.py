"""The security officer's search of the record (C2): who did what, and what was done to whom. Each look is recorded too."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from zvans.accounts.enums import Office, Role
from zvans.accounts.queries.people import can_be_searched
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.oversight.queries.record import acts_from, all_acts
from zvans.schools.queries.people_found import SHOWN, find_by_code, find_people, people_known_as
from zvans.web.office.pages import office_page
from zvans.web.operator.forms import CodeForm
from zvans.web.shared.acts import ACTS, act_of, thing_of
from zvans.web.shared.listing import Column, Filter, Listing
from zvans.web.shared.words import moment, role_name

_COLUMNS = [
    Column("at", _("Kad"), lambda row: moment(row.at), ("at",), is_name=True),
    Column("who", _("Kas"), lambda row: row.who, ("who",)),
    Column("role", _("Loma"), lambda row: role_name(row.role)),
    Column("name", _("Kas darīts"), lambda row: act_of(row.name)),
    Column("about", _("Ar ko"), lambda row: row.whom or thing_of(row.object_kind, row.object_id)),
    Column("address", _("No kurienes"), lambda row: row.address),
]
_FILTERS = [
    Filter("act", _("Kas darīts"), list(ACTS.items()), lambda rows, name: rows.filter(name=name)),
    Filter("role", _("Loma"), Role.choices, lambda rows, role: rows.filter(role=role)),
]
_ALL = Listing(name=_("Darbību žurnāls"), columns=_COLUMNS, filters=_FILTERS, search=acts_from, sort="-at")


@never_cache
@office_page(Office.SECURITY, methods=("GET", "POST"))
def search(request: HttpRequest) -> HttpResponse:
    """Everybody's acts, the newest first; and the way to one person, by name or by code (which is sent, never in an address: B13)."""
    form, people = CodeForm(request.POST if request.method == "POST" else None), None
    wanted = request.GET.get("person", "").strip()[:100]
    if request.method == "POST":
        people = find_by_code(form.cleaned_data["code"]) if form.is_valid() else None
    elif can_be_searched(wanted):
        people = find_people(wanted)
    rows = all_acts()
    with recorded("search_record", by=request.actor, schools=[]):  # type: ignore[attr-defined]
        if _ALL.asked_file(request):
            return _ALL.file(request, rows)
        context = {"section": "record", "form": form, "people": people, "wanted": wanted, "shown": SHOWN}
        context["list"] = _ALL.page(request, rows)
        return render(request, "office/record.html", context, status=422 if form.errors else 200)


def _person_in(actor: Actor, person: str) -> Any:
    return next(iter(people_known_as([person])), None)


@never_cache
@office_page(Office.SECURITY, load=_person_in)
def of_person(request: HttpRequest, found: Any) -> HttpResponse:
    """What one person has done, and what was done about the same person."""
    own = Listing(name=_("Ko darījis"), columns=_COLUMNS, filters=_FILTERS, sort="-at", anchor="done")
    about = Listing(name=_("Kas darīts ar šo cilvēku"), columns=_COLUMNS, sort="-at", anchor="about", prefix="about-")
    acts, others = all_acts(of=found.person), all_acts(about=found.person)
    with recorded("search_record", by=request.actor, schools=[], about=found.person):  # type: ignore[attr-defined]
        for listing, rows in ((own, acts), (about, others)):
            if listing.asked_file(request):
                return listing.file(request, rows)
        context = {
            "section": "record",
            "one": found,
            "own": own.page(request, acts),
            "about": about.page(request, others),
        }
        return render(request, "office/record_of_person.html", context)
