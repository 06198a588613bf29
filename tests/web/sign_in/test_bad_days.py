"""Days on which signing in goes wrong, and what comes of them (issue «Who is who», «Bad days»)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import psycopg
import pytest
import time_machine
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection, connections
from django.test import Client, override_settings

from tests.factories.people import make_account, make_code, make_person, make_session, sign_in
from tests.factories.school import MONDAY, inside, make_employee, make_school, make_staff_account
from tests.factories.small_school import SmallSchool
from tests.support.database import OwnDatabase
from tests.support.page import read
from zvans.accounts.actions.sign_in import sign_in as at_door
from zvans.accounts.enums import Door, Role
from zvans.accounts.hashers import Argon2idForTests
from zvans.accounts.models import Account, PersonalCode, Session, SignInName
from zvans.accounts.personal_code import encrypted, keyed_hash
from zvans.audit.actor import Actor
from zvans.audit.models import Action
from zvans.lib.database.sight import in_sight_of
from zvans.lib.dates import now
from zvans.schools.actions.departures import end_employment
from zvans.schools.actions.personal_data import give_code
from zvans.schools.queries.staff import state_of

PASSWORD = "rudens-lapas-krit"
DOORS = {Door.FAMILY: "/sign-in/family/", Door.STAFF: "/sign-in/staff/"}


def opens(door: Door, username: str) -> bool:
    return at_door(door=door, username=username, password=PASSWORD, address="") is not None


class LosingDatabase(Argon2idForTests):
    """While a password is verified, the database ends the connection."""

    superuser_url = ""

    def verify(self, password: str, encoded: str) -> bool:
        if self.superuser_url:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                pid = cursor.fetchone()[0]
            with psycopg.connect(self.superuser_url, autocommit=True) as superuser:
                superuser.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
            LosingDatabase.superuser_url = ""
        return super().verify(password, encoded)


@pytest.fixture
def teacher(fresh_database: OwnDatabase) -> Iterator[str]:
    """The code of somebody who can sign in, in a database that the test may break."""
    code = make_code()
    make_account(make_person(), role=Role.STAFF, code=code, password=PASSWORD)
    yield code
    connections.close_all()


def test_the_database_goes_away_in_the_middle_of_a_sign_in(
    client: Client, teacher: str, fresh_database: OwnDatabase
) -> None:
    """After the name was found and before the session is written: nothing is half done, and a minute later it works."""
    typed = {"username": teacher, "password": PASSWORD}
    LosingDatabase.superuser_url = fresh_database.superuser_url
    with override_settings(PASSWORD_HASHERS=["tests.web.sign_in.test_bad_days.LosingDatabase"]):
        answer = client.post("/sign-in/staff/", typed)
    assert (answer.status_code, read(answer.content).one("h1").text) == (503, "Sistēma pašlaik nav pieejama")
    assert settings.SESSION_COOKIE not in client.cookies
    connections.close_all()
    assert (Session.objects.count(), Action.objects.filter(name__startswith="sign_in").count()) == (0, 0)
    answer = client.post("/sign-in/staff/", typed)
    assert (answer.status_code, client.get("/today/").status_code) == (302, 200)


def test_a_database_that_came_back_between_two_requests(
    client: Client, teacher: str, fresh_database: OwnDatabase
) -> None:
    """The kept connection has ended with the old server: nobody meets it."""
    client.post("/sign-in/staff/", {"username": teacher, "password": PASSWORD})
    with psycopg.connect(fresh_database.superuser_url, autocommit=True) as superuser:
        ended = superuser.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", [fresh_database.name]
        ).fetchall()
    assert ended == [(True,)]
    assert client.get("/today/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("wrong_by", [timedelta(hours=-1), timedelta(hours=1)])
@pytest.mark.parametrize("has_second_factor", [False, True])
def test_a_clock_that_is_wrong_by_an_hour(client: Client, wrong_by: timedelta, has_second_factor: bool) -> None:
    """Of the server that answers: sessions are as long as they should be, by the clock of the database."""
    code = make_code()
    account = make_account(
        make_person(), role=Role.MOTHER, code=code, password=PASSWORD, has_second_factor=has_second_factor
    )
    with time_machine.travel(now() + wrong_by, tick=False):
        client.post("/sign-in/family/", {"username": code, "password": PASSWORD})
        found = client.get("/home/")
    session = Session.objects.get(account=account)
    seconds = round((session.expires_at - session.created_at).total_seconds())
    expected = (302, "/sign-in/factor/?next=%2Fhome%2F", 600) if has_second_factor else (200, None, 12 * 3600)
    assert (found.status_code, found.headers.get("Location"), seconds) == expected


@pytest.mark.django_db
def test_a_mother_whose_work_at_the_school_ends(school: SmallSchool, client: Client) -> None:
    """B4: her account at the family's door goes on, the session that is open there too; at work nothing opens any more."""
    mother, family_code, own_code = school.accounts["mother"], make_code(), make_code()
    _lets_in(mother, family_code)
    employment = make_employee(school.made, person=mother.person)
    work = make_staff_account(school.made, employment)
    _lets_in(work, own_code)
    at_home, at_work = Client(), Client()
    for browser, door, code in ((at_home, Door.FAMILY, family_code), (at_work, Door.STAFF, own_code)):
        browser.post(DOORS[door], {"username": code, "password": PASSWORD})
    with in_sight_of([school.school.pk]):
        yesterday = MONDAY - timedelta(days=1)
        end_employment(employment=employment, ends_on=yesterday, state=state_of(employment), by=school.actor("head"))
    assert (at_home.get("/home/").status_code, opens(Door.FAMILY, family_code)) == (200, True)
    assert at_work.get(f"/timetable/classes/{school.class_9b.group.public_id}/").status_code == 404
    assert Account.objects.get(pk=work.pk).school_ids == []
    assert Account.objects.get(pk=mother.pk).school_ids == [school.school.pk]


