"""Those who work at a school: the list, and each of them."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zvans.lib.policy import NotAcceptable
from zvans.schools.actions.hiring import correct_employee
from zvans.schools.actions.looking_up import is_code_taken
from zvans.schools.enums import Permission, PositionKind
from zvans.schools.queries.staff import (
    allowed_to,
    employee_of,
    employee_page,
    has_code,
    holding,
    is_over,
    named,
    staff_of,
    standing,
)
from zvans.schools.queries.workplaces import Workplace
from zvans.schools.rules import can_give, can_manage_staff
from zvans.web.school.answers import exported
from zvans.web.school.forms.staff import CorrectForm, PostForm
from zvans.web.school.pages import page_of, school_page
from zvans.web.shared.answers import attempted, done_in
from zvans.web.shared.listing import Column, Filter, Listing

if TYPE_CHECKING:
    from zvans.schools.models import Employment

DONE = {
    "hired": _("Darbinieks ir pieņemts."),
    "corrected": _("Darbinieka dati ir izlaboti."),
    "given": _("Amats ir piešķirts."),
    "changed": _("Amats ir izmainīts."),
    "ended": _("Amata pēdējā diena ir ierakstīta."),
    "left": _("Pēdējā darba diena ir ierakstīta. Līdz ar to beidzas amati, klašu audzināšana un stundas."),
}
_STANDING = [("now", _("strādā")), ("left", _("vairs nestrādā")), ("nameless", _("vārds bez cilvēka"))]


def name_of(employment: "Employment") -> str:
    """As lists of a school have it: family name first. A name from a timetable stays as it is."""
    return employment.person.register_name if employment.person else employment.name


def employee_in(place: Workplace, teacher: str) -> "Employment | None":
    return employee_of(place.school, teacher)


def to_employee(employment: "Employment", place: Workplace, done: str) -> HttpResponseRedirect:
    path = {"school": place.school.code, "teacher": employment.public_id}
    return HttpResponseRedirect(f"{reverse('school:employee', kwargs=path)}?done={done}")


def _positions(row: Any) -> str:
    return ", ".join(position.title or str(position.get_kind_display()) for position in row.positions_now)


def _listing(school: str) -> Listing:
    return Listing(
        name=_("Darbinieki"),
        columns=[
            Column(
                "name", _("Darbinieks"), name_of, ("by_name",), is_name=True,
                link=lambda row: reverse("school:employee", kwargs={"school": school, "teacher": row.public_id}),
            ),
            Column("short", _("Īsais vārds"), lambda row: row.short_name, ("short_name",)),
            Column("positions", _("Amati"), _positions),
            Column("since", _("Kopš"), lambda row: row.starts_on, ("starts_on",)),
            Column("until", _("Līdz"), lambda row: row.ends_on, ("ends_on",)),
            Column("taught", _("Žurnāli"), lambda row: row.taught, ("taught",), kind="number"),
        ],
        search=named,
        filters=[
            Filter("position", _("Amats"), PositionKind.choices, holding),
            Filter("who", _("Kuri"), _STANDING, standing),
        ],
    )  # fmt: skip


@school_page(rule=can_manage_staff)
def show(request: HttpRequest, place: Workplace) -> HttpResponse:
    listing, rows = _listing(place.school.code), staff_of(place.school)
    if listing.asked_file(request):
        return exported(request, place, listing, rows, "staff")
    shown = {"list": listing.page(request, rows), "done": done_in(request, DONE)}
    return render(request, "school/staff.html", page_of(place, "staff") | shown)


def _taught(place: Workplace, employment: "Employment") -> Listing:
    """What one teaches and has taught. To the pages of courses leads it only those who set up the school."""
    path, title = {"school": place.school.code}, _("Žurnāli")

    def link(row: Any) -> str:
        return reverse("school:course", kwargs=path | {"course": row.course.public_id})

    return Listing(
        name=f"{name_of(employment)} {title}",
        columns=[
            Column(
                "course", _("Žurnāls"), lambda row: f"{row.course.subject.name} {row.course.name}",
                ("course.subject.sort_key",), is_name=True, link=link if Permission.SET_UP in place.permissions else None,
            ),
            Column("year", _("Mācību gads"), lambda row: row.course.year.name, ("course.year.starts_on",)),
            Column("from", _("No dienas"), lambda row: row.starts_on, ("starts_on",)),
            Column("until", _("Līdz"), lambda row: row.ends_on),
        ],
        sort="-year",
        at=reverse("school:employee", kwargs=path | {"teacher": employment.public_id}),
        anchor="courses",
    )  # fmt: skip


@school_page(rule=can_manage_staff, load=employee_in)
def show_one(request: HttpRequest, place: Workplace, employment: "Employment") -> HttpResponse:
    listing = _taught(place, employment)
    if listing.asked_file(request):
        return exported(request, place, listing, employee_page(employment).courses, "employee_courses")
    return employee_shown(request, place, employment)


@school_page(rule=can_manage_staff, load=employee_in, methods=("GET", "POST"))
def correct(request: HttpRequest, place: Workplace, employment: "Employment") -> HttpResponse:
    """Of one who works here no more the names and contacts are the next employer's: the short name alone stays the school's.

    Nobody corrects who may do more: with a name, a code or a phone of one's choice goes the way into the account.
    """
    if not can_give(place, allowed_to(employment)):
        raise PermissionDenied
    page, person = employee_page(employment), None if is_over(employment) else employment.person
    kept = {name: getattr(person, name, "") for name in ("given_name", "family_name", "born_on", "phone", "email")}
    form = CorrectForm(
        request.POST or None, has_code=has_code(person), is_person=person is not None,
        initial=kept | {"short_name": employment.short_name, "state": page.state},
    )  # fmt: skip

    def act(entered: Any) -> None:
        by, first_code = request.actor, entered.get("code")  # type: ignore[attr-defined]
        if first_code and person and is_code_taken(first_code, person=person, school=place.school, by=by):
            raise NotAcceptable("code", gettext("Personas kods nav derīgs. Pārbaudiet katru ciparu."))
        correct_employee(
            employment=employment, facts=form.facts() if person else None, short_name=entered["short_name"],
            state=entered["state"], by=request.actor,  # type: ignore[attr-defined]
        )  # fmt: skip

    if request.method == "POST" and attempted(form, act):
        return to_employee(employment, place, "corrected")
    shown = page_of(place, "staff") | {"form": form, "employment": employment, "name": name_of(employment)}
    return render(request, "school/employee_correct.html", shown, status=422 if request.method == "POST" else 200)


def employee_shown(
    request: HttpRequest, place: Workplace, employment: "Employment", *, status: int = 200, form: PostForm | None = None
) -> HttpResponse:
    page = employee_page(employment)
    shown = {
        "page": page,
        "list": _taught(place, employment).page(request, page.courses),
        "employment": employment,
        "name": name_of(employment),
        "form": form or PostForm(giver=place.permissions, initial={"state": page.state}),
        "is_over": is_over(employment),
        "may_change": can_give(place, allowed_to(employment)),
        "may_set_up": Permission.SET_UP in place.permissions,
        "done": done_in(request, DONE),
    }
    return render(request, "school/employee.html", page_of(place, "staff") | shown, status=status)
