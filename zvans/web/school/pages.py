"""What the pages of a school's set-up have in common: the door, the school of the address, the ways between them.

    @school_page(rule=can_set_up)
    def show(request, place): ...

    @school_page(rule=can_set_up, load=room_in, methods=("GET", "POST"))     # address: /school/<code>/rooms/<room>/
    def edit(request, place, room): ...

A loader gets the workplace and the rest of the address, `room_in(place, room="…")`, and looks inside that school only: the database lets
this account touch the rows of every school it works at.
"""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from zvans.accounts.enums import Door
from zvans.audit.actor import Actor
from zvans.schools.queries.workplaces import Workplace, workplace_for
from zvans.web.school.sections import SECTIONS
from zvans.web.school.steps import steps_for
from zvans.web.shared.guard import guarded

_View = Callable[..., HttpResponse]
_Rule = Callable[[Actor, Workplace], bool]


def school_page(
    *, rule: _Rule, load: Callable[..., Any] | None = None, methods: Sequence[str] = ("GET",)
) -> Callable[[_View], _View]:
    """Guard a page of a school: unknown school or thing 404, a right that one's positions don't give 403."""

    def decorate(view: _View) -> _View:
        def loaded(actor: Actor, school: str, **path: Any) -> tuple[Any, ...] | None:
            place = workplace_for(actor, school)
            if place is None:
                return None
            if load is None or not rule(actor, place):
                return (place,)
            found = load(place, **path)
            return None if found is None else (place, found)

        def allowed(actor: Actor, found: tuple[Any, ...]) -> bool:
            return rule(actor, found[0])

        @require_http_methods([*methods, *(["HEAD"] if "GET" in methods else [])])
        @guarded(door=Door.STAFF, load=loaded, rule=allowed)
        @wraps(view)
        def shown(request: HttpRequest, found: tuple[Any, ...]) -> HttpResponse:
            return view(request, *found)

        shown.methods = tuple(methods)  # type: ignore[attr-defined]
        return shown

    return decorate


def page_of(place: Workplace, section: str) -> dict[str, Any]:
    """What every page of the school shows: whose it is, its other pages that this person may open, and how much it still lacks."""
    sections = sections_of(place)
    steps = steps_for(place, {key: address for key, _, address in sections})
    return {
        "place": place,
        "school": place.school,
        "section": section,
        "sections": sections,
        "steps": steps,
        "missing": sum(len(step.missing) for step in steps),
    }


def sections_of(place: Workplace) -> list[tuple[str, str, str]]:
    """(key, label, address) of the pages that this person may open."""
    return [
        (section.key, str(section.label), section.address(place.school.code))
        for section in SECTIONS
        if section.is_open(place.permissions)
    ]
