from django.db import models
from django.db.models.functions import Now

from zvans.accounts.models import Person
from zvans.audit.history import recorded_history
from zvans.lib.database.protection import SchoolForeignKey
from zvans.schools.models import Course, School, SchoolYear


class Outcome(models.Model):
    """What pupils of a journal are to reach («Skaita un raksta skaitļus līdz 100»), judged by a level and not by a mark."""

    school = models.ForeignKey(School, on_delete=models.CASCADE)
    year = SchoolForeignKey(SchoolYear, models.PROTECT, db_index=False)
    course = SchoolForeignKey(Course, models.PROTECT, related_name="outcomes")
    text = models.CharField(max_length=300)
    order = models.PositiveSmallIntegerField()
    is_removed = models.BooleanField(default=False)  # levels once given stay with their text
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        triggers = recorded_history()

    class Privacy:
        fields = {
            "school": "record", "year": "school", "course": "school", "text": "school", "order": "school",
            "is_removed": "school", "revision": "record",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.text


class OutcomeLevel(models.Model):
    """How far a pupil has come with an outcome. An empty level is one taken back; what it was before is in the history."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, db_constraint=False, db_index=False)
    year = SchoolForeignKey(SchoolYear, models.PROTECT, db_index=False)
    course = SchoolForeignKey(Course, models.PROTECT, related_name="outcome_levels", db_index=False)
    outcome = SchoolForeignKey(Outcome, models.PROTECT, related_name="levels", db_index=False)
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="outcome_levels", db_index=False)
    level = models.CharField(max_length=4, blank=True)
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "outcome", "pupil"], name="outcome_level_once")]
        indexes = [
            models.Index(fields=["pupil"], name="outcome_level_of_pupil"),
            models.Index(fields=["course"], name="outcome_level_of_course"),
        ]
        triggers = recorded_history()

    class Privacy:
        fields = {
            "school": "record", "year": "school", "course": "education", "outcome": "education", "pupil": "identifier",
            "level": "education", "revision": "record", "changed_at": "record",
        }  # fmt: skip
