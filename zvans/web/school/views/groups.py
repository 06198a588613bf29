"""Classes parted into groups (D2): which are parted, and one of them."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from zvans.lib.dates import today
from zvans.schools.actions.groups import DividedMeanwhile, divide_classes, divide_pupils
from zvans.schools.queries.group_proposals import (
    PROPOSALS,
    groups_by_sex,
    without_sex,
)
from zvans.schools.queries.groups import Division, class_in, divisions_of, own_groups
from zvans.schools.queries.workplaces import Workplace
from zvans.schools.queries.years import year_at_work
from zvans.schools.rules import can_set_up
from zvans.web.school.answers import exported
from zvans.web.school.forms.groups import Line, Sent, default_day, lines_again, lines_of, read_division
from zvans.web.school.group_list import listing, parted
from zvans.web.school.pages import page_of, school_page


@school_page(rule=can_set_up)
def show(request: HttpRequest, place: Workplace) -> HttpResponse:
    """Which classes are parted into groups, and how many pupils of each are in none."""
    year, on = year_at_work(place.school, today()), today()
    rows = parted(place.school, divisions_of(year, on), own_groups(year, on)) if year else []
    groups = listing(rows)
    if groups.asked_file(request):
        return exported(request, place, groups, rows, "groups")
    context = page_of(place, "groups") | {
        "year": year,
        "list": groups.page(request, rows),
        "undivided": any(row.to_divide for row in groups.narrowed(request, rows)),
        "divided": request.GET.get("divided", ""),
    }
    return render(request, "school/groups.html", context)


@school_page(rule=can_set_up, methods=("POST",))
def divide(request: HttpRequest, place: Workplace) -> HttpResponse:
    """Part all chosen classes at once; those that somebody has begun with are left alone."""
    year, done = year_at_work(place.school, today()), []
    if year is not None:
        chosen = set(request.POST.getlist("division"))
        divisions = [d for d in divisions_of(year, today()) if str(d.key) in chosen and len(d.groups) > 1]
        by = request.actor  # type: ignore[attr-defined]
        done = divide_classes(year=year, divisions=divisions, starts_on=year.starts_on, by=by)
    return HttpResponseRedirect(f"{_address(place)}?divided={len(done)}")


def division_in(place: Workplace, class_group: str, group: int) -> Division | None:
    """The division that a group of the class belongs to, as it stands today and from then on."""
    found = class_in(place.school, class_group)
    divisions = divisions_of(found.year, today(), class_group=found) if found else []
    return next((d for d in divisions if group in {g.pk for g in d.groups}), None)


@school_page(rule=can_set_up, load=division_in, methods=("GET", "POST"))
def show_division(request: HttpRequest, place: Workplace, division: Division) -> HttpResponse:
    if request.method == "POST":
        return _save(request, place, division)
    name = request.GET.get("propose", "")
    proposed = PROPOSALS[name](division) if name in PROPOSALS else None
    lines = lines_of(division, proposed, clear=name == "clear")
    year = division.class_group.year
    day = default_day(year, today(), is_untouched=division.is_untouched)
    more: dict[str, Any] = {
        "named": without_sex(division) if name == "sexes" else [],
        "proposed": name if name in PROPOSALS else "",
    }
    return _page(request, place, division, lines, Sent({}, {}, day, day.isoformat()), **more)


def _save(request: HttpRequest, place: Workplace, division: Division) -> HttpResponse:
    sent = read_division(request.POST, division)
    if sent.starts_on is None:
        return _page(request, place, division, lines_again(division, sent, {}), sent, status=422)
    by = request.actor  # type: ignore[attr-defined]
    try:
        changed = divide_pupils(
            groups=division.groups, seats=sent.seats, based_on=sent.based_on, starts_on=sent.starts_on, by=by
        )
    except DividedMeanwhile as meanwhile:
        lines = lines_again(division, sent, meanwhile.theirs)
        return _page(request, place, division, lines, sent, status=409, is_late=True)
    return HttpResponseRedirect(f"{request.path}?saved={changed}")


def _page(
    request: HttpRequest, place: Workplace, division: Division, lines: list[Line], sent: Sent, *, status: int = 200, **more: Any
) -> HttpResponse:  # fmt: skip
    context = page_of(place, "groups") | {
        "division": division,
        "lines": lines,
        "sent": sent,
        "by_sex": bool(groups_by_sex(division)),
        "saved": request.GET.get("saved", ""),
        "next": _next_undivided(division) if "saved" in request.GET else None,
        **more,
    }
    return render(request, "school/division.html", context, status=status)


def _next_undivided(division: Division) -> Division | None:
    divisions = divisions_of(division.class_group.year, today())
    return next((d for d in divisions if d.left and d.key != division.key), None)


def _address(place: Workplace) -> str:
    return reverse("school:groups", kwargs={"school": place.school.code})
