from django.db import models
from django.db.models.functions import Now

from zvans.accounts.enums import Role
from zvans.accounts.models import Person
from zvans.audit.history import recorded_history
from zvans.lib.public_id import new_public_id
from zvans.oversight.enums import ReportKind, ReportState
from zvans.schools.models import School


class Report(models.Model):
    """«Report to the school» (C5): who, what, on which page, and what was answered. It may be handed on to the support."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    school = models.ForeignKey(School, on_delete=models.CASCADE)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reports")
    role = models.CharField(max_length=12, choices=Role.choices)
    kind = models.CharField(max_length=12, choices=ReportKind.choices)
    text = models.CharField(max_length=4000, blank=True)
    context = models.JSONField(
        default=dict
    )  # the page's address without its query, the browser, the size of the window
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.OPEN)
    is_with_support = models.BooleanField(default=False, db_default=False)
    assigned_to = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField(max_length=4000, blank=True)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(db_default=Now())
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(fields=["school", "state", "-created_at"], name="report_by_state"),
            models.Index(fields=["person", "-created_at"], name="report_of_person"),
            models.Index(fields=["-created_at"], name="report_for_support", condition=models.Q(is_with_support=True)),
        ]
        triggers = recorded_history()

    class Privacy:
        fields = {
            "public_id": "identifier", "school": "record", "person": "identifier", "role": "record", "kind": "record", "text": "personal",
            "context": "personal", "state": "record", "is_with_support": "record", "assigned_to": "identifier",
            "answer": "personal", "revision": "record", "created_at": "record", "changed_at": "record",
        }  # fmt: skip
