"""The desk of the support (A11): what people wrote, and what is done with it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zvans.accounts.enums import Office
from zvans.audit.actor import Actor
from zvans.lib.dates import now
from zvans.portal.actions import desk
from zvans.portal.enums import TicketKind, TicketState
from zvans.portal.queries.tickets import (
    desk_people,
    held_tickets,
    history_of,
    ticket_at_desk,
    tickets_about,
    tickets_at_desk,
)
from zvans.web.office.exports import taken_as_file
from zvans.web.office.pages import office_page
from zvans.web.shared.acts import act_of
from zvans.web.shared.answers import attempted, done, done_in, sent, shown
from zvans.web.shared.listing import Column, Filter, Listing, State
from zvans.web.support.forms import AnswerForm, GiveForm, NoteForm, PlanForm, StepForm

if TYPE_CHECKING:
    from zvans.portal.models import Ticket

_DONE = {
    "take": _("Tagad par šo pieteikumu atbildat Jūs."),
    "give": _("Pieteikums ir nodots kolēģim."),
    "answer": _("Atbilde ir pieteikuma lapā; ja rakstītājs norādījis e-pastu, to nosūtīsim arī tur."),
    "note": _("Piezīme ir pievienota."),
    "close": _("Pieteikums ir pabeigts."),
    "reopen": _("Pieteikums atkal ir atvērts."),
    "hold": _("Pieteikums ir starp aizturētajiem."),
    "release": _("Pieteikums vairs nav aizturēts; ja rakstītājs norādījis e-pastu, viņš saņems apstiprinājumu."),
    "plan": _("Ieteikumu lapa ir mainīta."),
}
# What each form or button does: the action, and what it takes from the form beside the revision.
_ACTS: dict[str, tuple[Callable[..., None], tuple[str, ...]]] = {
    "take": (desk.take_ticket, ()),
    "give": (desk.give_ticket, ("to",)),
    "answer": (desk.answer_ticket, ("text",)),
    "note": (desk.note_ticket, ("text",)),
    "close": (desk.close_ticket, ()),
    "reopen": (desk.reopen_ticket, ()),
    "hold": (desk.hold_ticket, ()),
    "release": (desk.release_ticket, ()),
    "plan": (desk.show_suggestion, ("public_text", "plan")),
}


def _address(ticket: "Ticket") -> str:
    return reverse("support:ticket", args=[ticket.pk])


def _state(ticket: "Ticket") -> State | None:
    return State("missing", "dot") if ticket.state == TicketState.NEW else None


def _age(ticket: "Ticket") -> str:
    """«12 min», «3 h», «4 d.»."""
    minutes = max(0, int((now() - ticket.created_at).total_seconds() // 60))
    if minutes < 60:
        return gettext("%(n)s min") % {"n": minutes}
    return (
        gettext("%(n)s h") % {"n": minutes // 60} if minutes < 48 * 60 else gettext("%(n)s d.") % {"n": minutes // 1440}
    )


_COLUMNS = [
    Column("number", _("Nr."), lambda t: t.pk, ("pk",), _address, is_name=True),
    Column("kind", _("Par ko"), lambda t: t.get_kind_display(), ("kind",)),
    Column("text", _("Teksts"), lambda t: Truncator(t.text).chars(70)),
    Column("state", _("Stāvoklis"), lambda t: t.get_state_display(), ("state",), state=_state),
    Column("age", _("Pirms"), _age, ("created_at",)),
    Column("who", _("Atbild"), lambda t: str(t.assigned_to or ""), ("assigned_to__sort_key",)),
]
_ALL = "all"


def _in_state(rows: "QuerySet[Ticket]", chosen: str) -> "QuerySet[Ticket]":
    return rows if chosen == _ALL else rows.filter(state=chosen)


_STATES = Filter("state", _("Stāvoklis"), [(_ALL, _("visi")), *TicketState.choices], _in_state, _("nepabeigtie"))


def _listing(by: Actor, is_held: bool) -> Listing:
    def held_by(rows: "QuerySet[Ticket]", chosen: str) -> "QuerySet[Ticket]":
        return rows.filter(assigned_to=by.person_id if chosen == "mine" else None)

    filters = [
        *([] if is_held else [_STATES]),
        Filter("kind", _("Par ko"), TicketKind.choices, lambda rows, chosen: rows.filter(kind=chosen)),
        Filter("who", _("Atbild"), [("mine", _("es")), ("nobody", _("neviens"))], held_by),
    ]
    return Listing(_("Pieteikumi"), _COLUMNS, tickets_about, filters, sort="-number")


@office_page(Office.SUPPORT)
def show_all(request: HttpRequest) -> HttpResponse:
    """Those that are not closed, unless others are asked for or looked for."""
    rows = tickets_at_desk()
    if not request.GET.get("state") and not request.GET.get("q"):
        rows = rows.exclude(state=TicketState.CLOSED)
    return _list(request, rows, "tickets", {"held": held_tickets().count()})


@office_page(Office.SUPPORT)
def show_held(request: HttpRequest) -> HttpResponse:
    """What looked like spam; nobody was mailed about it."""
    return _list(request, held_tickets(), "held", {"is_held": True})


def _list(request: HttpRequest, rows: "QuerySet[Ticket]", what: str, more: Mapping[str, Any]) -> HttpResponse:
    listing = _listing(request.actor, bool(more.get("is_held")))  # type: ignore[attr-defined]
    if file := taken_as_file(request, listing, rows, what):
        return file
    context = {"section": "tickets", "list": listing.page(request, rows), **more}
    return shown(request, "support/tickets.html", context)


def _ticket_in(actor: Actor, ticket: int) -> "Ticket | None":
    return ticket_at_desk(ticket)


@office_page(Office.SUPPORT, load=_ticket_in, methods=("GET", "POST"))
def show(request: HttpRequest, ticket: "Ticket") -> HttpResponse:
    """A ticket with all that can be done with it; `act` says which of its forms or buttons was sent."""
    act = request.POST.get("act", "")
    if request.method == "POST" and act not in _ACTS:
        raise BadRequest("none of our forms")
    forms = _forms(request, ticket, act)
    if act in _ACTS and attempted(forms[act], lambda new: _do(act, ticket, new, request.actor)):  # type: ignore[attr-defined]
        return done(_address(ticket), act)
    current = ticket_at_desk(ticket.pk) or ticket
    history = [(one, act_of(one.act) if one.act else "") for one in history_of(current)]
    context = {
        "section": "tickets",
        "ticket": current,
        "forms": forms,
        "history": history,
        "done": done_in(request, _DONE),
    }
    failed = forms.get(act)
    return shown(request, "support/ticket.html", context | {"form": failed}, *([failed] if failed else []))


def _do(act: str, ticket: "Ticket", new: Mapping[str, Any], by: Actor) -> None:
    action, fields = _ACTS[act]
    action(ticket=ticket, seen=new["stamp"], by=by, **{field: new[field] for field in fields})


def _forms(request: HttpRequest, ticket: "Ticket", act: str) -> dict[str, Any]:
    """By what they do. Only the one that was sent is filled in with what was typed."""
    seen = {"stamp": ticket.revision}
    plan = seen | {"public_text": ticket.public_text, "plan": ticket.plan}

    def made(kind: Any, name: str, initial: Mapping[str, Any] = seen, **more: Any) -> Any:
        return kind(sent(request) if name == act else None, auto_id=f"{name}_%s", initial=initial, **more)

    forms = {name: made(StepForm, name) for name, (_action, fields) in _ACTS.items() if not fields}
    return forms | {
        "answer": made(AnswerForm, "answer"),
        "note": made(NoteForm, "note"),
        "give": made(GiveForm, "give", people=desk_people()),
        "plan": made(PlanForm, "plan", plan),
    }
