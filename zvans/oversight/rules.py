"""Who may answer for a school, who may look at what everybody has done, who may let somebody in again."""

from zvans.accounts.enums import BarKind, Office
from zvans.accounts.models import Bar
from zvans.audit.actor import Actor
from zvans.schools.enums import Permission
from zvans.schools.queries.workplaces import Workplace


def can_answer_reports(actor: Actor, place: Workplace) -> bool:
    """The one whom the school has named, and who is in charge of its staff."""
    is_responsible = place.school.responsible_id is not None and place.school.responsible_id == actor.person_id
    return actor.is_staff and (is_responsible or Permission.STAFF in place.permissions)


def can_search_record(actor: Actor) -> bool:
    """The operator's security officer alone: who runs the installation does not read what people do in it (C2)."""
    return actor.is_staff and Office.SECURITY in actor.offices


def can_lift_from_discussions(actor: Actor, bar: Bar) -> bool:
    """A moderator lifts the own bars from discussions; all others the operator lifts."""
    is_own = bar.kind == BarKind.DISCUSSIONS and bar.barred_by_id is not None and bar.barred_by_id == actor.person_id
    return is_own and Office.MODERATOR in actor.offices
