"""Whom a family's code and a phone mean together (B6)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from zvans.accounts.enums import Door, Role
from zvans.accounts.models import Account, SignInName
from zvans.accounts.personal_code import keyed_hashes
from zvans.lib.dates import now

_ORDER = list(Role)


@dataclass(frozen=True, slots=True)
class FamilyMember:
    account: Account
    role: Role


def family_with_phone(code: str, phone: str) -> Sequence[FamilyMember]:
    """Those of the family of a pupil's code (eleven digits) whose own registered phone it is, in the order of roles. One statement.

    Nobody at the staff door, nobody who is kept out, and nobody to whom a school has not issued a password yet (B5).
    """
    rows = SignInName.objects.filter(
        Q(account__barred_until=None) | Q(account__barred_until__lte=now()),
        door=Door.FAMILY, name_hash__in=keyed_hashes(code), is_chosen=False, account__is_active=True, account__person__phone=phone,
    )  # fmt: skip
    found = rows.exclude(account__password="").select_related("account__person").order_by("account_id")
    members = [FamilyMember(name.account, Role(name.role)) for name in found]
    return sorted(members, key=lambda member: _ORDER.index(member.role))
