"""Accounts that their people use, whoever has or has not given them a password."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from zvans.accounts.models import Account, Agreement


def in_use(accounts: QuerySet[Account]) -> QuerySet[Account]:
    """Those that have a password, or whose people have come in without one: by a provider (B15)."""
    return accounts.filter(~Q(password="") | Exists(Agreement.objects.filter(account=OuterRef("pk"))))


def opened_among(accounts: Iterable[int]) -> set[int]:
    """Those whose people have been inside: the terms were agreed to."""
    return set(Agreement.objects.filter(account__in=list(accounts)).values_list("account", flat=True))
