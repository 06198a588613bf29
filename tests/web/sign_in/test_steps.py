"""The first sign-in: a password of the own, the terms, then the start page (B5, C1, S42, S43)."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.factories.people import make_account, make_code, make_person, make_session, sign_in
from tests.support.page import read
from zvans.accounts.actions.passwords import issue_password
from zvans.accounts.actions.sign_in import sign_in as open_door
from zvans.accounts.enums import Door, Owing, Role
from zvans.accounts.models import Account, Agreement, Session
from zvans.accounts.terms import TERMS_VERSION
from zvans.audit.actor import Actor
from zvans.audit.models import Action
from zvans.web.shared.guard import step_page

pytestmark = pytest.mark.django_db

CHOSEN = "rudens-lapas-krit"


@pytest.fixture
def code() -> str:
    return make_code()


@pytest.fixture
def mother(code: str) -> Account:
    return make_account(make_person("Zane", "Dzirkstele"), role=Role.MOTHER, code=code, terms_version=0)


@pytest.fixture
def newcomer(client: Client, mother: Account, code: str) -> Client:
    """Somebody at the door for the first time, with the password of the letter."""
    password = issue_password(account=mother, by=Actor.system("test"))
    client.post("/sign-in/family/?next=/week/", {"username": code, "password": password})
    return client


def led(answer: Any) -> tuple[int, str | None]:
    return answer.status_code, answer.headers.get("Location")


def errors(answer: Any) -> list[str]:
    return [line.text for line in read(answer.content).all("li", "error")]


def test_the_first_sign_in_from_the_door_to_the_page_wanted(newcomer: Client, mother: Account) -> None:
    """B5."""
    assert led(newcomer.get("/week/")) == (302, "/sign-in/password/?next=%2Fweek%2F")
    step = "/sign-in/password/?next=%2Fweek%2F"
    assert newcomer.get(step).status_code == 200
    assert led(newcomer.post(step, {"new": CHOSEN, "again": CHOSEN})) == (302, "/week/")
    assert led(newcomer.get("/week/")) == (302, "/sign-in/terms/?next=%2Fweek%2F")
    step = "/sign-in/terms/?next=%2Fweek%2F"
    page = read(newcomer.get(step).content)
    assert (page.one("h1").text, "7.4" in [item.attributes.get("id") for item in page.all("li")]) == (
        "Lietošanas noteikumi",
        True,
    )
    assert led(newcomer.post(step, {"version": TERMS_VERSION, "agreed": "on"})) == (302, "/week/")
    assert newcomer.get("/week/").status_code == 200
    mother.refresh_from_db()
    assert (mother.password_is_issued, mother.terms_version) == (False, TERMS_VERSION)


def test_nothing_opens_before_it(newcomer: Client) -> None:
    for address in ("/home/", "/week/", "/marks/", "/today/", "/school/", "/operator/", "/sign-in/terms/"):
        answer = newcomer.get(address)
        assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (302, "/sign-in/password/")
    assert led(newcomer.post("/homework/1/done/")) == (302, "/sign-in/password/")


def test_a_script_is_told_what_is_owed(newcomer: Client, mother: Account) -> None:
    """F4: what it holds stays where it is."""
    for header in ("HX-Request", "X-Requested-With"):
        answer = newcomer.get("/home/", headers={header: "zvans"})
        assert (answer.status_code, answer.headers.get("X-Zvans-Owes")) == (401, "password")
    Account.objects.filter(pk=mother.pk).update(password_is_issued=False)
    answer = newcomer.get("/home/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers.get("X-Zvans-Owes")) == (401, "terms")


@pytest.mark.parametrize(
    ("new", "again", "expected"),
    [
        (CHOSEN, "rudens-lapas-krīt", ["Abas reizes jāieraksta viena un tā pati parole."]),
        ("", "", ["Šis lauks ir nepieciešams.", "Šis lauks ir nepieciešams."]),
    ],
)
def test_a_password_that_is_not_typed_twice_alike(newcomer: Client, new: str, again: str, expected: list[str]) -> None:
    answer = newcomer.post("/sign-in/password/", {"new": new, "again": again})
    assert (answer.status_code, errors(answer)) == (422, expected)
    assert CHOSEN not in answer.content.decode()


def test_the_issued_password_is_not_chosen_again(client: Client, mother: Account, code: str) -> None:
    password = issue_password(account=mother, by=Actor.system("test"))
    client.post("/sign-in/family/", {"username": code, "password": password})
    answer = client.post("/sign-in/password/", {"new": password, "again": password})
    assert (answer.status_code, errors(answer)) == (422, ["Šī ir līdzšinējā parole. Izdomājiet citu."])


def test_choosing_a_password_ends_the_other_sessions(newcomer: Client, mother: Account, code: str) -> None:
    """B12."""
    make_session(mother)
    newcomer.post("/sign-in/password/", {"new": CHOSEN, "again": CHOSEN})
    assert Session.objects.filter(account=mother).count() == 1
    assert open_door(door=Door.FAMILY, username=code, password=CHOSEN, address="") is not None


def test_the_terms_are_not_accepted_unread(client: Client, mother: Account) -> None:
    sign_in(client, mother)
    answer = client.post("/sign-in/terms/", {"version": TERMS_VERSION})
    assert (answer.status_code, errors(answer)) == (
        422, ["Bez piekrišanas sistēmu lietot nevar. Atzīmējiet, ja piekrītat."],
    )  # fmt: skip
    answer = client.post("/sign-in/terms/", {"version": TERMS_VERSION - 1, "agreed": "on"})
    assert (answer.status_code, errors(answer)) == (
        422, ["Noteikumi tikmēr ir mainīti. Izlasiet jauno redakciju un atzīmējiet vēlreiz."],
    )  # fmt: skip
    assert Agreement.objects.count() == 0


def test_who_agreed_to_what_and_when_is_kept(client: Client, mother: Account) -> None:
    """C1: with the version, the time and the address; agreeing twice is agreeing once."""
    sign_in(client, mother)
    for _ in range(2):
        client.post("/sign-in/terms/", {"version": TERMS_VERSION, "agreed": "on"})
    agreement = Agreement.objects.get()
    assert (agreement.account, agreement.version, agreement.address) == (mother, TERMS_VERSION, "127.0.0.1")
    kept = list(Action.objects.filter(name="accept_terms").values_list("account_id", "role", "details"))
    assert kept == [(mother.pk, "mother", {"version": TERMS_VERSION})]


def test_a_new_version_is_asked_of_everybody_again(client: Client, mother: Account) -> None:
    Account.objects.filter(pk=mother.pk).update(terms_version=TERMS_VERSION)
    sign_in(client, mother)
    assert client.get("/home/").status_code == 200
    Account.objects.filter(pk=mother.pk).update(terms_version=TERMS_VERSION - 1)
    assert led(client.get("/home/")) == (302, "/sign-in/terms/?next=%2Fhome%2F")


@pytest.mark.parametrize("step", ["/sign-in/password/", "/sign-in/terms/"])
def test_who_owes_nothing_goes_on(client: Client, step: str) -> None:
    sign_in(client, make_account(make_person(), role=Role.STAFF))
    assert led(client.get(f"{step}?next=/journal/x/")) == (302, "/journal/x/")
    assert led(client.get(f"{step}?next=//elsewhere.example/")) == (302, "/today/")


def test_the_way_out_and_the_language_are_open(newcomer: Client) -> None:
    assert led(newcomer.post("/language/", {"language": "en", "next": "/sign-in/password/"})) == (
        302,
        "/sign-in/password/",
    )
    assert newcomer.get("/sign-in/password/").headers["Content-Language"] == "en"
    assert led(newcomer.post("/sign-out/")) == (302, "/")
    assert (newcomer.cookies[settings.SESSION_COOKIE].value, Session.objects.count()) == ("", 0)


def test_the_password_opens_nothing_before_the_second_factor(client: Client, code: str) -> None:
    """B10: ten minutes to show it, and a session that leads nowhere else."""
    account = make_account(make_person(), code=code, password=CHOSEN, has_second_factor=True)
    answer = client.post("/sign-in/staff/", {"username": code, "password": CHOSEN})
    assert led(answer) == (302, "/today/")
    assert led(client.get("/today/")) == (302, "/sign-in/factor/?next=%2Ftoday%2F")
    session = Session.objects.get(account=account)
    assert (session.awaits_factor, (session.expires_at - session.created_at).total_seconds() <= 600) == (True, True)


def test_each_thing_owed_has_its_page() -> None:
    assert [step_page(owing) for owing in Owing] == [
        "/sign-in/factor/", "/sign-in/password/", "/sign-in/terms/", "/sign-in/second-factor/",
    ]  # fmt: skip
