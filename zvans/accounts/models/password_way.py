from django.db import models
from django.db.models.functions import Now

from zvans.accounts.models.account import Account


class PasswordWay(models.Model):
    """A way to a new password: short-lived, used once, sent to the person's own phone (B6)."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="password_ways")
    token_hash = models.BinaryField(max_length=32, unique=True)
    created_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        fields = {
            "account": "identifier", "token_hash": "secret", "created_at": "record", "expires_at": "record", "used_at": "record",
        }  # fmt: skip
