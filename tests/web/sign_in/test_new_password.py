"""A new password by the way that came to one's phone (B6)."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import check_password
from django.test import Client
from django.utils import timezone

from tests.factories.people import actor_of, make_account, make_passkey, make_person
from tests.support.jobs import do_jobs
from tests.support.page import read
from zvans.accounts.actions.password_ways import open_password_way
from zvans.accounts.actions.passwords import issue_password
from zvans.accounts.enums import Role
from zvans.accounts.models import Account, Passkey
from zvans.notifications.models import Notice

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


@pytest.mark.django_db
def test_what_was_added_lately_goes_with_the_old_password(client: Client) -> None:
    """B6, B10: a thief's app would keep its person out for good. What is older stays, and so does what is of staff."""
    account, token = mother()
    old, young = make_passkey(account), make_passkey(account)
    Passkey.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=15))
    client.post(PAGE, {"code": token, "new": NEW, "again": NEW})
    assert list(Passkey.objects.values_list("pk", flat=True)) == [old.pk]
    assert Account.objects.get(pk=account.pk).has_second_factor
    assert do_jobs() == ["tell_account", "tell_account"]
    assert {"what": "young_removed"} in list(Notice.objects.values_list("details", flat=True))

    teacher = make_account(make_person(), password="old")
    make_passkey(teacher)
    for whose in (teacher, Account.objects.get(pk=account.pk)):
        issue_password(account=whose, by=actor_of(teacher))
    kept = Passkey.objects.order_by("pk").values_list("account", flat=True)
    assert (list(kept), young.pk in kept) == ([account.pk, teacher.pk], False)


@pytest.mark.django_db
def test_the_last_factor_that_goes_so_leaves_nothing_to_show(client: Client) -> None:
    """Issued by a school: the new password alone is asked. Where its person has said that it was known, a month counts."""
    account = make_account(make_person(), role=Role.PUPIL, password="old", password_known_at=timezone.now())
    make_passkey(account)
    Passkey.objects.update(created_at=timezone.now() - timedelta(days=29))
    issue_password(account=account, by=actor_of(account))
    account.refresh_from_db()
    assert (account.has_second_factor, account.password_known_at, Passkey.objects.count()) == (False, None, 0)
