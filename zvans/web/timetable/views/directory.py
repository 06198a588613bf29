"""The way to every timetable of one's schools."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zvans.accounts.enums import Door
from zvans.lib.dates import today
from zvans.timetable.queries.directory import directories_of
from zvans.web.shared.guard import guarded


@require_safe
@guarded(door=Door.STAFF)
def show(request: HttpRequest) -> HttpResponse:
    directories = directories_of(request.actor, today())  # type: ignore[attr-defined]
    return render(request, "timetable/directory.html", {"directories": directories})
