"""Writing to the support without signing in (A11, B13, C7)."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from tests.support.jobs import do_jobs
from tests.support.page import read
from tests.web.support.visiting import send
from zvans.audit.models import Action
from zvans.lib.dates import now
from zvans.portal.models import Ticket, TicketEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_noon")]

TEXT = "Nevaru atvērt žurnālu.\nMans kods ir 161175-19997, tālrunis +37126123456."
MASKED = "Nevaru atvērt žurnālu.\nMans kods ir xxxxxx-xxxxx, tālrunis +37126123456."
TYPED = {"kind": "problem", "text": TEXT, "name": "Anna", "email": "anna@example.lv", "page": "/faq/?q=parole"}


def test_what_is_written_becomes_a_ticket_with_a_number_a_page_and_two_mails(client: Client) -> None:
    form = client.get("/contact/", headers={"Referer": "http://testserver/faq/?q=parole"})
    assert (form.status_code, form["Cache-Control"], 'name="page" value="/faq/"' in form.text) == (
        200,
        "no-store",
        True,
    )
    answer = send(client, "/contact/", **TYPED, more={"headers": {"User-Agent": "Firefox"}})
    ticket = Ticket.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/contact/{ticket.key}/?done=sent")
    assert (ticket.kind, ticket.name, ticket.email, ticket.text, ticket.state, ticket.is_held) == (
        "problem", "Anna", "anna@example.lv", MASKED, "new", False,
    )  # fmt: skip
    assert ticket.context == {"page": "/faq/", "browser": "Firefox", "language": "lv"}

    page = client.get(answer["Location"])
    assert (page["Cache-Control"], page["X-Robots-Tag"], page["Referrer-Policy"]) == (
        "no-store", "noindex, nofollow", "strict-origin",
    )  # fmt: skip
    assert (
        read(page.content).one("p", "banner").text == f"Paldies, esam saņēmuši Jūsu rakstīto. Tā numurs ir {ticket.pk}."
    )
    assert "Personas kodam līdzīgus ciparus no teksta izņēmām" in page.text

    assert mail.outbox == []
    assert do_jobs() == ["email_support", "email_ticket_copy"]
    assert [(m.to, m.subject) for m in mail.outbox] == [
        (["atbalsts@zvans.example"], f"Pieteikums nr. {ticket.pk}"),
        (["anna@example.lv"], f"zvans: pieteikums nr. {ticket.pk} ir saņemts"),
    ]
    assert mail.outbox[0].body == (
        f"Pieteikumā nr. {ticket.pk} ir kas jauns:\nhttp://127.0.0.1:8000/support/{ticket.pk}/"
    )
    assert re.findall(rf"/contact/{ticket.key}/|{re.escape(MASKED)}", mail.outbox[1].body) == [
        f"/contact/{ticket.key}/", MASKED,
    ]  # fmt: skip
    kept = Action.objects.get()
    assert (kept.name, kept.role, kept.address, kept.details) == (
        "open_ticket", "visitor", "127.0.0.1", {"kind": "problem", "held": False},
    )  # fmt: skip


def test_the_longest_text_and_name_fit_with_what_stands_for_codes(client: Client) -> None:
    code = " 01019012345"
    told = {"text": "a" * (4000 - len(code)) + code, "name": "a" * (120 - len(code)) + code}
    assert send(client, "/contact/", **TYPED | told).status_code == 302
    ticket = Ticket.objects.get()
    assert (len(ticket.text), len(ticket.name), ticket.text[-12:]) == (4000, 120, " xxxxxx-xxxx")


def test_nobody_can_make_us_mail_a_stranger_links_or_without_end(client: Client) -> None:
    """C7: the address may be anybody's."""
    for n in range(5):
        send(
            client, "/contact/", **TYPED | {"text": "Skat. https://evil.example/x"}, more={"REMOTE_ADDR": f"10.0.0.{n}"}
        )
    do_jobs()
    copies = [m for m in mail.outbox if m.to == ["anna@example.lv"]]
    assert (len(copies), "Jūs rakstījāt:\n\nSkat. […]\n" in copies[0].body, Ticket.objects.count()) == (3, True, 5)


def test_without_an_address_the_answer_is_on_the_page_only(client: Client) -> None:
    answer = send(client, "/contact/", kind="question", text="Kā?")
    assert "Atbilde būs tikai šajā lapā" in client.get(answer["Location"]).text
    assert do_jobs() == ["email_support"]


