"""Passwords of a school's staff, in letters: for one employee, or for all who have none yet (B7)."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from zvans.audit.actor import Actor
from zvans.credentials.actions.issuing import issue_staff_letters
from zvans.credentials.enums import Standing
from zvans.credentials.policies import check_is_somebody, check_password_unchanged, check_still_there
from zvans.credentials.queries.staff import Employee, employees_of
from zvans.credentials.rules import can_issue_to_employee
from zvans.schools.queries.workplaces import Workplace
from zvans.schools.rules import can_manage_staff
from zvans.web.access.letters import pdf_answer, staff_letters
from zvans.web.access.words import icon_of
from zvans.web.school.pages import page_of, school_page


@never_cache
@school_page(rule=can_manage_staff)
def show(request: HttpRequest, place: Workplace) -> HttpResponse:
    """Whose passwords can be issued: all, or those asked for (`?who=`). Who has none yet is ticked."""
    wanted = request.GET.getlist("who")
    rows = [
        {
            "employee": employee,
            "icon": icon_of(employee.standing),
            "may_issue": _may(request.actor, place, employee),  # type: ignore[attr-defined]
            "asks": employee.standing == Standing.CHOSEN,
            "is_ticked": employee.standing == Standing.NONE or (bool(wanted) and employee.standing == Standing.ISSUED),
        }
        for employee in employees_of(place.school, *wanted)
    ]
    return render(request, "access/staff.html", page_of(place, "staff") | {"rows": rows, "is_some": bool(wanted)})


@never_cache
@school_page(rule=can_manage_staff, methods=("POST",))
def letters(request: HttpRequest, place: Workplace) -> HttpResponse:
    """The passwords stand in this answer and nowhere else (B13)."""
    by = request.actor  # type: ignore[attr-defined]
    keys = dict(key.partition(".")[::2] for key in request.POST.getlist("who"))
    check_is_somebody(list(keys))
    employees = employees_of(place.school, *keys)
    check_still_there(len(employees) == len(keys) and all(employee.account for employee in employees))
    if not all(_may(by, place, employee) for employee in employees):
        raise PermissionDenied
    _check_same(employees, keys)
    issued = issue_staff_letters(school=place.school, employees=employees, by=by)
    return pdf_answer(staff_letters(place.school, issued, by))


def _may(actor: Actor, place: Workplace, employee: Employee) -> bool:
    return employee.account is not None and can_issue_to_employee(actor, place, employee.employment, employee.rights)


def _check_same(employees: Sequence[Employee], keys: dict[str, str]) -> None:
    changed = [e.employment.person for e in employees if e.stamp != keys[e.employment.public_id]]
    check_password_unchanged([person for person in changed if person])
