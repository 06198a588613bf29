"""One's own record: what this person has done, when and from where (C2)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from zvans.audit.actions import recorded
from zvans.oversight.queries.record import own_acts
from zvans.web.shared.acts import act_of
from zvans.web.shared.guard import guarded
from zvans.web.shared.listing import Column, Listing
from zvans.web.shared.words import moment, role_name

_LISTING = Listing(
    name=gettext_lazy("Manas darbības"),
    columns=[
        Column("at", gettext_lazy("Kad"), lambda row: moment(row.at), ("at",), is_name=True),
        Column("name", gettext_lazy("Kas darīts"), lambda row: act_of(row.name)),
        Column("role", gettext_lazy("Kā"), lambda row: role_name(row.role)),
        Column("address", gettext_lazy("No kurienes"), lambda row: row.address),
    ],
    sort="-at",
)


@require_safe
@guarded()
def show(request: HttpRequest) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    rows = own_acts(actor)
    if _LISTING.asked_file(request):
        with recorded("export_record", by=actor):
            return _LISTING.file(request, rows)
    return render(request, "account/record.html", {"section": "record", "list": _LISTING.page(request, rows)})
