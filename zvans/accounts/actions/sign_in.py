"""Signing in and out (B1–B4, B9).

Nothing tells whether a name is known: the same statements, as many verifications, the same answer.
"""

import secrets
from collections.abc import Sequence

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import Exists, OuterRef

from zvans.accounts.actions.sessions import SignedIn, open_session
from zvans.accounts.actions.trying import count_try, note_failure, note_success
from zvans.accounts.browsers import UNKNOWN, Browser
from zvans.accounts.enums import Door
from zvans.accounts.models import Account, Device, Session, SignInName
from zvans.accounts.policies import check_not_barred
from zvans.accounts.queries.sessions import token_hash
from zvans.accounts.usernames import name_hashes_of, number_of
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor

# A pupil, a mother, a father and three more: as many verifications for a family of one, and for nobody. A larger family costs
# twice that; so does one unknown name in 32, chosen by its hash, so that the time proves nothing.
_VERIFICATIONS = 6
_DECOYS = 32

_nobody: list[str] = []


def _nobodys_password() -> str:
    if not _nobody:
        _nobody.append(make_password(secrets.token_urlsafe(16)))
    return _nobody[0]


def sign_in(*, door: Door, username: str, password: str, address: str, browser: Browser = UNKNOWN) -> SignedIn | None:
    """Open a session, or None when name and password fit nobody at this door.

    Unknown names, wrong passwords and the other door's accounts are answered alike. Raises `TooOften`, and `NotAllowedNow` for
    somebody who is barred (C4).
    """
    name_hash, *older = name_hashes_of(username)
    names = _named(door, [name_hash, *older], browser)
    is_known = any(name.is_known for name in names)  # type: ignore[attr-defined]
    tried = count_try(door=door, name_hash=name_hash, address=address, browser=browser, is_known=is_known)
    name = _matching(names, password, name_hash)
    opened = _opened(name, address, browser) if name else None
    if opened is None:
        note_failure(tried)
        _record_refusal(door, bytes(names[0].name_hash) if names else name_hash, len(names), address, browser)
        return None
    note_success(tried, are_several=len(names) > 1)
    return opened


@transaction.atomic
def _opened(name: SignInName, address: str, browser: Browser) -> SignedIn | None:
    """None where the password was changed, or the account closed, while it was verified: no session outlives the old password."""
    same = Account.objects.select_for_update(no_key=True, of=("self",)).select_related("person")
    account = same.filter(pk=name.account_id, password=name.account.password, is_active=True).first()
    if account is None:
        return None
    check_not_barred(account)
    return open_session(account=account, role=name.role, address=address, browser=browser)


def _record_refusal(door: Door, name_hash: bytes, names: int, address: str, browser: Browser) -> None:
    """By the name's number, whether somebody has the name or not: those who do see it on their security page."""
    by = Actor(None, None, door, "", address=address)
    tried = SignInName(pk=number_of(name_hash))
    with recorded("sign_in_refused", by=by, schools=[], about=tried, door=door, names=names, device=browser.name):
        pass


def _named(door: Door, name_hashes: Sequence[bytes], browser: Browser) -> list[SignInName]:
    devices = Device.objects.filter(account=OuterRef("account"), token_hash=token_hash(browser.device))
    found = SignInName.objects.filter(door=door, name_hash__in=name_hashes, account__is_active=True)
    return list(found.select_related("account__person").annotate(is_known=Exists(devices)).order_by("id"))


def _matching(names: Sequence[SignInName], password: str, name_hash: bytes) -> SignInName | None:
    found = None
    for name in names:
        if (
            check_password(password, name.account.password or _nobodys_password())
            and name.account.password
            and not found
        ):
            found = name
    for _ in range(_verifications(len(names), name_hash) - len(names)):
        check_password(password, _nobodys_password())
    return found


def _verifications(names: int, name_hash: bytes) -> int:
    least = 2 if name_hash[0] % _DECOYS == 0 else 1
    return _VERIFICATIONS * max(least, -(-names // _VERIFICATIONS))


def sign_out(*, by: Actor) -> None:
    with recorded("sign_out", by=by):
        Session.objects.filter(pk=by.session_id or 0).delete()
