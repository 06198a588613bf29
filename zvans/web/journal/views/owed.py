"""What is still to be entered (F1): a teacher's own, a class's, a school's; and what came late."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from zvans.accounts.enums import Door
from zvans.audit.actor import Actor
from zvans.journal.queries.late import late_of_school
from zvans.journal.queries.owed import count_of
from zvans.journal.queries.owed_of import Views, class_for, owed_of_class, owed_of_school, own_owed, views_of
from zvans.journal.rules import can_view_all_journals
from zvans.schools.actions.exports import record_export
from zvans.schools.queries.workplaces import Workplace, workplace_for
from zvans.web.journal.owed_list import late_listing, late_rows, owed_listing, owed_rows
from zvans.web.journal.owed_teachers import by_teacher, teachers_listing
from zvans.web.shared.guard import guarded
from zvans.web.shared.listing import Listing

if TYPE_CHECKING:
    from zvans.schools.models import ClassGroup, School


@require_safe
@guarded(door=Door.STAFF)
def show(request: HttpRequest) -> HttpResponse:
    """One's own. Who has nothing to enter is led to what they answer for, unless they ask for their own (`?own=1`)."""
    actor = request.actor  # type: ignore[attr-defined]
    views, entries = views_of(actor), own_owed(actor, whole_year=_whole_year(request))
    if not entries and not request.GET and views.is_several:
        return HttpResponseRedirect(_first(views))
    rows = owed_rows(entries)
    return _shown(request, owed_listing(rows, several=False), rows, None, {"views": views, "count": count_of(entries)})


@require_safe
@guarded(door=Door.STAFF, load=class_for)
def of_class(request: HttpRequest, class_group: "ClassGroup") -> HttpResponse:
    entries = owed_of_class(class_group, whole_year=_whole_year(request))
    rows, views = owed_rows(entries), views_of(request.actor)  # type: ignore[attr-defined]
    context = {"views": views, "count": count_of(entries), "class_group": class_group}
    return _shown(request, owed_listing(rows, several=True), rows, class_group.school, context)


@require_safe
@guarded(door=Door.STAFF, load=workplace_for, rule=can_view_all_journals)
def of_school(request: HttpRequest, place: Workplace) -> HttpResponse:
    """Teacher by teacher, each a way to the entries."""
    entries = owed_of_school(place.school, whole_year=_whole_year(request))
    rows = by_teacher(entries)
    return _shown(
        request,
        teachers_listing(place.school.code),
        rows,
        place.school,
        _of_school(request, place, "teachers", entries),
    )


@require_safe
@guarded(door=Door.STAFF, load=workplace_for, rule=can_view_all_journals)
def entries(request: HttpRequest, place: Workplace) -> HttpResponse:
    found = owed_of_school(place.school, whole_year=_whole_year(request))
    rows = owed_rows(found)
    return _shown(
        request, owed_listing(rows, several=True), rows, place.school, _of_school(request, place, "entries", found)
    )


@require_safe
@guarded(door=Door.STAFF, load=workplace_for, rule=can_view_all_journals)
def late(request: HttpRequest, place: Workplace) -> HttpResponse:
    rows = late_rows(late_of_school(place.school, whole_year=_whole_year(request)))
    return _shown(request, late_listing(rows), rows, place.school, _of_school(request, place, "late", None))


def _of_school(request: HttpRequest, place: Workplace, part: str, entries: Any) -> dict[str, Any]:
    views = views_of(request.actor)  # type: ignore[attr-defined]
    return {
        "views": views,
        "count": None if entries is None else count_of(entries),
        "school": place.school,
        "part": part,
    }


def _whole_year(request: HttpRequest) -> bool:
    return request.GET.get("span") == "year"


def _first(views: Views) -> str:
    if views.schools:
        return reverse("journal:owed_school", args=[views.schools[0][0]])
    return reverse("journal:owed_class", args=[views.classes[0][0]])


def _shown(
    request: HttpRequest, listing: Listing, rows: Sequence[Any], school: "School | None", context: dict[str, Any]
) -> HttpResponse:
    """The list as a page, or as a file; a list of a school's people that leaves the program is put on record (S71)."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if listing.asked_file(request):
        if school is not None:
            count = listing.count(request, rows)
            owing = {key for line in listing.narrowed(request, rows) if (key := getattr(line, "pupil_id", None))}
            record_export(what="owed", rows=count, of=owing, by=actor, school=school)
        return listing.file(request, rows)
    nothing = {"school": None, "class_group": None, "part": "", "caption": listing.name, "empty": _NOTHING}
    return render(request, "journal/owed.html", nothing | context | {"list": listing.page(request, rows)})


_NOTHING = _("Viss ir ierakstīts.")
