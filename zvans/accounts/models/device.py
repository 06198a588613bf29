from django.db import models
from django.db.models.functions import Now

from zvans.accounts.models.account import Account


class Device(models.Model):
    """A browser that somebody has signed in from. Its cookie holds a random token that opens nothing.

    It tells a new device, which the person hears of (B12), from a known one, which somebody else's failures don't keep out (B9).
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="devices")
    token_hash = models.BinaryField(max_length=32)
    name = models.CharField(max_length=80, blank=True)  # «Firefox, Windows»
    created_at = models.DateTimeField(db_default=Now())
    signed_in_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "token_hash"], name="device_once_an_account")]

    class Privacy:
        fields = {
            "account": "identifier", "token_hash": "secret", "name": "personal", "created_at": "record", "signed_in_at": "record",
        }  # fmt: skip
