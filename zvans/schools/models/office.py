from django.db import models

from zvans.accounts.enums import Office
from zvans.accounts.models import Person
from zvans.audit.history import recorded_history
from zvans.schools.models.dated import Dated, ends_after_start
from zvans.schools.models.school import Municipality


class OfficeHolder(Dated):
    """The operator has entrusted an office to a person (B14); a municipality's officer sees the schools of that one."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="offices")
    office = models.CharField(max_length=12, choices=Office.choices)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            ends_after_start("office"),
            models.UniqueConstraint(fields=["person", "office", "starts_on"], name="office_once"),
            models.CheckConstraint(
                condition=models.Q(office=Office.MUNICIPALITY.value, municipality__isnull=False)
                | ~models.Q(office=Office.MUNICIPALITY.value) & models.Q(municipality__isnull=True),
                name="municipality_of_its_officer",
            ),
        ]
        triggers = recorded_history(of_school=False)

    class Privacy:
        fields = {
            "person": "identifier", "office": "record", "municipality": "public", "starts_on": "record", "ends_on": "record",
        }  # fmt: skip
