"""A pupil comes, moves, leaves and comes back: one at a time, by hand, with the day and the number of the head's order (D3)."""

from datetime import date, timedelta

from django.db.models import Q

from zvans.accounts.models import Person
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import today
from zvans.schools.actions.changes import Changes
from zvans.schools.actions.enrolment import Place, enrol_pupils
from zvans.schools.actions.memberships import refresh_accounts
from zvans.schools.enums import Begun, Ended
from zvans.schools.models import ClassGroup, Enrolment, Guardianship, School, StudyGroupMember
from zvans.schools.people_policies import check_can_enrol, check_can_leave, check_can_move, check_day_of_place


def enrol_pupil_by_hand(*, pupil: Person, class_group: ClassGroup, on: date, order: str = "", by: Actor) -> None:
    """Take a pupil into the school, or take back one who was here before. Raises `NotAllowedNow`."""
    school = class_group.school
    with recorded(
        "enrol_pupil", by=by, schools=[school.pk], about=pupil, class_group=class_group.pk, on=on.isoformat()
    ):
        _lock(pupil)
        check_day_of_place(class_group.year, on, today())
        check_can_enrol(_places(pupil, school, on))
        was_here = Enrolment.objects.filter(school=school, pupil=pupil).exists()
        begun = Begun.RETURNED if was_here else Begun.ENROLLED
        enrol_pupils(places=[Place(pupil, class_group, begun, order)], starts_on=on, by=by)


def move_pupil(*, pupil: Person, class_group: ClassGroup, begun: str, on: date, order: str = "", by: Actor) -> None:
    """Into another class of the school: transferred in one year, promoted or repeating in the next.

    The old place ends the day before, and so do the groups of its class; groups across classes stay for the rest of their year.
    """
    school = class_group.school
    with recorded(
        "move_pupil",
        by=by,
        schools=[school.pk],
        about=pupil,
        class_group=class_group.pk,
        begun=begun,
        on=on.isoformat(),
    ):
        _lock(pupil)
        places = _places(pupil, school, on)
        check_day_of_place(class_group.year, on, today())
        check_can_move(places, class_group, on, begun)
        if begun != Begun.TRANSFERRED:
            changes = Changes()
            _end(changes, places, _members(pupil, school), on - timedelta(days=1), Ended.YEAR_OVER, order)
            changes.write()
        enrol_pupils(places=[Place(pupil, class_group, Begun(begun), order)], starts_on=on, by=by)


def leave_school(*, pupil: Person, school: School, ended: str, on: date, order: str = "", by: Actor) -> None:
    """The pupil's last day in the school, whatever the reason: left, gone to another school, graduated.

    Memberships of groups end with it, and the accounts of the pupil and of the guardians lose the school once the day is over. A place
    that would begin later, such as one that the roll-over made, never comes. A last day that is still to come may be moved.
    """
    with recorded("leave_school", by=by, schools=[school.pk], about=pupil, ended=ended, on=on.isoformat()):
        _lock(pupil)
        places = _places(pupil, school, min(on, today()))
        check_can_leave(places, on, today())
        changes = Changes()
        _end(changes, places, _open_members(pupil, school, places), on, Ended(ended), order)
        changes.write()
        guardians = Guardianship.objects.filter(pupil=pupil).values_list("guardian", flat=True)
        refresh_accounts({pupil.pk, *guardians})


def _lock(pupil: Person) -> None:
    """Two who move one pupil wait for each other: the second sees what the first has done."""
    Person.objects.select_for_update().get(pk=pupil.pk)


def _places(pupil: Person, school: School, on: date) -> list[Enrolment]:
    """The pupil's places in the school that hold on a day or begin later, in order."""
    held = Q(ends_on=None) | Q(ends_on__gte=on)
    rows = Enrolment.objects.filter(held, school=school, pupil=pupil)
    return list(rows.select_related("class_group__year").order_by("starts_on", "pk"))


def _open_members(pupil: Person, school: School, places: list[Enrolment]) -> list[StudyGroupMember]:
    """Those a last day may end, and those that end with a last day planned before: they go with it to the new one."""
    planned = places[-1].ends_on
    members = _members(pupil, school)
    for member in members:
        if planned is not None and member.ends_on == planned:
            member.ends_on = None
    return members


def _members(pupil: Person, school: School) -> list[StudyGroupMember]:
    return list(StudyGroupMember.objects.filter(school=school, pupil=pupil))


def _end(
    changes: Changes, places: list[Enrolment], members: list[StudyGroupMember], last_day: date, ended: Ended, order: str
) -> None:
    """End the place that holds on the last day, or was the last before it. What would begin later never comes."""
    changes.remove(place for place in places if place.starts_on > last_day)
    for place in [place for place in places if place.starts_on <= last_day][-1:]:
        changes.alter(place, ends_on=last_day, ended=ended, ended_order=order)
    for member in members:
        if member.starts_on > last_day:
            changes.remove([member])
        elif member.ends_on is None or member.ends_on > last_day:
            changes.alter(member, ends_on=last_day)
