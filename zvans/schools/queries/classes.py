"""Classes of a school year: the list of them, and all that is known of one."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, IntegerField, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from zvans.lib.dates import today
from zvans.lib.text import search_key
from zvans.schools.models import (
    ClassGroup,
    ClassTeacher,
    Course,
    Employment,
    Enrolment,
    School,
    SchoolYear,
    StudyGroup,
)
from zvans.schools.models.dated import current


def years_of(school: School) -> list[SchoolYear]:
    """The newest first."""
    return list(SchoolYear.objects.filter(school=school).order_by("-starts_on", "-pk"))


def year_shown(years: list[SchoolYear], starts_on: date | None) -> SchoolYear | None:
    """The year that begins on a day; without one asked for the year of today, else the newest."""
    if starts_on is not None:
        return next((year for year in years if year.starts_on == starts_on), None)
    on = today()
    return next((year for year in years if year.starts_on <= on <= year.ends_on), years[0] if years else None)


def is_open(year: SchoolYear) -> bool:
    """It can still be changed: the day on which it is closed has not come."""
    return year.closed_on is None or year.closed_on > today()


def day_in(year: SchoolYear) -> date:
    """The day by which a year is shown: today, or its nearest end."""
    return min(max(today(), year.starts_on), year.ends_on)


def classes_of(year: SchoolYear) -> QuerySet[ClassGroup]:
    """Each class with `pupils`, how many are in it, and `teachers_now`, who leads it, on the day by which the year is shown."""
    on = day_in(year)
    counted = (
        Enrolment.objects.filter(current(on), class_group=OuterRef("pk"))
        .order_by()
        .values("class_group")
        .annotate(n=Count("pupil", distinct=True))
        .values("n")
    )
    leading = ClassTeacher.objects.filter(current(on), school=year.school_id).select_related("employment__person")
    return (
        ClassGroup.objects.filter(school=year.school_id, year=year)
        .annotate(pupils=Coalesce(Subquery(counted, output_field=IntegerField()), 0))
        .prefetch_related(Prefetch("class_teachers", leading.order_by("-starts_on", "pk"), to_attr="teachers_now"))
    )


def class_of(school: School, public_id: str) -> ClassGroup | None:
    return ClassGroup.objects.select_related("year", "school").filter(school=school, public_id=public_id).first()


@dataclass(frozen=True, slots=True)
class ClassPage:
    """A class on a day of its year. `teachers` over time, the newest first."""

    class_group: ClassGroup
    on: date
    teachers: list[ClassTeacher]
    groups: list[StudyGroup]
    courses: list[Course]
    is_empty: bool  # nobody was ever in it, nothing is taught to it: it can be removed


def class_page(class_group: ClassGroup) -> ClassPage:
    """Three statements, or four."""
    on = day_in(class_group.year)
    teachers = ClassTeacher.objects.filter(class_group=class_group).select_related("employment__person")
    groups = StudyGroup.objects.filter(class_group=class_group).order_by("-is_whole_class", "division", "sort_key")
    courses = Course.objects.filter(course_groups__group__class_group=class_group).distinct()
    was_ever = Enrolment.objects.filter(class_group=class_group)
    page = ClassPage(
        class_group=class_group,
        on=on,
        teachers=list(teachers.order_by("-starts_on", "pk")),
        groups=list(groups),
        courses=list(courses.select_related("subject").order_by("subject__sort_key", "name")),
        is_empty=False,
    )
    stands = page.courses or len(page.groups) > 1
    return replace(page, is_empty=not stands and not was_ever.exists())


def pupils_in(class_group: ClassGroup) -> QuerySet[Enrolment]:
    """The places in a class that hold on the day by which its year is shown."""
    places = Enrolment.objects.filter(current(day_in(class_group.year)), class_group=class_group)
    return places.select_related("pupil")


def pupils_named(places: QuerySet[Enrolment], text: str) -> QuerySet[Enrolment]:
    """Places of those in whose name the text is, with or without diacritics."""
    return places.filter(pupil__search_key__contains=search_key(text))


def employed_on(school: School, on: date) -> QuerySet[Employment]:
    """Who works there on that day or will from then on, in order of their names."""
    working = Employment.objects.filter(school=school).exclude(ends_on__lt=on)
    return (
        working.annotate(by_name=Coalesce("person__sort_key", "sort_key"))
        .select_related("person")
        .order_by("by_name", "pk")
    )
