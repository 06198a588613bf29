"""How long it is known who wrote what to the support (J3)."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import now
from zvans.portal.models import TicketEntry
from zvans.portal.queries.tickets import resting_tickets

_AT_ONCE = 500
_MONTH = timedelta(days=365.25 / 12)


def forget_tickets(*, by: Actor) -> int:
    """Empty the tickets that nobody waits for any more and that have rested for `TICKET_MONTHS`: who wrote, what was written back and
    forth, and what history has of it. What the desk says publicly of a suggestion stays. Returns how many."""
    before, forgotten = now() - settings.TICKET_MONTHS * _MONTH, 0
    while tickets := list(resting_tickets(before).values_list("pk", flat=True)[:_AT_ONCE]):
        with recorded("forget_tickets", by=by, schools=[], tickets=len(tickets)):
            _forget(tickets, before)
        forgotten += len(tickets)
    return forgotten


def _forget(tickets: list[int], before: datetime) -> None:
    """The last of it is done by the database: nobody who serves can delete history."""
    resting_tickets(before).filter(pk__in=tickets).update(name="", email="", text="", context={})
    TicketEntry.objects.filter(ticket__in=tickets, ticket__text="").update(text="")
    with connection.cursor() as cursor:
        cursor.execute("SELECT forget_ticket_history(%s)", [tickets])
