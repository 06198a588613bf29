"""What the demo's support finds at its desk: suggestions that everybody sees, tickets that wait, one that is held (A11, S79)."""

from dataclasses import dataclass
from datetime import timedelta

from zvans.accounts.enums import Office
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import now
from zvans.portal.enums import Plan, TicketKind, TicketState
from zvans.portal.models import Ticket, TicketEntry
from zvans.schools.models import OfficeHolder

_BROWSER = "Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0"


@dataclass(frozen=True, slots=True)
class _Text:
    """`days`: how long ago it was written; the answer came the next day."""

    days: int
    kind: TicketKind
    text: str
    name: str = ""
    email: str = ""
    page: str = ""
    answer: str = ""
    public: str = ""
    plan: Plan | str = ""
    is_held: bool = False


_TEXTS = [
    _Text(
        61, TicketKind.SUGGESTION, "Nedēļu gribētos izdrukāt vienā lapā, lai var pielikt pie ledusskapja.", "Inese",
        answer="Paldies. Tagad nedēļas lapā ir poga «Drukāt».", public="Nedēļu var izdrukāt vienā lapā", plan=Plan.DONE,
    ),
    _Text(
        33, TicketKind.SUGGESTION, "Vai ekskursiju katalogā varētu meklēt pēc attāluma no skolas?", "Agita", "agita@skola.example",
        answer="Labs ieteikums, to esam ieplānojuši.", public="Ekskursijas pēc attāluma no skolas", plan=Plan.PLANNED,
    ),
    _Text(
        12, TicketKind.SUGGESTION, "Ieteikums: dienasgrāmatā rādīt autobusu sarakstu.",
        answer="Padomāsim, vai tas noder vairāk nekā vienā novadā.", public="Autobusu laiki dienasgrāmatā", plan=Plan.CONSIDERED,
    ),
    _Text(
        20, TicketKind.SUGGESTION, "Ļaujiet vecākiem redzēt visas klases vērtējumus, lai var salīdzināt.",
        answer="To nedarīsim: katrs redz tikai savu.",
        public="Citu skolēnu vērtējumi vecākiem: katrs redz tikai sava bērna", plan=Plan.DECLINED,
    ),
    _Text(
        1, TicketKind.PROBLEM, "Telefonā nedēļas lapā piektdiena ir redzama tikai līdz pusei. Ekrāns ir pavisam mazs.", "Raimonds",
        "raimonds@pasts.example", "/week/",
    ),
    _Text(0, TicketKind.QUESTION, "Kur redzams, kas manā kontā pieslēdzies? Skola: Zvanupes vidusskola.", page="/faq/"),
    _Text(
        2, TicketKind.QUESTION, "Best SEO for your site http://a.example http://b.example http://c.example", "Best offers",
        "offers@mail.example", is_held=True,
    ),
]  # fmt: skip


def fill_support(by: Actor) -> None:
    """Nobody is mailed: the addresses are invented."""
    holder = OfficeHolder.objects.get(office=Office.SUPPORT).person_id
    with recorded("fill_demo_support", by=by, schools=[], tickets=len(_TEXTS)):
        tickets = Ticket.objects.bulk_create([_ticket(text, holder) for text in _TEXTS])
        TicketEntry.objects.bulk_create(
            TicketEntry(ticket=ticket, by_id=holder, text=text.answer, at=ticket.changed_at)
            for ticket, text in zip(tickets, _TEXTS, strict=True)
            if text.answer
        )


def _ticket(text: _Text, holder: int) -> Ticket:
    written = now() - timedelta(days=text.days, hours=3)
    return Ticket(
        kind=text.kind,
        name=text.name,
        email=text.email,
        text=text.text,
        context={"page": text.page, "browser": _BROWSER, "language": "lv"},
        state=TicketState.CLOSED if text.answer else TicketState.NEW,
        is_held=text.is_held,
        assigned_to_id=holder if text.answer else None,
        public_text=text.public,
        plan=text.plan,
        created_at=written,
        changed_at=written + timedelta(days=1) if text.answer else written,
    )
