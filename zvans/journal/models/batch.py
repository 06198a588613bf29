from django.db import models
from django.db.models.functions import Now


class SavedBatch(models.Model):
    """The answer to a batch of cells, kept so that the same batch sent again is answered and not done again."""

    account_id = models.BigIntegerField()
    batch = models.UUIDField()
    answer = models.JSONField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account_id", "batch"], name="batch_once_an_account")]

    class Privacy:
        fields = {"account_id": "identifier", "batch": "record", "answer": "education", "at": "record"}
