"""A new password by the way that came to one's phone (B6)."""

import pytest
from django.contrib.auth.hashers import check_password
from django.test import Client

from tests.factories.people import actor_of, make_account, make_person
from tests.support.page import read
from zvans.accounts.actions.password_ways import open_password_way
from zvans.accounts.enums import Role
from zvans.accounts.models import Account

PAGE = "/sign-in/new-password/"
NEW = "vilnis-bura-7-osta"


def mother() -> tuple[Account, str]:
    account = make_account(make_person("Anna", "Liepa"), role=Role.MOTHER, password="old")
    return account, open_password_way(account=account, by=actor_of(account))


def has(account: Account, password: str) -> bool:
    return check_password(password, Account.objects.get(pk=account.pk).password)


@pytest.mark.django_db
def test_first_the_code_then_the_password(client: Client) -> None:
    account, token = mother()
    answer = client.get("/p/")
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    chosen = client.post(PAGE, {"code": token.upper()})
    page = read(chosen.content).one("main")
    assert (chosen.status_code, page.one("h2").text) == (200, "Anna Liepa")
    assert [i.attributes["name"] for i in page.all("input")][1:] == ["code", "new", "again"]

    answer = client.post(PAGE, {"code": token, "new": NEW, "again": NEW})
    assert (answer.status_code, answer["Location"], has(account, NEW)) == (302, f"{PAGE}?done=set", True)
    assert "Jaunā parole ir saglabāta." in client.get(f"{PAGE}?done=set").text
    assert client.post(PAGE, {"code": token}).status_code == 422


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed", [{"new": NEW, "again": "another"}, {"new": "", "again": ""}, {"new": "old", "again": "old"}]
)
def test_a_password_that_does_not_do_leaves_the_way_open(client: Client, typed: dict[str, str]) -> None:
    account, token = mother()
    answer = client.post(PAGE, {"code": token} | typed)
    assert (answer.status_code, has(account, "old"), typed["new"] in answer.text and typed["new"] == NEW) == (
        422,
        True,
        False,
    )
    assert client.post(PAGE, {"code": token, "new": NEW, "again": NEW}).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["", "aaaaa-aaaaa", "'; --", "\0", "x" * 200])
def test_what_is_no_way_leads_nowhere(client: Client, code: str) -> None:
    account, _ = mother()
    answer = client.post(PAGE, {"code": code, "new": NEW, "again": NEW})
    assert (answer.status_code, has(account, "old")) == (422, True)


@pytest.mark.django_db
def test_many_codes_are_not_tried_from_one_place(client: Client) -> None:
    _, token = mother()
    for number in range(100):
        client.post(PAGE, {"code": f"aaaaa-{number}"})
    answer = client.post(PAGE, {"code": token})
    assert answer.status_code == 422
    assert "Mēģinājumu ir pārāk daudz." in answer.text
    assert client.post(PAGE, {"code": token}, REMOTE_ADDR="192.0.2.9").status_code == 200
