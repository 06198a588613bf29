from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from zvans.accounts.models import Person
from zvans.audit.history import recorded_history
from zvans.journal.enums import ValueKind
from zvans.journal.models.lesson import Lesson
from zvans.lib.database.protection import SchoolForeignKey
from zvans.schools.models import Course, School, SchoolYear


class Mark(models.Model):
    """A pupil's mark in a lesson, as written (`text`, «5|7») and as counted (`points`, 7). An empty text is a mark taken back.

    `course` and `on` repeat the lesson's, so that a week or a journal is read without it.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, db_constraint=False, db_index=False)
    year = SchoolForeignKey(SchoolYear, models.PROTECT, db_index=False)
    course = SchoolForeignKey(Course, models.PROTECT, related_name="marks", db_index=False)
    lesson = SchoolForeignKey(Lesson, models.PROTECT, related_name="marks", db_index=False)
    on = models.DateField()
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="marks", db_index=False)
    text = models.CharField(max_length=300, blank=True)  # long only where it describes
    kind = models.CharField(max_length=10, choices=ValueKind.choices, blank=True)
    points = models.PositiveSmallIntegerField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "lesson", "pupil"], name="mark_once"),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(points__gte=1, points__lte=10), name="mark_points_1_to_10"
            ),
        ]
        indexes = [
            models.Index(fields=["pupil", "on"], name="mark_of_pupil"),
            models.Index(fields=["course", "on"], name="mark_of_course"),
        ]
        triggers = recorded_history()

    class Privacy:
        fields = {
            "school": "record", "year": "school", "course": "education", "lesson": "education", "on": "education",
            "pupil": "identifier", "text": "education", "kind": "education", "points": "education", "revision": "record",
            "changed_at": "record",
        }  # fmt: skip
