"""The desk of the support (A11, B14, S79)."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from tests.factories.people import make_account, make_person, sign_in
from tests.factories.school import MONDAY
from tests.support.jobs import do_jobs
from tests.support.page import Element, read
from tests.support.statements import statements_of
from tests.web.support.visiting import send
from zvans.accounts.enums import Role
from zvans.accounts.models import Account
from zvans.audit.models import Action
from zvans.notifications.models import Notice
from zvans.portal.actions.tickets import open_ticket
from zvans.portal.enums import TicketKind
from zvans.portal.models import Ticket, TicketEntry
from zvans.portal.visitor import visitor
from zvans.schools.models import OfficeHolder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_noon")]


def a_ticket(text: str = "Nevar atvērt", kind: str = "problem", **facts: Any) -> Ticket:
    told = {
        "name": "Anna Bērziņa",
        "email": "anna@example.lv",
        "context": {"page": "/faq/", "browser": "Firefox"},
    } | facts
    return open_ticket(kind=TicketKind(kind), text=text, by=visitor(f"10.0.{Ticket.objects.count()}.1"), **told)


def holder(given: str, family: str) -> Account:
    account = make_account(make_person(given, family), offices=["support"])
    OfficeHolder.objects.create(person=account.person, office="support", starts_on=MONDAY)
    return account


@pytest.fixture
def olga(client: Client) -> Account:
    account = holder("Olga", "Ozola")
    sign_in(client, account)
    return account


def rows(client: Client, address: str) -> list[list[str]]:
    page = read(client.get(address).content)
    cells = [[c.text for c in row.children if isinstance(c, Element)] for row in page.all("tr")[1:]]
    return [[row[0], row[1], row[3], row[5]] for row in cells]


def act(client: Client, ticket: Ticket, name: str, *, stamp: int | None = None, **typed: str) -> Any:
    seen = Ticket.objects.get(pk=ticket.pk).revision if stamp is None else stamp
    return client.post(f"/support/{ticket.pk}/", {"act": name, "stamp": seen} | typed)


def test_the_list_shows_what_is_open_and_finds_the_rest(olga: Account, client: Client) -> None:
    first, second = a_ticket(), a_ticket("Lūdzu, tumšo režīmu", "suggestion")
    spam = a_ticket("http://a.example http://b.example http://c.example")
    act(client, first, "take")
    act(client, second, "close")
    one = [str(first.pk), "kaut kas nedarbojas", "izskata", "Olga Ozola"]
    other = [str(second.pk), "ieteikums", "pabeigts", ""]
    assert rows(client, "/support/") == [one]
    assert rows(client, "/support/?state=all") == [other, one]
    assert rows(client, "/support/?q=tumso rezimu") == [other]
    assert rows(client, f"/support/?q={first.pk}") == [one]
    assert rows(client, "/support/?state=all&who=nobody&kind=suggestion") == [other]
    assert rows(client, "/support/held/") == [[str(spam.pk), "kaut kas nedarbojas", "saņemts", ""]]
    assert client.get("/support/?as=csv").content.decode("utf-8-sig").splitlines()[1].startswith(f"{first.pk};")
    assert Action.objects.get(name="export_list").details == {"what": "tickets", "rows": 1}


def test_from_taking_to_answering_to_closing(olga: Account, client: Client) -> None:
    ticket = a_ticket()
    do_jobs()
    assert act(client, ticket, "take").status_code == 302
    assert act(client, ticket, "note", text="Skatos žurnālu").status_code == 302
    answered = act(client, ticket, "answer", text="Salabots. Kods 161175-19997 nav vajadzīgs.")
    assert answered["Location"] == f"/support/{ticket.pk}/?done=answer"
    mail.outbox.clear()
    assert do_jobs() == ["email_ticket_answer"]
    assert [(m.to, "Salabots. Kods xxxxxx-xxxxx nav vajadzīgs." in m.body) for m in mail.outbox] == [
        (["anna@example.lv"], True)
    ]
    seen_by_sender = client.get(f"/contact/{ticket.key}/").text
    assert ("Salabots." in seen_by_sender, "Skatos žurnālu" in seen_by_sender, "Ozola" in seen_by_sender) == (
        True, False, False,
    )  # fmt: skip
    assert "Atbildēts" in seen_by_sender
    assert act(client, ticket, "close").status_code == 302
    page = client.get(f"/contact/{ticket.key}/").text
    assert ("Pabeigts" in page, "Šis pieteikums ir pabeigts." in page) == (True, True)
    history = read(client.get(f"/support/{ticket.pk}/").content).one("ol").all("li")
    assert [item.all("p")[0].text.partition(" · ")[2] for item in history] == [
        "Olga Ozola ņēma pieteikumu", "Olga Ozola: piezīme", "Olga Ozola: atbilde", "Olga Ozola pabeidza pieteikumu",
    ]  # fmt: skip
    assert [a.details for a in Action.objects.filter(object_kind="portal.ticket")] == [{}] * 4


def test_what_the_sender_adds_opens_an_answered_ticket_and_not_a_closed_one(olga: Account, client: Client) -> None:
    ticket = a_ticket()
    act(client, ticket, "answer", text="Salabots.")
    assert send(client, f"/contact/{ticket.key}/", text="Nav gan.").status_code == 302
    assert Ticket.objects.get().state == "taken"
    stamp = read(client.get(f"/contact/{ticket.key}/").content)
    act(client, ticket, "close")
    fields = {f.attributes["name"]: f.attributes.get("value", "") for f in stamp.one("main").all("input")}
    late = client.post(f"/contact/{ticket.key}/", fields | {"text": "Un vēl."})
    assert (late.status_code, TicketEntry.objects.filter(by=None).count()) == (422, 1)
    act(client, ticket, "reopen")
    assert send(client, f"/contact/{ticket.key}/", text="Un vēl.").status_code == 302


def test_the_second_of_two_at_the_desk_is_told_and_keeps_the_text(olga: Account, client: Client) -> None:
    ticket = a_ticket()
    ilze = holder("Ilze", "Liepa")
    sign_in(client, ilze)
    act(client, ticket, "answer", text="Pirmā atbilde.", stamp=1)
    sign_in(client, olga)
    assert act(client, ticket, "eat").status_code == 400
    late = act(client, ticket, "answer", text="Otrā atbilde.", stamp=1)
    page = read(late.content)
    assert (late.status_code, next(f.text for f in page.all("textarea"))) == (422, "Otrā atbilde.")
    assert page.one("div", "banner").text.startswith(
        "Tikmēr šo pieteikumu ir mainījis kāds cits: tagad tas ir «atbildēts», par to atbild: Ilze Liepa."
    )
    assert "Pirmā atbilde." in late.text
    assert TicketEntry.objects.count() == 1
    assert act(client, ticket, "answer", text="Otrā atbilde.").status_code == 302
    for step in ("take", "close", "hold", "note", "give", "plan"):
        told = act(client, ticket, step, stamp=1, text="x", to=ilze.person.public_id, public_text="x", plan="planned")
        assert told.status_code == 422, step


def test_a_ticket_is_given_to_who_holds_the_office_only_and_is_told(olga: Account, client: Client) -> None:
    ticket, ilze = a_ticket(), holder("Ilze", "Liepa")
    stranger = make_person("Svešs", "Cilvēks")
    assert act(client, ticket, "give", to=stranger.public_id).status_code == 422
    assert act(client, ticket, "give", to="").status_code == 422
    assert act(client, ticket, "give", to=ilze.person.public_id).status_code == 302
    assert (Ticket.objects.get().assigned_to, Ticket.objects.get().state) == (ilze.person, "taken")
    make_account(ilze.person, role=Role.MOTHER)
    assert act(client, ticket, "give", to=olga.person.public_id).status_code == 302  # to oneself: no news
    sign_in(client, ilze)
    page = read(client.get("/support/").content)
    assert f"Kolēģis Jums ir nodevis pieteikumu: {ticket.pk}." in page.one("section", "notices").text
    assert ("Pieteikumi", f"/support/{ticket.pk}/") in page.one("section", "notices").links()
    assert [(notice.account, notice.details) for notice in Notice.objects.all()] == [(ilze, {"number": f"{ticket.pk}"})]


def test_what_is_no_spam_is_released_and_mailed_then(olga: Account, client: Client) -> None:
    ticket = a_ticket("http://a.example http://b.example http://c.example")
    assert do_jobs() == []
    assert act(client, ticket, "answer", text="Sveiki").status_code == 409
    assert act(client, ticket, "release").status_code == 302
    assert do_jobs() == ["email_support", "email_ticket_copy"]
    assert act(client, ticket, "hold").status_code == 302
    assert rows(client, "/support/") == []


def test_a_suggestion_is_shown_in_the_words_of_the_desk(olga: Account, client: Client) -> None:
    """S79."""
    ticket, problem = a_ticket("Lūdzu tumšo režīmu, Anna", "suggestion"), a_ticket()
    shown = {"public_text": "Tumšais režīms", "plan": "planned"}
    assert act(client, problem, "plan", **shown).status_code == 409
    assert act(client, ticket, "plan", **shown).status_code == 302
    page = client.get("/suggestions/")
    sections = [
        (s.attributes.get("id"), [li.text for li in s.all("li")]) for s in read(page.content).one("main").all("section")
    ]
    assert sections == [("planned", ["Tumšais režīms 23.11.2026."]), (None, [])]
    assert "Anna" not in page.text
    assert page["Cache-Control"].startswith("public")
    assert "plānojam" in client.get(f"/contact/{ticket.key}/").text
    act(client, ticket, "plan", public_text="", plan="planned")
    assert "Tumšais" not in client.get("/suggestions/").text


def test_the_desk_asks_the_same_number_of_statements(olga: Account, client: Client) -> None:
    ticket = a_ticket()
    act(client, ticket, "note", text="Viens")
    found = []
    for _ in range(2):
        found.append([statements_of(client, a) for a in ("/support/", f"/support/{ticket.pk}/")])
        for n in range(2):
            act(client, a_ticket(f"Cits {n}"), "take")
            act(client, ticket, "note", text=f"Vēl {n}")
    assert found[0] == found[1]


@pytest.mark.parametrize("office", ["editor", "moderator", "security"])
def test_other_offices_do_not_find_the_desk(client: Client, office: str) -> None:
    ticket = a_ticket()
    sign_in(client, make_account(make_person("Zane", "Zara"), offices=[office]))
    found = [client.get(a).status_code for a in ("/support/", "/support/held/", f"/support/{ticket.pk}/")]
    assert (found, act(client, ticket, "take").status_code) == ([404] * 3, 404)
