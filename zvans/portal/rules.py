"""Who may see to the portal: holders of its offices (B14)."""

from zvans.accounts.enums import Office
from zvans.audit.actor import Actor


def can_edit_portal(actor: Actor) -> bool:
    return actor.is_staff and Office.EDITOR in actor.offices


def can_moderate(actor: Actor) -> bool:
    return actor.is_staff and Office.MODERATOR in actor.offices


def can_answer_tickets(actor: Actor) -> bool:
    return actor.is_staff and Office.SUPPORT in actor.offices
