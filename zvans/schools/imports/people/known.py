"""What is known already of the school and of the people that a file names: a constant number of statements, whatever its size."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from zvans.accounts.enums import Door
from zvans.accounts.models import Person
from zvans.accounts.queries.people import operators_among
from zvans.lib.dates import today
from zvans.schools.enums import ImportKind
from zvans.schools.imports.dates import Dates, first_day, known_year
from zvans.schools.imports.likeness import folded_class
from zvans.schools.imports.report import Kind
from zvans.schools.imports.strangers import pupils_here, with_codes
from zvans.schools.models import (
    ClassGroup,
    Employment,
    Enrolment,
    Guardianship,
    Position,
    School,
    SchoolYear,
    StudyGroup,
    StudyGroupMember,
)
from zvans.schools.models.dated import current
from zvans.schools.queries.imports import choices_of
from zvans.schools.queries.known_people import people_by_code, people_of
from zvans.schools.queries.ties import guarded_from


@dataclass
class Known:
    school: School
    year: SchoolYear | None
    starts_on: date
    by_code: dict[str, Person] = field(default_factory=dict)
    relatives: dict[str, list[Person]] = field(
        default_factory=dict
    )  # by search key: who may be a guardian or an employee
    classes: list[ClassGroup] = field(default_factory=list)
    groups: list[StudyGroup] = field(default_factory=list)
    enrolments: dict[int, Enrolment] = field(default_factory=dict)
    memberships: dict[int, set[int]] = field(default_factory=dict)
    guardianships: dict[int, list[Guardianship]] = field(default_factory=dict)
    employments: list[Employment] = field(default_factory=list)
    positions: dict[int, dict[str, Position]] = field(default_factory=dict)
    rights: dict[int, frozenset[str]] = field(default_factory=dict)  # person → what their positions let them do
    choices: dict[tuple[str, str], int | None] = field(default_factory=dict)  # what doubts were answered with
    ours: set[int] = field(default_factory=set)  # of those found: who is or was in the school
    pupils_here: set[int] = field(default_factory=set)  # of those found by code
    coded: set[int] = field(default_factory=set)  # of those found by name
    importer: int | None = None
    family: set[int] = field(default_factory=set)  # of the one who imports, who is one of them
    guarded: set[int] = field(default_factory=set)  # of those found: whose contacts are not the school's to change yet
    operators: set[int] = field(default_factory=set)  # of those found by code

    def class_called(self, name: str) -> ClassGroup | None:
        """By its name as the school writes it, as people have said, as lists write it, or by its short name, when that means one only."""
        exact = [c for c in self.classes if c.name.casefold() == name.casefold()]
        said = [c for c in self.classes if c.pk == self.choices.get((Kind.CLASS, name))]
        alike = [c for c in self.classes if folded_class(c.name) == folded_class(name)]
        short = [c for c in self.classes if c.short_name and c.short_name.casefold() == name.casefold()]
        return next((found[0] for found in (exact, said, alike, short) if len(found) == 1), None)

    def group_called(self, name: str, class_group: ClassGroup) -> StudyGroup | None:
        """A part of the class, «1. grupa» or «9.b 1. grupa», or a group across classes."""
        wanted = {name.casefold(), name.casefold().removeprefix(class_group.name.casefold()).strip()}
        found = [g for g in self.groups if g.class_group_id in (class_group.pk, None) and g.name.casefold() in wanted]
        return found[0] if len(found) == 1 else None


def known_of(school: School, dates: Dates, codes: Collection[str], names: Collection[str]) -> Known:
    """`codes`: every personal code of the file; `names`: the search keys of those whom it names as guardians."""
    year = known_year(school, dates)
    has_pupils = year is not None and Enrolment.objects.filter(class_group__year=year).exists()
    starts_on = first_day(year, dates, is_first=not has_pupils) if year else dates.starts_on or today()
    known = Known(school, year, starts_on)
    known.by_code = people_by_code(codes)
    known.relatives = _relatives(names)
    if year is not None:
        _load_classes(known, year)
    pupils = {person.pk for person in known.by_code.values()}
    for ward in Guardianship.objects.filter(current(starts_on), pupil__in=pupils).select_related("guardian"):
        known.guardianships.setdefault(ward.pupil_id, []).append(ward)
    known.pupils_here = pupils_here(school, pupils)
    known.operators = operators_among(pupils)
    known.coded = with_codes([person.pk for alike in known.relatives.values() for person in alike])
    _load_staff(known)
    found = [*known.by_code.values(), *(person for alike in known.relatives.values() for person in alike)]
    known.guarded = guarded_from(school, {person.pk for person in found})
    known.ours = set(people_of(school).filter(pk__in=[person.pk for person in found]).values_list("pk", flat=True))
    return known


def _relatives(names: Collection[str]) -> dict[str, list[Person]]:
    """People of these names who are guardians or employees somewhere; never pupils, who are often named after them."""
    found: dict[str, list[Person]] = defaultdict(list)
    is_adult = Q(wards__isnull=False) | Q(accounts__door=Door.STAFF)
    for person in Person.objects.filter(is_adult, search_key__in=names).distinct().order_by("pk"):
        found[person.search_key].append(person)
    return found


def _load_classes(known: Known, year: SchoolYear) -> None:
    known.classes = list(ClassGroup.objects.filter(year=year).order_by("sort_key"))
    known.groups = list(StudyGroup.objects.filter(year=year, is_whole_class=False))
    enrolled = Enrolment.objects.filter(current(known.starts_on), class_group__year=year).select_related("pupil")
    known.enrolments = {row.pupil_id: row for row in enrolled}
    members = StudyGroupMember.objects.filter(current(known.starts_on), group__year=year)
    known.memberships = _sets(members.values_list("pupil", "group"))


def _sets(pairs: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return found


def _load_staff(known: Known) -> None:
    known.choices = choices_of(known.school, ImportKind.PEOPLE)
    held = Q(ends_on=None) | Q(ends_on__gte=known.starts_on)
    known.employments = list(Employment.objects.filter(held, school=known.school).order_by("sort_key", "pk"))
    for row in Position.objects.filter(held, school=known.school):
        known.positions.setdefault(row.employment_id, {})[row.kind] = row
    for employment in known.employments:
        held_rights = [row.allowed for row in known.positions.get(employment.pk, {}).values()]
        if employment.person_id is not None:
            known.rights[employment.person_id] = frozenset().union(*held_rights)
