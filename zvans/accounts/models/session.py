from django.db import models
from django.db.models.functions import Now

from zvans.accounts.enums import Role
from zvans.accounts.models.account import Account
from zvans.accounts.models.device import Device


class Session(models.Model):
    """One signed-in browser. The cookie holds a random token, the table its SHA-256; reading a page writes nothing here."""

    token_hash = models.BinaryField(max_length=32, unique=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="sessions")
    role = models.CharField(max_length=12, choices=Role.choices)
    device = models.ForeignKey(Device, on_delete=models.SET_NULL, null=True, related_name="sessions")
    # By what it was opened: «password», «passkey», or the key of a provider (B15).
    way = models.CharField(max_length=20, default="password", db_default="password")
    shows_factor = models.BooleanField(
        default=False, db_default=False
    )  # what a provider did stands for the second factor that the account lacks
    is_kept = models.BooleanField(
        default=False, db_default=False
    )  # as the person chose: it outlives the browser's window
    awaits_factor = models.BooleanField(
        default=False, db_default=False
    )  # the password was right; nothing opens yet (B10)
    created_at = models.DateTimeField(db_default=Now())
    proved_at = models.DateTimeField(
        db_default=Now()
    )  # when the person last proved who they are: second factors change soon after it only (B10)
    expires_at = models.DateTimeField()
    address = models.CharField(max_length=45, blank=True)

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="session_expires_at")]

    class Privacy:
        fields = {
            "token_hash": "secret", "account": "identifier", "role": "record", "device": "identifier", "way": "record",
            "shows_factor": "record", "is_kept": "record",
            "awaits_factor": "record", "created_at": "record", "proved_at": "record", "expires_at": "record", "address": "personal",
        }  # fmt: skip
