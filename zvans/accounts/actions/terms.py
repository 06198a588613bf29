"""Accepting the terms (C1)."""

from django.utils.translation import gettext as _

from zvans.accounts.models import Account, Agreement
from zvans.accounts.terms import TERMS_VERSION
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.policy import NotAcceptable


def accept_terms(*, version: int, by: Actor) -> None:
    """Somebody agrees to the terms as they are now. Raises `NotAcceptable` where what was read is another version."""
    if version != TERMS_VERSION:
        raise NotAcceptable("agreed", _("Noteikumi tikmēr ir mainīti. Izlasiet jauno redakciju un atzīmējiet vēlreiz."))
    account = Account.objects.get(pk=by.account_id or 0)
    with recorded("accept_terms", by=by, about=account, version=version):
        Agreement.objects.get_or_create(account=account, version=version, defaults={"address": by.address})
        account.terms_version = version
        account.save(update_fields=["terms_version"])
