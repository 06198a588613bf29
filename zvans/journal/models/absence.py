from django.db import models
from django.db.models.functions import Now

from zvans.accounts.models import Person
from zvans.audit.history import recorded_history
from zvans.journal.models.lesson import Lesson
from zvans.lib.database.protection import SchoolForeignKey
from zvans.schools.models import Course, School, SchoolYear


class Absence(models.Model):
    """A pupil was not there, or came late. Presence is that there is no row, or one with an empty code (taken back)."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, db_constraint=False, db_index=False)
    year = SchoolForeignKey(SchoolYear, models.PROTECT, db_index=False)
    course = SchoolForeignKey(Course, models.PROTECT, related_name="absences", db_index=False)
    lesson = SchoolForeignKey(Lesson, models.PROTECT, related_name="absences", db_index=False)
    on = models.DateField()
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="absences", db_index=False)
    code = models.CharField(max_length=4, blank=True)  # of the school's absence codes
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)  # how late
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "lesson", "pupil"], name="absence_once")]
        indexes = [
            models.Index(fields=["pupil", "on"], name="absence_of_pupil"),
            models.Index(fields=["course", "on"], name="absence_of_course"),
        ]
        triggers = recorded_history()

    class Privacy:
        fields = {
            "school": "record", "year": "school", "course": "education", "lesson": "education", "on": "education",
            "pupil": "identifier", "code": "education", "minutes": "education", "revision": "record", "changed_at": "record",
        }  # fmt: skip
