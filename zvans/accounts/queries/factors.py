"""The second factors of an account, as its person sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models.functions import Now

from zvans.accounts.models import Account, CodeGenerator, Passkey, RecoveryCode, Session
from zvans.audit.actor import Actor

PROVED_FOR = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Factors:
    """`required_from`: from then on the account needs one; `has_generator_since` is when the app was set up."""

    passkeys: Sequence[Passkey]
    has_generator_since: datetime | None
    codes_left: int
    required_from: datetime | None

    @property
    def is_empty(self) -> bool:
        return not self.passkeys and self.has_generator_since is None


def factors_of(actor: Actor) -> Factors:
    """Four statements."""
    mine = {"account": actor.account_id or 0}
    generator = CodeGenerator.objects.filter(**mine).first()
    return Factors(
        list(Passkey.objects.filter(**mine).order_by("created_at", "pk")),
        generator.confirmed_at if generator else None,
        RecoveryCode.objects.filter(**mine, used_at=None).count(),
        Account.objects.values_list("second_factor_from", flat=True).get(pk=actor.account_id or 0),
    )


def passkey_of(actor: Actor, key: int) -> Passkey | None:
    return Passkey.objects.filter(account=actor.account_id or 0, pk=key).first()


def has_generator(actor: Actor) -> bool:
    return CodeGenerator.objects.filter(account=actor.account_id or 0).exists()


def account_of(actor: Actor) -> Account:
    return Account.objects.select_related("person").get(pk=actor.account_id or 0)


def is_proved_lately(actor: Actor) -> bool:
    """Whether the person has typed the password, or shown a passkey, within the last ten minutes (by the database's clock)."""
    return Session.objects.filter(pk=actor.session_id or 0, proved_at__gt=Now() - PROVED_FOR).exists()
