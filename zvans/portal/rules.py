"""Who may see to the portal: holders of its offices (B14)."""

from zvans.accounts.enums import Office, Role
from zvans.audit.actor import Actor
from zvans.portal.models import Post


def can_edit_portal(actor: Actor) -> bool:
    return actor.is_staff and Office.EDITOR in actor.offices


def can_throw_away(actor: Actor, post: Post) -> bool:
    """A draft is thrown away by who has begun it."""
    return can_edit_portal(actor) and post.written_by_id is not None and post.written_by_id == actor.person_id


def can_view_any_picture(actor: Actor) -> bool:
    """Also of what is not out yet, or not any more."""
    return can_edit_portal(actor) or actor.role == Role.OPERATOR
