"""What a school has entered of what it needs, and how much of it is not complete."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from zvans.lib.dates import today
from zvans.schools.models import (
    BellPeriod,
    BellSchedule,
    Break,
    ClassGroup,
    ClassTeacher,
    Course,
    CourseGroup,
    CourseTeacher,
    Employment,
    Enrolment,
    Room,
    School,
    SchoolYear,
    StudyGroup,
    StudyGroupMember,
    Subject,
    Term,
)
from zvans.schools.models.dated import current
from zvans.schools.queries.classes import day_in
from zvans.schools.queries.years import year_at_work


@dataclass(frozen=True, slots=True)
class Needs:
    """Counts of one school, of the year at work where they belong to a year. What holds by dates is counted `on` a day of that year."""

    year: SchoolYear | None
    on: date
    terms: int
    breaks: int
    bells: int
    rings: int  # lessons of the usual bells
    rooms: int
    subjects: int
    classes: int
    classes_unled: int
    classes_empty: int
    classes_untaught: int
    pupils: int
    staff: int
    staff_nameless: int  # a name from a timetable that is nobody's yet
    journals: int
    journals_untaught: int
    groups: int
    groups_empty: int


def needs_of(school: School) -> Needs:
    """Two statements."""
    year = year_at_work(school, today())
    on = day_in(year) if year else today()
    counts = {name: _count(rows) for name, rows in _rows(school, year, on).items()}
    found = School.objects.filter(pk=school.pk).values(**counts).get()
    return Needs(year=year, on=on, **found)  # type: ignore[call-arg]


def _count(rows: QuerySet[Any]) -> Coalesce:
    """How many rows, as a part of a statement about the school."""
    counted = rows.filter(school=OuterRef("pk")).order_by().values("school").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _rows(school: School, year: SchoolYear | None, on: date) -> dict[str, QuerySet[Any]]:
    return _of_school(on) | _of_classes(year, on) | _of_courses(year, on)


def _of_school(on: date) -> dict[str, QuerySet[Any]]:
    staff = Employment.objects.filter(current(on))
    return {
        "bells": BellSchedule.objects.all(),
        "rings": BellPeriod.objects.filter(schedule__is_default=True),
        "rooms": Room.objects.all(),
        "subjects": Subject.objects.all(),
        "staff": staff,
        "staff_nameless": staff.filter(person__isnull=True),
    }


def _of_classes(year: SchoolYear | None, on: date) -> dict[str, QuerySet[Any]]:
    classes = ClassGroup.objects.filter(year=year)
    led = ClassTeacher.objects.filter(current(on), current(on, "employment__"), class_group=OuterRef("pk"))
    places = Enrolment.objects.filter(current(on))
    taught = CourseGroup.objects.filter(group__class_group=OuterRef("pk"))
    return {
        "terms": Term.objects.filter(year=year),
        "breaks": Break.objects.filter(year=year),
        "classes": classes,
        "classes_unled": classes.filter(~Exists(led)),
        "classes_empty": classes.filter(~Exists(places.filter(class_group=OuterRef("pk")))),
        "classes_untaught": classes.filter(~Exists(taught)),
        "pupils": places.filter(class_group__year=year),
    }


def _of_courses(year: SchoolYear | None, on: date) -> dict[str, QuerySet[Any]]:
    courses, groups = Course.objects.filter(year=year), StudyGroup.objects.filter(year=year, is_whole_class=False)
    teachers = CourseTeacher.objects.filter(current(on), current(on, "employment__"), course=OuterRef("pk"))
    members = StudyGroupMember.objects.filter(current(on), group=OuterRef("pk"))
    return {
        "journals": courses,
        "journals_untaught": courses.filter(~Exists(teachers)),
        "groups": groups,
        "groups_empty": groups.filter(~Exists(members)),
    }
