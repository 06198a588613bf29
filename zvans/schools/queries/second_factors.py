"""Which of a school's staff have a second factor."""

from typing import Any

from django.db.models import BooleanField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from zvans.accounts.enums import Door
from zvans.accounts.models import Account
from zvans.lib.dates import today
from zvans.schools.models import Employment, School


def staff_with_factors(school: School) -> QuerySet[Employment]:
    """Those who work here or soon will and can sign in, with `by_name` and `has_factor`. One statement."""
    has = Account.objects.filter(person=OuterRef("person"), door=Door.STAFF).values("has_second_factor")
    rows = Employment.objects.filter(school=school, person__accounts__door=Door.STAFF).exclude(ends_on__lt=today())
    has_factor = Subquery(has, output_field=BooleanField())
    return rows.annotate(by_name=Coalesce("person__sort_key", "sort_key"), has_factor=has_factor).select_related(
        "person"
    )


def with_factor(rows: Any, has: str) -> Any:
    """«yes» or «no»."""
    return rows.filter(has_factor=has == "yes")


def has_factor(employment: Employment) -> bool:
    return Account.objects.filter(person=employment.person_id or 0, door=Door.STAFF, has_second_factor=True).exists()
