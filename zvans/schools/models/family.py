from django.db import models

from zvans.accounts.models import Person
from zvans.audit.history import recorded_history
from zvans.schools.enums import Access, GuardianKind
from zvans.schools.models.dated import Dated, ends_after_start


class Guardianship(Dated):
    """Who answers for a pupil. It belongs to the two people, not to a school: it holds in every school the pupil attends."""

    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="guardianships")
    guardian = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="wards")
    kind = models.CharField(max_length=10, choices=GuardianKind.choices)
    call_order = models.PositiveSmallIntegerField(default=1)
    access = models.CharField(max_length=6, choices=Access.choices, default=Access.FULL, db_default=Access.FULL.value)
    chosen_on = models.DateField(
        null=True, blank=True
    )  # the day on which the pupil, of age, said what this guardian sees (C8): the school gives no more than that

    class Meta:
        constraints = [
            ends_after_start("guardianship"),
            models.UniqueConstraint(fields=["pupil", "guardian", "starts_on"], name="guardianship_once"),
            models.CheckConstraint(condition=~models.Q(pupil=models.F("guardian")), name="nobody_is_own_guardian"),
        ]
        triggers = recorded_history(of_school=False)

    class Privacy:
        fields = {
            "pupil": "identifier", "guardian": "identifier", "kind": "personal", "call_order": "personal",
            "access": "personal", "chosen_on": "personal", "starts_on": "personal", "ends_on": "personal",
        }  # fmt: skip
