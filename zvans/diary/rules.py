"""Who may: looks at the relation between people, at no state and no clock."""

from zvans.accounts.enums import Role
from zvans.audit.actor import Actor
from zvans.diary.queries.homework import FamilyHomework


def can_tick(actor: Actor, homework: FamilyHomework) -> bool:
    """A tick is the pupil's own word; guardians see it and don't set it (F7)."""
    return actor.role == Role.PUPIL and homework.child.person_id == actor.person_id
