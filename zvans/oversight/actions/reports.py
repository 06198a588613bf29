"""«Report to the school» (C5): somebody knows my password, or something is wrong; and the answers."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F

from zvans.accounts.actions.allowances import Limit, take
from zvans.accounts.actions.sessions import shut_others_out
from zvans.accounts.models import Person
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import now
from zvans.lib.policy import TooOften
from zvans.notifications.actions.notices import tell_person
from zvans.notifications.enums import NoticeKind
from zvans.oversight.enums import ReportKind, ReportState
from zvans.oversight.models import Report
from zvans.oversight.policies import check_is_open, check_unchanged
from zvans.schools.models import School

# Or one account could bury what others report, and who reads it, in notices.
_REPORTS = Limit("reports", holds=10, an_hour=1)


def report_wrong(*, school: School, text: str, context: Mapping[str, Any], by: Actor) -> Report:
    """Tell the school that something is not as it should be. `context`: the page without its query, and the browser; nothing personal.

    Raises `TooOften` after ten at once.
    """
    if wait := _wait(ReportKind.SOMETHING_WRONG, by):
        raise TooOften(wait)
    return _report(school, ReportKind.SOMETHING_WRONG, text, context, by)


def report_login_known(*, school: School, by: Actor, ends_sessions: bool = True) -> Report:
    """Tell the school that somebody else knows the password; all other sessions of the account end at once, if they have not yet.

    Raises `TooOften` where the school has been told ten times already; the sessions have ended then too.
    """
    with recorded("report", by=by, schools=[school.pk], kind=ReportKind.LOGIN_KNOWN):
        if ends_sessions:
            shut_others_out(by=by)
        wait = _wait(ReportKind.LOGIN_KNOWN, by)
        made = None if wait else _report(school, ReportKind.LOGIN_KNOWN, "", {}, by)
    if made is None:
        raise TooOften(wait)
    return made


def _wait(kind: ReportKind, by: Actor) -> int:
    """Each kind is counted for itself: whoever has reported much else can still say that the password is known."""
    return take([(_REPORTS, f"{kind} {by.account_id}")])


def _report(school: School, kind: ReportKind, text: str, context: Mapping[str, Any], by: Actor) -> Report:
    with recorded("report", by=by, schools=[school.pk], kind=kind):
        made = Report.objects.create(
            school=school, person_id=by.person_id or 0, role=by.role, kind=kind, text=text, context=dict(context)
        )
        _tell(school.responsible_id, NoticeKind.REPORT_RECEIVED, made, by)
        return made


def take_report(*, report: Report, by: Actor) -> None:
    """Begin to look into it: the others who answer see by whom. Raises `NotAllowedNow` where it has been answered."""
    with recorded("take_report", by=by, schools=[report.school_id], about=report):
        check_is_open(report)
        _write(report, state=ReportState.ASSIGNED, assigned_to_id=by.person_id)


def answer_report(*, report: Report, answer: str, by: Actor) -> None:
    """Answer it, which ends it; who reported reads the answer. Raises `NotAllowedNow` where somebody has answered meanwhile."""
    with recorded("answer_report", by=by, schools=[report.school_id], about=report):
        check_is_open(report)
        _write(report, state=ReportState.CLOSED, answer=answer, assigned_to_id=by.person_id)
        _tell(report.person_id, NoticeKind.REPORT_ANSWERED, report, by)


def hand_report_on(*, report: Report, by: Actor) -> None:
    """Give it to the support of the installation: it is not a matter of the school."""
    with recorded("hand_report_on", by=by, schools=[report.school_id], about=report):
        check_is_open(report)
        _write(report, is_with_support=True)


def _tell(person: int | None, kind: NoticeKind, report: Report, by: Actor) -> None:
    tell_person(person, kind, by=by, school=report.school.short_name, code=report.school.code)


def _write(report: Report, **values: Any) -> None:
    """Raises `NotAllowedNow` where somebody else has changed the report since it was read."""
    rows = Report.objects.filter(pk=report.pk, revision=report.revision)
    check_unchanged(rows.update(revision=F("revision") + 1, changed_at=now(), **values))


def choose_responsible(*, school: School, person: Person | None, contact: str, by: Actor) -> None:
    """Whom the users of the school ask, and how they reach them (C5)."""
    with recorded("choose_responsible", by=by, schools=[school.pk], about=school):
        School.objects.filter(pk=school.pk).update(responsible=person, responsible_contact=contact)
