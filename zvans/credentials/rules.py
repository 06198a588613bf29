"""Who may issue a password to whom: looks at the relation between people, at no state and no clock (B7)."""

from collections.abc import Collection

from zvans.audit.actor import Actor
from zvans.credentials.queries.members import ClassPlace, Member
from zvans.schools.enums import Permission
from zvans.schools.models import Employment
from zvans.schools.queries.workplaces import Workplace
from zvans.schools.rules import can_give, can_manage_staff


def can_issue_in(actor: Actor, place: ClassPlace) -> bool:
    """The class teacher to the own class, and who enters pupils and guardians."""
    return actor.is_staff and (place.is_led or Permission.PEOPLE in place.permissions)


def can_issue_to(actor: Actor, member: Member) -> bool:
    """Nobody to the own family: a guardian who leads the class would come by the other guardian's account (C8)."""
    return actor.person_id not in member.family


def can_change_phone(place: ClassPlace, rights: Collection[Permission]) -> bool:
    """A guardian or a grown pupil may work here too (`rights`): nobody corrects who may do more in the school."""
    return place.permissions >= frozenset(rights)


def can_issue_to_employee(
    actor: Actor, place: Workplace, employment: Employment, rights: Collection[Permission]
) -> bool:
    """To the own school's staff, but to nobody who may do more (`rights`), and not to oneself: one's own is changed by the old one."""
    is_oneself = employment.person_id is None or employment.person_id == actor.person_id
    return can_manage_staff(actor, place) and not is_oneself and can_give(place, rights)
