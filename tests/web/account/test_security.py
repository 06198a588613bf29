"""The security page (B12, S40, S51, S63): password, where one is signed in, who has tried, a username of one's own."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from tests.factories.people import make_account, make_code, make_passkey, make_person, make_session, sign_in
from tests.factories.small_school import SmallSchool
from tests.support.authenticator import Authenticator
from tests.support.jobs import do_jobs
from tests.support.page import Element, read
from tests.support.statements import statements_of
from tests.web.account.factors import register, set_up_app, show
from zvans.accounts.actions.sign_in import sign_in as at_door
from zvans.accounts.browsers import Browser
from zvans.accounts.enums import Door, Role
from zvans.accounts.models import Account, Allowance, CodeGenerator, Passkey, RecoveryCode, Session, SignInName
from zvans.audit.models import Action
from zvans.notifications.models import Notice
from zvans.oversight.models import Report

PASSWORD, NEW = "rudens-lapas-krit", "zila-upe-zied-klusu"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0"
PHONE = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36"
ADDRESS = "/security/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def code() -> str:
    return make_code()


@pytest.fixture
def account(code: str) -> Account:
    return make_account(make_person("Zane", "Dzirkstele"), role=Role.MOTHER, code=code, password=PASSWORD)


@pytest.fixture
def mother(client: Client, account: Account, code: str) -> Client:
    """Signed in with Firefox."""
    client.post("/sign-in/family/", {"username": code, "password": PASSWORD}, headers={"User-Agent": FIREFOX})
    return client


@pytest.fixture
def stolen(mother: Client, code: str) -> Client:
    """The same account on a phone that somebody else holds."""
    thief = Client()
    thief.post("/sign-in/family/", {"username": code, "password": PASSWORD}, headers={"User-Agent": PHONE})
    assert thief.get("/home/").status_code == 200
    return thief


def led(answer: Any) -> tuple[int, str | None]:
    return answer.status_code, answer.headers.get("Location")


def section(client: Client, name: str) -> Element:
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    return next(e for e in read(answer.content).all("section") if e.attributes.get("aria-labelledby") == name)


def errors(answer: Any) -> list[str]:
    return [line.text for line in read(answer.content).all("li", "error")]


@pytest.mark.parametrize("persona", ["teacher", "mother", "operator"])
def test_it_is_one_step_from_every_page(school: SmallSchool, client: Client, persona: str) -> None:
    school.sign_in(client, persona)
    links = [href for _, href in read(client.get("/account/").content).one("nav", "places").links()]
    assert ADDRESS in links


def test_where_one_is_signed_in(mother: Client, stolen: Client) -> None:
    page = section(mother, "sessions")
    assert [row.one("b").text for row in page.all("li")] == ["Chrome Mobile, Android", "Firefox, Windows"]
    assert ["šī ierīce" in row.text for row in page.all("li")] == [False, True]
    assert [len(row.all("button")) for row in page.all("li")] == [1, 0]


def test_a_stolen_session_is_ended_at_once(mother: Client, stolen: Client) -> None:
    """The next thing that its cookie asks for leads to the door."""
    other = Session.objects.get(device__name="Chrome Mobile, Android")
    assert led(mother.post(f"/security/sessions/{other.pk}/end/")) == (302, "/security/?done=ended")
    assert led(stolen.get("/home/")) == (302, "/sign-in/family/?next=%2Fhome%2F")
    assert stolen.get("/home/", headers={"HX-Request": "true"}).status_code == 401
    assert mother.get("/home/").status_code == 200


def test_all_others_at_once(mother: Client, stolen: Client, account: Account) -> None:
    make_session(account)
    assert led(mother.post("/security/sessions/end/")) == (302, "/security/?done=others")
    assert (Session.objects.count(), stolen.get("/home/").status_code, mother.get("/home/").status_code) == (
        1,
        302,
        200,
    )


def test_nobody_ends_another_persons_session(mother: Client) -> None:
    other = make_account(make_person(), role=Role.MOTHER)
    make_session(other)
    theirs = Session.objects.get(account=other)
    assert mother.post(f"/security/sessions/{theirs.pk}/end/").status_code == 404
    assert Session.objects.filter(account=other).count() == 1


def test_who_has_tried_and_who_got_in(mother: Client, code: str) -> None:
    """Also in vain; with the name of this account at this door, and no other."""
    for username, door in ((code, Door.FAMILY), (code, Door.STAFF), (make_code(), Door.FAMILY)):
        at_door(door=door, username=username, password="nepareiza", address="203.0.113.7", browser=Browser(agent=PHONE))
    rows = [row.text for row in section(mother, "tries").all("li")]
    assert [row.split(" ", 2)[2] for row in rows] == [
        "Chrome Mobile, Android · 203.0.113.7 neizdevās", "Firefox, Windows · 127.0.0.1 · ar paroli izdevās",
    ]  # fmt: skip


def test_relatives_with_one_name_do_not_see_each_others_devices(mother: Client, code: str) -> None:
    """C8: who was refused may be the other parent; that somebody was is told to both."""
    make_account(make_person("Gatis", "Dzirkstele"), role=Role.FATHER, code=code)
    mother.post("/security/username/", {"name": "zane.d"})
    for username in (code, "zane.d"):
        at_door(
            door=Door.FAMILY,
            username=username,
            password="nepareiza",
            address="203.0.113.7",
            browser=Browser(agent=PHONE),
        )
    rows = [row.text for row in section(mother, "tries").all("li")]
    assert [row.split(" ", 2)[2].strip() for row in rows] == [
        "Chrome Mobile, Android · 203.0.113.7 neizdevās", "neizdevās", "Firefox, Windows · 127.0.0.1 · ar paroli izdevās",
    ]  # fmt: skip


def test_the_record_of_tries_holds_no_names(mother: Client, code: str) -> None:
    at_door(door=Door.FAMILY, username="mana-parole-kļūdas-pēc", password="x", address="")
    kept = str(list(Action.objects.values()))
    assert (code in kept, "mana-parole" in kept) == (False, False)


def test_the_last_things_done(mother: Client) -> None:
    acts = [row.text.split(" ", 2)[2] for row in section(mother, "acts").all("li")]
    assert acts == ["pieslēdzās"]


def test_as_many_statements_for_one_session_as_for_three(mother: Client, account: Account) -> None:
    one = statements_of(mother, ADDRESS)
    for _ in range(2):
        make_session(account)
    assert statements_of(mother, ADDRESS) == one


def test_changing_the_password(mother: Client, stolen: Client, code: str) -> None:
    typed = {"current": PASSWORD, "new": NEW, "again": NEW}
    assert led(mother.post("/security/password/", typed)) == (302, "/security/?done=password")
    assert (mother.get("/home/").status_code, stolen.get("/home/").status_code) == (200, 302)
    assert at_door(door=Door.FAMILY, username=code, password=PASSWORD, address="") is None
    assert at_door(door=Door.FAMILY, username=code, password=NEW, address="") is not None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"current": "nepareiza", "new": NEW, "again": NEW}, ["Šī nav Jūsu tagadējā parole."]),
        ({"current": PASSWORD, "new": "īsa", "again": "īsa"}, ["Parolei vajag vismaz 10 zīmes."]),
        (
            {"current": PASSWORD, "new": NEW, "again": "pavisam-kaut-kas-cits"},
            ["Abas reizes jāieraksta viena un tā pati parole."],
        ),
        ({}, ["Šis lauks ir nepieciešams."] * 3),
    ],
)
def test_a_change_that_is_refused(mother: Client, code: str, typed: dict[str, str], expected: list[str]) -> None:
    answer = mother.post("/security/password/", typed)
    assert (answer.status_code, errors(answer)) == (422, expected)
    assert [value for value in typed.values() if value in answer.content.decode()] == []
    assert at_door(door=Door.FAMILY, username=code, password=PASSWORD, address="") is not None


def test_a_thief_with_the_session_does_not_guess_the_password(mother: Client) -> None:
    """After twelve tries a page that says when to try again, and nothing is verified."""
    typed = {"current": "nepareiza", "new": NEW, "again": NEW}
    found = [mother.post("/security/password/", typed).status_code for _ in range(13)]
    assert found == [422] * 12 + [429]
    assert mother.post("/security/password/", typed | {"current": PASSWORD}).status_code == 429


def test_somebody_knows_my_password(school: SmallSchool, client: Client) -> None:
    """One press: others are out, the responsible person of the school knows, a new password is asked (C5)."""
    mother = school.accounts["mother"]
    sign_in(client, mother)
    make_session(mother)
    assert led(client.post("/security/password-known/")) == (302, "/sign-in/password/")
    page = read(client.get("/sign-in/password/").content)
    assert "Visas citas pieslēgšanās ir beigtas, un skola to zina." in page.text
    assert led(client.get("/home/")) == (302, "/sign-in/password/?next=%2Fhome%2F")
    assert Session.objects.filter(account=mother).count() == 1
    assert do_jobs() == ["report_login_known"]
    assert list(Report.objects.values_list("school", "person", "role", "kind")) == [
        (school.school.pk, mother.person_id, "mother", "login_known")
    ]


def ways(client: Client) -> dict[str, bool]:
    """What else opens the account, as the page asks it, and whether it is ticked."""
    fields = [e for e in read(client.get("/sign-in/password/").content).all("input") if e.attributes["name"] == "keep"]
    return {field.attributes["value"]: "checked" in field.attributes for field in fields}


def test_of_recovery_codes_only_who_has_a_factor_is_told(mother: Client) -> None:
    mother.post("/security/username/", {"name": "mans.vards"})
    mother.post("/security/password-known/")
    assert ways(mother) == {"username": False}
    assert "Rezerves kodi" not in mother.get("/sign-in/password/").text


def test_what_a_thief_has_added_goes_with_the_password(mother: Client, stolen: Client, account: Account) -> None:
    """B10, B12: his passkey opens nothing once the button is pressed; what the person does not tick as the own goes, and she is told."""
    own = make_passkey(account)
    Passkey.objects.update(created_at=timezone.now() - timedelta(days=31))
    device = Authenticator()
    set_up_app(stolen)
    register(stolen, device)
    stolen.post("/security/username/", {"name": "mans.vards"})
    stolen_key = Passkey.objects.exclude(pk=own.pk).get().pk
    assert led(mother.post("/security/password-known/")) == (302, "/sign-in/password/")
    assert show(Client(), device, at="/sign-in/family/passkey/").status_code == 422
    assert "Rezerves kodi vairs nederēs" in mother.get("/sign-in/password/").text
    assert ways(mother) == {f"passkey-{own.pk}": True, f"passkey-{stolen_key}": False, "app": False, "username": False}
    typed = {"current": PASSWORD, "new": NEW, "again": NEW}
    refused = mother.post("/sign-in/password/", typed | {"keep": ["passkey-0"]})
    assert (refused.status_code, Passkey.objects.count()) == (422, 2)
    answer = mother.post("/sign-in/password/", typed | {"keep": [f"passkey-{own.pk}"]})
    assert led(answer) == (302, "/security/?done=regained")
    assert list(Passkey.objects.values_list("pk", flat=True)) == [own.pk]
    kept = [
        rows.count() for rows in (CodeGenerator.objects, RecoveryCode.objects, account.names.filter(is_chosen=True))
    ]
    assert kept == [0, 0, 0]
    assert (show(Client(), device, at="/sign-in/family/passkey/").status_code, mother.get("/home/").status_code) == (
        422,
        200,
    )
    do_jobs()
    assert {"what": "known_removed"} in list(Notice.objects.values_list("details", flat=True))


def test_who_knows_the_password_is_asked_for_it_even_so(mother: Client, account: Account, code: str) -> None:
    """B12: a browser that somebody has found changes no password; whoever comes by the known one decides first; keeping all keeps all."""
    register(mother, Authenticator())
    key = f"passkey-{Passkey.objects.get().pk}"
    mother.post("/security/password-known/")
    wrong = {"current": "nepareiza", "new": NEW, "again": NEW, "keep": [key]}
    assert errors(mother.post("/sign-in/password/", wrong)) == ["Šī nav Jūsu tagadējā parole."]
    assert led(mother.get("/security/password/"))[0] == 302
    assert led(mother.post("/sign-in/password/", wrong | {"current": PASSWORD})) == (302, "/security/?done=regained")
    account.refresh_from_db()
    assert (account.has_second_factor, account.password_known_at, do_jobs().count("tell_account")) == (True, None, 2)


def test_a_username_of_ones_own(mother: Client, account: Account, code: str) -> None:
    """B2: the code keeps working; the role is the same."""
    assert led(mother.post("/security/username/", {"name": " Zane.Dzirkstele "})) == (302, "/security/?done=username")
    for name in ("zane.dzirkstele", "ZANE.DZIRKSTELE ", code):
        opened = at_door(door=Door.FAMILY, username=name, password=PASSWORD, address="")
        assert opened is not None
        assert opened.role == "mother"
    assert at_door(door=Door.STAFF, username="zane.dzirkstele", password=PASSWORD, address="") is None
    mother.post("/security/username/", {"name": "zane_d"})
    assert at_door(door=Door.FAMILY, username="zane.dzirkstele", password=PASSWORD, address="") is None
    assert led(mother.post("/security/username/drop/")) == (302, "/security/?done=dropped")
    assert SignInName.objects.filter(account=account).count() == 1


def test_a_username_is_refused_alike_whether_it_is_taken_or_no_name(mother: Client, code: str) -> None:
    other = make_account(make_person(), role=Role.FATHER)
    theirs = Client()
    sign_in(theirs, other)
    theirs.post("/security/username/", {"name": "gatis"})
    for name in ("gatis", "Gatis", code, f"{code[:6]}-{code[6:]}", "12345", "abc", "zane dzirkstele", "ž" * 30 + "a"):
        answer = mother.post("/security/username/", {"name": name})
        expected = ["Šo lietotājvārdu nevar izvēlēties. Izdomājiet citu."] if len(name) <= 30 else []
        assert (answer.status_code, errors(answer) if expected else []) == (422, expected)
        Allowance.objects.all().delete()
    assert SignInName.objects.filter(is_chosen=True).count() == 1


def test_nobody_tries_all_usernames(mother: Client) -> None:
    found = [mother.post("/security/username/", {"name": f"1{number}"}).status_code for number in range(11)]
    assert found == [422] * 10 + [429]


def test_the_same_name_at_the_other_door_is_somebody_elses(mother: Client) -> None:
    teacher = Client()
    sign_in(teacher, make_account(make_person(), role=Role.STAFF))
    for client in (mother, teacher):
        assert led(client.post("/security/username/", {"name": "zane.d"})) == (302, "/security/?done=username")


def test_the_page_is_kept_nowhere(mother: Client) -> None:
    assert "no-store" in mother.get(ADDRESS).headers["Cache-Control"]
    assert settings.SESSION_COOKIE not in mother.get(ADDRESS).content.decode()
