import pgtrigger
from django.db import models
from django.db.models.functions import Now

from zvans.accounts.models.account import Account


class Agreement(models.Model):
    """Somebody accepted a version of the terms (C1). Written once, never changed."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="agreements")
    version = models.PositiveSmallIntegerField()
    at = models.DateTimeField(db_default=Now())
    address = models.CharField(max_length=45, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "version"], name="agreed_once")]
        triggers = [pgtrigger.Protect(name="never_changed", operation=pgtrigger.Update)]

    class Privacy:
        fields = {"account": "identifier", "version": "record", "at": "record", "address": "personal"}