def test_mail_is_written_in_the_language_of_the_form(client: Client, settings: pytest.FixtureRequest) -> None:
    client.cookies["zvans_language"] = "en"
    send(client, "/contact/", **TYPED)
    do_jobs()
    ticket = Ticket.objects.get()
    assert [m.subject for m in mail.outbox] == [
        f"Pieteikums nr. {ticket.pk}",
        f"zvans: ticket no. {ticket.pk} received",
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": ""}, "Uzrakstiet, par ko ir runa: bez tā nevarēsim atbildēt."),
        ({"text": "a" * 4001}, "Teksts ir pārāk garš: zīmju skaits ir 4001, bet drīkst būt ne vairāk kā 4000."),
        ({"email": "anna@"}, "Šāda e-pasta adrese nevar būt. Izlabojiet to vai atstājiet lauku tukšu."),
        ({"text": "\0"}, "Rakstzīme ar kodu 0 nav atļauta."),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(client: Client, typed: dict[str, str], said: str) -> None:
    answer = send(client, "/contact/", **TYPED | typed)
    errors = [e.text for e in read(answer.content).one("main").all("li", "error")]
    assert (answer.status_code, len(errors), Ticket.objects.count()) == (422, 1, 0)
    if "\0" not in typed.get("text", ""):
        assert errors == [said]


def test_too_fast_too_old_and_forged_forms_come_back_with_their_text(client: Client) -> None:
    for after, stamp in ((1, ""), (90_000, ""), (10, "forged")):
        answer = send(client, "/contact/", after=after, **TYPED | ({"opened": stamp} if stamp else {}))
        page = read(answer.content).one("main")
        assert (answer.status_code, page.one("textarea").text, len(page.all("div", "banner"))) == (
            422, " ".join(TEXT.split()), 1,
        )  # fmt: skip
    assert Ticket.objects.count() == 0
    again = send(client, "/contact/", after=90_000, **TYPED)
    fields = read(again.content).one("main").all("input")
    renewed = next(f.attributes["value"] for f in fields if f.attributes.get("name") == "opened")
    with time_machine.travel(now() + timedelta(seconds=90_010), tick=False):
        assert client.post("/contact/", TYPED | {"opened": renewed}).status_code == 302
    assert Ticket.objects.count() == 1


@pytest.mark.parametrize(
    "typed",
    [{"homepage": "x"}, {"text": "http://a.example www.b.example https://c.example/?q"}],
    ids=["the hidden field", "links"],
)
def test_spam_is_held_and_nobody_is_mailed(client: Client, typed: dict[str, str]) -> None:
    answer = send(client, "/contact/", **TYPED | typed)
    ticket = Ticket.objects.get()
    assert (ticket.is_held, do_jobs(), mail.outbox) == (True, [], [])
    assert f"Tā numurs ir <b>{ticket.pk}</b>" in client.get(answer["Location"]).text
    send(client, f"/contact/{ticket.key}/", text="Un vēl.")
    assert do_jobs() == []


def test_one_source_writes_five_times_and_keeps_the_sixth_text(client: Client) -> None:
    """C7."""
    statuses = [send(client, "/contact/", **TYPED).status_code for _ in range(6)]
    assert statuses == [302] * 5 + [429]
    answer = send(client, "/contact/", **TYPED)
    assert read(answer.content).one("main").one("textarea").text == " ".join(TEXT.split())
    assert (int(answer["Retry-After"]) > 0, Ticket.objects.count()) == (True, 5)
    assert send(client, "/contact/", **TYPED, more={"REMOTE_ADDR": "10.0.0.9"}).status_code == 302


def test_the_sender_adds_to_a_ticket_until_it_is_closed(client: Client) -> None:
    address = send(client, "/contact/", **TYPED)["Location"].partition("?")[0]
    Ticket.objects.get()
    do_jobs()
    added = send(client, address, text="Tagad arī 070707-11111 nedarbojas.")
    assert (added.status_code, added["Location"]) == (302, f"{address}?done=added")
    entry = TicketEntry.objects.get()
    assert (entry.text, entry.by_id, entry.is_note, do_jobs()) == (
        "Tagad arī xxxxxx-xxxxx nedarbojas.", None, False, ["email_support"],
    )  # fmt: skip
    assert "Paldies, Jūsu papildinājums ir saņemts." in client.get(added["Location"]).text


@pytest.mark.parametrize("key", ["aaaaaaaaaaaaaaaaaaaaaa", "1", "support"])
def test_a_page_of_no_ticket_is_not_found(client: Client, key: str) -> None:
    assert client.get(f"/contact/{key}/").status_code == 404


@pytest.mark.parametrize(
    ("asked", "page"),
    [
        ("?from=/faq/%3Fq=x", "/faq/"), ("?from=//evil.example/", ""), ("?from=https://evil.example/", ""),
        ("?from=/contact/secret/", ""), ("?from=%5Cevil", ""), ("?from=/\\evil.example", ""), ("", ""),
    ],
)  # fmt: skip
def test_only_a_page_of_ours_is_taken_along(client: Client, asked: str, page: str) -> None:
    fields = read(client.get(f"/contact/{asked}").content).one("main").all("input")
    assert [f.attributes.get("value", "") for f in fields if f.attributes.get("name") == "page"] == [page]


@pytest.mark.parametrize(
    ("address", "words"),
    [("/nav-tadas/?x=1", "pasakiet mums"), ("/accessibility/", "rakstiet mums"), ("/privacy/", "rakstiet mums"),
     ("/advertising/", "rakstiet mums"), ("/faq/", "Rakstiet mums"), ("/sign-in/help/", "rakstiet mums")],
)  # fmt: skip
def test_where_an_address_to_write_to_stands_the_form_does_too(client: Client, address: str, words: str) -> None:
    """S21."""
    links = dict(read(client.get(address).content).one("main").links())
    assert links[words] == ("/contact/?from=%2Fnav-tadas%2F" if "nav" in address else "/contact/")
    assert links["atbalsts@zvans.example"] == "mailto:atbalsts@zvans.example"
