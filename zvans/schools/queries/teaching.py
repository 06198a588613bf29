"""What is taught in a school year, to whom and by whom; and what has nobody to teach it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce, Least

from zvans.lib.text import search_key
from zvans.schools.models import (
    ClassGroup,
    Course,
    CourseGroup,
    CourseTeacher,
    Employment,
    School,
    SchoolYear,
    StudyGroup,
    Subject,
)
from zvans.schools.models.dated import current
from zvans.schools.queries.classes import day_in


def courses_of(year: SchoolYear) -> QuerySet[Course]:
    """Each course of the year with `teachers_now`: who teaches it on the day by which the year is shown, or will later."""
    on = day_in(year)
    still = _rows().filter(school=year.school_id).exclude(ends_on__lt=on).exclude(employment__ends_on__lt=on)
    return (
        Course.objects.filter(school=year.school_id, year=year)
        .select_related("subject", "year")
        .prefetch_related(Prefetch("course_teachers", still, to_attr="teachers_now"))
    )


def _rows() -> QuerySet[CourseTeacher]:
    return CourseTeacher.objects.select_related("employment__person").order_by("starts_on", "pk")


def unmanned(year: SchoolYear) -> Q:
    """Courses that nobody teaches on some day from today to the end of the year: the same days as `unmanned_from` finds."""
    on = day_in(year)
    last = CourseTeacher.objects.annotate(last=Least("ends_on", "employment__ends_on"))
    now = CourseTeacher.objects.filter(current(on), current(on, "employment__"), course=OuterRef("pk"))
    goes_on = last.filter(
        Q(last=None) | Q(last__gt=OuterRef("last")), course=OuterRef("course"), starts_on__lte=OuterRef("next")
    )
    ending = (
        last.filter(course=OuterRef("pk"), last__gte=on, last__lt=year.ends_on, starts_on__lte=F("last"))
        .annotate(next=F("last") + timedelta(days=1))
        .filter(~Exists(goes_on))
    )
    return ~Exists(now) | Exists(ending)


def unmanned_from(year: SchoolYear, rows: Iterable[CourseTeacher]) -> date | None:
    """The first day from today to the end of the year on which none of these teaches, or None."""
    day = day_in(year)
    held = [(row.starts_on, _last_day(row)) for row in rows]
    while day <= year.ends_on:
        lasts = [last for first, last in held if first <= day and (last is None or last >= day)]
        if not lasts:
            return day
        known = [last for last in lasts if last is not None]
        if len(known) < len(lasts):
            return None
        day = max(known) + timedelta(days=1)
    return None


def _last_day(row: CourseTeacher) -> date | None:
    known = [day for day in (row.ends_on, row.employment.ends_on) if day is not None]
    return min(known) if known else None


def course_of(school: School, public_id: str) -> Course | None:
    return Course.objects.select_related("subject", "year", "school").filter(school=school, public_id=public_id).first()


@dataclass(frozen=True, slots=True)
class CoursePage:
    """A course: `teachers` over time, the newest first; `holding` those who teach on `on` or will later.

    `state` is a mark of who teaches it: a form brings it back, and who changes it second is told.
    """

    course: Course
    on: date
    teachers: list[CourseTeacher]
    holding: list[CourseTeacher]
    groups: list[StudyGroup]
    unmanned_from: date | None
    state: str


def course_page(course: Course) -> CoursePage:
    """Two statements."""
    on, rows = day_in(course.year), list(_rows().filter(course=course))
    groups = StudyGroup.objects.filter(course_groups__course=course).select_related("class_group")
    return CoursePage(
        course=course,
        on=on,
        teachers=rows[::-1],
        holding=[row for row in rows if (_last_day(row) or on) >= on],
        groups=list(groups.order_by("sort_key", "pk")),
        unmanned_from=unmanned_from(course.year, rows),
        state=mark_of(rows),
    )


def teaching_state(course: Course) -> str:
    return mark_of(list(_rows().filter(course=course)))


def mark_of(rows: Iterable[CourseTeacher]) -> str:
    values = [(row.pk, row.starts_on, row.ends_on) for row in rows]
    return sha256(repr(values).encode()).hexdigest()[:16]


def subjects_of(school: School) -> QuerySet[Subject]:
    return Subject.objects.filter(school=school).order_by("sort_key", "pk")


def groups_of(year: SchoolYear) -> QuerySet[StudyGroup]:
    """In the order of the classes; the whole class before its parts."""
    rows = StudyGroup.objects.filter(school=year.school_id, year=year).select_related("class_group")
    return rows.order_by(
        F("class_group__grade").asc(nulls_last=True),
        "class_group__sort_key",
        "-is_whole_class",
        "division",
        "sort_key",
        "pk",
    )


def class_names(year: SchoolYear) -> list[tuple[str, str]]:
    rows = ClassGroup.objects.filter(school=year.school_id, year=year).order_by("grade", "sort_key")
    return list(rows.values_list("public_id", "name"))


def teachers_of(year: SchoolYear) -> QuerySet[Employment]:
    """Who teaches anything in the year."""
    taught = CourseTeacher.objects.filter(course__year=year, employment=OuterRef("pk"))
    rows = Employment.objects.filter(Exists(taught), school=year.school_id).select_related("person")
    return rows.annotate(by_name=Coalesce("person__sort_key", "sort_key")).order_by("by_name", "pk")


def named(rows: QuerySet[Course], query: str) -> QuerySet[Course]:
    """Courses by a part of the subject's name or of their groups', whatever its capitals and marks."""
    wanted = search_key(query)
    names = rows.order_by().values_list("pk", "subject__name", "name")
    return rows.filter(pk__in=[pk for pk, *said in names if any(wanted in search_key(name) for name in said)])


def taught_to(rows: QuerySet[Course], class_group: str) -> QuerySet[Course]:
    """Courses of a class (its public id), or of a part of it."""
    return rows.filter(
        Exists(CourseGroup.objects.filter(course=OuterRef("pk"), group__class_group__public_id=class_group))
    )


def taught_by(rows: QuerySet[Course], employment: str) -> QuerySet[Course]:
    """Courses that an employee (by public id) teaches or has taught."""
    return rows.filter(Exists(CourseTeacher.objects.filter(course=OuterRef("pk"), employment__public_id=employment)))


def appointed(holding: Iterable[CourseTeacher], teachers: Iterable[Employment], starts_on: date) -> list[Employment]:
    """Of those who are to teach from a day on, those who don't teach the course already from then until they leave the school."""
    going_on = {
        row.employment_id
        for row in holding
        if row.starts_on <= starts_on and row.ends_on in (None, row.employment.ends_on)
    }
    return [employment for employment in teachers if employment.pk not in going_on]
