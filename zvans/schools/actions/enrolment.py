"""Pupils and their classes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from zvans.accounts.enums import Door, Role
from zvans.accounts.models import Person
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.schools.actions.changes import Changes
from zvans.schools.actions.classes import end_or_remove
from zvans.schools.actions.memberships import refresh_accounts
from zvans.schools.actions.people import codes_of, name_accounts
from zvans.schools.actions.telling import tell_guardians
from zvans.schools.enums import Begun, Ended
from zvans.schools.models import ClassGroup, Enrolment, Guardianship, School, SchoolYear, StudyGroup, StudyGroupMember
from zvans.schools.models.dated import current
from zvans.schools.policies import check_year_open


@dataclass(frozen=True, slots=True)
class Place:
    """A pupil's place in a class; `begun` is how it begins, `order` the number of the head's order."""

    pupil: Person
    class_group: ClassGroup
    begun: Begun = Begun.ENROLLED
    order: str = ""


def enrol_pupils(*, places: Sequence[Place], starts_on: date, by: Actor) -> None:
    """Give pupils a place in classes of one school year from a day on, with membership of the whole class and an account.

    A place in another class of that year ends the day before: who had one is transferred, not enrolled.
    """
    if not places:
        return
    pupils = [place.pupil.pk for place in places]
    schools = {place.class_group.school_id for place in places}
    with recorded("enrol_pupils", by=by, schools=sorted(schools), pupils=len(pupils), starts_on=starts_on.isoformat()):
        years = {place.class_group.year_id for place in places}
        for year in SchoolYear.objects.filter(school__in=schools, pk__in=years):
            check_year_open(year)
        changes = Changes()
        moved = _leave_classes(changes, places, starts_on)
        _enter_classes(changes, places, starts_on, moved)
        codes = codes_of(pupils)
        name_accounts(changes, Door.FAMILY, [(pupil, codes.get(pupil), Role.PUPIL) for pupil in pupils])
        changes.write()
        guardians = Guardianship.objects.filter(pupil__in=pupils).values_list("guardian", flat=True)
        refresh_accounts({*pupils, *guardians})
        _tell(places)


def _tell(places: Sequence[Place]) -> None:
    """Nobody is enrolled or moved unseen; a class going up with the year is no news."""
    told: dict[int, list[Person]] = {}
    for place in places:
        if place.begun not in (Begun.PROMOTED, Begun.REPEATED):
            told.setdefault(place.class_group.school_id, []).append(place.pupil)
    for school in School.objects.filter(pk__in=told):
        tell_guardians(told[school.pk], school)


def enrol_pupil(*, pupil: Person, class_group: ClassGroup, starts_on: date, by: Actor) -> None:
    enrol_pupils(places=[Place(pupil, class_group)], starts_on=starts_on, by=by)


def _leave_classes(changes: Changes, places: Sequence[Place], starts_on: date) -> set[int]:
    """End the places and memberships that these pupils have in classes of the same year. Returns who had a place."""
    years = {place.class_group.year_id for place in places}
    orders = {place.pupil.pk: place.order for place in places}
    held = list(Enrolment.objects.filter(current(starts_on), pupil__in=orders, class_group__year__in=years))
    members = StudyGroupMember.objects.filter(current(starts_on), pupil__in=orders, group__class_group__year__in=years)
    end_or_remove(changes, [*held, *members], starts_on)
    for place in held:
        if place.starts_on < starts_on:
            changes.alter(place, ended=Ended.TRANSFERRED, ended_order=orders[place.pupil_id])
    return {place.pupil_id for place in held}


def _enter_classes(changes: Changes, places: Sequence[Place], starts_on: date, moved: Collection[int]) -> None:
    classes = {place.class_group.pk for place in places}
    whole = {g.class_group_id: g for g in StudyGroup.objects.filter(class_group__in=classes, is_whole_class=True)}
    for place in places:
        school, class_group = place.class_group.school_id, place.class_group
        is_moved = place.begun == Begun.ENROLLED and place.pupil.pk in moved
        begun = Begun.TRANSFERRED if is_moved else place.begun
        changes.add(
            Enrolment(
                school_id=school, class_group=class_group, pupil=place.pupil, starts_on=starts_on, begun=begun,
                begun_order=place.order,
            ),
            StudyGroupMember(school_id=school, group=whole[class_group.pk], pupil=place.pupil, starts_on=starts_on),
        )  # fmt: skip
