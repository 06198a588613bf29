"""Keeping a person out, with reason and term (C4)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from tests.factories.people import actor_of, make_account, make_code, make_person, make_session
from zvans.accounts.enums import BarKind, Door, Role
from zvans.accounts.models import Account, Bar, Session
from zvans.accounts.personal_code import keyed_hash
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import now
from zvans.lib.policy import NotAcceptable, NotAllowedNow
from zvans.oversight.actions.bars import bar_person, lift_bar
from zvans.schools.actions.changes import Changes
from zvans.schools.actions.memberships import refresh_accounts
from zvans.schools.actions.people import name_accounts

pytestmark = pytest.mark.django_db
CODE, PASSWORD = make_code(), "smilgas-un-vējš-7"


@pytest.fixture
def operator() -> Actor:
    return actor_of(make_account(make_person("Uldis", "Uzturētājs"), role=Role.OPERATOR))


@pytest.fixture
def account() -> Account:
    return make_account(make_person("Jana", "Ja"), role=Role.STAFF, code=CODE, password=PASSWORD)


@pytest.fixture
def door(client: Client) -> Callable[[], tuple[int, str]]:
    def knock() -> tuple[int, str]:
        answer = client.post("/sign-in/staff/", {"username": CODE, "password": PASSWORD})
        return answer.status_code, answer.content.decode()

    return knock


def test_barred_at_once_told_why_and_in_again_after_the_term(
    operator: Actor, account: Account, door: Callable[[], tuple[int, str]], client: Client
) -> None:
    client.cookies["zvans_session"] = make_session(account)
    assert client.get("/today/").status_code == 200
    bar_person(
        person=account.person, kind=BarKind.ACCESS, reason="Svešas paroles", ends_at=now() + timedelta(days=3), by=operator
    )  # fmt: skip
    assert not Session.objects.filter(account=account).exists()
    assert client.get("/today/").status_code == 302
    status, page = door()
    assert status == 422
    assert "Piekļuve sistēmai Jums ir liegta. Iemesls: Svešas paroles Liegums beidzas" in page
    with time_machine.travel(now() + timedelta(days=4), tick=False):
        assert door()[0] == 302


def test_whoever_guesses_the_password_is_not_told_of_a_bar(operator: Actor, account: Account, client: Client) -> None:
    bar_person(person=account.person, kind=BarKind.ACCESS, reason="Svešas paroles", ends_at=None, by=operator)
    page = client.post("/sign-in/staff/", {"username": CODE, "password": "minējums-99"}).content.decode()
    assert "Pieslēgties neizdevās" in page
    assert "Svešas paroles" not in page


def test_lifted_it_opens_again_and_the_longest_of_several_counts(operator: Actor, account: Account) -> None:
    person = account.person
    short = bar_person(person=person, kind=BarKind.ACCESS, reason="A", ends_at=now() + timedelta(days=1), by=operator)
    long = bar_person(person=person, kind=BarKind.ACCESS, reason="B", ends_at=None, by=operator)
    lift_bar(bar=long, by=operator)
    account.refresh_from_db()
    assert account.barred_until == short.ends_at
    lift_bar(bar=short, by=operator)
    account.refresh_from_db()
    assert account.barred_until is None
    assert [bar.lifted_at is not None for bar in Bar.objects.all()] == [True, True]


@pytest.mark.parametrize("door", [Door.STAFF, Door.FAMILY])
def test_an_account_opened_later_is_barred_too(operator: Actor, door: Door) -> None:
    """Whoever is kept out does not come in by a school that enters them anew; without a term: for good."""
    person = make_person("Jana", "Ja")
    bar_person(person=person, kind=BarKind.ACCESS, reason="A", ends_at=None, by=operator)
    bar_person(person=person, kind=BarKind.DISCUSSIONS, reason="B", ends_at=None, by=operator)
    changes = Changes()
    name_accounts(changes, door, [(person.pk, keyed_hash(make_code()), Role.STAFF)])
    with recorded("employ", by=operator, schools=[]):
        changes.write()
        refresh_accounts([person.pk])
    assert Account.objects.get(person=person).barred_until == datetime(2200, 1, 1, tzinfo=UTC)


def test_a_bar_from_discussions_leaves_the_doors_open(
    operator: Actor, account: Account, door: Callable[[], tuple[int, str]]
) -> None:
    bar_person(person=account.person, kind=BarKind.DISCUSSIONS, reason="Rupji vārdi", ends_at=None, by=operator)
    assert door()[0] == 302


def test_nobody_bars_oneself_nor_until_yesterday(operator: Actor, account: Account) -> None:
    own = Account.objects.get(pk=operator.account_id or 0).person
    with pytest.raises(NotAllowedNow, match="Sev piekļuvi"):
        bar_person(person=own, kind=BarKind.ACCESS, reason="A", ends_at=None, by=operator)
    with pytest.raises(NotAcceptable, match="pēc šodienas"):
        bar_person(
            person=account.person, kind=BarKind.ACCESS, reason="A", ends_at=now() - timedelta(hours=1), by=operator
        )
    assert not Bar.objects.exists()
