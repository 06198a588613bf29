"""Passwords: issued to people, and chosen by them (B5, B8)."""

import secrets
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from zvans.accounts.actions.allowances import Limit, spend
from zvans.accounts.actions.devices import NOTICE_JOB
from zvans.accounts.actions.ways_in import clear_young_factors, keep_ways_in
from zvans.accounts.enums import Door
from zvans.accounts.guessable import is_about, is_common
from zvans.accounts.models import Account, PasswordWay
from zvans.accounts.queries.relatives import family_of, known_about
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import now
from zvans.lib.policy import NotAcceptable

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0/o, 1/l/i: copied from paper or read aloud
_GROUPS, _LETTERS = 3, 4  # about 59 bits
# A teacher's password opens the data of a hundred children, a pupil's those of one, and is typed by a child of seven.
LEAST_LETTERS: Mapping[str, int] = {Door.FAMILY: 10, Door.STAFF: 12}
type_of_names = Callable[[Iterable[int]], Sequence[str]]
_UNOPENED = timedelta(days=30)  # for so long a letter may lie
_CHANGES = Limit("password: changes", holds=12, an_hour=0.5)


def random_password() -> str:
    """«k7mq-9xfd-pw3h»."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(_LETTERS)) for _ in range(_GROUPS))


def issue_password(*, account: Account, by: Actor) -> str:
    """Give an account a random password, to be changed at the next sign-in; its sessions end, and so do ways to a new password.

    Of a family's account the second factors that were added lately go: a thief may have. Its person is told.
    The answer is the only place where the password stands (B13).
    """
    password, was_known = random_password(), account.password_known_at is not None
    with recorded("issue_password", by=by, schools=[], about=account):
        set_password(account=account, password=password, by=by, is_issued=True)
        clear_young_factors(account, was_known=was_known, by=by)
        PasswordWay.objects.filter(account=account, used_at=None).update(used_at=now())
    return password


def choose_password(
    *,
    password: str,
    by: Actor,
    schools: type_of_names,
    current: str | None = None,
    keep: Collection[str] | None = None,
) -> None:
    """Somebody takes a password of the own in the place of the old one; all other sessions end.

    `schools` tells the names of schools, which are guessed first. `current` is asked but at the first sign-in, where the issued one has
    just been typed. `keep` is asked where somebody else knew the old one: what else may open the account (`WayIn.key`).
    Raises `NotAcceptable` (recorded, B8), and `TooOften`: each try would tell a little of what relatives have chosen.
    """
    account = Account.objects.select_related("person").get(pk=by.account_id or 0)
    with transaction.atomic():
        refusal = _refusal(
            account, password, current, schools, tried=f"{account.pk} {'in' if by.session_id else 'by a way'}"
        )
        if refusal is None:
            with recorded("choose_password", by=by, about=account):
                _keep(account, password, is_issued=False)
                account.sessions.exclude(pk=by.session_id or 0).delete()
                PasswordWay.objects.filter(account=account, used_at=None).update(used_at=now())
                if keep is not None:
                    keep_ways_in(account, keep, by=by)
                if current is not None or account.terms_version:  # not at the very first sign-in
                    app.configure_task(NOTICE_JOB).defer(account_id=account.pk, kind="password_changed", details={})
            return
    field, why, reason = refusal
    with recorded("password_refused", by=by, about=account, why=why):
        pass
    raise NotAcceptable(field, reason)


def _refusal(
    account: Account, password: str, current: str | None, schools: type_of_names, *, tried: str
) -> tuple[str, str, str] | None:
    """At which field, in one word for the record, and in words for the person. The cheap reasons come first: they tell nothing.

    `tried` is what tries are counted in: whoever sits in a session uses up none of the owner's, who comes by text message.
    """
    least = LEAST_LETTERS[account.door]
    if len(password) < least:
        return "new", "short", _("Parolei vajag vismaz %(n)s zīmes.") % {"n": least}
    if is_common(password):
        return "new", "common", _("Šo paroli lieto daudzi, vai arī tā jau ir nopludināta. Izdomājiet citu.")
    spend((_CHANGES, tried))
    if current is not None and not check_password(current, account.password):
        return "current", "current", _("Šī nav Jūsu tagadējā parole.")
    if check_password(password, account.password):
        return "new", "same", _("Šī ir līdzšinējā parole. Izdomājiet citu.")
    # Two of one family who choose at the same time wait for each other, each locking all of them in the same order.
    family = family_of(account).select_for_update(no_key=True)
    relatives = [relative for relative in family if relative != account]
    is_known = is_about(password, known_about(account, relatives, schools(account.school_ids)))
    if (
        _is_taken(password, relatives) or is_known
    ):  # both always: by the time it takes nobody learns which of them it is
        return "new", "guessable", _("Šo paroli varētu uzminēt kāds, kas Jūs pazīst. Izdomājiet citu.")
    return None


def _is_taken(password: str, relatives: Sequence[Account]) -> bool:
    """Refused in the same words as what can be guessed: nobody learns what another has chosen (B8)."""
    return True in [relative.password != "" and check_password(password, relative.password) for relative in relatives]


def set_password(*, account: Account, password: str, by: Actor, is_issued: bool = False) -> None:
    """Give an account a password; its sessions end. An issued one is changed at the next sign-in (B5)."""
    with recorded("set_password", by=by, about=account):
        _keep(account, password, is_issued)
        account.sessions.all().delete()


def empty_issued_password(*, account: Account, by: Actor) -> None:
    """Take back a password that was issued long ago and that its person goes without: the letter with it is a key that nobody minds.

    A password that the person has chosen stays, and so does one whose letter may still be on its way. The school can issue another.
    """
    long_ago = Account.objects.filter(pk=account.pk, password_is_issued=True, password_set_at__lt=now() - _UNOPENED)
    if not long_ago.exists():
        return
    with recorded("empty_issued_password", by=by, about=account):
        long_ago.update(password="", password_is_issued=False, password_set_at=None)


def _keep(account: Account, password: str, is_issued: bool) -> None:
    account.password, account.password_is_issued = make_password(password), is_issued
    account.password_set_at, account.password_known_at = now(), None
    account.save(update_fields=["password", "password_is_issued", "password_set_at", "password_known_at"])
