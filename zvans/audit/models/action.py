import pgtrigger
from django.db import models
from django.db.models.functions import Now

from zvans.audit.models.append_only import IS_OWNER

# What is older than a year may be forgotten.
_APPEND_ONLY = f"""
IF TG_OP = 'DELETE' AND OLD.at < now() - interval '1 year'
   AND {IS_OWNER} THEN
    RETURN OLD;
END IF;
RAISE EXCEPTION 'The record of actions is only added to.';
"""


class Action(models.Model):
    """One act of one person: who, in which role, when, from where, on what. Written once, never changed (C2).

    References to people and schools are plain numbers: the record outlives what it speaks of.
    """

    at = models.DateTimeField(db_default=Now())
    name = models.CharField(max_length=60)
    account_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    role = models.CharField(max_length=20)
    address = models.CharField(max_length=45, blank=True)
    school_ids = models.JSONField(default=list)
    object_kind = models.CharField(max_length=40, blank=True)
    object_id = models.BigIntegerField(null=True)
    details = models.JSONField(default=dict)
    cause_id = models.BigIntegerField(
        null=True
    )  # the action that this one is a step of: an import adds people, enrols them, …

    class Meta:
        indexes = [
            models.Index(fields=["account_id", "-at"], name="audit_action_of_account"),
            models.Index(fields=["object_kind", "object_id", "-at"], name="audit_action_on_object"),
            models.Index(fields=["person_id", "-at"], name="audit_action_of_person"),
            models.Index(fields=["at"], name="audit_action_at"),
            models.Index(fields=["cause_id"], name="audit_action_of_cause", condition=models.Q(cause_id__isnull=False)),
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
            "at": "record", "name": "record", "account_id": "identifier", "person_id": "identifier", "role": "record",
            "address": "personal", "school_ids": "record", "object_kind": "record", "object_id": "identifier",
            "details": "record", "cause_id": "record",
        }  # fmt: skip
