"""How the school's people sign in: a second factor for staff, how long one stays signed in (B10, B12)."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zvans.schools.actions.sign_in_rules import reset_factors_of_employee, rules_stamp, set_sign_in_rules
from zvans.schools.queries.second_factors import has_factor, staff_with_factors, with_factor
from zvans.schools.queries.staff import allowed_to, named
from zvans.schools.queries.workplaces import Workplace
from zvans.schools.rules import can_give, can_manage_staff
from zvans.web.school.answers import exported
from zvans.web.school.forms.security import SecurityForm
from zvans.web.school.pages import page_of, school_page
from zvans.web.school.views.staff import employee_in, name_of
from zvans.web.shared.answers import attempted, done, done_in, sent, shown
from zvans.web.shared.listing import Column, Filter, Listing, State

if TYPE_CHECKING:
    from zvans.schools.models import Employment

_DONE = {
    "set": _("Noteikumi ir saglabāti. Kam otrā faktora vēl nav, to redz savā lapā un saņem paziņojumu."),
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
    listing, rows = _listing(school.code, is_required=school.second_factor_from is not None), staff_with_factors(school)
    if listing.asked_file(request):
        return exported(request, place, listing, rows, "second_factors")
    kept = {"second_factor_from": school.second_factor_from, "longest_session_days": school.longest_session_days}
    form = SecurityForm(sent(request), initial=kept | {"stamp": rules_stamp(school)})
    if request.method == "POST" and attempted(form, lambda new: set_sign_in_rules(school=school, by=by, **new)):
        return done(reverse("school:security", kwargs={"school": school.code}), "set")
    context = {"form": form, "done": done_in(request, _DONE), "list": listing.page(request, rows)}
    return shown(request, "school/security.html", page_of(place, "security") | context, form)


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
