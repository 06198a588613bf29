"""Passwords: issued to people, and chosen by them (B5, B8)."""

import secrets

from django.contrib.auth.hashers import check_password, make_password
from django.utils.translation import gettext as _

from zvans.accounts.models import Account, PasswordWay
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import now
from zvans.lib.policy import NotAcceptable

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0/o, 1/l/i: copied from paper or read aloud
_GROUPS, _LETTERS = 3, 4  # about 59 bits


def random_password() -> str:
    """«k7mq-9xfd-pw3h»."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(_LETTERS)) for _ in range(_GROUPS))


def issue_password(*, account: Account, by: Actor) -> str:
    """Give an account a random password, to be changed at the next sign-in; its sessions end, and so do ways to a new password.

    The answer is the only place where the password stands (B13).
    """
    password = random_password()
    with recorded("issue_password", by=by, schools=[], about=account):
        set_password(account=account, password=password, by=by, is_issued=True)
        PasswordWay.objects.filter(account=account, used_at=None).update(used_at=now())
    return password


def choose_password(*, password: str, by: Actor) -> None:
    """Somebody takes a password of the own in the place of the old one; all other sessions end. Raises `NotAcceptable`."""
    account = Account.objects.get(pk=by.account_id or 0)
    if check_password(password, account.password):
        raise NotAcceptable("new", _("Šī ir līdzšinējā parole. Izdomājiet citu."))
    with recorded("choose_password", by=by, about=account):
        _keep(account, password, is_issued=False)
        account.sessions.exclude(pk=by.session_id or 0).delete()


def set_password(*, account: Account, password: str, by: Actor, is_issued: bool = False) -> None:
    """Give an account a password; its sessions end. An issued one is changed at the next sign-in (B5)."""
    with recorded("set_password", by=by, about=account):
        _keep(account, password, is_issued)
        account.sessions.all().delete()


def _keep(account: Account, password: str, is_issued: bool) -> None:
    account.password, account.password_is_issued = make_password(password), is_issued
    account.password_set_at = now()
    account.save(update_fields=["password", "password_is_issued", "password_set_at"])
