"""Signing in with a passkey alone: the device has verified its owner, and no password is typed (B10)."""

from django.db import transaction

from zvans.accounts.actions.allowances import Limit, empty, source_of, spend
from zvans.accounts.actions.passkeys import Site, passkey_shown
from zvans.accounts.actions.sessions import SignedIn, open_session
from zvans.accounts.browsers import Browser
from zvans.accounts.enums import Door
from zvans.accounts.models import Account, Passkey
from zvans.accounts.policies import check_not_barred
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor

_SOURCE = Limit("passkey: source", holds=150, an_hour=120)  # behind one address may be a whole school


@transaction.atomic
def sign_in_with_passkey(
    *, door: Door, answer: str, challenge: bytes | None, site: Site, address: str, browser: Browser
) -> SignedIn | None:
    """Open a session, or None where the passkey is unknown, of the other door, of an account that is closed or waits for a password of
    its own, or has not verified its owner.

    Raises `TooOften`, and `NotAllowedNow` for somebody who is barred (C4).
    """
    tried = (_SOURCE, source_of(address))
    spend(tried)
    nobody = Actor(None, None, door, "", address=address)
    passkey = _shown(answer, challenge, site, nobody)
    name = passkey.account.names.order_by("pk").first() if passkey else None
    if passkey is None or name is None or passkey.account.door != door or not _opens_alone(passkey.account):
        with recorded("sign_in_refused", by=nobody, schools=[], names=0):
            return None
    check_not_barred(passkey.account)
    empty(tried)
    return open_session(
        account=passkey.account, role=name.role, address=address, browser=browser, way="passkey", has_shown_factor=True
    )


def _opens_alone(account: Account) -> bool:
    """Not while a password waits to be changed: of one that a school has issued only who was given it may choose the next, and where
    somebody else knows it, the passkey may be theirs (B12).
    """
    return account.is_active and not account.password_is_issued and account.password_known_at is None


def _shown(answer: str, challenge: bytes | None, site: Site, nobody: Actor) -> Passkey | None:
    if challenge is None:
        return None
    return passkey_shown(answer=answer, challenge=challenge, site=site, is_alone=True, by=nobody)
