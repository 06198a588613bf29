from datetime import date

from django.db import models
from django.db.models import F, Q

from zvans.audit.history import recorded_history
from zvans.lib.database.protection import SchoolForeignKey
from zvans.schools.models.dated import Dated, ends_after_start
from zvans.schools.models.school import School

_DATES = {"starts_on": "school", "ends_on": "school"}


class SchoolYear(models.Model):
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="years")
    name = models.CharField(max_length=12)
    starts_on = models.DateField()
    ends_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)  # from that day on it is only read

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "name"], name="school_year_once"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="school_year_ends_after_start"),
        ]
        triggers = recorded_history()

    class Privacy:
        fields = {"school": "record", "name": "school", "closed_on": "school", **_DATES}

    def is_closed(self, on: date) -> bool:
        return self.closed_on is not None and self.closed_on <= on


class Term(models.Model):
    """A semester."""

    school = models.ForeignKey(School, on_delete=models.CASCADE)
    year = SchoolForeignKey(SchoolYear, models.CASCADE, related_name="terms")
    number = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "year", "number"], name="term_once_a_year"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="term_ends_after_start"),
        ]
        triggers = recorded_history()

    class Privacy:
        fields = {"school": "record", "year": "school", "number": "school", **_DATES}


class Break(models.Model):
    """Days without lessons: holidays of the year, public holidays, a school's own days off. Both ends included."""

    school = models.ForeignKey(School, on_delete=models.CASCADE)
    year = SchoolForeignKey(SchoolYear, models.CASCADE, related_name="breaks")
    name = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="break_ends_after_start"),
        ]
        indexes = [models.Index(fields=["school", "starts_on"], name="break_of_school")]
        triggers = recorded_history()

    class Privacy:
        fields = {"school": "record", "year": "school", "name": "school", **_DATES}


class BellSchedule(models.Model):
    school = models.ForeignKey(School, on_delete=models.CASCADE)
    name = models.CharField(max_length=60)
    is_default = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "name"], name="bell_schedule_once"),
            models.UniqueConstraint(fields=["school"], condition=Q(is_default=True), name="one_default_bell_schedule"),
        ]
        triggers = recorded_history()

    class Privacy:
        fields = {"school": "record", "name": "school", "is_default": "school"}


class BellPeriod(models.Model):
    """Lesson `number` (from 0) rings in and out at these local times."""

    school = models.ForeignKey(School, on_delete=models.CASCADE)
    schedule = SchoolForeignKey(BellSchedule, models.CASCADE, related_name="periods")
    number = models.PositiveSmallIntegerField()
    starts_at = models.TimeField()
    ends_at = models.TimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "schedule", "number"], name="bell_period_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="bell_period_ends_after_start"),
        ]
        triggers = recorded_history()

    class Privacy:
        fields = {
            "school": "record", "schedule": "school", "number": "school", "starts_at": "school", "ends_at": "school",
        }  # fmt: skip


class BellDay(Dated):
    """Days that ring by another schedule than the default: shortened days."""

    school = models.ForeignKey(School, on_delete=models.CASCADE)
    schedule = SchoolForeignKey(BellSchedule, models.CASCADE, related_name="days")

    class Meta:
        constraints = [ends_after_start("bell_day")]
        triggers = recorded_history()

    class Privacy:
        fields = {"school": "record", "schedule": "school", **_DATES}
