"""Sessions that begin, and sessions that are over."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from zvans.accounts.actions.devices import recognised
from zvans.accounts.browsers import Browser
from zvans.accounts.models import Account, Session
from zvans.accounts.queries.sessions import token_hash
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.policy import NotAllowedNow

_FACTOR_MINUTES = 10  # to look for the phone; then the password is asked again
_MOST_DAYS = 30
REPORT_JOB = "report_login_known"  # of a package above


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session: its token, the role it was opened in, the token of the device, and for how long the browser keeps the session.

    `seconds` is None where it goes with the browser's window.
    """

    token: str
    role: str
    device: str = ""
    seconds: int | None = None


def open_session(
    *,
    account: Account,
    role: str,
    address: str,
    browser: Browser,
    way: str = "password",
    has_shown_factor: bool = False,
) -> SignedIn:
    """A session of an account whose person has just proved who it is.

    `way` is by what: «password», «passkey», or the key of a provider. Where a second factor is still to be shown, it opens nothing but
    that factor's page (B10), and the device is not known yet.
    """
    with recorded("sign_in", by=who_proved(account, role, address), about=account, device=browser.name, way=way):
        session = Session(
            account=account, role=role, is_kept=browser.is_kept and _kept_days(account) > 0, address=address,
            way=way, shows_factor=has_shown_factor and not account.has_second_factor,
        )  # fmt: skip
        if account.has_second_factor and not has_shown_factor:
            session.awaits_factor = True
            return _begun(session, timedelta(minutes=_FACTOR_MINUTES), browser.device)
        return _let_in(session, browser)


def who_proved(account: Account, role: str, address: str) -> Actor:
    """The person of an account, who has no session yet."""
    return Actor(
        account.pk, account.person_id, account.door, role, school_ids=tuple(account.school_ids), address=address
    )


def settle_session(*, by: Actor, browser: Browser) -> SignedIn:
    """The second factor has been shown: the session opens what the account may, under a new token. A step of the action that checked it."""
    waiting = Session.objects.select_for_update(of=("self",)).select_related("account__person")
    session = waiting.filter(pk=by.session_id or 0).first()
    if session is None:  # ended from elsewhere in this very moment: it does not come to life again
        raise NotAllowedNow(_("Šī pieslēgšanās tikmēr ir beigta. Pieslēdzieties vēlreiz."))
    session.awaits_factor, session.proved_at = False, Now()
    return _let_in(session, browser)


def _let_in(session: Session, browser: Browser) -> SignedIn:
    session.device, device = recognised(session.account, browser)
    days = _kept_days(session.account) if session.is_kept else 0
    return _begun(session, timedelta(days=days) or timedelta(hours=settings.SESSION_HOURS), device)


def _begun(session: Session, lasts: timedelta, device: str) -> SignedIn:
    token = secrets.token_urlsafe(32)
    session.token_hash, session.expires_at = token_hash(token), Now() + lasts
    session.save(force_update=session.pk is not None)  # by the clock of the database, which asks whether it is over
    return SignedIn(token, session.role, device, int(lasts.total_seconds()) if session.is_kept else None)


def _kept_days(account: Account) -> int:
    return min(_MOST_DAYS, account.longest_session_days)


def end_session(*, session: Session, by: Actor) -> None:
    """One of the own sessions, on whatever device: the next thing it asks for leads to the door."""
    with recorded("end_session", by=by, about=session):
        session.delete()


def end_other_sessions(*, by: Actor) -> int:
    """All but the one that asks; says how many they were."""
    with recorded("end_other_sessions", by=by):
        others = Session.objects.filter(account=by.account_id or 0).exclude(pk=by.session_id or 0)
        return others.delete()[0]


def shut_others_out(*, by: Actor) -> None:
    """All other sessions end; until the person has chosen a new password, and what may open beside it, no passkey opens alone."""
    end_other_sessions(by=by)
    Account.objects.filter(pk=by.account_id or 0).update(password_known_at=Now())


def say_password_known(*, by: Actor) -> None:
    """«Somebody knows my password»: others are shut out, and the schools are told (B12, C5). The next step is a new password."""
    with recorded("say_password_known", by=by):
        shut_others_out(by=by)
        app.configure_task(REPORT_JOB).defer(account_id=by.account_id, role=by.role)


def end_expired_sessions(*, by: Actor) -> int:
    """Remove sessions whose time is over, and say how many. They opened nothing any more; this only keeps the table small."""
    expired = Session.objects.filter(expires_at__lte=Now())
    if not expired.exists():
        return 0
    with recorded("end_expired_sessions", by=by, schools=[]):
        return expired.delete()[0]
