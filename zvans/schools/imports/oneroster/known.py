"""What the school has already, and which sourcedIds stand for it: a constant number of statements, whatever the size of the package."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from zvans.accounts.enums import Door
from zvans.accounts.models import Person
from zvans.accounts.queries.people import operators_among
from zvans.schools.enums import ImportKind
from zvans.schools.imports.report import Kind
from zvans.schools.imports.strangers import pupils_here, with_codes
from zvans.schools.models import (
    ClassGroup,
    ClassTeacher,
    Course,
    CourseGroup,
    CourseTeacher,
    Employment,
    Enrolment,
    Guardianship,
    ImportChoice,
    Position,
    School,
    SchoolYear,
    StudyGroup,
    StudyGroupMember,
    Subject,
)
from zvans.schools.models.dated import current
from zvans.schools.queries.known_people import people_by_code, people_of
from zvans.schools.queries.ties import guarded_from

ORG, PERSON, CLASS, COURSE, SUBJECT = "org", "person", "class", "course", "subject"


class Memory:
    """sourcedId → row, kept as answers to the question what a package's names are. Nothing else tells people without a code again."""

    def __init__(self, school: School) -> None:
        self._rows: dict[str, dict[str, int]] = defaultdict(dict)
        stored = ImportChoice.objects.filter(school=school, kind=ImportKind.ONEROSTER, row_id__isnull=False)
        for choice in stored:
            self._rows[choice.table][choice.name] = choice.row_id or 0

    def of(self, table: str) -> dict[str, int]:
        return self._rows[table]


@dataclass
class Known:
    """`starts_on` is the day from which the package's facts hold."""

    school: School
    memory: Memory
    year: SchoolYear
    starts_on: date
    subjects: list[Subject] = field(default_factory=list)
    classes: list[ClassGroup] = field(default_factory=list)
    groups: list[StudyGroup] = field(default_factory=list)
    courses: dict[int, Course] = field(default_factory=dict)
    course_groups: dict[int, list[StudyGroup]] = field(default_factory=dict)
    course_teachers: dict[int, dict[int, CourseTeacher]] = field(default_factory=dict)
    class_teachers: dict[int, dict[int, ClassTeacher]] = field(default_factory=dict)
    enrolments: dict[int, Enrolment] = field(default_factory=dict)
    members: dict[tuple[int, int], StudyGroupMember] = field(default_factory=dict)  # group, pupil
    employments: list[Employment] = field(default_factory=list)
    positions: dict[int, dict[str, Position]] = field(default_factory=dict)
    guardianships: dict[int, list[Guardianship]] = field(default_factory=dict)
    people: dict[int, Person] = field(default_factory=dict)
    by_code: dict[str, Person] = field(default_factory=dict)
    adults: dict[str, list[Person]] = field(default_factory=dict)  # by search key
    pupils_called: dict[str, list[Person]] = field(default_factory=dict)  # of any year here, by search key
    older_places: dict[int, list[Enrolment | StudyGroupMember]] = field(
        default_factory=dict
    )  # of earlier years, still open
    employment_of: dict[int, Employment] = field(default_factory=dict)  # by person
    remembered: set[int] = field(default_factory=set)  # people who have a sourcedId already
    guardians: set[int] = field(default_factory=set)
    ours: set[int] = field(default_factory=set)  # of those found: who is or was in the school
    pupils_here: set[int] = field(default_factory=set)  # whose guardians the school knows
    coded: set[int] = field(default_factory=set)  # of the adults found by name
    importer: int | None = None
    family: set[int] = field(default_factory=set)  # of the one who imports, who is one of them
    guarded: set[int] = field(default_factory=set)  # of those found: whose contacts are not the school's to change yet
    operators: set[int] = field(default_factory=set)  # of those found

    def is_ours(self, person: Person) -> bool:
        return person.pk in self.ours or person.pk in self.employment_of

    def kind_of(self, person: int) -> Kind:
        """What somebody is in the school before all else."""
        if person in self.employment_of:
            return Kind.STAFF
        if person in self.enrolments:
            return Kind.PUPIL
        return Kind.GUARDIAN if person in self.guardians else Kind.PERSON

    def rights_of(self, person: Person) -> frozenset[str]:
        """What the person's positions in the school let them do."""
        employment = self.employment_of.get(person.pk)
        held = self.positions.get(employment.pk, {}).values() if employment else ()
        return frozenset().union(*(row.allowed for row in held))


