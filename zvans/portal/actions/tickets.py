"""What senders do with tickets: write one, add to it (A11). Nothing that has the form of a personal code is kept (B13)."""

from collections.abc import Mapping
from typing import Any

from procrastinate.contrib.django import app

from zvans.accounts.actions.allowances import source_of, spend, take
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import now
from zvans.portal.enums import TicketKind, TicketState
from zvans.portal.limits import CONTACT, COPY
from zvans.portal.markup import as_kept
from zvans.portal.models import Ticket, TicketEntry
from zvans.portal.policies import check_can_be_added_to
from zvans.portal.spam import looks_like_spam

COPY_JOB, DESK_JOB, ANSWER_JOB = "email_ticket_copy", "email_support", "email_ticket_answer"


def open_ticket(
    *,
    kind: TicketKind,
    name: str,
    email: str,
    text: str,
    context: Mapping[str, Any],
    is_suspect: bool = False,
    by: Actor,
) -> Ticket:
    """Store what somebody wrote to the support. `context`: the page's path, the browser, the sender's language.

    What looks like spam, or what the form has found suspect, is held: the desk finds it apart, and nobody is mailed.
    Raises `TooOften` where this source has written too much.
    """
    spend((CONTACT, source_of(by.address)))
    told = {"kind": kind, "email": email, "name": as_kept(name, Ticket, "name"), "text": as_kept(text, Ticket, "text")}
    is_held = is_suspect or looks_like_spam(name, text)
    with recorded("open_ticket", by=by, schools=[], kind=kind, held=is_held):
        ticket = Ticket.objects.create(**told, context=dict(context), is_held=is_held)
        if not is_held:
            tell_of(ticket)
    return ticket


def add_to_ticket(*, ticket: Ticket, text: str, by: Actor) -> None:
    """The sender has more to say; what was answered is open again. Raises `NotAllowedNow` where it is closed, `TooOften` as above."""
    spend((CONTACT, source_of(by.address)))
    with recorded("add_to_ticket", by=by, schools=[], about=ticket):
        current = Ticket.objects.select_for_update().get(pk=ticket.pk)
        check_can_be_added_to(current)
        TicketEntry.objects.create(ticket=current, text=as_kept(text, TicketEntry, "text"))
        current.state = TicketState.TAKEN if current.assigned_to_id else TicketState.NEW
        save_changed(current)
        if not current.is_held:
            app.configure_task(DESK_JOB).defer(ticket_id=current.pk)


def tell_of(ticket: Ticket) -> None:
    """By mail, when the worker can: the sender, if there is an address, and the desk. Part of an action."""
    app.configure_task(DESK_JOB).defer(ticket_id=ticket.pk)
    if ticket.email and not take([(COPY, ticket.email.casefold())]):
        app.configure_task(COPY_JOB).defer(ticket_id=ticket.pk)


def save_changed(ticket: Ticket) -> None:
    """Part of an action that holds the row."""
    ticket.revision += 1
    ticket.changed_at = now()
    ticket.save()
