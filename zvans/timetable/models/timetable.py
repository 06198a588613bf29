from django.db import models
from django.db.models import Q

from zvans.audit.history import recorded_history
from zvans.lib.database.protection import SchoolForeignKey
from zvans.schools.models import Course, Room, School, SchoolYear
from zvans.schools.models.dated import Dated, ends_after_start


class Timetable(Dated):
    """A plan of lessons that holds for a range of days. The next one begins where this one ends; lessons already held stay as they were."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="timetables")
    year = SchoolForeignKey(SchoolYear, models.CASCADE, related_name="timetables")
    name = models.CharField(max_length=120)
    weeks_in_cycle = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            ends_after_start("timetable"),
            models.UniqueConstraint(fields=["school", "starts_on"], name="one_timetable_a_day"),
        ]
        triggers = recorded_history()

    class Privacy:
        fields = {
            "school": "record", "year": "school", "name": "school", "weeks_in_cycle": "school", "starts_on": "school",
            "ends_on": "school",
        }  # fmt: skip


class Slot(models.Model):
    """A course has a lesson on this weekday, at this number, in these weeks of the cycle.

    `weeks` is a bit mask: bit 0 is the first week of the cycle, counted from the Monday of the week in which the timetable begins.
    `part` tells apart lessons of one course at the same time (in two rooms).
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE)
    timetable = SchoolForeignKey(Timetable, models.CASCADE, related_name="slots")
    course = SchoolForeignKey(Course, models.CASCADE, related_name="slots", db_index=False)  # slot_of_course
    weekday = models.PositiveSmallIntegerField()  # ISO: 1 Monday … 7 Sunday
    number = models.PositiveSmallIntegerField()
    part = models.PositiveSmallIntegerField(default=1)
    weeks = models.PositiveIntegerField(default=1)
    room = SchoolForeignKey(Room, models.SET_NULL, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "timetable", "course", "weekday", "number", "part", "weeks"], name="slot_once"
            ),
            models.CheckConstraint(condition=Q(weekday__gte=1, weekday__lte=7), name="slot_weekday_is_iso"),
            models.CheckConstraint(condition=Q(weeks__gte=1), name="slot_in_some_week"),
        ]
        indexes = [models.Index(fields=["course", "timetable"], name="slot_of_course")]
        triggers = recorded_history()

    class Privacy:
        fields = {
            "school": "record", "timetable": "school", "course": "school", "weekday": "school", "number": "school",
            "part": "school", "weeks": "school", "room": "school",
        }  # fmt: skip
