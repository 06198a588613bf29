"""Tickets by e-mail (A11). The worker sends them; what can't be sent now is tried again later, and the ticket is there anyhow."""

from django.conf import settings
from django.core.mail import send_mail
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zvans.portal.models import Ticket, TicketEntry
from zvans.portal.spam import without_links

_RECEIVED = _("%(product)s: pieteikums nr. %(number)s ir saņemts")
_COPY = _(
    "Labdien,\n\nEsam saņēmuši to, ko rakstījāt: pieteikums nr. %(number)s. Kas ar to notiek, redzams šeit:\n%(address)s\n\n"
    "Kam ir šī saite, tas lapu var atvērt; nedodiet to citiem.\n\nJūs rakstījāt:\n\n%(text)s\n\n%(product)s"
)
_ANSWERED = _("%(product)s: atbilde uz pieteikumu nr. %(number)s")
_ANSWER = _(
    "Labdien,\n\nAtbilde uz Jūsu pieteikumu nr. %(number)s:\n\n%(text)s\n\nJa gribat ko piebilst, rakstiet pieteikuma lapā:\n"
    "%(address)s\n\n%(product)s"
)
_AT_DESK = _("Pieteikums nr. %(number)s")
_LOOK = _("Pieteikumā nr. %(number)s ir kas jauns:\n%(address)s")


def email_copy(ticket_id: int) -> None:
    """To the sender: the number, the way to the ticket's page, and what was written, without what leads elsewhere: nobody has shown
    that the address is theirs."""
    ticket = Ticket.objects.filter(pk=ticket_id, is_held=False).first()
    if ticket is not None:
        _send(ticket, _RECEIVED, _COPY, without_links(ticket.text))


def email_answer(entry_id: int) -> None:
    """To the sender: what the desk has answered."""
    entry = TicketEntry.objects.select_related("ticket").filter(pk=entry_id, ticket__is_held=False).first()
    if entry is not None:
        _send(entry.ticket, _ANSWERED, _ANSWER, entry.text)


def email_desk(ticket_id: int) -> None:
    """To the desk: that there is something to read, and where. The text stays behind the door."""
    if Ticket.objects.filter(pk=ticket_id, is_held=False).exists():
        told = {"number": ticket_id, "address": f"{settings.ADDRESS}/support/{ticket_id}/"}
        with translation.override(settings.LANGUAGE_CODE):
            send_mail(str(_AT_DESK) % told, str(_LOOK) % told, settings.DEFAULT_FROM_EMAIL, [settings.SUPPORT_EMAIL])


def _send(ticket: Ticket, subject: Promise, letter: Promise, text: str) -> None:
    """In the language in which the form was filled in."""
    told = {
        "product": settings.PRODUCT_NAME,
        "number": ticket.pk,
        "address": f"{settings.ADDRESS}/contact/{ticket.key}/",
        "text": text,
    }
    with translation.override(ticket.context.get("language", settings.LANGUAGE_CODE)):
        send_mail(str(subject) % told, str(letter) % told, settings.DEFAULT_FROM_EMAIL, [ticket.email])
