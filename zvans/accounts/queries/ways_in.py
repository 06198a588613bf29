"""What opens an account beside its password, and for how long it has: whoever knew the password may have added it (B10, B12)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from zvans.accounts.models import Account, CodeGenerator, Passkey, SignInName
from zvans.audit.actor import Actor
from zvans.audit.models import Action
from zvans.lib.dates import now

APP, USERNAME = "app", "username"
YOUNG = timedelta(days=30)  # what was added since may well be the thief's


@dataclass(frozen=True, slots=True)
class WayIn:
    """`key` is how a form names it; `kind` «passkey», «app» or «username»; `since` is None where nothing says when it was added."""

    key: str
    kind: str
    name: str
    since: datetime | None
    used_at: datetime | None = None

    @property
    def is_young(self) -> bool:
        return self.since is None or self.since > now() - YOUNG


def passkey_key(passkey: int) -> str:
    return f"passkey-{passkey}"


def ways_in_of(actor: Actor) -> Sequence[WayIn]:
    """Passkeys, the app and a username of one's own. Four statements at most; what the username is, nobody knows."""
    mine = {"account": actor.account_id or 0}
    passkeys = Passkey.objects.filter(**mine).order_by("created_at", "pk")
    found = [WayIn(passkey_key(key.pk), "passkey", key.name, key.created_at, key.used_at) for key in passkeys]
    found += [WayIn(APP, APP, "", app.confirmed_at) for app in CodeGenerator.objects.filter(**mine)]
    if SignInName.objects.filter(**mine, is_chosen=True).exists():
        chosen = Action.objects.filter(name="choose_username", account_id=actor.account_id or 0).order_by("-at", "-pk")
        found.append(WayIn(USERNAME, USERNAME, "", chosen.values_list("at", flat=True).first()))
    return found


def is_password_known(actor: Actor) -> bool:
    """Whether its person has said that somebody knows the password, and has chosen no other since."""
    return Account.objects.filter(pk=actor.account_id or 0, password_known_at__isnull=False).exists()
