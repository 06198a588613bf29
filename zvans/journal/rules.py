"""Who may: looks at the relation that `Course.visible_to` found, at no state and no clock."""

from zvans.audit.actor import Actor
from zvans.schools.models import Course


def can_view_journal(actor: Actor, course: Course) -> bool:
    """Teachers of the course, class teachers of its pupils and the school's leaders."""
    return actor.is_staff and (course.is_taught or course.is_led or course.is_headed)


def can_write_journal(actor: Actor, course: Course) -> bool:
    """Only who teaches the course writes in its journal; others look."""
    return actor.is_staff and course.is_taught
