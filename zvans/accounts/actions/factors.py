"""What all second factors have in common: changed only soon after a proof, kept on the account, told to its person (B10)."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.hashers import check_password
from django.db.models.functions import Now
from procrastinate.contrib.django import app

from zvans.accounts.actions.allowances import Limit, empty, spend
from zvans.accounts.actions.devices import NOTICE_JOB
from zvans.accounts.models import Account, CodeGenerator, Passkey, RecoveryCode, Session
from zvans.accounts.policies import check_factor_may_go, check_proved_lately
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor

_PASSWORDS = Limit("password asked again", holds=8, an_hour=8)


def prove_again(*, password: str, by: Actor) -> bool:
    """Somebody who is signed in types the password once more, and may change second factors for ten minutes. Raises `TooOften`."""
    account = Account.objects.get(pk=by.account_id or 0)
    tried = (_PASSWORDS, str(account.pk))
    spend(tried)
    is_right = check_password(password, account.password)
    with recorded("prove_again" if is_right else "prove_again_refused", by=by, schools=[], about=account):
        if is_right:
            empty(tried)
            Session.objects.filter(pk=by.session_id or 0).update(proved_at=Now())
    return is_right


@contextmanager
def changing_factors(name: str, what: str, *, by: Actor) -> Iterator[Account]:
    """The transaction in which somebody changes the own second factors: an action of this name, told as `what` (`words.WHAT`).

    Raises `NotAllowedNow` where the password must be asked again, and where the last factor would go that a school or office requires.
    """
    account = Account.objects.get(pk=by.account_id or 0)
    with recorded(name, by=by, schools=[], about=account):
        account = Account.objects.select_for_update().get(pk=account.pk)
        check_proved_lately(by)
        yield account
        keep_factors(account)
        tell(account, what)


def keep_factors(account: Account, *, is_reset: bool = False) -> None:
    """Write on the account whether it has a second factor. Recovery codes stand for one, so they go with the last."""
    has = Passkey.objects.filter(account=account).exists() or CodeGenerator.objects.filter(account=account).exists()
    if not has:
        if not is_reset:
            check_factor_may_go(account)
        RecoveryCode.objects.filter(account=account).delete()
    account.has_second_factor = has
    account.save(update_fields=["has_second_factor"])


def tell(account: Account, what: str, kind: str = "factor_changed") -> None:
    """By the package above, which writes the notice and the e-mail."""
    app.configure_task(NOTICE_JOB).defer(account_id=account.pk, kind=kind, details={"what": what})


def reset_factors(*, account: Account, by: Actor) -> None:
    """Take all second factors from an account whose person has lost them; whoever is signed in as it must sign in anew.

    Who may do it for whom, the package above says.
    """
    with recorded("reset_factors", by=by, schools=[], about=account):
        locked = Account.objects.select_for_update().get(pk=account.pk)
        Passkey.objects.filter(account=locked).delete()
        CodeGenerator.objects.filter(account=locked).delete()
        keep_factors(locked, is_reset=True)
        locked.sessions.all().delete()
        tell(locked, "reset")
