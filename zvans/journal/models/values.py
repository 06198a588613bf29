from django.contrib.postgres.fields import ArrayField
from django.db import models

from zvans.audit.history import recorded_history
from zvans.schools.models import School
from zvans.schools.models.dated import Dated, ends_after_start


class WorkKind(Dated):
    """What a school gives marks for («pārbaudes darbs», «mājas darbs»), and how much a mark of it weighs in a mean.

    A formative kind never counts towards summative marks. Another weight is another row: means of earlier lessons stay.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE)
    name = models.CharField(max_length=80)
    short_name = models.CharField(max_length=6)
    weight = models.DecimalField(max_digits=4, decimal_places=2, default=1)
    is_formative = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "name", "starts_on"], name="work_kind_once_a_day"),
            models.CheckConstraint(condition=models.Q(weight__gt=0), name="work_kind_weighs"),
            ends_after_start("work_kind"),
        ]
        triggers = recorded_history()

    class Privacy:
        fields = {
            "school": "record", "name": "school", "short_name": "school", "weight": "school", "is_formative": "school",
            "starts_on": "school", "ends_on": "school",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.name


class PercentScale(Dated):
    """The school's own table from percent to points: `bounds` are the lowest percents of 10, 9, … 1 points, themselves included."""

    school = models.ForeignKey(School, on_delete=models.CASCADE)
    bounds = ArrayField(models.DecimalField(max_digits=5, decimal_places=2), size=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "starts_on"], name="percent_scale_once_a_day"),
            models.CheckConstraint(condition=models.Q(bounds__len=10), name="percent_scale_of_ten"),
            ends_after_start("percent_scale"),
        ]
        triggers = recorded_history()

    class Privacy:
        fields = {"school": "record", "bounds": "school", "starts_on": "school", "ends_on": "school"}
