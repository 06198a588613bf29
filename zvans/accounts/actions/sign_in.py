"""Signing in and out (B1–B4, B9).

Nothing tells whether a name is known: the same statements, as many verifications, the same answer.
"""

import secrets
from collections.abc import Sequence

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import Exists, OuterRef

from zvans.accounts.actions.allowances import Limit, forgive, give_back, source_of, take, type_of_use
from zvans.accounts.actions.sessions import SignedIn, open_session
from zvans.accounts.browsers import UNKNOWN, Browser
from zvans.accounts.enums import Door
from zvans.accounts.models import Account, Device, Session, SignInName
from zvans.accounts.policies import check_not_barred
from zvans.accounts.queries.sessions import token_hash
from zvans.accounts.usernames import name_hash_of, number_of
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.policy import TooOften

# A pupil, a mother, a father and three more: as many verifications for a family of one, and for nobody. A larger family costs
# twice that; so does one unknown name in 32, chosen by its hash, so that the time proves nothing.
_VERIFICATIONS = 6
_DECOYS = 32

# What is tried in vain and not followed by success. Behind one address may be a whole school at eight o'clock; a source that
# keeps failing against one name waits for that name only, and somebody else's failures don't keep out a device that is known.
_SOURCE = Limit("sign in: source", holds=150, an_hour=120)
_NAME = Limit("sign in: name", holds=60, an_hour=30)
_NAME_AT_SOURCE = Limit("sign in: name at source", holds=8, an_hour=8)
_NAME_AT_DEVICE = Limit("sign in: name at device", holds=8, an_hour=8)
# A browser that is known for somebody else, as a school's computer is, is counted by whom it was first known for and not by its address:
# a pupil who fails on purpose keeps nobody out there. By whom, because one account can make itself as many devices as it likes.
_HOST = Limit("sign in: known for another", holds=60, an_hour=60)
# A family's own devices all together: whoever signs in with the own password between tries at another's gets no more of them for it.
_NAME_AT_DEVICES = Limit("sign in: name at known devices", holds=30, an_hour=2)

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
    name_hash = name_hash_of(username)
    names, host = _named(door, name_hash, browser), _host(browser)
    is_known = any(name.is_known for name in names)  # type: ignore[attr-defined]
    uses = _uses_known(door, name_hash, browser) if is_known else _uses(door, name_hash, address, host)
    if wait := take(uses):
        raise TooOften(wait)
    name = _matching(names, password, name_hash)
    opened = _opened(name, address, browser) if name else None
    if opened is None:
        _record_refusal(door, name_hash, len(names), address, browser)
        return None
    _forgive(uses, are_several=len(names) > 1)
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


def _forgive(uses: list[type_of_use], *, are_several: bool) -> None:
    """Who got in has tried nothing but the own password; where a name is several people's, only this try is known to be that."""
    if not are_several:
        return forgive(uses, like=uses[0])
    shared = [use for use in uses if use[0] in (_SOURCE, _HOST)]
    forgive(shared, like=uses[0])
    give_back([use for use in uses if use not in shared])


def _record_refusal(door: Door, name_hash: bytes, names: int, address: str, browser: Browser) -> None:
    """By the name's number, whether somebody has the name or not: those who do see it on their security page."""
    by = Actor(None, None, door, "", address=address)
    tried = SignInName(pk=number_of(name_hash))
    with recorded("sign_in_refused", by=by, schools=[], about=tried, door=door, names=names, device=browser.name):
        pass


def _named(door: Door, name_hash: bytes, browser: Browser) -> list[SignInName]:
    devices = Device.objects.filter(account=OuterRef("account"), token_hash=token_hash(browser.device))
    found = SignInName.objects.filter(door=door, name_hash=name_hash, account__is_active=True)
    return list(found.select_related("account__person").annotate(is_known=Exists(devices)).order_by("id"))


def _host(browser: Browser) -> int | None:
    """Whose device it was first."""
    known = Device.objects.filter(token_hash=token_hash(browser.device)).order_by("id")
    return known.values_list("account_id", flat=True).first()


def _uses(door: Door, name_hash: bytes, address: str, host: int | None) -> list[type_of_use]:
    """What this try is counted in; the first is of this name alone."""
    name, source = f"{door} {name_hash.hex()}", source_of(address)
    around = (_SOURCE, source) if host is None else (_HOST, str(host))
    return [(_NAME_AT_SOURCE, f"{name} {source}"), (_NAME, name), around]


def _uses_known(door: Door, name_hash: bytes, browser: Browser) -> list[type_of_use]:
    name = f"{door} {name_hash.hex()}"
    return [(_NAME_AT_DEVICE, f"{name} {browser.device}"), (_NAME_AT_DEVICES, name)]


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
