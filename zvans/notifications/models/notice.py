from django.db import models
from django.db.models.functions import Now

from zvans.accounts.models import Account
from zvans.notifications.enums import NoticeKind


class Notice(models.Model):
    """Something an account is told: on its pages until it is seen, and by e-mail where the person has an address.

    `details` hold names of devices and schools, never passwords, codes or what somebody wrote.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=20, choices=NoticeKind.choices)
    details = models.JSONField(default=dict)
    created_at = models.DateTimeField(db_default=Now())
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["account", "-created_at"], name="notice_of_account"),
            models.Index(fields=["account"], name="notice_unseen", condition=models.Q(seen_at__isnull=True)),
        ]

    class Privacy:
        fields = {
            "account": "identifier", "kind": "record", "details": "personal", "created_at": "record", "seen_at": "record",
        }  # fmt: skip
