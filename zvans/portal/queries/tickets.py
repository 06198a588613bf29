"""Tickets as their senders, the desk and everybody see them (A11)."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat, Lower

from zvans.accounts.enums import Office
from zvans.accounts.models import Person
from zvans.audit.models import Action
from zvans.lib.dates import today
from zvans.portal.enums import TicketKind, TicketState
from zvans.portal.models import Ticket, TicketEntry
from zvans.schools.models import OfficeHolder
from zvans.schools.models.dated import current

_FOLDED = str.maketrans("āčēģīķļņōŗšūž", "acegiklnorsuz")
_SHOWN = 200  # suggestions on one page


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of a ticket's history. `entry` where something was written, `act` where something was done (the action's name)."""

    at: datetime
    who: str  # empty: the sender
    entry: TicketEntry | None = None
    act: str = ""


def ticket_by_key(key: str) -> Ticket | None:
    """As its sender opens it, until it is forgotten."""
    return Ticket.objects.exclude(text="").filter(key=key).first()


def resting_tickets(before: datetime) -> QuerySet[Ticket]:
    """Those that nobody waits for any more, unchanged since a moment, and not forgotten yet."""
    is_over = Q(state__in=[TicketState.CLOSED, TicketState.ANSWERED]) | Q(is_held=True)
    return Ticket.objects.filter(is_over, changed_at__lt=before).exclude(text="")


def said_to_sender(ticket: Ticket) -> QuerySet[TicketEntry]:
    """Answers and what the sender has added, in order."""
    return TicketEntry.objects.filter(ticket=ticket, is_note=False).order_by("at", "pk")


def tickets_at_desk() -> QuerySet[Ticket]:
    return Ticket.objects.filter(is_held=False).select_related("assigned_to")


def held_tickets() -> QuerySet[Ticket]:
    return Ticket.objects.filter(is_held=True).select_related("assigned_to")


def ticket_at_desk(number: int) -> Ticket | None:
    return Ticket.objects.filter(pk=number).select_related("assigned_to").first()


def tickets_about(rows: QuerySet[Ticket], query: str) -> QuerySet[Ticket]:
    """Those with this number, or with each of these words in text, name or address, however they are accented."""
    if query.lstrip("#").isdecimal():
        return rows.filter(pk=int(query.lstrip("#")[:18]))
    whole = Lower(
        Concat("text", Value(" "), "name", Value(" "), "email", Value(" "), "public_text", output_field=TextField())
    )
    accents = "".join(map(chr, _FOLDED))
    rows = rows.annotate(
        whole=Func(
            whole, Value(accents), Value(accents.translate(_FOLDED)), function="translate", output_field=TextField()
        )
    )
    wanted = Q()
    for word in query.casefold().translate(_FOLDED).split():
        wanted &= Q(whole__contains=word)
    return rows.filter(wanted)


def history_of(ticket: Ticket) -> list[Happened]:
    """What was written and what was done, the oldest first. Three statements."""
    entries = TicketEntry.objects.filter(ticket=ticket).select_related("by")
    written = [Happened(entry.at, str(entry.by or ""), entry) for entry in entries]
    about = Action.objects.filter(object_kind=Ticket._meta.label_lower, object_id=ticket.pk)
    acts = list(about.exclude(name__in=["answer_ticket", "note_ticket", "add_to_ticket"]))
    people = {p.pk: str(p) for p in Person.objects.filter(pk__in={act.person_id for act in acts})}
    done = [Happened(act.at, people.get(act.person_id or 0, ""), act=act.name) for act in acts]
    return sorted(written + done, key=lambda one: one.at)


def desk_people() -> QuerySet[Person]:
    """Who holds the office today, in Latvian order."""
    held = OfficeHolder.objects.filter(current(today()), office=Office.SUPPORT)
    return Person.objects.filter(pk__in=held.values("person")).order_by("sort_key")


def public_suggestions() -> QuerySet[Ticket]:
    """What the desk shows of suggestions, newest change first."""
    rows = Ticket.objects.filter(kind=TicketKind.SUGGESTION, is_held=False).exclude(public_text="")
    return rows.only("public_text", "plan", "changed_at").order_by("-changed_at", "-pk")[:_SHOWN]
