"""Signing in and out (B1–B4)."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password

from zvans.accounts.enums import Door
from zvans.accounts.models import Account, Session, SignInName
from zvans.accounts.personal_code import InvalidPersonalCode, keyed_hash, normalised
from zvans.accounts.queries.sessions import token_hash
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import now

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


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The token of a new session, and the role it was opened in."""

    token: str
    role: str


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
    account = name.account
    token = secrets.token_urlsafe(32)
    actor = Actor(account.pk, account.person_id, door, name.role, school_ids=tuple(account.school_ids), address=address)
    with recorded("sign_in", by=actor, about=account):
        Session.objects.create(
            token_hash=token_hash(token),
            account=account,
            role=name.role,
            expires_at=now() + timedelta(hours=settings.SESSION_HOURS),
            address=address,
        )
    return SignedIn(token, name.role)


def sign_out(*, by: Actor) -> None:
    with recorded("sign_out", by=by):
        Session.objects.filter(pk=by.session_id or 0).delete()


def set_password(*, account: Account, password: str, by: Actor) -> None:
    """Give an account a password; its sessions end."""
    with recorded("set_password", by=by, about=account):
        account.password = make_password(password)
        account.save(update_fields=["password"])
        account.sessions.all().delete()
