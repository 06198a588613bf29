"""What staff may look up: the timetables of the schools they work at, whoever's they are. Nobody else sees them."""

from datetime import date
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, QuerySet

from zvans.audit.actor import Actor
from zvans.lib.dates import today
from zvans.schools.models import ClassGroup, Employment, Room
from zvans.schools.models.dated import current

Row = TypeVar("Row", bound=Model)


def in_own_schools(rows: QuerySet[Row], actor: Actor, on: date) -> QuerySet[Row]:
    """Rows of the schools where the actor is employed on a day."""
    if not actor.is_staff or actor.person_id is None:
        return rows.none()
    employed = Employment.objects.filter(current(on), person_id=actor.person_id, school=OuterRef("school"))
    return rows.filter(Exists(employed))


def class_for(actor: Actor, class_group: str) -> ClassGroup | None:
    rows = in_own_schools(ClassGroup.objects.filter(public_id=class_group), actor, today())
    return rows.select_related("school").first()


def teacher_for(actor: Actor, teacher: str) -> Employment | None:
    rows = in_own_schools(Employment.objects.filter(public_id=teacher), actor, today())
    return rows.select_related("school").first()


def room_for(actor: Actor, room: str) -> Room | None:
    rows = in_own_schools(Room.objects.filter(public_id=room), actor, today())
    return rows.select_related("school").first()
