"""The schools where somebody works, and what their positions there let them do."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from zvans.audit.actor import Actor
from zvans.lib.dates import today
from zvans.schools.enums import Permission
from zvans.schools.models import Employment, Position, School
from zvans.schools.models.dated import current


@dataclass(frozen=True, slots=True)
class Workplace:
    """A school as one of its staff stands to it today. Who works there finds it; `permissions` say which of its pages open."""

    school: School
    permissions: frozenset[Permission]


def _employments(person: int, on: date) -> QuerySet[Employment]:
    return Employment.objects.filter(current(on), person_id=person)


def workplaces_of(actor: Actor) -> list[Workplace]:
    """The schools where the actor works today, in order of their names. Two statements."""
    if not actor.is_staff or actor.person_id is None:
        return []
    on = today()
    schools = School.objects.filter(employments__in=_employments(actor.person_id, on)).distinct().order_by("name")
    found: dict[int, set[Permission]] = {}
    for position in Position.objects.filter(current(on), employment__in=_employments(actor.person_id, on)):
        found.setdefault(position.school_id, set()).update(position.allowed)
    return [Workplace(school, frozenset(found.get(school.pk, ()))) for school in schools]


def workplace_for(actor: Actor, school: str) -> Workplace | None:
    """The school of a code, or None where the actor does not work there today."""
    return next((place for place in workplaces_of(actor) if place.school.code == school), None)
