import pgtrigger
from django.db import models
from django.db.models.functions import Now

from zvans.audit.models.append_only import IS_OWNER

_APPEND_ONLY = f"""
IF TG_OP = 'DELETE' AND {IS_OWNER} THEN
    RETURN OLD;
END IF;
RAISE EXCEPTION 'The history of rows is only added to.';
"""


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
        triggers = [
            pgtrigger.Trigger(
                name="append_only",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=_APPEND_ONLY,
            ),
        ]

    class Privacy:
        fields = {
            "at": "record", "action_id": "record", "school_id": "record", "table": "record", "row_id": "identifier",
            "before": "education", "after": "education",
        }  # fmt: skip