def known_of(
    school: School, memory: Memory, year: SchoolYear, starts_on: date, codes: Collection[str], names: Collection[str]
) -> Known:
    """`codes`: every personal code of the package; `names`: the search keys of all its users."""
    known = Known(school, memory, year, starts_on)
    known.subjects = list(Subject.objects.filter(school=school).order_by("sort_key", "pk"))
    if year.pk is not None:
        _load_year(known)
    _load_staff(known)
    known.by_code = people_by_code(codes)
    is_adult = Q(wards__isnull=False) | Q(accounts__door=Door.STAFF)
    for person in Person.objects.filter(is_adult, search_key__in=names).distinct().order_by("pk"):
        known.adults.setdefault(person.search_key, []).append(person)
    known.remembered = set(memory.of(PERSON).values())
    known.people = Person.objects.in_bulk(known.remembered)
    for place in Enrolment.objects.filter(school=school, pupil__search_key__in=names).select_related("pupil"):
        known.pupils_called.setdefault(place.pupil.search_key, []).append(place.pupil)
    _load_older(known)
    found = {
        *known.people,
        *(p.pk for p in known.by_code.values()),
        *(p.pk for alike in known.adults.values() for p in alike),
    }
    known.ours = set(people_of(school).filter(pk__in=found).values_list("pk", flat=True))
    called = {person.pk for alike in known.pupils_called.values() for person in alike}
    known.ours |= called
    pupils = {*known.people, *known.enrolments, *(person.pk for person in known.by_code.values())}
    known.pupils_here = pupils_here(school, pupils)
    known.operators = operators_among(found)
    known.guarded = guarded_from(school, found | called)
    known.coded = with_codes([person.pk for alike in known.adults.values() for person in alike])
    wards = Guardianship.objects.filter(current(starts_on), pupil__in=pupils)
    for ward in wards.select_related("guardian").order_by("call_order", "pk"):
        known.guardianships.setdefault(ward.pupil_id, []).append(ward)
        known.guardians.add(ward.guardian_id)
    return known


def _load_year(known: Known) -> None:
    year, holds = known.year, current(known.starts_on)
    known.classes = list(ClassGroup.objects.filter(year=year).order_by("sort_key", "pk"))
    known.groups = list(StudyGroup.objects.filter(year=year).select_related("class_group").order_by("sort_key", "pk"))
    courses = Course.objects.filter(year=year).select_related("subject").order_by("pk")
    known.courses = {course.pk: course for course in courses}
    groups = {group.pk: group for group in known.groups}
    for course, group in CourseGroup.objects.filter(course__year=year).values_list("course", "group").order_by("pk"):
        known.course_groups.setdefault(course, []).append(groups[group])
    for taught in CourseTeacher.objects.filter(holds, course__year=year):
        known.course_teachers.setdefault(taught.course_id, {})[taught.employment_id] = taught
    for led in ClassTeacher.objects.filter(holds, class_group__year=year):
        known.class_teachers.setdefault(led.class_group_id, {})[led.employment_id] = led
    enrolled = Enrolment.objects.filter(holds, class_group__year=year).select_related("pupil")
    known.enrolments = {row.pupil_id: row for row in enrolled}
    members = StudyGroupMember.objects.filter(holds, group__year=year)
    known.members = {(row.group_id, row.pupil_id): row for row in members}


def _load_older(known: Known) -> None:
    """Places of earlier years that nobody has ended: who has one in the new year is in the old class no more."""
    before = current(known.starts_on)
    year = known.year
    places = Enrolment.objects.filter(before, school=known.school, class_group__year__starts_on__lt=year.starts_on)
    members = StudyGroupMember.objects.filter(before, school=known.school, group__year__starts_on__lt=year.starts_on)
    rows: list[Enrolment | StudyGroupMember] = [*places, *members]
    for row in rows:
        known.older_places.setdefault(row.pupil_id, []).append(row)


def _load_staff(known: Known) -> None:
    held = Q(ends_on=None) | Q(ends_on__gte=known.starts_on)
    staff = Employment.objects.filter(held, school=known.school).select_related("person")
    known.employments = list(staff.order_by("sort_key", "pk"))
    known.employment_of = {row.person_id: row for row in known.employments if row.person_id is not None}
    for position in Position.objects.filter(held, school=known.school):
        known.positions.setdefault(position.employment_id, {})[position.kind] = position