def _lets_in(account: Account, code: str) -> None:
    SignInName.objects.filter(account=account).update(name_hash=keyed_hash(code))
    Account.objects.filter(pk=account.pk).update(password=make_password(PASSWORD))


@pytest.mark.django_db
def test_a_code_that_the_law_has_changed() -> None:
    """The new one opens; the old one no longer opens the family's door. Sessions stay: who is signed in goes on."""
    made, old, new = make_school(), make_code(), make_code()
    person = make_person("Kārlis", "Bērziņš")
    with inside(made):
        key_id, kept = encrypted(old)
        PersonalCode.objects.create(person=person, keyed_hash=keyed_hash(old), key_id=key_id, encrypted=kept)
    pupil = make_account(person, made.school, role=Role.PUPIL, code=old, password=PASSWORD)
    mother = make_account(make_person(), made.school, role=Role.MOTHER, code=old, password="cita-parole-te")
    browsers: list[Any] = []
    for account in (pupil, mother):
        browsers.append(Client())
        sign_in(browsers[-1], account)
    assert give_code(person=person, code=new, school=made.school, by=Actor.system("test"))
    assert (opens(Door.FAMILY, old), opens(Door.FAMILY, new)) == (False, True)
    assert at_door(door=Door.FAMILY, username=new, password="cita-parole-te", address="") is not None
    assert [browser.get("/home/").status_code for browser in browsers] == [200, 200]


@pytest.mark.django_db
def test_a_code_of_somebody_at_work_that_the_law_has_changed(client: Client) -> None:
    """Both open the staff's door: a pupil's page at one school locks nobody out of work at another (C8)."""
    made, old, new = make_school(), make_code(), make_code()
    person = make_person("Ilze", "Kalniņa")
    with inside(made):
        key_id, kept = encrypted(old)
        PersonalCode.objects.create(person=person, keyed_hash=keyed_hash(old), key_id=key_id, encrypted=kept)
    account = make_account(person, made.school, code=old, password=PASSWORD)
    client.cookies[settings.SESSION_COOKIE] = make_session(account)
    assert give_code(person=person, code=new, school=made.school, by=Actor.system("test"))
    assert (opens(Door.STAFF, old), opens(Door.STAFF, new), client.get("/today/").status_code) == (True, True, 200)
