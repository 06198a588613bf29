"""Parting classes into groups, and groups of pupils of several classes (D2)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.policy import NotAcceptable
from zvans.schools.actions.changes import Changes
from zvans.schools.actions.classes import join_groups, leave_groups
from zvans.schools.models import Enrolment, SchoolYear, StudyGroup
from zvans.schools.policies import check_day_in_year, check_year_open
from zvans.schools.queries.group_proposals import for_division
from zvans.schools.queries.groups import Division, holding, seats_in

Seats = Mapping[int, int | None]  # pupil → group, or none


@dataclass
class DividedMeanwhile(Exception):  # not a fault: two people parted one class at once
    """Somebody else put pupils elsewhere first; nothing was written. `theirs` says where they are now."""

    theirs: dict[int, int | None]


def divide_pupils(*, groups: Sequence[StudyGroup], seats: Seats, based_on: Seats, starts_on: date, by: Actor) -> int:
    """Put pupils into groups that exclude each other, or into none of them, from a day on. Returns how many changed.

    `based_on` says where they were when somebody began to part them: who is still there goes where `seats` says. Raises
    `DividedMeanwhile` where a colleague moved the same pupils. Who came to the class later joins on that later day.
    """
    first = groups[0]
    check_year_open(first.year)
    check_day_in_year(first.year, starts_on)
    wanted = {pupil: group for pupil, group in seats.items() if based_on.get(pupil) != group}
    if not wanted:
        return 0
    with recorded("divide_pupils", by=by, schools=[first.school_id], about=first, pupils=len(wanted)):
        locked = list(StudyGroup.objects.select_for_update().filter(pk__in=[g.pk for g in groups]).order_by("pk"))
        now = {pupil: key for key, pupils in seats_in(locked, starts_on).items() for pupil in pupils}
        theirs = {p: now.get(p) for p, group in wanted.items() if now.get(p) not in (based_on.get(p), group)}
        if theirs:
            raise DividedMeanwhile(theirs)
        _move(groups, wanted, now, starts_on, by)
    return len(wanted)


def _move(groups: Sequence[StudyGroup], wanted: Seats, now: Seats, starts_on: date, by: Actor) -> None:
    by_key = {group.pk: group for group in groups}
    moved = [(now[pupil], pupil) for pupil, key in wanted.items() if now.get(pupil) not in (None, key)]
    leave_groups(members=[(by_key[key], pupil) for key, pupil in moved if key], starts_on=starts_on, by=by)
    _join_as_they_came([(by_key[key], pupil) for pupil, key in wanted.items() if key is not None], starts_on, by)


def _join_as_they_came(members: Sequence[tuple[StudyGroup, int]], starts_on: date, by: Actor) -> None:
    """Join groups of one year: who came to the school's classes later than `starts_on` joins on that day."""
    if not members:
        return
    rows = Enrolment.objects.filter(
        holding(starts_on), class_group__year=members[0][0].year_id, pupil__in={pupil for _group, pupil in members}
    )
    came: dict[int, date] = {}
    for pupil, day in rows.order_by("-starts_on").values_list("pupil_id", "starts_on"):
        came[pupil] = max(day, starts_on)
    joining: dict[date, list[tuple[StudyGroup, int]]] = defaultdict(list)
    for group, pupil in members:
        joining[came.get(pupil, starts_on)].append((group, pupil))
    for day, those in sorted(joining.items()):
        join_groups(members=those, starts_on=day, by=by)


def divide_classes(*, year: SchoolYear, divisions: Sequence[Division], starts_on: date, by: Actor) -> list[Division]:
    """Part classes that nobody has parted yet, each by what its groups are called: girls and boys, else equal parts of the list.

    Returns those that were parted; one where somebody has begun meanwhile is left alone.
    """
    check_year_open(year)
    check_day_in_year(year, starts_on)
    with recorded("divide_classes", by=by, schools=[year.school_id], about=year, divisions=len(divisions)):
        keys = [group.pk for division in divisions for group in division.groups]
        locked = list(StudyGroup.objects.select_for_update().filter(school=year.school_id, pk__in=keys).order_by("pk"))
        taken = seats_in(locked, starts_on)
        done = [division for division in divisions if not any(group.pk in taken for group in division.groups)]
        groups = {group.pk: group for group in locked}
        members = [(groups[key], pupil) for division in done for pupil, key in for_division(division).items()]
        _join_as_they_came(members, starts_on, by)
    return done


def add_own_group(*, year: SchoolYear, name: str, by: Actor) -> StudyGroup:
    """A group for pupils of several classes. Names are used once a year."""
    check_year_open(year)
    if StudyGroup.objects.filter(school=year.school_id, year=year, class_group=None, name=name).exists():
        raise NotAcceptable("name", _("Grupa ar šādu nosaukumu šajā mācību gadā jau ir. Izvēlieties citu nosaukumu."))
    group = StudyGroup(school_id=year.school_id, year=year, name=name)
    changes = Changes()
    changes.add(group)
    with recorded("add_own_group", by=by, schools=[year.school_id], about=year, group=name):
        changes.write()
    return group
