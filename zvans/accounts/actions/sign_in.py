"""Signing in and out (B1–B4)."""

import secrets

from django.contrib.auth.hashers import check_password, make_password

from zvans.accounts.actions.sessions import SignedIn, open_session
from zvans.accounts.enums import Door
from zvans.accounts.models import Session, SignInName
from zvans.accounts.personal_code import InvalidPersonalCode, keyed_hash, normalised
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor

# Pupil, mother, father, one more: as many verifications for a family of one, and for nobody, so that time tells nothing.
_VERIFICATIONS = 4
_nobody: list[str] = []


def _nobodys_password() -> str:
    if not _nobody:
        _nobody.append(make_password(secrets.token_urlsafe(16)))
    return _nobody[0]


def _matching(names: list[SignInName], password: str) -> SignInName | None:
    found = None
    for name in names:
        if (
            check_password(password, name.account.password or _nobodys_password())
            and name.account.password
            and not found
        ):
            found = name
    for _ in range(_VERIFICATIONS - len(names)):
        check_password(password, _nobodys_password())
    return found


def sign_in(*, door: Door, username: str, password: str, address: str) -> SignedIn | None:
    """Open a session, or None when name and password fit nobody at this door.

    Unknown names, wrong passwords and the other door's accounts are answered alike.
    """
    try:
        name_hash = keyed_hash(normalised(username))
    except InvalidPersonalCode:
        name_hash = b""
    names = list(
        SignInName.objects.filter(door=door, name_hash=name_hash, account__is_active=True)
        .select_related("account__person")
        .order_by("id")
    )
    name = _matching(names, password)
    if name is None:
        with recorded("sign_in_refused", by=Actor(None, None, door, "", address=address), schools=[], names=len(names)):
            return None
    return open_session(account=name.account, role=name.role, address=address)


def sign_out(*, by: Actor) -> None:
    with recorded("sign_out", by=by):
        Session.objects.filter(pk=by.session_id or 0).delete()
