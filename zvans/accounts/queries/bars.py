"""What somebody is kept out of now (C4)."""

from django.db.models import F

from zvans.accounts.enums import BarKind
from zvans.accounts.models import Bar


def bar_from_discussions(person_id: int) -> Bar | None:
    """The bar that lasts longest of those that hold."""
    held = Bar.objects.filter(person=person_id, kind=BarKind.DISCUSSIONS, lifted_at=None)
    return next((bar for bar in held.order_by(F("ends_at").desc(nulls_first=True)) if bar.holds), None)
