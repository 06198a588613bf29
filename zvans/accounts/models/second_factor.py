from django.db import models
from django.db.models.functions import Now

from zvans.accounts.models.account import Account


class Passkey(models.Model):
    """A WebAuthn credential (B10): as second factor after the password, or alone where the device itself has verified its owner."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="passkeys")
    credential_id = models.BinaryField(unique=True)
    public_key = models.BinaryField()
    uses = models.BigIntegerField(default=0)  # the authenticator's own counter: one that goes back is a copy
    name = models.CharField(max_length=60)
    created_at = models.DateTimeField(db_default=Now())
    used_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        fields = {
            "account": "identifier", "credential_id": "secret", "public_key": "secret", "uses": "record", "name": "personal",
            "created_at": "record", "used_at": "record",
        }  # fmt: skip


class CodeGenerator(models.Model):
    """An app that shows six digits for half a minute (TOTP, RFC 6238). `last_step` keeps a code from being used twice."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="code_generator")
    key_id = models.CharField(max_length=20)
    secret = models.BinaryField()  # encrypted as personal codes are
    confirmed_at = models.DateTimeField(null=True, blank=True)
    last_step = models.BigIntegerField(default=0)

    class Privacy:
        fields = {
            "account": "identifier", "key_id": "record", "secret": "secret", "confirmed_at": "record", "last_step": "record",
        }  # fmt: skip


class RecoveryCode(models.Model):
    """For the day when the phone is lost: each opens once, in place of the second factor."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="recovery_codes")
    code_hash = models.BinaryField(max_length=32)
    used_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        fields = {"account": "identifier", "code_hash": "secret", "used_at": "record"}
