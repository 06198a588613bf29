"""Lists that leave the program from the pages of offices, which belong to no school."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from zvans.audit.actions import recorded
from zvans.web.shared.listing import Listing


def taken_as_file(request: HttpRequest, listing: Listing, rows: Any, what: str) -> HttpResponse | None:
    """The whole list, where the address asks for it as a file; that it was taken is recorded (S71). `what` is the list's key."""
    if not listing.asked_file(request):
        return None
    with recorded("export_list", by=request.actor, schools=[], what=what, rows=listing.count(request, rows)):  # type: ignore[attr-defined]
        return listing.file(request, rows)
