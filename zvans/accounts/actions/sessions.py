"""Sessions that begin, and sessions that are over."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

from zvans.accounts.enums import Owing
from zvans.accounts.models import Account, Session
from zvans.accounts.queries.sessions import token_hash
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import now

_FACTOR_MINUTES = 10  # to look for the phone; then the password is asked again


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The token of a new session, and the role it was opened in."""

    token: str
    role: str


def open_session(*, account: Account, role: str, address: str, has_shown_factor: bool = False) -> SignedIn:
    """A session of an account whose person has just proved who it is.

    Where a second factor is still to be shown, it opens nothing but that factor's page (B10).
    """
    token = secrets.token_urlsafe(32)
    awaits_factor = account.has_second_factor and not has_shown_factor
    lasts = timedelta(minutes=_FACTOR_MINUTES) if awaits_factor else timedelta(hours=settings.SESSION_HOURS)
    actor = Actor(
        account.pk, account.person_id, account.door, role, school_ids=tuple(account.school_ids), address=address,
        owes=Owing.FACTOR if awaits_factor else "",
    )  # fmt: skip
    with recorded("sign_in", by=actor, about=account):
        Session.objects.create(
            token_hash=token_hash(token),
            account=account,
            role=role,
            awaits_factor=awaits_factor,
            expires_at=now() + lasts,
            address=address,
        )
    return SignedIn(token, role)


def end_expired_sessions(*, by: Actor) -> int:
    """Remove sessions whose time is over, and say how many. They opened nothing any more; this only keeps the table small."""
    expired = Session.objects.filter(expires_at__lte=now())
    if not expired.exists():
        return 0
    with recorded("end_expired_sessions", by=by, schools=[]):
        return expired.delete()[0]
