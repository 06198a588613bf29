"""What pages with a form or a list answer with: done and led on, or the form again with what does not fit; a list as a file."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.functional import Promise

from zvans.lib.policy import ChangedMeanwhile, NotAcceptable, RefusedValues
from zvans.schools.actions.exports import record_export
from zvans.schools.imports.importer import NOT_ONESELF
from zvans.schools.queries.workplaces import Workplace
from zvans.schools.rules import can_appoint
from zvans.web.shared.listing import Listing

if TYPE_CHECKING:
    from zvans.schools.models import Employment


def attempted(form: Form, act: Callable[[Mapping[str, Any]], Any]) -> bool:
    """Whether the form was right and `act(cleaned data)` done. What does not fit what is there stands at its field.

    Where somebody else changed the thing meanwhile, the form goes back with the new stamp: sent again, it means it.
    """
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except NotAcceptable as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.reason)
        return False
    except RefusedValues as refusal:
        for name, reason in refusal.errors.items():
            form.add_error(name if name in form.fields else None, reason)
        if isinstance(refusal, ChangedMeanwhile):
            form.data = form.data.copy()  # type: ignore[attr-defined]
            form.data[form.add_prefix("stamp")] = refusal.stamp  # type: ignore[index]
        return False
    return True


def check_appoints(
    request: HttpRequest, place: Workplace, appointed: Iterable["Employment"], field: str = "teacher"
) -> None:
    """Raises `NotAcceptable` where somebody would come by a journal with the own hand."""
    if not can_appoint(request.actor, place, {row.person_id for row in appointed}):  # type: ignore[attr-defined]
        raise NotAcceptable(field, str(NOT_ONESELF))


def done_in(request: HttpRequest, said: Mapping[str, str | Promise]) -> str:
    """What the page says was done, by `?done=…` of its address."""
    return str(said.get(request.GET.get("done", ""), ""))


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
