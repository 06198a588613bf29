"""From one school year into the next: decide, look, confirm (D3); and the year that is over is closed."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from zvans.lib.dates import today
from zvans.lib.policy import NotAllowedNow
from zvans.schools.actions.rollover import PlanChanged, close_year, roll_over
from zvans.schools.policies import check_can_close, check_can_roll_over
from zvans.schools.queries.classes import years_of
from zvans.schools.queries.groups import classes_of
from zvans.schools.queries.rollover import (
    ended_years,
    plan_rollover,
    present_pupils,
    proposed_choices,
    year_after,
    year_to_leave,
)
from zvans.schools.queries.workplaces import Workplace
from zvans.schools.rollover import Choices
from zvans.schools.rules import can_roll_over
from zvans.web.school.forms.rollover import class_lines, read_choices
from zvans.web.school.pages import page_of, school_page
from zvans.web.school.rollover_preview import preview_of

if TYPE_CHECKING:
    from zvans.schools.models import SchoolYear


@school_page(rule=can_roll_over, methods=("GET", "POST"))
def show(request: HttpRequest, place: Workplace) -> HttpResponse:
    year = year_to_leave(place.school, today())
    if year is None:
        return _state(request, place, None)
    if request.method == "POST":
        return _step(request, place, year)
    try:
        check_can_roll_over(year)
    except NotAllowedNow as refusal:
        return _state(request, place, year, refusal.reason)
    return _form(request, place, year, proposed_choices(year))


def _step(request: HttpRequest, place: Workplace, year: "SchoolYear") -> HttpResponse:
    """Look at what would be done, go back to the choices, or do it."""
    check_can_roll_over(year)
    sent, step = read_choices(request.POST, year, proposed_choices(year)), request.POST.get("step", "")
    plan = plan_rollover(year, sent.choices)
    problems = [*sent.errors, *plan.problems]
    if problems or step == "edit":
        return _form(request, place, year, sent.choices, problems)
    if step != "confirm":
        return _preview(request, place, plan)
    by = request.actor  # type: ignore[attr-defined]
    try:
        roll_over(year=year, choices=sent.choices, seen=request.POST.get("seen", ""), by=by)
    except PlanChanged:
        return _preview(request, place, plan, is_changed=True)
    return HttpResponseRedirect(f"{request.path}?done=1")


def _form(
    request: HttpRequest, place: Workplace, year: "SchoolYear", choices: Choices, problems: Any = ()
) -> HttpResponse:
    context = page_of(place, "rollover") | {
        "year": year,
        "next_year": year_after(year),
        "choices": choices,
        "first": ", ".join(choices.first),
        "lines": class_lines(classes_of(year), present_pupils(year), choices),
        "problems": problems,
        "ended": ended_years(place.school, today()),
    }
    return render(request, "school/rollover.html", context, status=422 if problems else 200)


def _preview(request: HttpRequest, place: Workplace, plan: Any, *, is_changed: bool = False) -> HttpResponse:
    kept = [
        (n, v) for n, values in request.POST.lists() for v in values if n not in ("csrfmiddlewaretoken", "step", "seen")
    ]
    context = page_of(place, "rollover") | {
        "plan": plan,
        "preview": preview_of(plan),
        "kept": kept,
        "is_changed": is_changed,
    }
    return render(request, "school/rollover_preview.html", context, status=409 if is_changed else 200)


def _state(request: HttpRequest, place: Workplace, year: "SchoolYear | None", reason: str = "") -> HttpResponse:
    context = page_of(place, "rollover") | {
        "year": year,
        "next_year": year_after(year) if year else None,
        "reason": reason,
        "done": "done" in request.GET,
        "ended": ended_years(place.school, today()),
    }
    return render(request, "school/rollover_state.html", context)


def year_in(place: Workplace, year_from: date) -> "SchoolYear | None":
    return next((year for year in years_of(place.school) if year.starts_on == year_from), None)


@school_page(rule=can_roll_over, load=year_in, methods=("GET", "POST"))
def close(request: HttpRequest, place: Workplace, year: "SchoolYear") -> HttpResponse:
    if request.method == "POST":
        close_year(year=year, by=request.actor)  # type: ignore[attr-defined]
        address = reverse("school:close_year", kwargs={"school": place.school.code, "year_from": year.starts_on})
        return HttpResponseRedirect(f"{address}?done=1")
    context = page_of(place, "rollover") | {"year": year, "refusal": _refusal(year), "done": "done" in request.GET}
    return render(request, "school/close_year.html", context)


def _refusal(year: "SchoolYear") -> str:
    try:
        check_can_close(year, today())
    except NotAllowedNow as refusal:
        return refusal.reason
    return ""
