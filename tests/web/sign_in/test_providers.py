"""State and school sign-in by OpenID Connect, from the door to the page behind it (B15)."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import time_machine
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.people import arranging, make_account, make_code, make_guardian, make_person
from tests.factories.school import make_employee, make_school
from tests.support.jobs import do_jobs
from tests.support.page import read
from tests.support.provider import OidcProvider
from tests.web.sign_in.providers import LEAVE, came_back, changed, coded, gone_there, led, nobody_is_in, told
from zvans.accounts.actions.passwords import issue_password
from zvans.accounts.actions.provider_sign_in import take_answer
from zvans.accounts.enums import BarKind, Role
from zvans.accounts.models import Account, Agreement, Bar, Device, Person, PersonalCode, Session
from zvans.audit.actor import Actor
from zvans.audit.models import Action
from zvans.lib.dates import now
from zvans.lib.policy import NotAcceptable
from zvans.notifications.models import Notice
from zvans.schools.actions.merging import merge_people_anywhere
from zvans.schools.actions.personal_data import give_code

pytestmark = pytest.mark.django_db


def test_without_the_setting_there_is_nothing(client: Client) -> None:
    """No buttons, no addresses."""
    page = read(client.get("/sign-in/staff/").content)
    assert [link for text, link in page.links() if "/with/" in link] == []
    addresses = [LEAVE["staff"], LEAVE["family"], "/sign-in/with/valsts/", "/sign-in/with/valsts/?state=x&code=y"]
    assert [client.get(address).status_code for address in addresses] == [404] * 4


def test_a_door_has_a_button_of_each_provider_that_opens_it(
    client: Client, valsts: OidcProvider, settings: Any
) -> None:
    changed(settings, doors=["staff"])
    page = read(client.get("/sign-in/staff/?next=/today/").content)
    assert ("Pieslēgties ar eParakstu", f"{LEAVE['staff']}?next=/today/") in page.links()
    assert "eParakstu" not in client.get("/sign-in/family/").content.decode()
    client.cookies["zvans_language"] = "en"
    assert "Sign in with eSignature" in client.get("/sign-in/staff/").content.decode()
    assert client.get(LEAVE["family"]).status_code == 404
    assert client.get("/sign-in/other/with/valsts/").status_code == 404


def test_a_teacher_comes_in_and_finds_it_in_the_list(client: Client, valsts: OidcProvider, teacher: Account) -> None:
    """B12, B13: by the code in the claim; the record says the way and no code."""
    assert came_back(client, valsts, f"{LEAVE['staff']}?next=/security/") == "/security/"
    page = read(client.get("/security/").content)
    assert [text for text in (row.text for row in page.all("li", "row")) if "ar eParakstu" in text] != []
    session = Session.objects.get()
    assert (session.account, session.way, session.is_kept, session.shows_factor) == (teacher, "valsts", False, False)
    assert list(Action.objects.order_by("pk").values_list("name", "person_id", "details")) == [
        ("sign_in", teacher.person_id, {"device": "", "way": "valsts"})
    ]
    assert (Device.objects.get().account, Notice.objects.count()) == (teacher, 0)
    asked = valsts.asked
    assert (asked["prompt"], asked["scope"], "acr_values" in asked) == ("login", "openid", False)
    came_back(Client(), valsts)
    do_jobs()
    assert list(Notice.objects.values_list("account", "kind")) == [(teacher.pk, "new_device")]


def test_the_cookie_of_the_way_is_short_and_shut(client: Client, valsts: OidcProvider, teacher: Account) -> None:
    back = gone_there(client, valsts)
    cookie = client.cookies["zvans_provider"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["max-age"]) == (
        True,
        "Lax",
        "/sign-in/",
        600,
    )
    client.get(back)
    assert client.cookies["zvans_provider"].value == ""


def test_who_has_an_issued_password_is_not_asked_for_another(
    client: Client, valsts: OidcProvider, teacher: Account
) -> None:
    """B5, C1: the letter may lie unopened, and stays good; the terms come first for everybody."""
    issue_password(account=teacher, by=Actor.system("test"))
    Account.objects.update(terms_version=0)
    came_back(client, valsts)
    assert led(client.get("/today/")) == (302, "/sign-in/terms/?next=%2Ftoday%2F")
    teacher.refresh_from_db()
    assert teacher.password_is_issued


def test_a_password_issued_long_ago_is_a_key_no_more(client: Client, valsts: OidcProvider, teacher: Account) -> None:
    """B5, B13: taken back by whoever goes without it, in the record; one that somebody has chosen stays."""

    def came(*, issued: bool, days: float) -> tuple[bool, bool]:
        Account.objects.update(password="x", password_is_issued=issued, password_set_at=now() - timedelta(days=days))
        assert came_back(Client(), valsts) == "/today/"
        teacher.refresh_from_db()
        return bool(teacher.password), teacher.password_is_issued

    assert came(issued=True, days=29.9) == (True, True)
    assert came(issued=False, days=400) == (True, False)
    assert not Action.objects.exclude(name="sign_in").exists()
    assert came(issued=True, days=30.1) == (False, False)
    assert list(Action.objects.exclude(name="sign_in").values_list("name", "account_id", "person_id", "object_id")) == [
        ("empty_issued_password", teacher.pk, teacher.person_id, teacher.pk)
    ]
    assert issue_password(account=teacher, by=Actor.system("test"))
    assert came_back(Client(), valsts) == "/today/"


@pytest.mark.parametrize(
    ("has_factor", "counts", "expected"),
    [
        (True, False, (302, "/sign-in/factor/?next=%2Faccount%2F")),
        (True, True, (200, "")),
        (False, False, (302, "/sign-in/second-factor/?next=%2Faccount%2F")),
        (False, True, (200, "")),
    ],
)
def test_what_the_provider_did_counts_as_second_factor_where_it_is_said(
    client: Client, valsts: OidcProvider, teacher: Account, settings: Any, has_factor: bool, counts: bool, expected: Any
) -> None:
    """B10."""
    changed(settings, is_second_factor=counts)
    Account.objects.update(has_second_factor=has_factor, second_factor_from=now() - timedelta(days=1))
    came_back(client, valsts)
    assert led(client.get("/account/")) == expected


def test_the_door_says_which_of_two_accounts(client: Client, valsts: OidcProvider, teacher: Account) -> None:
    """B2, B4: a teacher who is a mother; at the family's door her own code, though her username there is the child's."""
    child_code = make_code()
    child = coded(make_person("Anna", "Kalniņa"), child_code)
    make_account(child, role=Role.PUPIL, code=child_code, password="bērna parole te")
    mother = make_account(teacher.person, role=Role.MOTHER, code=child_code, password="mammas parole te")
    assert came_back(client, valsts, LEAVE["family"]) == "/home/"
    assert came_back(Client(), valsts, LEAVE["staff"]) == "/today/"
    assert list(Session.objects.order_by("pk").values_list("account", "role")) == [
        (mother.pk, "mother"), (teacher.pk, "staff"),
    ]  # fmt: skip


def test_a_pupil_of_age_is_asked_first_who_sees_the_diary(client: Client, valsts: OidcProvider) -> None:
    """C8; and whoever ticks it stays signed in."""
    code = make_code()
    valsts.person["serialNumber"] = f"PNOLV-{code}"
    pupil = coded(make_person("Jānis", "Bērziņš", born_on=now().date() - timedelta(days=18 * 366)), code)
    make_account(pupil, role=Role.PUPIL, code=code)
    make_guardian(pupil)
    assert came_back(client, valsts, f"{LEAVE['family']}?kept=1&next=/week/") == "/account/who-sees/?next=%2Fweek%2F"
    assert Session.objects.get().is_kept


def _unknown(teacher: Account) -> None:
    PersonalCode.objects.all().delete()


def _former(teacher: Account) -> None:
    PersonalCode.objects.update(ends_on="2026-01-01")


def _closed(teacher: Account) -> None:
    Account.objects.update(is_active=False)


def _barred(teacher: Account) -> None:
    Bar.objects.create(person=teacher.person, kind=BarKind.ACCESS, reason="Kaitēja")
    Account.objects.update(barred_until=now() + timedelta(days=1))


def _only_family(teacher: Account) -> None:
    Account.objects.update(door="family")
    teacher.names.update(door="family", role=Role.PUPIL)


@pytest.mark.parametrize("how", [_unknown, _former, _closed, _barred, _only_family])
def test_who_is_not_let_in_learns_nothing(client: Client, valsts: OidcProvider, teacher: Account, how: Any) -> None:
    """B15, C4: unknown, no account at this door, closed and barred in the same words, with as many statements; nobody is made."""
    with arranging():
        how(teacher)
    before = (Person.objects.count(), Account.objects.count())
    back = gone_there(client, valsts)
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(back)
    where = answer.headers["Location"]
    assert (where, nobody_is_in(client), len(caught)) == (told("nobody"), True, 15)
    assert (Person.objects.count(), Account.objects.count()) == before
    said = read(client.get(where).content)
    banner = next(part for part in said.all("div", "banner") if part.attributes.get("id") == "provider-said")
    assert banner.text.startswith("Ar eParakstu šajā ieejā Jūs pieslēgt nevaram. Pārbaudiet, vai šī ir īstā ieeja.")
    assert list(Action.objects.values_list("name", "account_id", "person_id", "details")) == [
        ("sign_in_refused", None, None, {"door": "staff", "names": 0, "device": "", "way": "valsts"})
    ]


def test_an_answer_is_used_once_and_in_its_own_browser(client: Client, valsts: OidcProvider, teacher: Account) -> None:
    back = gone_there(client, valsts)
    cookie = client.cookies["zvans_provider"].value
    assert led(Client().get(back)) == (302, told("stale", "family"))  # no door is known, so the provider's first
    other = Client()
    other.get(LEAVE["staff"])
    assert led(other.get(back)) == (302, told("stale", "family"))
    assert led(client.get(back)) == (302, "/today/")
    client.cookies["zvans_provider"] = cookie
    del client.cookies[django_settings.SESSION_COOKIE]
    assert led(client.get(back)) == (302, told("stale"))
    back = gone_there(client, valsts)
    query = dict(parse_qsl(urlsplit(back).query))
    assert led(client.get(f"/sign-in/with/valsts/?code=made-up&state={query['state']}")) == (302, told("refused"))
    assert Session.objects.count() == 1


def test_after_ten_minutes_it_is_begun_again(client: Client, valsts: OidcProvider, teacher: Account) -> None:
    with time_machine.travel(now() - timedelta(minutes=10, seconds=5)):
        back = gone_there(client, valsts)
    assert led(client.get(back)) == (302, told("stale", "family"))


def test_a_page_of_somebody_elses_is_not_gone_on_to(client: Client, valsts: OidcProvider, teacher: Account) -> None:
    for wanted in ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"):
        assert came_back(Client(), valsts, f"{LEAVE['staff']}?next={wanted}") == "/today/"
    cross = client.get(f"{LEAVE['staff']}?next=/week/", headers={"Sec-Fetch-Site": "cross-site"})
    assert led(cross) == (302, "/sign-in/staff/?next=%2Fweek%2F")
    assert "zvans_provider" not in client.cookies


def test_a_person_who_says_no_is_at_the_door_again(client: Client, valsts: OidcProvider, teacher: Account) -> None:
    leave = f"{LEAVE['staff']}?next=/week/"
    state = dict(parse_qsl(urlsplit(client.get(leave).headers["Location"]).query))["state"]
    answer = client.get(f"/sign-in/with/valsts/?error=access_denied&state={state}")
    assert led(answer) == (302, "/sign-in/staff/?next=%2Fweek%2F&with=valsts&said=cancelled")
    assert Action.objects.count() == 0
    page = client.get(answer.headers["Location"])
    assert (page.status_code, "Pieslēgšanās ar eParakstu netika apstiprināta." in page.content.decode()) == (200, True)


def test_who_tries_very_often_waits(client: Client, valsts: OidcProvider, teacher: Account) -> None:
    """B9, C7."""
    for number in range(150):
        take_answer(state=str(number), address="127.0.0.1")
    answer = client.get(gone_there(client, valsts))
    assert (answer.status_code, int(answer.headers["Retry-After"]) > 0) == (429, True)


def test_a_code_entered_later_opens_nothing_that_was_in_use_for_two_weeks(client: Client, valsts: OidcProvider) -> None:
    """C8: no school makes its own way into an account by entering a code for its person, who is told of it."""
    code = make_code()
    valsts.person["serialNumber"] = f"PNOLV-{code}"
    mother = make_account(make_person("Anna", "Kalniņa"), role=Role.MOTHER)
    mother.agreements.create(version=1)
    made = make_school()
    with pytest.raises(NotAcceptable):  # the school is new to her
        give_code(person=mother.person, code=code, school=made.school, by=Actor.system("test"))
    make_employee(made, person=mother.person)
    assert give_code(person=mother.person, code=code, school=made.school, by=Actor.system("test"))
    assert came_back(client, valsts, LEAVE["family"]) == told("nobody", "family")
    assert do_jobs() == ["tell_account"]
    assert list(Notice.objects.values_list("account", "kind")) == [(mother.pk, "code_given")]
    PersonalCode.objects.update(entered_at=now() - timedelta(days=13, hours=23))
    Agreement.objects.all().delete()
    Agreement.objects.create(account=mother, version=1, at=now() - timedelta(days=20))
    assert came_back(client, valsts, LEAVE["family"]) == told("nobody", "family")
    PersonalCode.objects.update(entered_at=now() - timedelta(days=14, hours=1))
    assert came_back(client, valsts, LEAVE["family"]) == "/home/"


def test_who_has_begun_by_the_code_goes_on(client: Client, valsts: OidcProvider, teacher: Account) -> None:
    teacher.agreements.create(version=1)
    assert came_back(client, valsts) == "/today/"


def test_a_merged_record_brings_no_code_that_opens_at_once(client: Client, valsts: OidcProvider) -> None:
    """C8: neither a code that comes to an account in use, nor an account in use that comes to a code; the person is told."""
    for comes in ("code", "account"):
        with arranging():
            Account.objects.all().delete()
        code = make_code()
        valsts.person["serialNumber"] = f"PNOLV-{code}"
        with arranging():
            entered = coded(make_person("Anna", "Kalna"), code, entered_at=now() - timedelta(days=400))
            mother = make_account(make_person("Anna", "Kalna"), role=Role.MOTHER)
            mother.agreements.create(version=1)
        records = (mother.person, entered) if comes == "code" else (entered, mother.person)
        merge_people_anywhere(kept=records[0], gone=records[1], by=Actor.system("test"))
        assert came_back(client, valsts, LEAVE["family"]) == told("nobody", "family")
        assert do_jobs() == ["tell_account"]
        assert list(Notice.objects.values_list("account", "kind", "details")) == [(mother.pk, "code_given", {})]
        PersonalCode.objects.update(entered_at=now() - timedelta(days=14, hours=1))
        assert came_back(Client(), valsts, LEAVE["family"]) == "/home/"
