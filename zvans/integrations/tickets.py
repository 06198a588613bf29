"""What a browser keeps while its person is away at a provider's: signed, and good for ten minutes.

Only the browser that went there can come back with it; that it is used once, `accounts.actions.provider_sign_in` sees to.
"""

import hmac
import secrets
import time
from dataclasses import astuple, dataclass, field

from django.core import signing

SECONDS = 10 * 60
_SALT = "zvans.provider"
_LONGEST_PAGE = 1500  # of an address to come back to; a cookie holds 4 KB


@dataclass(frozen=True, slots=True)
class Ticket:
    """`state` returns with the answer, `nonce` inside what the provider signs; `verifier` proves that who asked is who comes (PKCE).

    `wanted` is the page to go on to, `is_kept`: the person wants to stay signed in; `at`: when it began, in seconds.
    """

    provider: str
    door: str
    wanted: str = ""
    is_kept: bool = False
    state: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48))
    at: int = field(default_factory=lambda: int(time.time()))

    def sealed(self) -> str:
        return signing.dumps(astuple(self), salt=_SALT)


def new_ticket(*, provider: str, door: str, wanted: str, is_kept: bool) -> Ticket:
    return Ticket(provider, door, wanted if len(wanted) <= _LONGEST_PAGE else "", is_kept)


def ticket_in(sealed: str, *, provider: str, state: str) -> Ticket | None:
    """What this browser left with, if it is that provider's and the answer's, and not too old."""
    try:
        ticket = Ticket(*signing.loads(sealed, salt=_SALT, max_age=SECONDS))
    except (signing.BadSignature, ValueError, TypeError):
        return None
    is_this = ticket.provider == provider and hmac.compare_digest(ticket.state.encode(), state.encode())
    return ticket if is_this else None
