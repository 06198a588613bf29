from django.db import models

from zvans.accounts.models import Person
from zvans.audit.history import recorded_history
from zvans.lib.public_id import new_public_id
from zvans.lib.text import sort_key
from zvans.schools.enums import SchoolKind


class Municipality(models.Model):
    name = models.CharField(max_length=120, unique=True)

    class Privacy:
        fields = {"name": "public"}


class School(models.Model):
    """An institution. `code` is what people and command lines call it by."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="schools")
    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=160)
    short_name = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, choices=SchoolKind.choices, default=SchoolKind.GENERAL)
    # Whom users ask and tell (C5): an employee, and how to reach them.
    responsible = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    responsible_contact = models.CharField(max_length=200, blank=True, default="", db_default="")
    # What the school allows and asks of those who sign in.
    longest_session_days = models.PositiveSmallIntegerField(
        default=30, db_default=30
    )  # 0: only until the browser closes
    second_factor_from = models.DateField(
        null=True, blank=True
    )  # staff need one from this day on; empty: they may (B10)
    # Its pupils on the portal (A8): from which age they may comment, and under their own name; younger than 13 nobody does.
    comments_from_age = models.PositiveSmallIntegerField(default=13, db_default=13)
    own_name_from_age = models.PositiveSmallIntegerField(default=16, db_default=16)

    class Privacy:
        fields = {
            "municipality": "public", "code": "public", "name": "public", "short_name": "public", "kind": "public",
            "responsible": "school", "responsible_contact": "school", "longest_session_days": "school",
            "second_factor_from": "school", "comments_from_age": "school", "own_name_from_age": "school",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.name


class Named(models.Model):
    """Something a school calls by a name, in Latvian order; `external_key` is what its timetable program calls it."""

    name = models.CharField(max_length=160)
    short_name = models.CharField(max_length=60, blank=True)
    sort_key = models.CharField(max_length=700, db_collation="C", editable=False)
    external_key = models.CharField(max_length=80, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.fill_keys()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def fill_keys(self) -> None:
        """Set what is derived from the name; `save` does it, a bulk write calls it."""
        self.sort_key = sort_key(self.name)


_NAMED_PRIVACY = {"name": "school", "short_name": "school", "sort_key": "school", "external_key": "record"}


class Subject(Named):
    school = models.ForeignKey(School, on_delete=models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "name"], name="subject_once_a_school")]
        triggers = recorded_history()

    class Privacy:
        fields = {"school": "record", **_NAMED_PRIVACY}


class Room(Named):
    school = models.ForeignKey(School, on_delete=models.CASCADE)
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)  # its timetable has an address

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "name"], name="room_once_a_school")]
        triggers = recorded_history()

    class Privacy:
        fields = {"school": "record", "public_id": "identifier", **_NAMED_PRIVACY}
