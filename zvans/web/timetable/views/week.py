"""The week of a class, a teacher or a room (E3). On a phone one of its days is shown: the one that the address names."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zvans.accounts.enums import Door
from zvans.audit.actor import Actor
from zvans.lib.dates import monday_of, today
from zvans.timetable.queries.own_schools import class_for, room_for, teacher_for
from zvans.timetable.queries.week import Week, week_of_class, week_of_room, week_of_teacher
from zvans.web.diary.words import week_span
from zvans.web.shared.guard import guarded
from zvans.web.timetable.week_html import day_tabs, week_table

_WEEK = timedelta(days=7)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """`kind` and `public_id` make the address; `on` is the day that a phone shows."""

    kind: str
    public_id: str
    name: str
    school: str
    week: Week
    on: date

    def address(self, on: date) -> str:
        return reverse(f"timetable:{self.kind}_week", args=[self.public_id, on])


def _class_week(actor: Actor, class_group: str, on: date | None = None) -> Shown | None:
    row, day = class_for(actor, class_group), on or _day_to_open()
    if row is None:
        return None
    return Shown("class", row.public_id, row.name, row.school.short_name, week_of_class(row, day), day)


def _teacher_week(actor: Actor, teacher: str, on: date | None = None) -> Shown | None:
    row, day = teacher_for(actor, teacher), on or _day_to_open()
    if row is None:
        return None
    return Shown("teacher", row.public_id, row.name, row.school.short_name, week_of_teacher(row, day), day)


def _room_week(actor: Actor, room: str, on: date | None = None) -> Shown | None:
    row, day = room_for(actor, room), on or _day_to_open()
    if row is None:
        return None
    return Shown("room", row.public_id, row.name, row.school.short_name, week_of_room(row, day), day)


def _day_to_open() -> date:
    """On a weekend the week to come is of interest."""
    return monday_of(today()) + _WEEK if today().weekday() >= _SATURDAY else today()


@require_safe
@guarded(door=Door.STAFF, load=_class_week)
def of_class(request: HttpRequest, shown: Shown) -> HttpResponse:
    return _page(request, shown)


@require_safe
@guarded(door=Door.STAFF, load=_teacher_week)
def of_teacher(request: HttpRequest, shown: Shown) -> HttpResponse:
    return _page(request, shown)


@require_safe
@guarded(door=Door.STAFF, load=_room_week)
def of_room(request: HttpRequest, shown: Shown) -> HttpResponse:
    return _page(request, shown)


def _page(request: HttpRequest, shown: Shown) -> HttpResponse:
    week = shown.week
    days = [day.on for day in week.days]
    first = shown.on if shown.on in days else week.monday
    is_this_week = monday_of(today()) == week.monday
    context = {
        "shown": shown,
        "span": week_span(days[0], days[-1]),
        "previous": shown.address(week.monday - _WEEK),
        "following": shown.address(week.monday + _WEEK),
        "this_week": "" if is_this_week else shown.address(today()),
        "breaks": ", ".join(dict.fromkeys(day.break_name for day in week.days if day.break_name)),
        "tabs": day_tabs(days, first, shown.address),
        "table": week_table(week, first, shown.kind),
    }
    return render(request, "timetable/week.html", context)
