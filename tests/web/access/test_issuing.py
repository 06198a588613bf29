"""Passwords of a class: who has one, and how its class teacher gets it to them (B5, B7, B13)."""

import re
import threading
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from tests.factories.people import arranging, make_account, make_guardian
from tests.factories.school import inside, make_class, make_class_teacher
from tests.factories.small_school import SmallSchool, make_small_school
from tests.support.database import OwnDatabase
from tests.support.gateway import Gateway
from tests.support.jobs import do_jobs
from tests.support.statements import statements_of
from tests.web.access.families import give_code, members, opens
from zvans.accounts.actions.allowances import Limit, take
from zvans.accounts.enums import Role
from zvans.accounts.models import Account, PasswordWay, Person, Session
from zvans.audit.models import Action
from zvans.credentials.actions.issuing import issue_letters, send_passwords
from zvans.credentials.queries.members import class_for
from zvans.lib.database.sight import in_sight_of
from zvans.lib.policy import NotAllowedNow
from zvans.notifications.models import Notice, SmsMessage
from zvans.schools.models import Employment, Guardianship


@pytest.fixture
def code(school: SmallSchool) -> str:
    return give_code(school.class_9b.pupils[0])


def at(name: str, school: SmallSchool, person: Any = None) -> str:
    more = [person.public_id] if person else []
    return reverse(f"access:{name}", args=[school.class_9b.group.public_id, *more])


def issue(school: SmallSchool, *names: str, by: str = "class_teacher") -> dict[str, str]:
    """Letters for these people: given name → password."""
    found = members(school, by)
    with in_sight_of([school.school.pk]):
        place = class_for(school.actor(by), school.class_9b.group.public_id)
        assert place is not None
        issued = issue_letters(place=place, members=[found[name] for name in names], by=school.actor(by))
    return {one.whose.person.given_name: one.password for one in issued}


def limit(school: SmallSchool, persona: str, access: str) -> None:
    with arranging():
        Guardianship.objects.filter(guardian=school.accounts[persona].person).update(access=access)


def told(account: Account) -> list[tuple[str, dict[str, str]]]:
    return list(Notice.objects.filter(account=account).order_by("pk").values_list("kind", "details"))


def test_who_has_what(client: Client, school: SmallSchool, code: str) -> None:
    """Has an account, a password issued or chosen or none; guardians without access have none (B7)."""
    limit(school, "guardian", "none")
    issue(school, "Anna")
    found = [
        (m.person.given_name, m.role, m.standing)
        for m in members(school).values()
        if m.pupil == school.class_9b.pupils[0]
    ]
    assert sorted(found) == [
        ("Anna", "mother", "issued"),
        ("Jānis", "pupil", "none"),
        ("Velta", "guardian", "no_access"),
    ]
    assert {m.standing for m in members(school).values() if m.pupil != school.class_9b.pupils[0]} == {"no_code"}


def test_a_page_costs_the_same_for_a_class_of_any_size(client: Client, school: SmallSchool, code: str) -> None:
    school.sign_in(client, "class_teacher")
    three = statements_of(client, at("class", school))
    for pupil in school.class_9b.pupils[1:]:
        make_account(pupil, school.school, role=Role.PUPIL)
        make_account(make_guardian(pupil, "father", "Juris"), school.school, role=Role.FATHER)
        give_code(pupil)
    assert statements_of(client, at("class", school)) == three


def test_a_letter_carries_a_password_that_opens_once(client: Client, school: SmallSchool, code: str) -> None:
    """First sign-in leads to a password of the own; the password is nowhere else (B5, B13)."""
    password = issue(school, "Anna")["Anna"]
    assert opens(code, password)
    assert (opens(code, password.upper()), opens("320000009999", password)) == (False, False)
    mother = Account.objects.get(pk=school.accounts["mother"].pk)
    assert (mother.password_is_issued, told(mother)) == (True, [])
    assert [a for a in Action.objects.all() if password in str(a.details)] == []


