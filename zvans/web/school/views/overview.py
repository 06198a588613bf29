"""The way into a school's set-up, and what it still lacks."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zvans.accounts.enums import Door
from zvans.schools.enums import MANAGING
from zvans.schools.queries.workplaces import Workplace, workplaces_of
from zvans.schools.rules import can_manage
from zvans.web.school.pages import page_of, school_page
from zvans.web.shared.guard import guarded


@require_safe
@guarded(door=Door.STAFF)
def choose(request: HttpRequest) -> HttpResponse:
    """Who sees to one school goes straight there."""
    places = [place for place in workplaces_of(request.actor) if place.permissions & MANAGING]  # type: ignore[attr-defined]
    if len(places) == 1:
        return HttpResponseRedirect(reverse("school:overview", kwargs={"school": places[0].school.code}))
    return render(request, "school/choose.html", {"places": places})


@school_page(rule=can_manage)
def show(request: HttpRequest, place: Workplace) -> HttpResponse:
    return render(request, "school/overview.html", page_of(place, "overview"))
