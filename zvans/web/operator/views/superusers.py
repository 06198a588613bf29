"""Who sets a school up, and the passwords they begin with. A password stands on the page that answers, and nowhere else (B13)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from zvans.accounts.personal_code import hyphenated
from zvans.audit.actor import Actor
from zvans.lib.policy import NotAllowedNow
from zvans.schools.actions.operating import Issued, issue_staff_password, issue_superuser_password, make_superuser
from zvans.schools.queries.institutions import institution_of, superuser_of
from zvans.schools.queries.people_found import people_known_as
from zvans.web.operator.forms import SuperuserForm
from zvans.web.operator.pages import operator_page
from zvans.web.operator.views.school import school_in, school_page


@never_cache
@operator_page(load=school_in, methods=("POST",))
def add(request: HttpRequest, school: Any) -> HttpResponse:
    form = SuperuserForm(request.POST)
    if not form.is_valid():
        return school_page(request, school, form)
    try:
        issued = make_superuser(school=school, person=form.facts, by=request.actor)  # type: ignore[attr-defined]
    except NotAllowedNow as refusal:
        form.add_error("code", refusal.reason)
        return school_page(request, school, form)
    return _told(request, school, issued, username=hyphenated(form.cleaned_data["code"]))


def _superuser_in(actor: Actor, school: str, superuser: str) -> Any:
    place = institution_of(school)
    found = superuser_of(place, superuser) if place else None
    return (place, found) if found else None


@never_cache
@operator_page(load=_superuser_in, methods=("POST",))
def issue_password(request: HttpRequest, found: Any) -> HttpResponse:
    school, superuser = found
    issued = issue_superuser_password(
        school=school,
        person=superuser.employment.person,
        by=request.actor,  # type: ignore[attr-defined]
    )
    return _told(request, school, issued)


def _told(request: HttpRequest, school: Any, issued: Issued, **more: Any) -> HttpResponse:
    page = {"section": "schools", "school": school, "issued": issued}
    return render(request, "operator/superuser_made.html", page | more)


def _person_in(actor: Actor, person: str) -> Any:
    return next(iter(people_known_as([person])), None)


@never_cache
@operator_page(load=_person_in, methods=("GET", "POST"))
def staff_password(request: HttpRequest, first: Any) -> HttpResponse:
    """For whoever works in several schools: none of them may open what the others have."""
    if request.method == "POST":
        issued = issue_staff_password(person=first.person, by=request.actor)  # type: ignore[attr-defined]
        return render(request, "operator/officer_made.html", {"section": "people", "issued": issued})
    return render(request, "operator/staff_password.html", {"section": "people", "first": first})
