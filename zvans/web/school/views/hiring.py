"""Somebody comes to work at a school."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from zvans.lib.policy import NotAcceptable
from zvans.schools.actions import hiring
from zvans.schools.actions.looking_up import look_up
from zvans.schools.queries.known_people import Found
from zvans.schools.queries.staff import nameless_of
from zvans.schools.queries.workplaces import Workplace
from zvans.schools.rules import can_manage_staff
from zvans.web.school.forms.staff import NEW, HireForm
from zvans.web.school.pages import page_of, school_page
from zvans.web.school.views.staff import to_employee
from zvans.web.shared.answers import attempted


@school_page(rule=can_manage_staff, methods=("GET", "POST"))
def hire(request: HttpRequest, place: Workplace) -> HttpResponse:
    """A personal code finds its person; people of the school who are called alike are shown to choose from."""
    asked = {"listed": request.GET.get("listed", "")}
    form = HireForm(request.POST or None, giver=place.permissions, nameless=nameless_of(place.school), initial=asked)
    found, hired = Found(), []

    def act(entered: Any) -> None:
        nonlocal found
        found = look_up(form.sought(), school=place.school, by=request.actor)  # type: ignore[attr-defined]
        person = _chosen(found, entered["who"])
        hired.append(
            hiring.hire(school=place.school, person=person, facts=form.facts(), job=form.job(), by=request.actor)  # type: ignore[attr-defined]
        )

    if request.method == "POST" and attempted(form, act):
        return to_employee(hired[0], place, "hired")
    shown = page_of(place, "staff") | {"form": form, "candidates": found.candidates, "new": NEW}
    return render(request, "school/hire.html", shown, status=422 if request.method == "POST" else 200)


def _chosen(found: Found, who: str) -> Any:
    """The person who is known, or None for somebody new."""
    if found.is_code_of_another:
        raise NotAcceptable("code", _("Personas kods nav derīgs. Pārbaudiet katru ciparu."))
    if found.same is not None or not found.candidates:
        return found.same
    chosen = next((person for person in found.candidates if person.public_id == who), None)
    if chosen is None and who != NEW:
        raise NotAcceptable("who", _("Skolā jau ir cilvēks ar tādu vārdu. Norādiet, vai tas ir tas pats cilvēks."))
    return chosen
