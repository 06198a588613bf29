from django.db import models
from django.db.models.functions import Now

from zvans.accounts.models import Account
from zvans.lib.public_id import new_public_id
from zvans.notifications.enums import SmsState


class SmsMessage(models.Model):
    """A text message on its way to a phone. Its text is encrypted, and forgotten once the message has left or failed (B13).

    `gateway_id` is what the gateway's delivery reports call it by: our `public_id` in its address.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="sms_messages")
    phone = models.CharField(max_length=20)
    purpose = models.CharField(max_length=20)
    # The school in whose name it is sent, which alone sees what becomes of it. Not a foreign key: the worker has no school in sight.
    sent_for = models.BigIntegerField(null=True, blank=True)
    key_id = models.CharField(max_length=20, blank=True)
    text = models.BinaryField(null=True, blank=True)
    parts = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=SmsState.choices, default=SmsState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()  # later than this it would help nobody: it fails
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(fields=["state", "created_at"], name="sms_by_state"),
            models.Index(fields=["phone", "created_at"], name="sms_to_phone"),
        ]

    class Privacy:
        fields = {
            "public_id": "identifier", "account": "identifier", "phone": "contact", "purpose": "record",
            "sent_for": "record", "key_id": "record",
            "text": "secret", "parts": "record", "state": "record", "attempts": "record", "created_at": "record",
            "expires_at": "record", "changed_at": "record",
        }  # fmt: skip


class ReceivedSms(models.Model):
    """A message that the gateway handed to us, once: its own number for it is kept, its text and the code in it are not (B13)."""

    gateway_key = models.CharField(max_length=80, unique=True)
    phone_hash = models.BinaryField(max_length=32)
    sent_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(db_default=Now())
    outcome = models.CharField(max_length=20)

    class Meta:
        indexes = [models.Index(fields=["received_at"], name="received_sms_at")]

    class Privacy:
        fields = {
            "gateway_key": "record", "phone_hash": "secret", "sent_at": "record", "received_at": "record", "outcome": "record",
        }  # fmt: skip
