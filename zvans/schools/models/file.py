from django.db import models

from zvans.accounts.models import Person
from zvans.audit.history import recorded_history
from zvans.schools.models.school import School


class PersonalFile(models.Model):
    """What one school keeps of a pupil beside lessons: the number in its register, where the pupil lives, where they came from."""

    school = models.ForeignKey(School, on_delete=models.CASCADE)
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="files")
    number = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=240, blank=True)
    came_from = models.CharField(max_length=160, blank=True)
    notes = models.TextField(max_length=4000, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "pupil"], name="personal_file_once_a_school")]
        triggers = recorded_history()

    class Privacy:
        fields = {
            "school": "record", "pupil": "identifier", "number": "record", "address": "contact", "came_from": "personal",
            "notes": "personal", "revision": "record",
        }  # fmt: skip
