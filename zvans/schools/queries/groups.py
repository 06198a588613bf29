"""Classes parted into groups: who is in which, and who is in none yet (D2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db.models import Q, QuerySet

from zvans.accounts.models import Person
from zvans.schools.models import ClassGroup, Enrolment, School, SchoolYear, StudyGroup, StudyGroupMember


@dataclass(frozen=True, slots=True)
class Division:
    """Groups of one class that exclude each other; a group that stands alone is a division of its own. `key` names it in addresses."""

    class_group: ClassGroup
    groups: tuple[StudyGroup, ...]
    pupils: tuple[Person, ...]
    seats: dict[int, int]  # pupil → group, of those who are in one

    @property
    def key(self) -> int:
        return self.groups[0].pk

    @property
    def name(self) -> str:
        return self.groups[0].division

    @property
    def left(self) -> tuple[Person, ...]:
        """Pupils who are in none of the groups."""
        return tuple(pupil for pupil in self.pupils if pupil.pk not in self.seats)

    @property
    def is_untouched(self) -> bool:
        return not self.seats

    @property
    def sizes(self) -> tuple[tuple[StudyGroup, int], ...]:
        found = list(self.seats.values())
        return tuple((group, found.count(group.pk)) for group in self.groups)


@dataclass(frozen=True, slots=True)
class OwnGroup:
    """A group that belongs to no class: pupils of several, made by hand."""

    group: StudyGroup
    size: int


def holding(on: date) -> Q:
    """Dated rows that hold on a day or begin after it."""
    return Q(ends_on__isnull=True) | Q(ends_on__gte=on)


def divisions_of(year: SchoolYear, on: date, *, class_group: ClassGroup | None = None) -> list[Division]:
    """The divisions of a year's classes (or of one) in the order of grades, as they stand on a day and from then on. Three statements."""
    of_class = {"class_group": class_group} if class_group else {"class_group__isnull": False}
    groups = list(
        StudyGroup.objects.filter(school=year.school_id, year=year, is_whole_class=False, **of_class)
        .select_related("class_group")
        .order_by("class_group__grade", "class_group__sort_key", "division", "sort_key", "pk")
    )
    pupils = pupils_of({group.class_group_id for group in groups}, on)
    seats = seats_in(groups, on)
    parted: dict[tuple[int | None, str, int], list[StudyGroup]] = {}
    for group in groups:
        parted.setdefault((group.class_group_id, group.division, 0 if group.division else group.pk), []).append(group)
    return [_division(found, pupils, seats) for found in parted.values()]


def _division(
    groups: Sequence[StudyGroup], pupils: dict[int, list[Person]], seats: dict[int, dict[int, int]]
) -> Division:
    class_group = cast(ClassGroup, groups[0].class_group)  # the query asked for groups of classes
    of_class = tuple(pupils.get(class_group.pk, ()))
    taken = {pupil: group.pk for group in groups for pupil in seats.get(group.pk, {})}
    return Division(class_group, tuple(groups), of_class, {p.pk: taken[p.pk] for p in of_class if p.pk in taken})


def pupils_of(classes: Iterable[int | None], on: date) -> dict[int, list[Person]]:
    """Class → its pupils who have a place there on a day or from later on, in Latvian order. One statement."""
    rows = (
        Enrolment.objects.filter(holding(on), class_group__in=set(classes))
        .select_related("pupil")
        .order_by("pupil__sort_key", "pupil_id", "starts_on")
    )
    found: dict[int, dict[int, Person]] = {}
    for row in rows:
        found.setdefault(row.class_group_id, {})[row.pupil_id] = row.pupil
    return {key: list(people.values()) for key, people in found.items()}


def seats_in(groups: Iterable[StudyGroup], on: date) -> dict[int, dict[int, int]]:
    """Group → its pupils on a day or from later on (each with the id of the membership). One statement."""
    rows = StudyGroupMember.objects.filter(holding(on), group__in=[group.pk for group in groups]).order_by("starts_on")
    found: dict[int, dict[int, int]] = {}
    for row in rows:
        found.setdefault(row.group_id, {})[row.pupil_id] = row.pk
    return found


def own_groups(year: SchoolYear, on: date) -> list[OwnGroup]:
    """The groups of a year that belong to no class. Two statements."""
    groups = list(_without_class(year).order_by("sort_key", "pk"))
    seats = seats_in(groups, on)
    return [OwnGroup(group, len(seats.get(group.pk, {}))) for group in groups]


def own_group(school: School, key: int) -> StudyGroup | None:
    found = StudyGroup.objects.filter(school=school, pk=key, class_group__isnull=True, is_whole_class=False)
    return found.select_related("year").first()


def _without_class(year: SchoolYear) -> QuerySet[StudyGroup]:
    return StudyGroup.objects.filter(school=year.school_id, year=year, class_group__isnull=True, is_whole_class=False)


def classes_of(year: SchoolYear) -> list[ClassGroup]:
    """The classes of a year in the order of grades."""
    return list(ClassGroup.objects.filter(school=year.school_id, year=year).order_by("grade", "sort_key", "pk"))


def class_in(school: School, public_id: str) -> ClassGroup | None:
    return ClassGroup.objects.filter(school=school, public_id=public_id).select_related("year").first()
