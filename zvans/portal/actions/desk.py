"""What the support desk does with tickets (A11). Each step carries the revision that its author saw: the second of two is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from zvans.accounts.enums import Door
from zvans.accounts.models import Person
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.policy import ChangedMeanwhile, NotAcceptable
from zvans.notifications.actions.notices import tell_person
from zvans.notifications.enums import NoticeKind
from zvans.portal.actions.editions import begin_edition
from zvans.portal.actions.tickets import ANSWER_JOB, save_changed, tell_of
from zvans.portal.enums import Plan, TicketState
from zvans.portal.markup import as_kept
from zvans.portal.models import Ticket, TicketEntry
from zvans.portal.policies import check_can_be_answered, check_is_suggestion
from zvans.portal.queries.tickets import desk_people


def take_ticket(*, ticket: Ticket, seen: int, by: Actor) -> None:
    """See to it oneself. Raises, as all of these, `ChangedMeanwhile` where the ticket is not any more as it was `seen`."""
    with _step("take_ticket", ticket, seen, by) as current:
        _assign(current, by.person_id)


def give_ticket(*, ticket: Ticket, to: Person, seen: int, by: Actor) -> None:
    """Let a colleague see to it, and know of it. Raises `NotAcceptable` at «to» where that person does not hold the office today."""
    if to.pk not in {person.pk for person in desk_people()}:
        raise NotAcceptable("to", _("Šis cilvēks lietotāju atbalstā vairs nestrādā. Izvēlieties citu."))
    with _step("give_ticket", ticket, seen, by, to=to.pk) as current:
        _assign(current, to.pk)
        if to.pk != by.person_id:
            tell_person(to.pk, NoticeKind.TICKET_GIVEN, by=by, door=Door.STAFF, number=f"{current.pk}")


def answer_ticket(*, ticket: Ticket, text: str, seen: int, by: Actor) -> None:
    """Answer the sender: on the ticket's page, and by mail where there is an address. Raises `NotAllowedNow` while it is held."""
    with _step("answer_ticket", ticket, seen, by) as current:
        check_can_be_answered(current)
        entry = _written(current, text, by)
        current.state = TicketState.ANSWERED
        current.assigned_to_id = current.assigned_to_id or by.person_id
        if current.email:
            app.configure_task(ANSWER_JOB).defer(entry_id=entry.pk)


def note_ticket(*, ticket: Ticket, text: str, seen: int, by: Actor) -> None:
    """Note something for the desk; the sender does not see it."""
    with _step("note_ticket", ticket, seen, by) as current:
        _written(current, text, by, is_note=True)


def close_ticket(*, ticket: Ticket, seen: int, by: Actor) -> None:
    with _step("close_ticket", ticket, seen, by) as current:
        current.state = TicketState.CLOSED


def reopen_ticket(*, ticket: Ticket, seen: int, by: Actor) -> None:
    with _step("reopen_ticket", ticket, seen, by) as current:
        current.state = TicketState.TAKEN if current.assigned_to_id else TicketState.NEW


def hold_ticket(*, ticket: Ticket, seen: int, by: Actor) -> None:
    """It is spam: put it where such things are. What it said publicly is not shown any more."""
    with _step("hold_ticket", ticket, seen, by) as current:
        current.is_held, current.public_text, current.plan = True, "", ""
        begin_edition()


def release_ticket(*, ticket: Ticket, seen: int, by: Actor) -> None:
    """It is no spam: whoever is told of a new ticket is told now."""
    with _step("release_ticket", ticket, seen, by) as current:
        current.is_held = False
        tell_of(current)


def show_suggestion(*, ticket: Ticket, public_text: str, plan: Plan | str, seen: int, by: Actor) -> None:
    """Say to everybody what becomes of a suggestion, in the desk's words (S79); without words it is not shown."""
    with _step("show_suggestion", ticket, seen, by, plan=plan) as current:
        check_is_suggestion(current)
        current.public_text = as_kept(public_text, Ticket, "public_text")
        current.plan = (plan or Plan.CONSIDERED) if public_text else ""
        begin_edition()


def _written(ticket: Ticket, text: str, by: Actor, *, is_note: bool = False) -> TicketEntry:
    told = as_kept(text, TicketEntry, "text")
    return TicketEntry.objects.create(ticket=ticket, by_id=by.person_id, text=told, is_note=is_note)


@contextmanager
def _step(name: str, ticket: Ticket, seen: int, by: Actor, **details: Any) -> Iterator[Ticket]:
    with recorded(name, by=by, schools=[], about=ticket, **details):
        current = Ticket.objects.select_for_update(of=("self",)).select_related("assigned_to").get(pk=ticket.pk)
        if current.revision != seen:
            raise ChangedMeanwhile(str(current.revision), **{"": _told(current)})
        yield current
        save_changed(current)


def _assign(ticket: Ticket, person: int | None) -> None:
    ticket.assigned_to_id = person
    if ticket.state == TicketState.NEW:
        ticket.state = TicketState.TAKEN


def _told(current: Ticket) -> str:
    told = {"state": current.get_state_display(), "who": current.assigned_to or "–"}
    return (
        _(
            "Tikmēr šo pieteikumu ir mainījis kāds cits: tagad tas ir «%(state)s», par to atbild: "
            "%(who)s. Jūsu rakstītais nav pazudis. Izlasiet jauno un, ja vajag, nosūtiet savējo vēlreiz."
        )
        % told
    )
