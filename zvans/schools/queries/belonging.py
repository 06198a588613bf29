"""Where a person belongs: for the one question that a school may ask about other schools (may it alone decide about this person?),
and for what the operator does in all of them at once."""

from collections.abc import Iterable

from zvans.accounts.enums import Role
from zvans.accounts.models import Person, SignInName
from zvans.lib.database.protection import has_school
from zvans.lib.database.sight import in_sight_of
from zvans.schools.models import Enrolment, Guardianship, School


def belong_to_school_alone(people: Iterable[Person], school: School) -> bool:
    """Whether nothing about these people, or about the pupils they answer for, is kept by any other school, past or present."""
    ids = [person.pk for person in people]
    if SignInName.objects.filter(account__person__in=ids, role=Role.OPERATOR).exists():
        return False
    return schools_of(people) <= {school.pk}


def schools_of(people: Iterable[Person]) -> set[int]:
    """Every school that keeps anything about these people, or about the pupils they answer for, past or present."""
    ids = [person.pk for person in people]
    wards = Guardianship.objects.filter(guardian__in=ids).values("pupil")
    with in_sight_of(None):
        kept = [(r.related_model, r.field.name) for r in Person._meta.related_objects if has_school(r.related_model)]
        rows = [model._default_manager.filter(**{f"{field}__in": ids}) for model, field in kept]
        rows.append(Enrolment.objects.filter(pupil__in=wards))
        return {key for found in rows for key in found.order_by().values_list("school_id", flat=True).distinct()}
