"""What the timetables of a year still lack before every journal has its lessons."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Exists, OuterRef, Q

from zvans.schools.models import BellPeriod, Course, SchoolYear
from zvans.schools.models.dated import current
from zvans.timetable.models import Slot


@dataclass(frozen=True, slots=True)
class TimetableNeeds:
    """`slots` are the lessons of the timetable that holds on a day; `unrung` their numbers for which no usual bell rings."""

    slots: int
    unplanned: int  # journals without a lesson in it
    unrung: tuple[int, ...]


def timetable_needs(year: SchoolYear, on: date) -> TimetableNeeds:
    """Two statements."""
    slots = Slot.objects.filter(current(on, "timetable__"), school=year.school_id, timetable__year=year)
    rung = BellPeriod.objects.filter(school=year.school_id, schedule__is_default=True, number=OuterRef("number"))
    found = slots.annotate(is_rung=Exists(rung)).aggregate(
        numbers=ArrayAgg("number", filter=Q(is_rung=False), distinct=True, default=[]),
        every=Count("pk"),
    )
    planned = Slot.objects.filter(current(on, "timetable__"), course=OuterRef("pk"))
    unplanned = Course.objects.filter(~Exists(planned), school=year.school_id, year=year).count()
    return TimetableNeeds(found["every"], unplanned, tuple(sorted(found["numbers"])))
