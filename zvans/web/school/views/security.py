"""How the school's people sign in: a second factor for staff, how long one stays signed in (B10, B12)."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zvans.schools.actions.discussion_rules import discussion_stamp, set_discussion_rules
from zvans.schools.actions.sign_in_rules import reset_factors_of_employee, rules_stamp, set_sign_in_rules
from zvans.schools.queries.second_factors import has_factor, staff_with_factors, with_factor
from zvans.schools.queries.staff import allowed_to, named
from zvans.schools.queries.workplaces import Workplace
from zvans.schools.rules import can_give, can_manage_staff
from zvans.web.school.answers import exported
from zvans.web.school.forms.security import DiscussionForm, SecurityForm
from zvans.web.school.pages import page_of, school_page
from zvans.web.school.views.staff import employee_in, name_of
from zvans.web.shared.answers import attempted, done, done_in, sent, shown
from zvans.web.shared.listing import Column, Filter, Listing, State

if TYPE_CHECKING:
    from zvans.schools.models import Employment

_DONE = {
    "set": _("Noteikumi ir saglabāti. Kam otrā faktora vēl nav, tas saņem paziņojumu un redz atgādinājumu savā lapā."),
    "ages": _("Vecumi ir saglabāti. Tie attiecas uz komentāriem no šī brīža."),
    "reset": _("Otrais faktors ir noņemts. Persona par to saņem paziņojumu."),
}
_HAS = [("no", _("nav")), ("yes", _("ir"))]


def _listing(school: str, *, is_required: bool) -> Listing:
    """Who has none stands out where the school requires one."""

    def link(row: "Employment") -> str:
        return reverse("school:employee_factor", kwargs={"school": school, "teacher": row.public_id})

    def state(row: Any) -> State | None:
        if row.has_factor:
            return State("done", "tick")
        return State("missing", "attention") if is_required else None

    return Listing(
        name=_("Otrais faktors"),
        columns=[
            Column("name", _("Darbinieks"), name_of, ("by_name",), link=link, is_name=True),
            Column(
                "factor", _("Otrais faktors"), lambda row: _("ir") if row.has_factor else _("nav"), ("has_factor",),
                state=state,
            ),
        ],
        search=named,
        filters=[Filter("factor", _("Otrais faktors"), _HAS, with_factor)],
        anchor="who",
    )  # fmt: skip


@school_page(rule=can_manage_staff, methods=("GET", "POST"))
def show(request: HttpRequest, place: Workplace) -> HttpResponse:
    school, by = place.school, request.actor  # type: ignore[attr-defined]
    listing, rows = _list_of(place)
    if listing.asked_file(request):
        return exported(request, place, listing, rows, "second_factors")
    form = _sign_in_form(request, place)
    if request.method == "POST" and attempted(form, lambda new: set_sign_in_rules(school=school, by=by, **new)):
        return done(_here(place), "set")
    return _page(request, place, form, _discussion_form(place))


@school_page(rule=can_manage_staff, methods=("POST",))
def discussions(request: HttpRequest, place: Workplace) -> HttpResponse:
    """From which age pupils comment on the portal (A8)."""
    form, by = DiscussionForm(sent(request), auto_id="discussion_%s"), request.actor  # type: ignore[attr-defined]
    if attempted(form, lambda new: set_discussion_rules(school=place.school, by=by, **new)):
        return done(_here(place), "ages")
    return _page(request, place, _sign_in_form(request, place, is_sent=False), form)


def _here(place: Workplace) -> str:
    return reverse("school:security", kwargs={"school": place.school.code})


def _list_of(place: Workplace) -> tuple[Listing, Any]:
    school = place.school
    return _listing(school.code, is_required=school.second_factor_from is not None), staff_with_factors(school)


def _sign_in_form(request: HttpRequest, place: Workplace, *, is_sent: bool = True) -> SecurityForm:
    school = place.school
    kept = {"second_factor_from": school.second_factor_from, "longest_session_days": school.longest_session_days}
    return SecurityForm(sent(request) if is_sent else None, initial=kept | {"stamp": rules_stamp(school)})


def _discussion_form(place: Workplace) -> DiscussionForm:
    school = place.school
    kept = {"comments_from_age": school.comments_from_age, "own_name_from_age": school.own_name_from_age}
    return DiscussionForm(initial=kept | {"stamp": discussion_stamp(school)}, auto_id="discussion_%s")


def _page(request: HttpRequest, place: Workplace, form: SecurityForm, discussion: DiscussionForm) -> HttpResponse:
    listing, rows = _list_of(place)
    context = {
        "form": form, "discussion_form": discussion, "done": done_in(request, _DONE), "list": listing.page(request, rows),
    }  # fmt: skip
    return shown(request, "school/security.html", page_of(place, "security") | context, form, discussion)


@school_page(rule=can_manage_staff, load=employee_in, methods=("GET", "POST"))
def employee(request: HttpRequest, place: Workplace, employment: "Employment") -> HttpResponse:
    """Nobody opens the account of somebody who may do more."""
    if not can_give(place, allowed_to(employment)):
        raise PermissionDenied
    if request.method == "POST":
        reset_factors_of_employee(employment=employment, by=request.actor)  # type: ignore[attr-defined]
        return done(reverse("school:security", kwargs={"school": place.school.code}), "reset")
    context = {"employment": employment, "name": name_of(employment), "has_factor": has_factor(employment)}
    return render(request, "school/employee_factor.html", page_of(place, "security") | context)
