"""Taking away what a thief may have added to an account: passkeys, an app, a username (B10, B12). Steps of taking a new password."""

from collections.abc import Collection
from datetime import timedelta

from django.db.models.functions import Now

from zvans.accounts.actions.factors import keep_factors, tell
from zvans.accounts.enums import Door
from zvans.accounts.models import Account, CodeGenerator, Passkey, RecoveryCode, Session, SignInName
from zvans.accounts.queries.ways_in import APP, USERNAME, YOUNG, passkey_key
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import now

# A family that has lost its password has nobody else to ask: what was added so lately goes with the password.
_LATELY = timedelta(days=14)


def keep_ways_in(account: Account, kept: Collection[str], *, by: Actor) -> None:
    """Of what opens the account beside the password only these stay (`WayIn.key`); whatever else there is goes, listed or not.

    Recovery codes end too: nobody knows who has read them. The right password was typed just now, so factors may be added anew at once.
    """
    with recorded("keep_ways_in", by=by, schools=[], about=account, kept=len(kept)):
        theirs = Passkey.objects.filter(account=account).values_list("pk", flat=True)
        gone = Passkey.objects.filter(pk__in=[key for key in theirs if passkey_key(key) not in kept]).delete()[0]
        if APP not in kept:
            gone += CodeGenerator.objects.filter(account=account).delete()[0]
        if USERNAME not in kept:
            gone += SignInName.objects.filter(account=account, is_chosen=True).delete()[0]
        RecoveryCode.objects.filter(account=account).delete()
        keep_factors(account, is_reset=True)
        Session.objects.filter(pk=by.session_id or 0).update(proved_at=Now())
        if gone:
            tell(account, "known_removed")


def clear_young_factors(account: Account, *, was_known: bool, by: Actor) -> None:
    """A new password of a family's account, by text message or from the school, takes along the factors that were added lately.

    `was_known`: its person has said that somebody knows the old one. Staff keep theirs: somebody of the school can take them away.
    """
    if account.door != Door.FAMILY:
        return
    since = now() - (YOUNG if was_known else _LATELY)
    passkeys = Passkey.objects.filter(account=account, created_at__gt=since)
    app = CodeGenerator.objects.filter(account=account, confirmed_at__gt=since)
    if not passkeys.exists() and not app.exists():
        return
    with recorded("clear_young_factors", by=by, schools=[], about=account):
        passkeys.delete()
        app.delete()
        RecoveryCode.objects.filter(account=account).delete()
        keep_factors(account, is_reset=True)
        tell(account, "young_removed")
