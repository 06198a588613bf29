"""Those who work at a school, and how each of them stands to a password."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Prefetch, Q
from django.utils.timezone import localtime

from zvans.accounts.enums import Door
from zvans.accounts.models import Account
from zvans.credentials.enums import Standing
from zvans.credentials.queries.members import stamp_for, standing_of
from zvans.lib.dates import today
from zvans.schools.enums import Permission
from zvans.schools.models import Employment, Position, School


@dataclass(frozen=True, slots=True)
class Employee:
    employment: Employment
    account: Account | None
    standing: Standing
    stamp: str
    signed_in_on: date | None
    rights: frozenset[Permission]  # all that the positions let them do, now or later

    @property
    def key(self) -> str:
        """Whom a form means, and which password they had when it was shown."""
        return f"{self.employment.public_id}.{self.stamp}"


def employees_of(school: School, *public_ids: str) -> list[Employee]:
    """Those who work here today or soon will, or these of them, in Latvian order. Three statements."""
    held = Q(ends_on=None) | Q(ends_on__gte=today())
    rows = Employment.objects.filter(held, school=school, person__isnull=False).select_related("person", "school")
    if public_ids:
        rows = rows.filter(public_id__in=public_ids)
    positions = Position.objects.filter(school=school).exclude(ends_on__lt=today())
    rows = rows.prefetch_related(Prefetch("positions", positions, to_attr="held"))
    employments = list(rows.order_by("person__sort_key", "pk"))
    accounts = Account.objects.filter(
        door=Door.STAFF, person__in=[row.person_id for row in employments], is_active=True
    ).annotate(signed_in_at=Max("devices__signed_in_at"))
    by_person = {account.person_id: account for account in accounts}
    return [_employee(row, by_person.get(row.person_id or 0)) for row in employments]


def _employee(employment: Employment, account: Account | None) -> Employee:
    signed_in = account.signed_in_at if account else None  # type: ignore[attr-defined]
    rights = frozenset[Permission]().union(*(position.allowed for position in employment.held))  # type: ignore[attr-defined]
    day = localtime(signed_in).date() if signed_in else None
    return Employee(employment, account, standing_of(account), stamp_for(account), day, rights)
