"""Browsers that somebody has signed in from (B9, B12)."""

import secrets

from procrastinate.contrib.django import app

from zvans.accounts.browsers import Browser
from zvans.accounts.models import Account, Device
from zvans.accounts.queries.sessions import token_hash
from zvans.lib.dates import now

NOTICE_JOB = "tell_account"  # of the package above


def recognised(account: Account, browser: Browser) -> tuple[Device, str]:
    """The row of this browser for this account, and the token for its cookie. A step of signing in.

    The person hears of a new one; not of the very first, which is the one that the account began with.
    """
    token = browser.device
    found = list(Device.objects.filter(account=account))
    known = next((device for device in found if bytes(device.token_hash) == token_hash(token)), None)
    if known is not None:
        known.name, known.signed_in_at = browser.name, now()
        known.save(update_fields=["name", "signed_in_at"])
        return known, token
    if not Device.objects.filter(token_hash=token_hash(token)).exists():  # nobody makes up a cookie of the own
        token = secrets.token_urlsafe(32)
    made = Device.objects.create(account=account, token_hash=token_hash(token), name=browser.name)
    if found:
        app.configure_task(NOTICE_JOB).defer(
            account_id=account.pk, kind="new_device", details={"device": made.name or "?"}
        )
    return made, token
