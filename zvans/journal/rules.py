"""Who may: looks at the relation that `Course.visible_to` found, at no state and no clock."""

from zvans.audit.actor import Actor
from zvans.schools.enums import Permission
from zvans.schools.models import Course
from zvans.schools.queries.workplaces import Workplace


def can_view_journal(actor: Actor, course: Course) -> bool:
    """Teachers of the course, class teachers of its pupils and the school's leaders."""
    return actor.is_staff and (course.is_taught or course.is_led or course.is_headed)


def can_write_journal(actor: Actor, course: Course) -> bool:
    """Only who teaches the course writes in its journal; others look."""
    return actor.is_staff and course.is_taught


def can_view_all_journals(actor: Actor, place: Workplace) -> bool:
    """Head, deputies, superusers and whom they let: what is missing in the whole school."""
    return actor.is_staff and Permission.JOURNALS in place.permissions
