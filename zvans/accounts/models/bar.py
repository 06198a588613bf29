from django.db import models
from django.db.models.functions import Now

from zvans.accounts.enums import BarKind
from zvans.accounts.models.person import Person
from zvans.lib.dates import now
from zvans.lib.public_id import new_public_id


class Bar(models.Model):
    """The operator keeps a person out, of everything or of discussions, for a reason and a term (C4). Lifting it keeps the row."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="bars")
    kind = models.CharField(max_length=12, choices=BarKind.choices)
    reason = models.CharField(max_length=500)
    starts_at = models.DateTimeField(db_default=Now())
    ends_at = models.DateTimeField(null=True, blank=True)  # empty: until it is lifted
    lifted_at = models.DateTimeField(null=True, blank=True)
    barred_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=models.F("starts_at")),
                name="bar_ends_after_start",
            )
        ]

    class Privacy:
        fields = {
            "public_id": "identifier", "person": "identifier", "kind": "record", "reason": "personal", "starts_at": "record",
            "ends_at": "record", "lifted_at": "record", "barred_by": "identifier",
        }  # fmt: skip

    @property
    def holds(self) -> bool:
        return self.lifted_at is None and (self.ends_at is None or self.ends_at > now())
