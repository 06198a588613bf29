"""The teacher's day: where staff begin."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from zvans.accounts.enums import Door
from zvans.journal.queries.owed_of import views_of
from zvans.journal.queries.today import led_courses, teacher_day, teacher_home
from zvans.lib.dates import now, today
from zvans.web.journal.did import did_in
from zvans.web.shared.guard import guarded


@require_safe
@guarded(door=Door.STAFF)
def show(request: HttpRequest) -> HttpResponse:
    return _page(request, today())


@require_safe
@guarded(door=Door.STAFF, load=lambda actor, on: on)
def show_day(request: HttpRequest, on: date) -> HttpResponse:
    return _page(request, on)


def _page(request: HttpRequest, on: date) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    day = teacher_home(actor, on) if on == today() else teacher_day(actor, on)
    context = {
        "did": did_in(request),
        "day": day,
        "courses": day.courses,
        "led": led_courses(actor, on),
        "classes": views_of(actor).classes,
        "today": today(),
        "clock": localtime(now()).time(),
        "previous_on": on - timedelta(days=1),
        "following_on": on + timedelta(days=1),
    }
    return render(request, "journal/today.html", context)
