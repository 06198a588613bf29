"""For how long one stays signed in, and what is known of the device (B12, S50)."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.factories.people import make_account, make_code, make_person, make_session
from tests.factories.school import MadeSchool, make_employee, make_school
from tests.support.jobs import do_jobs
from zvans.accounts.enums import Role
from zvans.accounts.models import Account, Device, Session
from zvans.notifications.models import Notice
from zvans.schools.actions.memberships import refresh_accounts
from zvans.schools.models import School

pytestmark = pytest.mark.django_db

PASSWORD = "rudens-lapas-krit"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0"
PHONE = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36"


@pytest.fixture
def code() -> str:
    return make_code()


@pytest.fixture
def account(code: str) -> Account:
    return make_account(make_person(), role=Role.MOTHER, code=code, password=PASSWORD)


def signed_in(client: Client, code: str, door: str = "family", agent: str = FIREFOX, **more: str) -> Any:
    typed = {"username": code, "password": PASSWORD} | more
    answer = client.post(f"/sign-in/{door}/", typed, headers={"User-Agent": agent})
    assert answer.status_code == 302
    return answer.cookies


def lasts(account: Account) -> tuple[bool, float]:
    """Whether the session is kept, and its hours."""
    session = Session.objects.filter(account=account).latest("pk")
    return session.is_kept, round((session.expires_at - session.created_at).total_seconds() / 3600)


def test_without_being_asked_a_session_goes_with_the_window(client: Client, account: Account, code: str) -> None:
    """And after twelve hours at most."""
    cookie = signed_in(client, code)[settings.SESSION_COOKIE]
    assert (cookie["max-age"], cookie["expires"], lasts(account)) == ("", "", (False, 12))


def test_who_asks_stays_signed_in_for_a_month(client: Client, account: Account, code: str) -> None:
    cookie = signed_in(client, code, is_kept="on")[settings.SESSION_COOKIE]
    assert (cookie["max-age"], lasts(account)) == (30 * 24 * 3600, (True, 30 * 24))


@pytest.mark.parametrize(
    ("days", "expected"), [((7, 30), (True, 7 * 24)), ((90,), (True, 30 * 24)), ((0, 30), (False, 12))]
)
def test_no_longer_than_the_strictest_of_the_schools_allows(
    client: Client, code: str, days: tuple[int, ...], expected: tuple[bool, float]
) -> None:
    schools = [make_school(f"skola-{number}", f"{number}. skola") for number in range(len(days))]
    person = make_person("Ilze", "Kalniņa")
    account = make_account(person, code=code, password=PASSWORD)
    for made, longest in zip(schools, days, strict=True):
        _employ(made, person, longest)
    refresh_accounts([person.pk])
    signed_in(client, code, "staff", is_kept="on")
    assert lasts(account) == expected


def _employ(made: MadeSchool, person: Any, longest: int) -> None:
    School.objects.filter(pk=made.school.pk).update(longest_session_days=longest)
    make_employee(made, "Ilze", "Kalniņa", person=person)


@pytest.mark.parametrize(("days", "expected"), [(7, 7 * 24), (0, 12), (30, 20 * 24)])
def test_a_school_that_becomes_stricter_ends_longer_sessions_earlier(days: int, expected: float) -> None:
    made, person = make_school(), make_person("Ilze", "Kalniņa")
    account = make_account(person, made.school)
    make_session(account)
    session = Session.objects.get()
    Session.objects.update(is_kept=True, expires_at=session.created_at + timedelta(days=20))
    _employ(made, person, days)
    refresh_accounts([person.pk])
    assert lasts(account) == (True, expected)


def test_a_new_device_is_told_of_and_a_known_one_is_not(client: Client, account: Account, code: str) -> None:
    for agent in (FIREFOX, FIREFOX):
        cookie = signed_in(client, code, agent=agent)[settings.DEVICE_COOKIE]
    assert (cookie["httponly"], cookie["samesite"], int(cookie["max-age"]) > 360 * 24 * 3600) == (True, "Lax", True)
    signed_in(Client(), code, agent=PHONE)
    assert do_jobs() == ["tell_account"]
    assert list(Notice.objects.values_list("account", "kind", "details")) == [
        (account.pk, "new_device", {"device": "Chrome Mobile, Android"})
    ]
    assert list(Device.objects.order_by("pk").values_list("name", flat=True)) == [
        "Firefox, Windows", "Chrome Mobile, Android",
    ]  # fmt: skip


def test_signing_out_and_in_again_is_the_same_device(client: Client, account: Account, code: str) -> None:
    signed_in(client, code)
    client.post("/sign-out/")
    signed_in(client, code)
    assert (Device.objects.count(), do_jobs()) == (1, [])
    assert Session.objects.get().device == Device.objects.get()


def test_one_browser_of_a_family_is_a_device_of_each(client: Client, account: Account, code: str) -> None:
    """The computer at home: what it knows of one it tells nothing of to the other."""
    father = make_account(make_person(), role=Role.FATHER, code=code, password="cita-parole-te")
    signed_in(client, code)
    signed_in(client, code, password="cita-parole-te")
    assert sorted(Device.objects.values_list("account", flat=True)) == sorted([account.pk, father.pk])
    assert len(set(map(bytes, Device.objects.values_list("token_hash", flat=True)))) == 1


def test_a_password_without_its_second_factor_makes_no_device_known(client: Client, code: str) -> None:
    make_account(make_person(), role=Role.MOTHER, code=code, password=PASSWORD, has_second_factor=True)
    signed_in(client, code)
    assert (Device.objects.count(), settings.DEVICE_COOKIE in client.cookies) == (0, False)


def test_strange_browsers_have_no_name(client: Client, account: Account, code: str) -> None:
    client.cookies[settings.DEVICE_COOKIE] = "x" * 5000
    signed_in(client, code, agent="\x00" * 5000)
    assert Device.objects.get().name == ""


def test_a_browser_can_not_call_itself_by_an_address(client: Client, account: Account, code: str) -> None:
    """B12: its name stands in the e-mail about a new device, where an address would be believed."""
    signed_in(client, code)
    for agent in ("zvans-drosiba.lv/1.0 CFNetwork/1 Darwin/20", "Mozilla/5.0 (compatible; zvans-drosiba.lv/1.0)"):
        signed_in(Client(), code, agent=agent)
    assert list(Device.objects.order_by("pk").values_list("name", flat=True)) == ["Firefox, Windows", "iOS", ""]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "192.0.2.1", "127.0.0.1"),
        (1, "192.0.2.1", "192.0.2.1"),
        (1, "10.0.0.1, 192.0.2.1", "192.0.2.1"),
        (2, "10.0.0.1, 192.0.2.1, 198.51.100.1", "192.0.2.1"),
        (2, "192.0.2.1", "127.0.0.1"),
        (1, "::ffff:192.0.2.1", "192.0.2.1"),
        (1, "nobody", "127.0.0.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_the_address_is_the_one_that_our_own_proxy_saw(
    client: Client, account: Account, code: str, proxies: int, forwarded: str, expected: str
) -> None:
    """What a visitor writes into the header is not believed (B9)."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "PROXIES", proxies)
        client.post(
            "/sign-in/family/", {"username": code, "password": PASSWORD}, headers={"X-Forwarded-For": forwarded}
        )
    assert Session.objects.get().address == expected