def test_the_letters_are_a_file_that_nobody_keeps(client: Client, school: SmallSchool, code: str) -> None:
    """Each reading of codes is recorded (B13); what was shown is what is issued."""
    school.sign_in(client, "class_teacher")
    asked = client.get(at("issue", school), {"who": [members(school)["Anna"].person.public_id]})
    key = members(school)["Anna"].key
    assert asked.content.decode().count(f'value="{key}" checked') == 1
    answer = client.post(at("letters", school), {"who": [key, members(school)["Jānis"].key]})
    assert (answer.status_code, answer["Content-Type"], answer.content[:5]) == (200, "application/pdf", b"%PDF-")
    assert "no-store" in answer["Cache-Control"]
    assert re.findall(rb"/Count (\d+)", answer.content) == [b"1"]  # two letters on one sheet
    read = Action.objects.filter(name="read_codes").values_list("details", flat=True)
    assert list(read) == [{"people": 1}]
    issued = Action.objects.filter(name="issue_password", cause_id__isnull=False).order_by("pk")
    assert {a.object_id for a in issued} == {school.accounts["mother"].pk, school.accounts["pupil"].pk}
    again = client.post(at("letters", school), {"who": [key]})
    assert again.status_code == 409


def test_a_password_of_the_own_is_asked_about_before_it_goes(client: Client, school: SmallSchool, code: str) -> None:
    """Its sessions and its ways end, and the person is told (B12)."""
    mother = school.accounts["mother"]
    Account.objects.filter(pk=mother.pk).update(password="hashed", password_is_issued=False)
    school.sign_in(Client(), "mother")
    way = PasswordWay.objects.create(account=mother, token_hash=b"x" * 32, expires_at="2030-01-01T00:00Z")
    school.sign_in(client, "class_teacher")
    key = members(school)["Anna"].key
    page = client.get(at("issue", school), {"who": [members(school)["Anna"].person.public_id]}).content.decode()
    assert (page.count(f'value="{key}"'), page.count(f'value="{key}" checked')) == (1, 0)
    issue(school, "Anna")
    way.refresh_from_db()
    assert (Session.objects.filter(account=mother).count(), way.used_at is not None) == (0, True)
    assert told(mother) == [("password_issued", {"school": school.school.short_name})]


def test_nobody_issues_outside_of_the_own_class(client: Client, school: SmallSchool, code: str) -> None:
    """Not to another class, not to who has no access, not to the own family (B7, C8)."""
    other = make_class(school.made, "8.a", pupils=1)
    give_code(other.pupils[0])
    make_account(other.pupils[0], school.school, role=Role.PUPIL)
    school.sign_in(client, "class_teacher")
    assert client.get(reverse("access:class", args=[other.group.public_id])).status_code == 404
    assert client.post(at("letters", school), {"who": [f"{other.pupils[0].public_id}."]}).status_code == 409
    assert client.get(at("person", school, other.pupils[0])).status_code == 404
    key = members(school)["Velta"].key
    limit(school, "guardian", "none")
    assert client.post(at("letters", school), {"who": [key]}).status_code == 409
    with arranging():
        teacher = school.accounts["class_teacher"].person
        Guardianship.objects.create(
            pupil=school.class_9b.pupils[0], guardian=teacher, kind="father", starts_on="2026-09-01"
        )
    key = members(school)["Anna"].key
    assert client.post(at("letters", school), {"who": [key]}).status_code == 403
    assert client.post(at("person", school, school.accounts["mother"].person), {}).status_code == 403
    assert Action.objects.filter(name="issue_password").count() == 0


def send(client: Client, school: SmallSchool, phone: str, **more: str) -> Any:
    person = Person.objects.get(pk=school.accounts["mother"].person_id)
    typed = {"phone": phone, "revision": str(person.revision), "stamp": members(school)["Anna"].stamp} | more
    return client.post(at("person", school, person), typed)


