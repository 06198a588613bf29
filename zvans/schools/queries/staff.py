"""The staff of a school: the list of it, and all that is known of one employee."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from django.db.models import Count, Exists, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from zvans.accounts.models import Person, PersonalCode
from zvans.lib.dates import today
from zvans.lib.text import search_key
from zvans.schools.enums import PERMISSIONS, Permission, PositionKind
from zvans.schools.models import ClassTeacher, Course, CourseTeacher, Employment, Position, School
from zvans.schools.models.dated import current


def staff_of(school: School) -> QuerySet[Employment]:
    """Each employee with `by_name` (family name first, in Latvian order), `positions_now` and `taught`, the number of courses today."""
    on = today()
    counted = (
        CourseTeacher.objects.filter(current(on), current(on, "employment__"), school=school, employment=OuterRef("pk"))
        .order_by()
        .values("employment")
        .annotate(n=Count("course", distinct=True))
        .values("n")
    )
    held = Position.objects.filter(school=school).exclude(ends_on__lt=on).order_by("starts_on", "pk")
    return (
        Employment.objects.filter(school=school)
        .annotate(
            by_name=Coalesce("person__sort_key", "sort_key"),
            taught=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
        )
        .select_related("person")
        .prefetch_related(Prefetch("positions", held, to_attr="positions_now"))
    )


def people_employed(school: School) -> list[Person]:
    """Those who work at the school today, in Latvian order. One statement."""
    on = today()
    here = Employment.objects.filter(current(on), school=school, person__isnull=False)
    return list(Person.objects.filter(pk__in=here.values("person")).order_by("sort_key", "pk"))


def named(rows: QuerySet[Employment], query: str) -> QuerySet[Employment]:
    """Employees by a part of their name or their short name, with or without diacritics."""
    return rows.filter(
        Q(person__search_key__contains=search_key(query)) | Q(name__icontains=query) | Q(short_name__icontains=query)
    )


def holding(rows: QuerySet[Employment], kind: str) -> QuerySet[Employment]:
    """Those who have a position of a kind today."""
    return rows.filter(Exists(Position.objects.filter(current(today()), employment=OuterRef("pk"), kind=kind)))


def standing(rows: QuerySet[Employment], state: str) -> QuerySet[Employment]:
    """«now» works here or soon will, «left» doesn't any more, «nameless» is a name that a timetable brought, without a person."""
    if state == "nameless":
        return rows.filter(person=None)
    return rows.filter(ends_on__lt=today()) if state == "left" else rows.exclude(ends_on__lt=today())


def employee_of(school: School, public_id: str) -> Employment | None:
    return Employment.objects.select_related("person", "school").filter(school=school, public_id=public_id).first()


@dataclass(frozen=True, slots=True)
class HeldPosition:
    """`given` comes with its kind, `added` is what the school has given beside."""

    position: Position
    given: frozenset[Permission]
    added: frozenset[Permission]
    is_over: bool


@dataclass(frozen=True, slots=True)
class EmployeePage:
    """`state` is a mark of all that is to be edited here: a form brings it back, and who edits second is told.

    `unmanned` are the courses that have had no teacher since this one left, each with the day from which.
    """

    employment: Employment
    state: str
    positions: list[HeldPosition]
    classes: list[ClassTeacher]
    courses: list[CourseTeacher]
    unmanned: list[tuple[Course, date]]
    has_account: bool


def employee_page(employment: Employment) -> EmployeePage:
    """Six statements."""
    positions = Position.objects.filter(employment=employment).order_by("-starts_on", "pk")
    classes = ClassTeacher.objects.filter(employment=employment).select_related("class_group__year")
    courses = CourseTeacher.objects.filter(employment=employment).select_related("course__subject", "course__year")
    person = employment.person
    return EmployeePage(
        employment=employment,
        state=state_of(employment),
        positions=[_held(position) for position in positions],
        classes=list(classes.order_by("-starts_on", "pk")),
        courses=list(courses.order_by("-course__year__starts_on", "course__subject__sort_key", "course__name", "pk")),
        unmanned=unmanned_after(employment, employment.ends_on) if employment.ends_on else [],
        has_account=person is not None and person.accounts.filter(door="staff").exists(),
    )


def _held(position: Position) -> HeldPosition:
    given = PERMISSIONS[PositionKind(position.kind)]
    return HeldPosition(
        position, given, position.allowed - given, position.ends_on is not None and position.ends_on < today()
    )


def state_of(employment: Employment) -> str:
    """A mark that changes with whatever of an employee is edited: names and contacts, dates, positions and their rights."""
    person = employment.person
    positions = Position.objects.filter(employment=employment).order_by("pk")
    values = positions.values_list("pk", "title", "permissions", "starts_on", "ends_on")
    whole = (employment.short_name, employment.ends_on, employment.person_id, person and person.revision, list(values))
    return sha256(repr(whole).encode()).hexdigest()[:16]


def allowed_to(employment: Employment) -> frozenset[Permission]:
    """All that the positions of an employee let them do, now or later."""
    positions = Position.objects.filter(employment=employment).exclude(ends_on__lt=today())
    return frozenset().union(*(position.allowed for position in positions))


def rights_of(school: School, people: Collection[Person]) -> frozenset[Permission]:
    """All that these people's positions in the school let them do, now or later. One statement."""
    positions = Position.objects.filter(school=school, employment__person__in=people).exclude(ends_on__lt=today())
    return frozenset().union(*(position.allowed for position in positions))


def is_over(employment: Employment) -> bool:
    return employment.ends_on is not None and employment.ends_on < today()


def unmanned_after(employment: Employment, last_day: date) -> list[tuple[Course, date]]:
    """Courses of years that go on which nobody teaches from the day after an employee's last one, and that day. One statement."""
    first = last_day + timedelta(days=1)
    theirs = CourseTeacher.objects.filter(course=OuterRef("pk"), employment=employment)
    there = current(first) & current(first, "employment__")
    others = CourseTeacher.objects.filter(there, course=OuterRef("pk")).exclude(employment=employment)
    rows = Course.objects.filter(
        Exists(theirs.exclude(ends_on__lt=last_day)),
        ~Exists(others),
        school=employment.school_id,
        year__ends_on__gte=first,
    )
    ordered = rows.select_related("subject", "year").order_by("subject__sort_key", "name", "pk")
    return [(course, max(first, course.year.starts_on)) for course in ordered]


def unmanned_classes(employment: Employment, last_day: date) -> list[ClassTeacher]:
    """Classes that lose their class teacher with an employee."""
    rows = ClassTeacher.objects.filter(employment=employment, class_group__year__ends_on__gt=last_day)
    return list(rows.exclude(ends_on__lte=last_day).select_related("class_group").order_by("class_group__sort_key"))


def has_code(person: Person | None) -> bool:
    return person is not None and PersonalCode.objects.filter(person=person, ends_on=None).exists()


def nameless_of(school: School) -> QuerySet[Employment]:
    """Names that a timetable brought and that belong to nobody yet."""
    return Employment.objects.filter(school=school, person=None).exclude(ends_on__lt=today()).order_by("sort_key", "pk")


def position_of(school: School, public_id: str, position: int) -> HeldPosition | None:
    """A position of an employee of the school, named by both."""
    rows = Position.objects.select_related("employment__person", "employment__school")
    found = rows.filter(school=school, employment__public_id=public_id, pk=position).first()
    return None if found is None else _held(found)
