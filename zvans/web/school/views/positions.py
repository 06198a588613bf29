"""What an employee may do: positions given, changed, ended; and the last day of work."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zvans.schools.actions.departures import end_employment
from zvans.schools.actions.positions import change_post, end_post, give_post
from zvans.schools.enums import Permission
from zvans.schools.queries.staff import (
    HeldPosition,
    allowed_to,
    position_of,
    state_of,
    unmanned_after,
    unmanned_classes,
)
from zvans.schools.queries.workplaces import Workplace
from zvans.schools.rules import can_give, can_manage_staff
from zvans.web.school.forms.staff import ChangePostForm, EndForm, LastDayForm, PostForm
from zvans.web.school.pages import page_of, school_page
from zvans.web.school.views.staff import employee_in, employee_shown, name_of, to_employee
from zvans.web.shared.answers import attempted

if TYPE_CHECKING:
    from zvans.schools.models import Employment


def position_in(place: Workplace, teacher: str, position: int) -> HeldPosition | None:
    return position_of(place.school, teacher, position)


@school_page(rule=can_manage_staff, load=employee_in, methods=("POST",))
def give(request: HttpRequest, place: Workplace, employment: "Employment") -> HttpResponse:
    form = PostForm(request.POST, giver=place.permissions)

    def act(entered: Any) -> None:
        give_post(employment=employment, by=request.actor, **entered)  # type: ignore[attr-defined]

    if attempted(form, act):
        return to_employee(employment, place, "given")
    return employee_shown(request, place, employment, status=422, form=form)


@school_page(rule=can_manage_staff, load=position_in, methods=("GET", "POST"))
def change(request: HttpRequest, place: Workplace, held: HeldPosition) -> HttpResponse:
    """Rights of the position that the giver does not have stay as they are."""
    form = _change_form(place, held, request.POST or None)

    def act(entered: Any) -> None:
        kept = held.added - place.permissions
        chosen = {Permission(name) for name in entered["permissions"]}
        change_post(
            position=held.position, title=entered["title"], permissions=kept | chosen, state=entered["state"],
            by=request.actor,  # type: ignore[attr-defined]
        )  # fmt: skip

    if request.method == "POST" and attempted(form, act):
        return to_employee(held.position.employment, place, "changed")
    return _position_page(request, place, held, status=422 if request.method == "POST" else 200, form=form)


@school_page(rule=can_manage_staff, load=position_in, methods=("POST",))
def end(request: HttpRequest, place: Workplace, held: HeldPosition) -> HttpResponse:
    if not can_give(place, held.position.allowed):
        raise PermissionDenied
    form = EndForm(request.POST)

    def act(entered: Any) -> None:
        end_post(position=held.position, by=request.actor, **entered)  # type: ignore[attr-defined]

    if attempted(form, act):
        return to_employee(held.position.employment, place, "ended")
    return _position_page(request, place, held, status=422, end_form=form)


@school_page(rule=can_manage_staff, load=employee_in, methods=("GET", "POST"))
def leave(request: HttpRequest, place: Workplace, employment: "Employment") -> HttpResponse:
    """First what would be left without a teacher from a day on, then the day is confirmed."""
    if not can_give(place, allowed_to(employment)):
        raise PermissionDenied
    form = EndForm(request.POST) if request.method == "POST" else LastDayForm(request.GET or None)

    def act(entered: Any) -> None:
        end_employment(employment=employment, by=request.actor, **entered)  # type: ignore[attr-defined]

    if request.method == "POST" and attempted(form, act):
        return to_employee(employment, place, "left")
    day = form.cleaned_data.get("ends_on") if form.is_valid() else None
    shown = {
        "form": form,
        "employment": employment,
        "name": name_of(employment),
        "state": state_of(employment),
        "day": day,
        "courses": unmanned_after(employment, day) if day else [],
        "classes": unmanned_classes(employment, day) if day else [],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "school/leave.html", page_of(place, "staff") | shown, status=status)


def _change_form(place: Workplace, held: HeldPosition, entered: Any = None) -> ChangePostForm:
    position = held.position
    kept = {"title": position.title, "permissions": sorted(held.added), "state": state_of(position.employment)}
    return ChangePostForm(entered, giver=place.permissions, given=held.given, initial=kept)


def _position_page(
    request: HttpRequest, place: Workplace, held: HeldPosition, *, status: int = 200, **forms: Any
) -> HttpResponse:
    employment = held.position.employment
    state = state_of(employment)
    shown = {
        "held": held,
        "given": sorted(right.label for right in held.given),
        "others": sorted(Permission(right).label for right in held.added - place.permissions),
        "employment": employment,
        "name": name_of(employment),
        "form": _change_form(place, held),
        "end_form": EndForm(initial={"state": state, "ends_on": held.position.ends_on}),
        "may_end": can_give(place, held.position.allowed),
    }
    return render(request, "school/position.html", page_of(place, "staff") | shown | forms, status=status)
