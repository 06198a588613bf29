"""Telling the school (C5), and reading what it answered."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from zvans.audit.actor import Actor
from zvans.oversight.actions.reports import report_login_known, report_wrong
from zvans.oversight.queries.reports import Asked, own_reports, whom_to_ask
from zvans.web.account.forms import LoginKnownForm, ReportForm
from zvans.web.shared.answers import attempted, done, done_in, sent, shown
from zvans.web.shared.guard import guarded
from zvans.web.shared.ways import came_from

if TYPE_CHECKING:
    from zvans.schools.models import School

_DONE = {
    "sent": _("Paldies, skola Jūsu ziņojumu ir saņēmusi. Atbilde būs šajā lapā."),
}
_SHOWN = 50


def _asked(actor: Actor) -> list[Asked] | None:
    """Nobody without a school has whom to tell."""
    return list(whom_to_ask(actor)) or None


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(load=_asked)
def show(request: HttpRequest, asked: list[Asked]) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    schools = _choices(asked)
    form = ReportForm(sent(request), schools=schools, initial={"page": urlsplit(came_from(request)).path})

    def act(new: "dict[str, str]") -> None:
        school = _school(asked, new["school"])
        report_wrong(school=school, text=new["text"], context=_context(request, new["page"]), by=actor)

    if request.method == "POST" and attempted(form, act):  # type: ignore[arg-type]
        return done(reverse("account:report"), "sent")
    context = {
        "section": "report", "form": form, "known": LoginKnownForm(schools=schools), "asked": asked,
        "reports": own_reports(actor).order_by("-created_at", "-pk")[:_SHOWN], "done": done_in(request, _DONE),
    }  # fmt: skip
    return shown(request, "account/report.html", context, form)


@require_POST
@guarded(load=_asked)
def login_known(request: HttpRequest, asked: list[Asked]) -> HttpResponse:
    """«Somebody knows my password»: every other session ends at once; a new password is the next step."""
    form = LoginKnownForm(request.POST, schools=_choices(asked))
    school = _school(asked, form.cleaned_data["school"]) if form.is_valid() else asked[0].school
    report_login_known(school=school, by=request.actor)  # type: ignore[attr-defined]
    return HttpResponseRedirect(reverse("sign_in:password"))


def _choices(asked: list[Asked]) -> list[tuple[str, str]]:
    return [(row.school.code, row.school.name) for row in asked]


def _school(asked: list[Asked], code: str) -> "School":
    return next(row.school for row in asked if row.school.code == code)


def _context(request: HttpRequest, page: str) -> dict[str, str]:
    """Where it happened and with what: the address without its query, and what the browser says of itself."""
    return {"page": urlsplit(page).path[:300], "browser": request.headers.get("User-Agent", "")[:300]}
