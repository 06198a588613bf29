"""The whole school as one file (D5): asked for, made by a job, taken by the one who asked."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.cache import never_cache

from zvans.schools.actions.archives import ask_for_archive, take_archive
from zvans.schools.queries.archives import ArchiveState, OrderedArchive, archive_in, archives_of
from zvans.schools.queries.workplaces import Workplace
from zvans.schools.rules import can_archive
from zvans.web.school.pages import page_of, school_page


@school_page(rule=can_archive, methods=("GET", "POST"))
def show(request: HttpRequest, place: Workplace) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    if request.method == "POST":
        ask_for_archive(school=place.school, by=actor)
        return HttpResponseRedirect(reverse("school:archive", kwargs={"school": place.school.code}))
    archives = archives_of(actor, place.school)
    is_at_work = any(archive.state == ArchiveState.MAKING for archive in archives)
    page: dict[str, Any] = {"archives": archives, "is_at_work": is_at_work}
    return render(request, "school/archive.html", page_of(place, "archive") | page)


def _archive_in(place: Workplace, archive: int) -> OrderedArchive | None:
    return archive_in(place.school, archive)


@never_cache
@school_page(rule=can_archive, load=_archive_in)
def take(request: HttpRequest, place: Workplace, archive: OrderedArchive) -> Any:
    """Only for the account that asked for it; each time is recorded."""
    actor = request.actor  # type: ignore[attr-defined]
    if archive.account_id != actor.account_id or archive.state != ArchiveState.READY:
        raise Http404
    take_archive(school=place.school, archive=archive, by=actor)
    name = f"{place.school.code}-{localtime(archive.asked_at):%Y-%m-%d}.zip"
    return FileResponse(archive.path.open("rb"), as_attachment=True, filename=name, content_type="application/zip")