def test_a_phone_is_entered_and_the_password_comes(
    client: Client, school: SmallSchool, code: str, gateway: Gateway
) -> None:
    """The change is on record, and told at the e-mail (C8); the page shows what becomes of the message."""
    mother = school.accounts["mother"].person
    with arranging():
        Person.objects.filter(pk=mother.pk).update(email="anna@piemers.lv")
    school.sign_in(client, "class_teacher")
    assert send(client, school, "").status_code == 422
    assert send(client, school, "67000000").status_code == 422
    assert send(client, school, "2000 0001")["Location"] == f"{at('person', school, mother)}?done=sent"
    assert "Īsziņa gaida sūtīšanu" in client.get(at("class", school)).content.decode()
    do_jobs()
    do_jobs()
    assert "Īsziņa nodota operatoram" in client.get(at("class", school)).content.decode()
    assert [a.details for a in Action.objects.filter(name="correct_person")] == [{"fields": ["phone"]}]
    assert [(m.to, "mainīta" in m.subject) for m in mail.outbox] == [(["anna@piemers.lv"], True)]
    [text] = gateway.texts
    assert opens(code, text.split("): ")[1].split("\n")[0])
    sent = Action.objects.filter(name="issue_sms").values_list("object_kind", "object_id")
    assert list(sent) == [("accounts.person", school.class_9b.pupils[0].pk)]  # the family sees it with its child (C2)


def test_no_message_goes_where_it_costs_much(
    client: Client, school: SmallSchool, code: str, gateway: Gateway, settings: Any
) -> None:
    """C7: satellites, paid services, countries that nobody said; who enters such a phone reads why, and nothing is stored."""
    school.sign_in(client, "class_teacher")
    for phone in ("+88160000000", "+37190000000", "+12425550000", "+447000000000", "+99365000000"):
        answer = send(client, school, phone)
        assert (answer.status_code, "Uz šo numuru īsziņu nesūtām" in answer.content.decode()) == (422, True), phone
    assert (SmsMessage.objects.count(), Person.objects.get(pk=school.accounts["mother"].person_id).phone) == (0, "")
    sent = []
    for phone in ("+447911123456", "+37060000000", "+380501234567", "+12025550100", "+37120000001"):
        sent.append(send(client, school, phone).status_code)
    settings.SMS_COUNTRIES = ["41"]
    sent += [send(client, school, phone).status_code for phone in ("+41791234567", "+37060000000")]
    assert (sent, SmsMessage.objects.count()) == ([*6 * [302], 422], 6)


def test_one_phone_is_not_filled_with_messages(
    client: Client, school: SmallSchool, code: str, gateway: Gateway
) -> None:
    """C7: a few within an hour; another phone of the class still gets its own, and a list with both sends none."""
    school.sign_in(client, "class_teacher")
    answers = [send(client, school, "20000001") for _ in range(8)]
    assert [answer.status_code for answer in answers] == [*6 * [302], 422, 422]
    assert "Uz šo tālruni nesen jau sūtītas vairākas īsziņas: Anna" in answers[-1].content.decode()
    with arranging():
        Person.objects.filter(pk=members(school)["Jānis"].person.pk).update(phone="+37120000002")
    found = members(school)
    both = [found[name].key for name in ("Anna", "Jānis")]
    assert client.post(at("send", school), {"who": both}).status_code == 409
    assert client.post(at("send", school), {"who": both[1:]}).status_code == 302
    assert SmsMessage.objects.count() == 7


def test_one_issuer_sends_only_so_many(client: Client, school: SmallSchool, code: str, gateway: Gateway) -> None:
    """C7: whoever has used up what one account may send waits; another issuer does not."""
    used = [(Limit("passwords sent", holds=400, an_hour=120), str(school.accounts["class_teacher"].pk))]
    for _ in range(400):
        assert take(used) == 0
    school.sign_in(client, "class_teacher")
    answer = send(client, school, "20000001")
    assert (answer.status_code, SmsMessage.objects.count()) == (429, 0)
    school.sign_in(client, "superuser")
    assert send(client, school, "20000001").status_code == 302


def test_two_who_edit_one_phone(client: Client, school: SmallSchool, code: str, gateway: Gateway) -> None:
    school.sign_in(client, "class_teacher")
    assert send(client, school, "20000001", revision="7").status_code == 422
    assert send(client, school, "20000001", stamp="another").status_code == 409
    assert (SmsMessage.objects.count(), Person.objects.get(pk=school.accounts["mother"].person_id).phone) == (0, "")


