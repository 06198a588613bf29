"""Pupils and their classes."""

from collections.abc import Sequence
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
from zvans.schools.models import ClassGroup, Enrolment, Guardianship, StudyGroup, StudyGroupMember
from zvans.schools.models.dated import current


@dataclass(frozen=True, slots=True)
class Place:
    pupil: Person
    class_group: ClassGroup


def enrol_pupils(*, places: Sequence[Place], starts_on: date, by: Actor) -> None:
    """Give pupils a place in classes of one school year from a day on, with membership of the whole class and an account.

    A place in another class of that year ends the day before.
    """
    if not places:
        return
    pupils = [place.pupil.pk for place in places]
    schools = {place.class_group.school_id for place in places}
    with recorded("enrol_pupils", by=by, schools=sorted(schools), pupils=len(pupils), starts_on=starts_on.isoformat()):
        changes = Changes()
        _leave_classes(changes, places, starts_on)
        _enter_classes(changes, places, starts_on)
        codes = codes_of(pupils)
        name_accounts(changes, Door.FAMILY, [(pupil, codes.get(pupil), Role.PUPIL) for pupil in pupils])
        changes.write()
        guardians = Guardianship.objects.filter(pupil__in=pupils).values_list("guardian", flat=True)
        refresh_accounts({*pupils, *guardians})


def enrol_pupil(*, pupil: Person, class_group: ClassGroup, starts_on: date, by: Actor) -> None:
    enrol_pupils(places=[Place(pupil, class_group)], starts_on=starts_on, by=by)


def _leave_classes(changes: Changes, places: Sequence[Place], starts_on: date) -> None:
    """End the places and memberships that these pupils have in classes of the same year."""
    years = {place.class_group.year_id for place in places}
    pupils = {place.pupil.pk for place in places}
    ended: list[Enrolment | StudyGroupMember] = [
        *Enrolment.objects.filter(current(starts_on), pupil__in=pupils, class_group__year__in=years),
        *StudyGroupMember.objects.filter(current(starts_on), pupil__in=pupils, group__class_group__year__in=years),
    ]
    end_or_remove(changes, ended, starts_on)


def _enter_classes(changes: Changes, places: Sequence[Place], starts_on: date) -> None:
    classes = {place.class_group.pk for place in places}
    whole = {g.class_group_id: g for g in StudyGroup.objects.filter(class_group__in=classes, is_whole_class=True)}
    for place in places:
        school, class_group = place.class_group.school_id, place.class_group
        changes.add(
            Enrolment(school_id=school, class_group=class_group, pupil=place.pupil, starts_on=starts_on),
            StudyGroupMember(school_id=school, group=whole[class_group.pk], pupil=place.pupil, starts_on=starts_on),
        )
