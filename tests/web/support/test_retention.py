"""How long it is known who wrote what to the support (J3)."""

from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test import Client

from tests.factories.people import actor_of, sign_in
from tests.web.support.test_desk import a_ticket, holder
from zvans.audit.actions import recorded
from zvans.audit.models import Action, Change
from zvans.lib.dates import now
from zvans.portal.actions.desk import answer_ticket, close_ticket, hold_ticket, note_ticket, show_suggestion
from zvans.portal.actions.tickets import add_to_ticket
from zvans.portal.models import Ticket, TicketEntry
from zvans.portal.tasks import forget_tickets
from zvans.portal.visitor import visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_noon")]
SECRETS = ["Anna Bērziņa", "anna@example.lv", "Noslēpums", "/faq/", "Firefox"]


def _history() -> str:
    """All that the history of rows has of tickets, as text."""
    rows = Change.objects.filter(table__startswith="portal_ticket").values_list("before", "after")
    return str(list(rows))


def test_what_rests_for_two_years_is_emptied_with_its_history(client: Client) -> None:
    olga = holder("Olga", "Ozola")
    by = actor_of(olga)
    with time_machine.travel(now() - timedelta(days=740), tick=False):
        closed, shown, held = a_ticket("Noslēpums"), a_ticket("Noslēpums", "suggestion"), a_ticket("Noslēpums")
        add_to_ticket(ticket=closed, text="Vēl viens Noslēpums", by=visitor("10.0.0.9"))
        note_ticket(ticket=closed, text="Noslēpums kolēģiem", seen=2, by=by)
        close_ticket(ticket=closed, seen=3, by=by)
        show_suggestion(ticket=shown, public_text="Tumšais režīms", plan="planned", seen=1, by=by)
        answer_ticket(ticket=shown, text="Noslēpums atbildē", seen=2, by=by)
        hold_ticket(ticket=held, seen=1, by=by)
        waiting = a_ticket("Vēl gaida")
    with time_machine.travel(now() - timedelta(days=700), tick=False):
        young = a_ticket("Jauns")
        close_ticket(ticket=young, seen=1, by=by)
    assert [secret for secret in SECRETS if secret not in _history()] == []
    forget_tickets(timestamp=0)
    forget_tickets(timestamp=0)
    kept = Ticket.objects.order_by("pk").values_list("pk", "name", "email", "text", "context", "public_text")
    told = {"page": "/faq/", "browser": "Firefox"}
    assert list(kept) == [
        (closed.pk, "", "", "", {}, ""), (shown.pk, "", "", "", {}, "Tumšais režīms"), (held.pk, "", "", "", {}, ""),
        *((one.pk, "Anna Bērziņa", "anna@example.lv", one.text, told, "") for one in (waiting, young)),
    ]  # fmt: skip
    assert (set(TicketEntry.objects.values_list("text", flat=True)), "Noslēpums" in _history()) == ({""}, False)
    assert set(Change.objects.filter(table="portal_ticket").values_list("row_id", flat=True)) == {waiting.pk, young.pk}
    assert [action.details for action in Action.objects.filter(name="forget_tickets")] == [{"tickets": 3}]
    assert [client.get(f"/contact/{one.key}/").status_code for one in (closed, young)] == [404, 200]
    assert "Tumšais režīms" in client.get("/suggestions/").text
    sign_in(client, olga)
    page = client.get(f"/support/{closed.pk}/").text
    assert ("Teksts ir izdzēsts: tā glabāšanas laiks ir beidzies." in page, "pabeidza pieteikumu" in page) == (
        True,
        True,
    )
    assert "24 mēnešus tajā nekas nav mainījies" in client.get("/privacy/").text


def test_the_history_of_what_is_still_there_or_has_not_rested_is_forgotten_by_nobody() -> None:
    """Whatever who serves asks for, and never past the function of the database."""
    whole, emptied = a_ticket("Noslēpums"), a_ticket("Noslēpums")
    with recorded("test", by=visitor(""), schools=[]):
        Ticket.objects.filter(pk=emptied.pk).update(text="")
    with connection.cursor() as cursor:
        cursor.execute("SELECT forget_ticket_history(%s)", [[whole.pk, emptied.pk]])
        assert cursor.fetchone() == (0,)
    for statement in ("DELETE FROM audit_change", "UPDATE audit_change SET after = NULL"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
