"""Whose timetables there are: classes, teachers and rooms of the schools where somebody works. Six statements."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from zvans.audit.actor import Actor
from zvans.lib.text import sort_key
from zvans.schools.models import ClassGroup, CourseTeacher, Employment, Room, School, SchoolYear
from zvans.schools.models.dated import current


@dataclass(frozen=True, slots=True)
class Directory:
    """One school's timetables. `own`: that of the one who looks, who may teach nothing."""

    school: School
    own: Employment
    classes: list[ClassGroup]
    teachers: list[Employment]
    rooms: list[Room]


def directories_of(actor: Actor, on: date) -> list[Directory]:
    """One for each school where the actor is employed on a day, by name."""
    if actor.person_id is None:
        return []
    employed = Employment.objects.filter(current(on), person_id=actor.person_id).select_related("school")
    own = {row.school_id: row for row in employed.order_by("pk")}
    years = _years(own, on)
    classes = list(ClassGroup.objects.filter(year__in=years))
    is_teaching = CourseTeacher.objects.filter(employment=OuterRef("pk"), course__year__in=years)
    teachers = list(Employment.objects.filter(Exists(is_teaching), school__in=own).select_related("person"))
    rooms = list(Room.objects.filter(school__in=own).order_by("sort_key"))
    return [
        Directory(
            school=row.school,
            own=row,
            classes=sorted((c for c in classes if c.school_id == school), key=lambda c: (c.grade or 99, c.sort_key)),
            teachers=sorted((t for t in teachers if t.school_id == school), key=by_family_name),
            rooms=[room for room in rooms if room.school_id == school],
        )
        for school, row in sorted(own.items(), key=lambda item: sort_key(item[1].school.name))
    ]


def _years(schools: dict[int, Employment], on: date) -> list[SchoolYear]:
    """Of each school the year that the day is in, or else the latest one it has."""
    found: dict[int, SchoolYear] = {}
    for year in SchoolYear.objects.filter(school__in=schools).order_by("starts_on"):
        known = found.get(year.school_id)
        if known is None or not known.starts_on <= on <= known.ends_on:
            found[year.school_id] = year
    return list(found.values())


def by_family_name(teacher: Employment) -> str:
    """As a register lists people. Of a name without a person the last word is taken for the family name."""
    if teacher.person is not None:
        return teacher.person.sort_key
    given, _space, family = teacher.name.rpartition(" ")
    return sort_key(f"{family} {given}")
