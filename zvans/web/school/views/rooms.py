"""The rooms of a school."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zvans.schools.actions.naming import name_stamp
from zvans.schools.actions.rooms import add_room, remove_room, rename_room
from zvans.schools.queries.names import called, room_in, rooms_of
from zvans.schools.queries.workplaces import Workplace
from zvans.schools.rules import can_set_up
from zvans.web.school.attempts import attempted, done_in
from zvans.web.school.forms.names import RoomForm
from zvans.web.school.pages import page_of, school_page
from zvans.web.school.saving import done, exported, sent, shown
from zvans.web.shared.listing import Column, Listing

_DONE = {
    "added": _("Telpa ir pievienota."),
    "renamed": _("Telpa ir pārdēvēta."),
    "removed": _("Telpa ir noņemta."),
}


def _address(place: Workplace) -> str:
    return reverse("school:rooms", kwargs={"school": place.school.code})


def _listing(place: Workplace) -> Listing:
    def link(room: Any) -> str:
        return reverse("school:room", kwargs={"school": place.school.code, "room": room.public_id})

    return Listing(
        name=_("Telpas"),
        columns=[
            Column("name", _("Telpa"), lambda room: room.name, order=("sort_key",), link=link, is_name=True),
            Column("short", _("Īsais nosaukums"), lambda room: room.short_name, order=("short_name",)),
        ],
        search=called,
    )


@school_page(rule=can_set_up, methods=("GET", "POST"))
def show(request: HttpRequest, place: Workplace) -> HttpResponse:
    listing, rows = _listing(place), rooms_of(place.school)
    if listing.asked_file(request):
        return exported(request, place, listing, rows, "rooms")
    form = RoomForm(sent(request), initial={"name": "", "short_name": ""})
    if request.method == "POST" and attempted(form, lambda new: _add(request, place, new)):
        return done(_address(place), "added")
    context = (
        page_of(place, "rooms")
        | {"list": listing.page(request, rows), "form": form}
        | {"done": done_in(request, _DONE)}
    )
    return shown(request, "school/rooms.html", context, form)


def _add(request: HttpRequest, place: Workplace, new: Mapping[str, Any]) -> None:
    add_room(school=place.school, name=new["name"], short_name=new["short_name"], by=request.actor)  # type: ignore[attr-defined]


@school_page(rule=can_set_up, load=room_in, methods=("GET", "POST"))
def edit(request: HttpRequest, place: Workplace, room: Any) -> HttpResponse:
    now = {"name": room.name, "short_name": room.short_name, "stamp": name_stamp(room)}
    form = RoomForm(sent(request), initial=now)
    by = request.actor  # type: ignore[attr-defined]
    if request.method == "POST" and attempted(form, lambda new: rename_room(room=room, by=by, **new)):
        return done(_address(place), "renamed")
    return shown(request, "school/room.html", page_of(place, "rooms") | {"room": room, "form": form}, form)


@school_page(rule=can_set_up, load=room_in, methods=("POST",))
def remove(request: HttpRequest, place: Workplace, room: Any) -> HttpResponse:
    remove_room(room=room, by=request.actor)  # type: ignore[attr-defined]
    return done(_address(place), "removed")
