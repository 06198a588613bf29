"""Where a person belongs: for what a school does to people whom other schools may know too, and for what the operator does in all of
them at once. A school is never told what is found here, in words or by what happens (C3)."""

from collections.abc import Iterable

from django.db.models import Q

from zvans.accounts.enums import Role
from zvans.accounts.models import Person, PersonalCode, SignInName
from zvans.lib.database.protection import has_school
from zvans.lib.database.sight import in_sight_of
from zvans.lib.dates import today
from zvans.schools.models import Employment, Enrolment, Guardianship, School
from zvans.schools.queries.ties import guarded_from


def belong_to_school_alone(people: Iterable[Person], school: School) -> bool:
    """Whether nothing about these people, or about the pupils they answer for, is kept by any other school, past or present."""
    ids = [person.pk for person in people]
    if SignInName.objects.filter(account__person__in=ids, role=Role.OPERATOR).exists():
        return False
    return schools_of(people) <= {school.pk}


def is_schools_to_decide(kept: Person, gone: Person, school: School) -> bool:
    """Whether a school may make one of these two by itself. Asks nothing but what the school sees of them.

    Both are its pupils, or answer for its pupils, today; the one that goes has no personal code, by which other schools would know it, and
    answers for nobody who has left; neither works here, where rights would go along; neither uses an account that the school is new to.
    """
    people, here = [kept.pk, gone.pk], Enrolment.objects.filter(_held(), school=school)
    is_known = PersonalCode.objects.filter(person=gone).exists()
    if is_known or Employment.objects.filter(school=school, person__in=people).exists():
        return False
    ever = Enrolment.objects.filter(school=school).values("pupil")
    wards = Guardianship.objects.filter(_held(), guardian__in=people, pupil__in=ever)
    if wards.filter(guardian=gone).exclude(pupil__in=here.values("pupil")).exists():
        return False
    learn = here.filter(pupil__in=people).values_list("pupil", flat=True)
    answer = wards.filter(pupil__in=here.values("pupil")).values_list("guardian", flat=True)
    return set(people) <= {*learn, *answer} and not guarded_from(school, people)


def _held() -> Q:
    """What holds today or begins later."""
    return Q(ends_on=None) | Q(ends_on__gte=today())


def is_somebody(people: Iterable[Person]) -> bool:
    """Whether some school keeps anything about these people, or they run the installation."""
    operates = SignInName.objects.filter(account__person__in=[p.pk for p in people], role=Role.OPERATOR)
    return operates.exists() or bool(schools_of(people))


def schools_of(people: Iterable[Person]) -> set[int]:
    """Every school that keeps anything about these people, or about the pupils they answer for, past or present."""
    ids = [person.pk for person in people]
    wards = Guardianship.objects.filter(guardian__in=ids).values("pupil")
    with in_sight_of(None):
        kept = [(r.related_model, r.field.name) for r in Person._meta.related_objects if has_school(r.related_model)]
        rows = [model._default_manager.filter(**{f"{field}__in": ids}) for model, field in kept]
        rows.append(Enrolment.objects.filter(pupil__in=wards))
        return {key for found in rows for key in found.order_by().values_list("school_id", flat=True).distinct()}
