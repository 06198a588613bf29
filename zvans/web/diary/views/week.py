from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from zvans.diary.queries.week import Week, week_of
from zvans.lib.dates import monday_of, today
from zvans.web.diary.family import Family, day_in
from zvans.web.diary.legend import legend_of_days
from zvans.web.diary.pages import family_page, page_of, viewer_of
from zvans.web.diary.parts_html import legend_html, tabs_html
from zvans.web.diary.week_html import week_html
from zvans.web.diary.words import week_span
from zvans.web.shared.words import weekday_and_day

_WEEK = timedelta(days=7)
_SATURDAY = 5


@family_page
def show(request: HttpRequest, family: Family) -> HttpResponse:
    """The week around a day (G1): five days side by side, on a phone a day at a time."""
    now_on = today()
    on = day_in(request) or _day_to_open(now_on)
    week = week_of(family.shown, on)
    first_on = next((day for day in (on, now_on) if any(day == shown.on for shown in week.days)), week.monday)
    span = week_span(week.monday, week.last)
    in_year = _("%(year)s. gada %(span)s") % {"year": week.monday.year, "span": span}
    context = page_of(family, "week", on=on) | {
        "week": week,
        "span": span,
        "days": week_html(week.days, first_on, viewer_of(request, family)),
        "tabs": tabs_html(week.days, first_on, family),
        "break_names": ", ".join(week.break_names),
        "sheets": [f"{child.full_name}, {child.class_name}, {child.school} · {in_year}" for child in family.shown],
        "legend": legend_html(legend_of_days(week.days)),
        **_neighbours(week, family, now_on),
    }
    return render(request, "diary/week.html", context)


def _day_to_open(now_on: date) -> date:
    """On a weekend the week to come is of interest."""
    return monday_of(now_on) + _WEEK if now_on.weekday() >= _SATURDAY else now_on


def _neighbours(week: Week, family: Family, now_on: date) -> dict[str, Any]:
    is_now = week.monday == monday_of(_day_to_open(now_on))
    return {
        "previous": family.address("week", on=week.monday - _WEEK),
        "next": family.address("week", on=week.monday + _WEEK),
        "this_week": "" if is_now else family.address("week"),
        "next_lessons": family.address("week", on=week.next_on) if week.next_on else "",
        "next_name": weekday_and_day(week.next_on) if week.next_on else "",
    }
