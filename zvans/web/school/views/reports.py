"""What users have reported to the school, and the answers; whom they ask (C5)."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zvans.oversight.actions.reports import answer_report, choose_responsible, hand_report_on, take_report
from zvans.oversight.enums import ReportState
from zvans.oversight.queries.reports import report_to, reports_to
from zvans.oversight.rules import can_answer_reports
from zvans.schools.queries.staff import people_employed
from zvans.schools.queries.workplaces import Workplace
from zvans.schools.rules import can_manage_staff
from zvans.web.school.answers import exported
from zvans.web.school.forms.reports import AnswerForm, ResponsibleForm
from zvans.web.school.pages import page_of, school_page
from zvans.web.shared.answers import attempted, done, done_in, sent, shown
from zvans.web.shared.listing import Column, Filter, Listing
from zvans.web.shared.words import moment, role_name

if TYPE_CHECKING:
    from zvans.oversight.models import Report

_DONE = {
    "responsible": _("Saglabāts. Skolas darbinieki un ģimenes to redz lapā «Ziņot skolai»."),
    "taken": _("Tagad citi redz, ka to izskatāt Jūs."),
    "answered": _("Atbilde ir nosūtīta."),
    "handed": _("Ziņojums ir nodots lietotāju atbalstam."),
}


def _address(name: str, place: Workplace, **path: Any) -> str:
    return reverse(f"school:{name}", kwargs={"school": place.school.code, **path})


def _link(report: "Report") -> str:
    return reverse("school:report", kwargs={"school": report.school.code, "report": report.public_id})


_LISTING = Listing(
    name=_("Ziņojumi"),
    columns=[
        Column("at", _("Kad"), lambda row: moment(row.created_at), ("created_at",), _link),
        Column("who", _("Kas ziņo"), lambda row: row.person.register_name, ("person__sort_key",), is_name=True),
        Column("role", _("Loma"), lambda row: role_name(row.role), ("role",)),
        Column("kind", _("Par ko"), lambda row: row.get_kind_display(), ("kind",)),
        Column("state", _("Stāvoklis"), lambda row: row.get_state_display(), ("state",)),
        Column("by", _("Kas izskata"), lambda row: str(row.assigned_to or ""), ("assigned_to__sort_key",)),
    ],
    filters=[Filter("state", _("Stāvoklis"), ReportState.choices, lambda rows, chosen: rows.filter(state=chosen))],
    sort="-at",
)


@school_page(rule=can_answer_reports)
def show_all(request: HttpRequest, place: Workplace) -> HttpResponse:
    rows = reports_to(place.school)
    if _LISTING.asked_file(request):
        return exported(request, place, _LISTING, rows, "reports")
    may_choose = can_manage_staff(request.actor, place)  # type: ignore[attr-defined]
    form = _responsible_form(place) if may_choose else None
    context = page_of(place, "reports") | {"list": _LISTING.page(request, rows), "form": form}
    return shown(request, "school/reports.html", context | {"done": done_in(request, _DONE)})


def _responsible_form(place: Workplace, data: Any = None) -> ResponsibleForm:
    people = [(person.public_id, person.register_name) for person in people_employed(place.school)]
    named = place.school.responsible
    initial = {"person": named.public_id if named else "", "contact": place.school.responsible_contact}
    return ResponsibleForm(data, people=people, initial=initial)


@school_page(rule=can_manage_staff, methods=("POST",))
def choose(request: HttpRequest, place: Workplace) -> HttpResponse:
    form = _responsible_form(place, request.POST)

    def act(new: Any) -> None:
        person = next((p for p in people_employed(place.school) if p.public_id == new["person"]), None)
        choose_responsible(school=place.school, person=person, contact=new["contact"], by=request.actor)  # type: ignore[attr-defined]

    if attempted(form, act):
        return done(_address("reports", place), "responsible")
    context = page_of(place, "reports") | {"list": _LISTING.page(request, reports_to(place.school)), "form": form}
    return shown(request, "school/reports.html", context, form)


def report_in(place: Workplace, report: str) -> "Report | None":
    return report_to(place.school, report)


@school_page(rule=can_answer_reports, load=report_in, methods=("GET", "POST"))
def show(request: HttpRequest, place: Workplace, report: "Report") -> HttpResponse:
    """The report, and the form of its answer."""
    form = AnswerForm(sent(request))

    def act(new: Any) -> None:
        answer_report(report=report, answer=new["answer"], by=request.actor)  # type: ignore[attr-defined]

    if request.method == "POST" and attempted(form, act):
        return done(_link(report), "answered")
    context = page_of(place, "reports") | {"report": report, "form": form, "role": role_name(report.role)}
    return shown(request, "school/report.html", context | {"done": done_in(request, _DONE)}, form)


@school_page(rule=can_answer_reports, load=report_in, methods=("POST",))
def take(request: HttpRequest, place: Workplace, report: "Report") -> HttpResponse:
    take_report(report=report, by=request.actor)  # type: ignore[attr-defined]
    return done(_link(report), "taken")


@school_page(rule=can_answer_reports, load=report_in, methods=("POST",))
def hand_on(request: HttpRequest, place: Workplace, report: "Report") -> HttpResponse:
    hand_report_on(report=report, by=request.actor)  # type: ignore[attr-defined]
    return done(_link(report), "handed")
