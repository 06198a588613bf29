from django.db import models

from zvans.schools.models.dated import Dated, ends_after_start
from zvans.schools.models.school import School


class AbsenceCode(Dated):
    """What a school writes for an absence, and what it means. `is_excused` empty: nobody knows yet."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="absence_codes")
    code = models.CharField(max_length=4)
    label = models.CharField(max_length=80)
    is_excused = models.BooleanField(null=True, blank=True)
    is_medical = models.BooleanField(default=False)
    is_late = models.BooleanField(default=False)  # present, but came late; may carry minutes
    counts = models.BooleanField(default=True)  # towards the threshold of 20 lessons a semester

    class Meta:
        constraints = [
            ends_after_start("absence_code"),
            models.UniqueConstraint(fields=["school", "code", "starts_on"], name="absence_code_once"),
        ]

    class Privacy:
        fields = {
            "school": "record", "code": "school", "label": "school", "is_excused": "school", "is_medical": "school",
            "is_late": "school", "counts": "school", "starts_on": "school", "ends_on": "school",
        }  # fmt: skip
