"""A username of one's own; the code keeps working (B2)."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from zvans.accounts.actions.allowances import Limit, spend
from zvans.accounts.models import SignInName
from zvans.accounts.usernames import can_be_chosen, name_hashes_of
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.policy import NotAcceptable

_TRIES = Limit("username: tries", holds=10, an_hour=2)  # or one could ask for everybody's


def choose_username(*, name: str, by: Actor) -> None:
    """In the place of one chosen earlier. Raises `NotAcceptable`, in the same words whether it is taken or can't be one, and `TooOften`."""
    spend((_TRIES, str(by.account_id)))
    if not can_be_chosen(name) or not _is_written(name, by):
        raise NotAcceptable("name", _("Šo lietotājvārdu nevar izvēlēties. Izdomājiet citu."))


def _is_written(name: str, by: Actor) -> bool:
    """The database says whether it is taken: of two who choose it at once, one is refused."""
    name_hash, *older = name_hashes_of(name)
    if (
        SignInName.objects.filter(door=by.door, name_hash__in=[name_hash, *older])
        .exclude(account=by.account_id or 0)
        .exists()
    ):
        return False
    try:
        with transaction.atomic(), recorded("choose_username", by=by, schools=[]):
            own = SignInName.objects.filter(account=by.account_id or 0, is_chosen=True)
            own.exclude(name_hash=name_hash).delete()
            SignInName.objects.get_or_create(
                account_id=by.account_id or 0,
                door=by.door,
                name_hash=name_hash,
                defaults={"role": by.role, "is_chosen": True},
            )
    except IntegrityError:
        return False
    return True


def drop_username(*, by: Actor) -> None:
    """Only the code is left."""
    with recorded("drop_username", by=by, schools=[]):
        SignInName.objects.filter(account=by.account_id or 0, is_chosen=True).delete()
