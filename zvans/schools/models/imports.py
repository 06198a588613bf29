from django.db import models
from django.db.models.functions import Now

from zvans.lib.public_id import new_public_id
from zvans.schools.enums import ImportKind, ImportState
from zvans.schools.models.school import School


class Import(models.Model):
    """A file brought into a school: read by a job, shown as a preview, done when somebody confirms, seen and undone later.

    The file lies in the installation's folder of files under `stored_as` and goes when the import is done or thrown away. `report` is
    the whole preview, row by row; `action_id` the audit record of what was done, which undoing turns back.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="imports")
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    kind = models.CharField(max_length=12, choices=ImportKind.choices)
    state = models.CharField(max_length=12, choices=ImportState.choices, default=ImportState.READING)
    file_name = models.CharField(max_length=200)
    stored_as = models.CharField(max_length=80, blank=True)
    options = models.JSONField(default=dict)  # dates, which column is what, answers to doubts
    done = models.PositiveIntegerField(default=0)  # of `total` steps of the job at work
    total = models.PositiveIntegerField(default=0)
    report = models.JSONField(null=True)
    reason = models.TextField(blank=True)  # why the file can't be used, in plain words
    account_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(db_default=Now())
    finished_at = models.DateTimeField(null=True)
    action_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["school", "-created_at"], name="import_of_school")]

    class Privacy:
        """`report` loses whom it names, and keeps its counts, when the import has been finished for IMPORT_REPORT_DAYS days
        (`forget_import_reports`, every night)."""

        fields = {
            "school": "record", "public_id": "identifier", "kind": "record", "state": "record", "file_name": "record",
            "stored_as": "record", "options": "record", "done": "record", "total": "record", "report": "personal",
            "reason": "record", "account_id": "identifier", "created_at": "record", "finished_at": "record",
            "action_id": "record",
        }  # fmt: skip


class ImportChoice(models.Model):
    """An answer to a doubt, remembered: what a file of this kind calls `name` is the row `row_id` of that `table`; empty: it is new; 0: it
    is to be left out.

    With `modified_at` no answer: when the record `name` (a sourcedId) of the file `table` of a OneRoster package was last modified.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE)
    kind = models.CharField(max_length=12, choices=ImportKind.choices)
    table = models.CharField(max_length=20)  # a `Kind` of reports: teacher, class, …
    name = models.CharField(max_length=200)
    row_id = models.BigIntegerField(null=True)
    modified_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "kind", "table", "name"], name="import_choice_once")]

    class Privacy:
        fields = {
            "school": "record",
            "kind": "record",
            "table": "record",
            "name": "personal",
            "row_id": "identifier",
            "modified_at": "record",
        }
