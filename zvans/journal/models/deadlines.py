from django.db import models

from zvans.audit.history import recorded_history
from zvans.schools.models import School


class Deadlines(models.Model):
    """How many days after a lesson its topic and attendance are due, and how many an owed mark (`nv`) may stay owed.

    A school without a row goes by the defaults.
    """

    school = models.OneToOneField(School, on_delete=models.CASCADE, related_name="deadlines")
    entry_days = models.PositiveSmallIntegerField(default=2)
    owed_days = models.PositiveSmallIntegerField(default=14)

    class Meta:
        triggers = recorded_history()

    class Privacy:
        fields = {"school": "record", "entry_days": "school", "owed_days": "school"}
