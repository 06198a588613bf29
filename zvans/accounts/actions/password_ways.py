"""Ways to a new password for those who have lost theirs: short-lived, used once (B6)."""

import secrets
from datetime import datetime, timedelta
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zvans.accounts.actions.allowances import Limit, source_of, take
from zvans.accounts.actions.passwords import choose_password, type_of_names
from zvans.accounts.actions.ways_in import clear_young_factors
from zvans.accounts.models import Account, PasswordWay
from zvans.accounts.personal_code import keyed_hashes
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import now
from zvans.lib.policy import NotAcceptable, TooOften

WAY_LASTS = timedelta(minutes=15)
_TRIES = Limit("tries of password ways", holds=100, an_hour=100)
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0/o, 1/l/i: typed from a phone
_GROUPS, _LETTERS = 2, 5  # about 49 bits, for a quarter of an hour


def open_password_way(*, account: Account, by: Actor) -> str:
    """Give an account a way to a new password; the answer, «k7mq9-xfd2h», is the only place where it stands. Earlier ways close."""
    token = "-".join("".join(secrets.choice(_ALPHABET) for _ in range(_LETTERS)) for _ in range(_GROUPS))
    with recorded("open_password_way", by=by, schools=[], about=account):
        PasswordWay.objects.filter(account=account, used_at=None).update(used_at=now())
        PasswordWay.objects.create(account=account, token_hash=_hashes(token)[0], expires_at=now() + WAY_LASTS)
    return token


def account_of_way(*, token: str, address: str) -> Account:
    """Whose new password it is, while the way is open. Raises `NotAcceptable`; tries from one address are few (B9)."""
    if take([(_TRIES, source_of(address))]):
        raise NotAcceptable("code", _("Mēģinājumu ir pārāk daudz. Pagaidiet stundas ceturksni un mēģiniet vēlreiz."))
    return _open_way(token).account


def use_password_way(*, token: str, password: str, address: str, schools: type_of_names) -> Account:
    """Take a new password; all sessions of the account end, and the second factors that were added lately go: a thief may have.

    A password that is refused leaves the way open. Raises `NotAcceptable`.
    """
    account = _open_way(token).account
    by, was_known = _owner(account, address), account.password_known_at is not None
    with recorded("use_password_way", by=by, schools=[], about=account):
        way = _open_way(token, is_last=True)
        refusal = _chosen(password, by, schools)
        if refusal is None:
            way.used_at = now()
            way.save(update_fields=["used_at"])
            clear_young_factors(account, was_known=was_known, by=by)
    if refusal is not None:  # what is refused is recorded and counted too
        raise refusal
    return account


def _chosen(password: str, by: Actor, schools: type_of_names) -> NotAcceptable | None:
    try:
        choose_password(password=password, by=by, schools=schools)
    except NotAcceptable as refusal:
        return refusal
    except TooOften as refusal:
        hours = ceil(refusal.seconds / 3600)
        reason = ngettext(
            "Šodien ir par daudz mēģinājumu. Mēģiniet vēlreiz pēc %(n)s stundas.",
            "Šodien ir par daudz mēģinājumu. Mēģiniet vēlreiz pēc %(n)s stundām.",
            hours,
        )
        return NotAcceptable("new", reason % {"n": hours})
    return None


def forget_password_ways(before: datetime, *, by: Actor) -> None:
    """Remove those that closed before that; the record says when they were opened and used."""
    old = PasswordWay.objects.filter(expires_at__lt=before)
    if old.exists():
        with recorded("forget_password_ways", by=by, schools=[]):
            old.delete()


def _owner(account: Account, address: str) -> Actor:
    name = account.names.order_by("pk").first()
    return Actor(
        account.pk, account.person_id, account.door, name.role if name else "", school_ids=tuple(account.school_ids), address=address,
    )  # fmt: skip


def _open_way(token: str, is_last: bool = False) -> PasswordWay:
    """`is_last`: of two who come with it at once, the second waits and finds it used."""
    ways = PasswordWay.objects.filter(
        token_hash__in=_hashes(token), used_at=None, expires_at__gt=now(), account__is_active=True
    )
    if is_last:
        ways = ways.select_for_update(of=("self",))
    way = ways.select_related("account__person").first()
    if way is None:
        raise NotAcceptable(
            "code",
            _(
                "Šis kods neder: tas ir ierakstīts nepareizi, jau izmantots vai ir beidzies tā laiks. Nosūtiet jaunu īsziņu."
            ),
        )
    return way


def _hashes(token: str) -> list[bytes]:
    """Under each key, newest first. However it was typed: capitals, spaces, with or without the hyphen."""
    bare = "".join(letter for letter in token.lower() if letter.isalnum())
    return keyed_hashes(f"password way {bare}")
