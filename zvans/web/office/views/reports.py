"""Reports that schools have handed on to the support of the installation (C5)."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zvans.accounts.enums import Office
from zvans.audit.actor import Actor
from zvans.oversight.actions.reports import answer_report
from zvans.oversight.queries.reports import report_for_support, reports_for_support
from zvans.web.office.exports import taken_as_file
from zvans.web.office.pages import office_page
from zvans.web.school.forms.reports import AnswerForm
from zvans.web.shared.answers import attempted, done, done_in, sent, shown
from zvans.web.shared.listing import Column, Listing
from zvans.web.shared.words import moment, role_name

if TYPE_CHECKING:
    from zvans.oversight.models import Report

_DONE = {"answered": _("Atbilde ir nosūtīta.")}


def _link(report: "Report") -> str:
    return reverse("office:report", args=[report.public_id])


_LISTING = Listing(
    name=_("Ziņojumi"),
    columns=[
        Column("at", _("Kad"), lambda row: moment(row.created_at), ("created_at",), _link, is_name=True),
        Column("school", _("Skola"), lambda row: row.school.short_name, ("school.short_name",)),
        Column("role", _("Loma"), lambda row: role_name(row.role), ("role",)),
        Column("kind", _("Par ko"), lambda row: row.get_kind_display(), ("kind",)),
        Column("state", _("Stāvoklis"), lambda row: row.get_state_display(), ("state",)),
    ],
    sort="-at",
)


@office_page(Office.SUPPORT)
def show_all(request: HttpRequest) -> HttpResponse:
    rows = reports_for_support()
    if file := taken_as_file(request, _LISTING, rows, "reports"):
        return file
    return shown(request, "office/reports.html", {"section": "reports", "list": _LISTING.page(request, rows)})


def _report_in(actor: Actor, report: str) -> "Report | None":
    return report_for_support(report)


@office_page(Office.SUPPORT, load=_report_in, methods=("GET", "POST"))
def show(request: HttpRequest, report: "Report") -> HttpResponse:
    form = AnswerForm(sent(request))

    def act(new: Any) -> None:
        answer_report(report=report, answer=new["answer"], by=request.actor)  # type: ignore[attr-defined]

    if request.method == "POST" and attempted(form, act):
        return done(_link(report), "answered")
    context = {"section": "reports", "report": report, "role": role_name(report.role), "form": form}
    return shown(request, "office/report.html", context | {"done": done_in(request, _DONE)}, form)
