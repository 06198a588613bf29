from django.db import models

from zvans.audit.history import recorded_history
from zvans.journal.enums import LessonState
from zvans.journal.models.values import WorkKind
from zvans.lib.database.protection import SchoolForeignKey
from zvans.schools.models import Course, Room, School, SchoolYear


class Lesson(models.Model):
    """A lesson that somebody has touched. Its key (course, date, number, part) is its address before and after it is stored.

    The room is copied from the timetable when the row is made: later timetables change nothing here.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, db_constraint=False, db_index=False)
    year = SchoolForeignKey(SchoolYear, models.PROTECT, db_index=False)
    course = SchoolForeignKey(Course, models.PROTECT, related_name="lessons", db_index=False)
    on = models.DateField()
    number = models.PositiveSmallIntegerField()
    part = models.PositiveSmallIntegerField(default=1)
    room = SchoolForeignKey(Room, models.PROTECT, null=True, blank=True)
    state = models.CharField(max_length=10, choices=LessonState.choices, default=LessonState.HELD)
    topic = models.CharField(max_length=500, blank=True)
    topic_at = models.DateTimeField(null=True, blank=True)  # when a topic was first written: late or in time
    is_formative = models.BooleanField(default=False)  # marks of a formative lesson never count towards summative ones
    work_kind = SchoolForeignKey(WorkKind, models.PROTECT, null=True, blank=True, db_index=False)
    is_added = models.BooleanField(db_default=False)  # a teacher's own column, of no timetable
    attendance_at = models.DateTimeField(
        null=True, blank=True
    )  # when the teacher said who is here; empty: nobody has yet
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "course", "on", "number", "part"], name="lesson_key"),
        ]
        indexes = [models.Index(fields=["course", "on"], name="lesson_of_course")]
        triggers = recorded_history()

    class Privacy:
        fields = {
            "school": "record", "year": "school", "course": "school", "on": "school", "number": "school", "part": "school",
            "room": "school", "state": "school", "topic": "school", "topic_at": "record", "is_formative": "school", "work_kind": "school",
            "is_added": "school", "attendance_at": "record",
            "revision": "record",
        }  # fmt: skip
