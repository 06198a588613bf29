import secrets

from django.db import models
from django.db.models.functions import Now

from zvans.accounts.models import Person
from zvans.audit.history import recorded_history
from zvans.portal.enums import Plan, TicketKind, TicketState


def new_key() -> str:
    """What opens a ticket's page to its sender: 128 bits in its address."""
    return secrets.token_urlsafe(16)


class Ticket(models.Model):
    """What somebody wrote to the support (A11). `pk` is its number; only who holds `key` and the desk read it."""

    key = models.CharField(max_length=24, unique=True, default=new_key)
    kind = models.CharField(max_length=12, choices=TicketKind.choices)
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    text = models.CharField(max_length=4000)
    context = models.JSONField(default=dict)  # the page's address without its query, the browser
    state = models.CharField(max_length=10, choices=TicketState.choices, default=TicketState.NEW)
    is_held = models.BooleanField(default=False)  # looks like spam: kept apart, nobody is mailed
    assigned_to = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # A suggestion as the public list shows it, in the desk's own words; empty: it is not shown.
    public_text = models.CharField(max_length=300, blank=True)
    plan = models.CharField(max_length=10, choices=Plan.choices, blank=True)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(db_default=Now())
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(fields=["state", "-created_at"], name="ticket_by_state"),
            models.Index(fields=["-changed_at"], name="ticket_public", condition=~models.Q(public_text="")),
        ]
        triggers = recorded_history(of_school=False)

    class Privacy:
        fields = {
            "key": "secret", "kind": "record", "name": "personal", "email": "contact", "text": "personal", "context": "personal",
            "state": "record", "is_held": "record", "assigned_to": "identifier", "public_text": "public", "plan": "public",
            "revision": "record", "created_at": "record", "changed_at": "record",
        }  # fmt: skip


class TicketEntry(models.Model):
    """What was answered, asked back, or noted by the desk for itself."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="entries")
    by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )  # empty: the sender
    text = models.CharField(max_length=4000)
    is_note = models.BooleanField(default=False)  # for the desk only
    at = models.DateTimeField(db_default=Now())

    class Meta:
        triggers = recorded_history(of_school=False)

    class Privacy:
        fields = {
            "ticket": "identifier", "by": "identifier", "text": "personal", "is_note": "record", "at": "record",
        }  # fmt: skip
