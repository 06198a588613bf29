"""What pages with a form or a list answer with."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render

from zvans.schools.actions.exports import record_export
from zvans.schools.queries.workplaces import Workplace
from zvans.web.shared.listing import Listing


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; None where the page is only looked at. An empty form was sent too."""
    return request.POST if request.method == "POST" else None


def done(address: str, what: str) -> HttpResponse:
    """Lead on to a page that says what was done: `what` is one of the words it knows."""
    return HttpResponseRedirect(f"{address}?done={what}")


def shown(request: HttpRequest, template: str, context: dict[str, Any], *forms: Form) -> HttpResponse:
    """A page with its forms: 422 where one of them is not right."""
    wrong = any(form.is_bound and form.errors for form in forms)
    return render(request, template, context, status=422 if wrong else 200)


def exported(request: HttpRequest, place: Workplace, listing: Listing, rows: Any, what: str) -> HttpResponse:
    """A list as a file, on record (S71)."""
    count = listing.count(request, rows)
    record_export(what=what, rows=count, by=request.actor, school=place.school)  # type: ignore[attr-defined]
    return listing.file(request, rows)
