import pgtrigger
from django.db import models
from django.db.models.functions import Now


class Change(models.Model):
    """One row as it was and as it became, written by a trigger whatever way the row was written. `action_id` is the audit record."""

    at = models.DateTimeField(db_default=Now())
    action_id = models.BigIntegerField()
    school_id = models.BigIntegerField(null=True)  # empty for people, who belong to no school
    table = models.CharField(max_length=60)
    row_id = models.BigIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["row_id", "table", "id"], name="audit_change_of_row"),
            models.Index(fields=["action_id"], name="audit_change_of_action"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    class Privacy:
        fields = {
            "at": "record", "action_id": "record", "school_id": "record", "table": "record", "row_id": "identifier",
            "before": "education", "after": "education",
        }  # fmt: skip
