"""Who may see to the portal: holders of its offices (B14)."""

from zvans.accounts.enums import Office, Role
from zvans.audit.actor import Actor


def can_edit_portal(actor: Actor) -> bool:
    return actor.is_staff and Office.EDITOR in actor.offices


def can_view_any_picture(actor: Actor) -> bool:
    """Also of what is not out yet, or not any more."""
    return can_edit_portal(actor) or actor.role == Role.OPERATOR
