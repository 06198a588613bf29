"""Facts with dates: nothing is overwritten, it ends."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q


def current(on: Any, prefix: str = "") -> Q:
    """Rows whose validity holds `on` a day: from `starts_on` to `ends_on`, both included; no end means until further notice.

    `prefix` is a path to the dated rows, such as "teachers__".
    """
    return Q(**{f"{prefix}starts_on__lte": on}) & (
        Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": on})
    )


class Dated(models.Model):
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    def is_current(self, on: date) -> bool:
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)


def ends_after_start(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")), name=f"{name}_ends_after_start"
    )
