from django.contrib.postgres.fields import ArrayField
from django.db import models

from zvans.accounts.models import Person
from zvans.audit.history import recorded_history
from zvans.lib.database.protection import SchoolForeignKey
from zvans.lib.public_id import new_public_id
from zvans.schools.enums import PERMISSIONS, Permission, PositionKind
from zvans.schools.models.dated import Dated, ends_after_start
from zvans.schools.models.school import Named, School


class Employment(Named, Dated):
    """A name on a school's staff list. A timetable may name a teacher before the school has entered the person: `person` is empty then."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="employments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="employments")
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)  # its timetable has an address

    class Meta:
        constraints = [ends_after_start("employment")]
        triggers = recorded_history()

    class Privacy:
        fields = {
            "school": "record", "person": "identifier", "public_id": "identifier", "name": "personal",
            "short_name": "personal", "sort_key": "personal", "external_key": "record", "starts_on": "personal",
            "ends_on": "personal",
        }  # fmt: skip


class Position(Dated):
    """What an employee may do in the school, from when until when."""

    school = models.ForeignKey(School, on_delete=models.CASCADE)
    employment = SchoolForeignKey(Employment, models.CASCADE, related_name="positions")
    kind = models.CharField(max_length=12, choices=PositionKind.choices)
    title = models.CharField(max_length=120, blank=True)
    permissions = ArrayField(
        models.CharField(max_length=12, choices=Permission.choices), default=list, db_default=[], blank=True
    )

    class Meta:
        constraints = [
            ends_after_start("position"),
            models.UniqueConstraint(fields=["school", "employment", "kind", "starts_on"], name="position_once"),
        ]
        triggers = recorded_history()

    class Privacy:
        fields = {
            "school": "record", "employment": "identifier", "kind": "personal", "title": "personal", "permissions": "personal",
            "starts_on": "personal", "ends_on": "personal",
        }  # fmt: skip

    @property
    def allowed(self) -> frozenset[Permission]:
        """What comes with its kind, and what the school has added."""
        return PERMISSIONS[PositionKind(self.kind)] | {Permission(name) for name in self.permissions}
