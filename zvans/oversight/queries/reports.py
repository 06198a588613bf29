"""Reports to the school, as those see them who have sent and those who answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from zvans.audit.actor import Actor
from zvans.lib.database.sight import in_sight_of
from zvans.oversight.enums import ReportState
from zvans.oversight.models import Report
from zvans.schools.models import School


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom the users of a school ask: the one it has named, and how to reach them."""

    school: School
    name: str
    contact: str


def whom_to_ask(actor: Actor) -> Sequence[Asked]:
    """School by school of those who look. One statement."""
    schools = School.objects.filter(pk__in=actor.school_ids).select_related("responsible").order_by("name")
    return [Asked(s, str(s.responsible) if s.responsible else "", s.responsible_contact) for s in schools]


def own_reports(actor: Actor) -> QuerySet[Report]:
    return _shown(Report.objects.filter(person_id=actor.person_id or 0, school_id__in=actor.school_ids))


def reports_to(school: School) -> QuerySet[Report]:
    return _shown(Report.objects.filter(school=school))


def report_to(school: School, public_id: str) -> Report | None:
    return reports_to(school).filter(public_id=public_id).first()


def open_reports(school: School) -> int:
    return Report.objects.filter(school=school).exclude(state=ReportState.CLOSED).count()


def reports_for_support() -> Sequence[Report]:
    """Of every school, those handed on; the newest first."""
    with in_sight_of(None):
        return list(_shown(Report.objects.filter(is_with_support=True)).order_by("-created_at", "-pk"))


def report_for_support(public_id: str) -> Report | None:
    with in_sight_of(None):
        return _shown(Report.objects.filter(is_with_support=True, public_id=public_id)).first()


def _shown(rows: QuerySet[Report]) -> QuerySet[Report]:
    return rows.select_related("person", "school", "assigned_to")
