"""What may I? (C3): by which position or relation, and whom to ask where it is not right."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zvans.accounts.enums import Office
from zvans.oversight.queries.reports import whom_to_ask
from zvans.portal.policies import why_not
from zvans.portal.queries.commenting import standing_of
from zvans.schools.queries.rights import rights_at_work, rights_in_family
from zvans.web.shared.guard import guarded


@require_safe
@guarded()
def show(request: HttpRequest) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    standing = standing_of(actor)
    context = {
        "standing": standing,
        "why_not": why_not(standing),
        "section": "rights",
        "work": rights_at_work(actor),
        "children": rights_in_family(actor),
        "offices": [Office(office).label for office in actor.offices],
        "asked": whom_to_ask(actor),
    }
    return render(request, "account/rights.html", context)
