"""What the pages of a school answer with beside what all pages do: a list as a file, and who may appoint whom."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse

from zvans.lib.policy import NotAcceptable
from zvans.schools.actions.exports import record_export
from zvans.schools.imports.importer import NOT_ONESELF
from zvans.schools.queries.workplaces import Workplace
from zvans.schools.rules import can_appoint
from zvans.web.shared.listing import Listing

if TYPE_CHECKING:
    from zvans.schools.models import Employment


def check_appoints(
    request: HttpRequest, place: Workplace, appointed: Iterable["Employment"], field: str = "teacher"
) -> None:
    """Raises `NotAcceptable` where somebody would come by a journal with the own hand."""
    if not can_appoint(request.actor, place, {row.person_id for row in appointed}):  # type: ignore[attr-defined]
        raise NotAcceptable(field, str(NOT_ONESELF))


def exported(
    request: HttpRequest, place: Workplace, listing: Listing, rows: Any, what: str, person: str = ""
) -> HttpResponse:
    """A list as a file, on record (S71). `person` is the field of a row that names whose data stand in it, where they are pupils (C2)."""
    count = listing.count(request, rows)
    of = listing.narrowed(request, rows).values_list(person, flat=True) if person else ()
    record_export(what=what, rows=count, of=of, by=request.actor, school=place.school)  # type: ignore[attr-defined]
    return listing.file(request, rows)
