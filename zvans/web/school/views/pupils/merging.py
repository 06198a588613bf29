"""Two records of one human being, side by side, and made one."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zvans.schools.actions.merging import merge_people
from zvans.schools.actions.readings import record_reading
from zvans.schools.queries.known_people import people_of
from zvans.schools.queries.merge_requests import request_for
from zvans.schools.queries.pupils import named, others_alike, side_of
from zvans.schools.queries.staff import rights_of
from zvans.schools.queries.workplaces import Workplace
from zvans.schools.rules import can_appoint, can_give, can_manage_people, can_manage_staff
from zvans.web.school.pages import page_of, school_page
from zvans.web.school.views.pupils.loading import person_in
from zvans.web.shared.answers import done_in

if TYPE_CHECKING:
    from zvans.accounts.models import Person

_DONE = {
    "merged": _("Abi ieraksti ir apvienoti vienā."),
    "asked": _(
        "Pieteikums ir nodots sistēmas uzturētājam. Viņš apskata abus ierakstus un izlemj; līdz tam tie paliek divi."
    ),
}
_SHOWN = 20


@school_page(rule=can_manage_people, load=person_in)
def compare(request: HttpRequest, place: Workplace, person: "Person") -> HttpResponse:
    """Without `?with=` the page offers who may be the same; with it both stand side by side."""
    if _only_works(person) and not can_manage_staff(request.actor, place):  # type: ignore[attr-defined]
        raise PermissionDenied
    school, other, query = place.school, None, request.GET.get("q", "").strip()[:100]
    if asked := request.GET.get("with"):
        other = _other(request, place, person, asked)
    record_reading(
        "read_same", of=[one.pk for one in (person, other) if one], school=school,
        by=request.actor,  # type: ignore[attr-defined]
    )  # fmt: skip
    found = (
        list(named(people_of(school), query).exclude(pk=person.pk).order_by("sort_key", "pk")[:_SHOWN]) if query else []
    )
    shown = {
        "person": person,
        "one": side_of(school, person),
        "other": side_of(school, other) if other else None,
        "alike": [] if other or query else others_alike(school, person),
        "found": found,
        "query": query,
        "request_": request_for(school, person, other) if other else None,
        "done": done_in(request, _DONE),
    }
    return render(request, "school/pupils/merge.html", page_of(place, "pupils") | shown)


@school_page(rule=can_manage_people, load=person_in, methods=("POST",))
def merge(request: HttpRequest, place: Workplace, person: "Person") -> HttpResponse:
    """The person of the address stays, `gone` goes; or the operator is asked."""
    gone = _other(request, place, person, request.POST.get("gone", ""))
    is_one = merge_people(kept=person, gone=gone, school=place.school, by=request.actor)  # type: ignore[attr-defined]
    address = reverse("school:person_merge", kwargs={"school": place.school.code, "person": person.public_id})
    return HttpResponseRedirect(f"{address}?done={'merged' if is_one else 'asked'}")


def _other(request: HttpRequest, place: Workplace, person: "Person", public_id: str) -> "Person":
    """Employees are for those to see to who see to the staff and have all that these may do: with them go rights in the school."""
    other = person_in(place, public_id.replace("\x00", ""))
    if other is None or other.pk == person.pk:
        raise Http404
    if not can_appoint(request.actor, place, {person.pk, other.pk}):  # type: ignore[attr-defined]
        raise PermissionDenied  # with a colleague's record come the colleague's journals
    if _works(person, other) and not (
        can_manage_staff(request.actor, place)  # type: ignore[attr-defined]
        and can_give(place, rights_of(place.school, [person, other]))
    ):
        raise PermissionDenied
    return other


def _only_works(person: "Person") -> bool:
    found: Any = person
    return bool(found.is_employee and not found.is_guardian and found.last_class is None)


def _works(*people: "Person") -> bool:
    return any(person.is_employee for person in people)  # type: ignore[attr-defined]
