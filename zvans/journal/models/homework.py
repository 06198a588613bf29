from django.db import models
from django.db.models.functions import Now

from zvans.accounts.models import Person
from zvans.audit.history import recorded_history
from zvans.journal.models.lesson import Lesson
from zvans.lib.database.protection import SchoolForeignKey
from zvans.schools.models import Course, School, SchoolYear


class Homework(models.Model):
    """What was set in a lesson. `due_on` is the day it must be done by, usually that of the course's next lesson."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, db_constraint=False, db_index=False)
    year = SchoolForeignKey(SchoolYear, models.PROTECT, db_index=False)
    course = SchoolForeignKey(Course, models.PROTECT, related_name="homework", db_index=False)
    lesson = SchoolForeignKey(Lesson, models.PROTECT, related_name="homework", db_index=False)
    text = models.TextField(max_length=2000, blank=True)
    due_on = models.DateField()
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "lesson"], name="homework_once_a_lesson")]
        indexes = [models.Index(fields=["course", "due_on"], name="homework_of_course")]
        triggers = recorded_history()

    class Privacy:
        fields = {
            "school": "record", "year": "school", "course": "school", "lesson": "school", "text": "school", "due_on": "school",
            "revision": "record", "changed_at": "record",
        }  # fmt: skip


class HomeworkDone(models.Model):
    """The pupil's own tick. It binds nobody and teachers see it as such."""

    school = models.ForeignKey(School, on_delete=models.CASCADE)
    homework = SchoolForeignKey(Homework, models.CASCADE, related_name="ticks")
    pupil = models.ForeignKey(Person, on_delete=models.CASCADE)
    done_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "homework", "pupil"], name="homework_tick_once")]

    class Privacy:
        fields = {"school": "record", "homework": "education", "pupil": "identifier", "done_at": "education"}
