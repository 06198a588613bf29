"""When it is possible: each check raises with its reason in plain words."""

from datetime import datetime

from django.utils.translation import gettext as _

from zvans.lib.dates import now
from zvans.lib.policy import NotAcceptable, NotAllowedNow
from zvans.portal.enums import PostState, Section, TicketKind, TicketState
from zvans.portal.models import Post, Ticket


def check_can_be_published(post: Post) -> None:
    if not post.body:
        raise NotAllowedNow(_("Rakstam vēl nav teksta."))
    if post.picture_id and not post.picture_alt:
        raise NotAllowedNow(_("Ierakstiet, kas redzams attēlā: to dzird tie, kas attēlu neredz."))
    if post.section == Section.EXCURSIONS and not hasattr(post, "trip"):
        raise NotAllowedNow(_("Ierakstiet, kur šī ekskursija ir un kurām klasēm tā der."))


def check_can_be_added_to(ticket: Ticket) -> None:
    if ticket.state == TicketState.CLOSED:
        raise NotAllowedNow(_("Šis pieteikums ir pabeigts. Ja vajag vēl ko, uzrakstiet jaunu."))


def check_can_be_answered(ticket: Ticket) -> None:
    if ticket.is_held:
        raise NotAllowedNow(_("Šis pieteikums ir aizturēts kā mēstule. Ja tas tāds nav, vispirms norādiet to."))


def check_is_suggestion(ticket: Ticket) -> None:
    if ticket.kind != TicketKind.SUGGESTION or ticket.is_held:
        raise NotAllowedNow(_("Visiem rāda tikai ieteikumus."))


def check_is_to_come(at: datetime) -> None:
    if at <= now():
        raise NotAcceptable("at", _("Šis brīdis jau ir pagājis. Izvēlieties vēlāku vai publicējiet tūlīt."))


def check_is_published(post: Post) -> None:
    if post.state != PostState.PUBLISHED:
        raise NotAllowedNow(_("Šis raksts portālā nav publicēts, tāpēc nav ko noņemt."))


def check_is_offered(post: Post) -> None:
    if post.state != PostState.OFFERED:
        raise NotAllowedNow(_("Uz šo piedāvājumu jau ir atbildēts."))