def test_a_chosen_password_is_replaced_by_message_only_where_one_says_so(
    client: Client, school: SmallSchool, code: str, gateway: Gateway
) -> None:
    Account.objects.filter(pk=school.accounts["mother"].pk).update(password="hashed")
    school.sign_in(client, "class_teacher")
    assert (send(client, school, "20000001").status_code, SmsMessage.objects.count()) == (422, 0)
    assert (send(client, school, "20000001", replace="on").status_code, SmsMessage.objects.count()) == (302, 1)


def test_without_messages_the_page_offers_the_letter(client: Client, school: SmallSchool, code: str) -> None:
    school.sign_in(client, "class_teacher")
    page = client.get(at("person", school, school.accounts["mother"].person)).content.decode()
    assert ("Īsziņas šeit nav ieslēgtas" in page, "Sagatavot vēstuli" in page, "Sūtīt paroli" in page) == (
        True,
        True,
        False,
    )
    assert send(client, school, "20000001").status_code == 409


def test_the_phone_of_one_who_may_do_more_stays(
    client: Client, school: SmallSchool, code: str, gateway: Gateway
) -> None:
    """The head's child is in the class: the class teacher issues the password, to the phone that is known."""
    with inside(school.made):
        head = Employment.objects.get(person=school.accounts["head"].person)
    with arranging():
        Guardianship.objects.create(
            pupil=school.class_9b.pupils[0], guardian=head.person, kind="father", starts_on="2026-09-01"
        )
        Person.objects.filter(pk=head.person_id).update(phone="+37120000009")
    make_account(head.person, school.school, role=Role.FATHER)  # type: ignore[arg-type]
    school.sign_in(client, "class_teacher")
    person = Person.objects.get(pk=head.person_id)
    typed = {"phone": "20000001", "revision": "1", "stamp": members(school)[person.given_name].stamp}
    assert client.post(at("person", school, person), typed).status_code == 302
    person.refresh_from_db()
    assert (person.phone, SmsMessage.objects.get().phone) == ("+37120000009", "+37120000009")


def test_an_hour_without_the_gateway_while_a_class_is_issued(
    client: Client, school: SmallSchool, code: str, gateway: Gateway, settings: Any
) -> None:
    """Nothing promised is lost, and the page says what waits."""
    names = ("Jānis", "Anna", "Velta")
    with arranging():
        for number, name in enumerate(names):
            Person.objects.filter(pk=members(school)[name].person.pk).update(phone=f"+3712000000{number}")
    found, by = members(school), school.actor("class_teacher")
    settings.SMS_URL = "http://127.0.0.1:9/"
    with in_sight_of([school.school.pk]):
        place = class_for(by, school.class_9b.group.public_id)
        assert place is not None
        assert send_passwords(place=place, members=[found[name] for name in names], by=by) == 3
    do_jobs()
    school.sign_in(client, "class_teacher")
    assert client.get(at("class", school)).content.decode().count("Īsziņa gaida sūtīšanu") == 3
    settings.SMS_URL = gateway.url
    do_jobs()
    assert client.get(at("class", school)).content.decode().count("Īsziņa nodota operatoram") == 3
    assert len(gateway.texts) == 3


def test_two_class_teachers_issue_at_once(fresh_database: OwnDatabase, monday_noon: None) -> None:
    """One password counts, and the other is told."""
    school = make_small_school()
    code = give_code(school.class_9b.pupils[0])
    with inside(school.made):
        second = Employment.objects.get(person=school.accounts["other_teacher"].person)
    make_class_teacher(school.made, school.class_9b.group, second)
    seen = {by: members(school, by)["Anna"] for by in ("class_teacher", "other_teacher")}
    passwords, refusals = [], []

    def work(by: str) -> None:
        actor = school.actor(by)
        try:
            with transaction.atomic(), in_sight_of([school.school.pk]):
                place = class_for(actor, school.class_9b.group.public_id)
                assert place is not None
                passwords.extend(one.password for one in issue_letters(place=place, members=[seen[by]], by=actor))
        except NotAllowedNow as refusal:
            refusals.append(refusal.reason)
        connection.close()

    threads = [threading.Thread(target=work, args=[by]) for by in seen]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(passwords), len(refusals), opens(code, passwords[0])) == (1, 1, True)
    assert refusals[0].startswith("Tikmēr parole ir mainījusies: Anna")
