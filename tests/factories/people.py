"""People, their accounts and their sessions."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import count
from secrets import token_urlsafe
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from zvans.accounts.actions.passwords import set_password
from zvans.accounts.actions.sessions import SignedIn
from zvans.accounts.enums import Door, Role
from zvans.accounts.models import Account, Passkey, Person, Session, SignInName
from zvans.accounts.personal_code import keyed_hash
from zvans.accounts.queries.sessions import token_hash
from zvans.accounts.terms import TERMS_VERSION
from zvans.audit.actor import Actor
from zvans.schools.models import Guardianship, School

LONG_AGO = date(2020, 1, 1)
_FAR_AHEAD = datetime(2200, 1, 1, tzinfo=UTC)  # a session is over by the database's clock, which no test can move
_numbers = count(1)


def make_code() -> str:
    """A personal code of the form issued since July 2017; nobody has it, nor does a test write it out (those begin with 320)."""
    return f"325{next(_numbers):08d}"


@contextmanager
def arranging() -> Iterator[None]:
    """People have a history, which only actions write: what a test arranges counts as one."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('zvans.action', coalesce(nullif(current_setting('zvans.action', true), ''), '0'), true)"
        )
        yield


def make_person(given: str = "Jānis", family: str = "Bērziņš", **fields: Any) -> Person:
    with arranging():
        return Person.objects.create(given_name=given, family_name=family, **fields)


def make_people(names: Iterable[tuple[str, str]]) -> list[Person]:
    """Many people in one statement, by (given name, family name)."""
    people = [Person(given_name=given, family_name=family) for given, family in names]
    for person in people:
        person.fill_keys()
    with arranging():
        return Person.objects.bulk_create(people)


def make_guardian(pupil: Person, kind: str = "mother", given: str = "Anna", family: str = "", **fields: Any) -> Person:
    guardian = make_person(given, family or pupil.family_name)
    fields = {"starts_on": LONG_AGO} | fields
    with arranging():
        Guardianship.objects.create(pupil=pupil, guardian=guardian, kind=kind, **fields)
    return guardian


def make_account(
    person: Person,
    *schools: School,
    role: Role = Role.STAFF,
    code: str = "",
    password: str = "",
    label: str = "",
    **fields: Any,
) -> Account:
    """An account at the door of its role; `code` is the personal code it is opened with (a new one if not named).

    Whoever has it has chosen a password and agreed to the terms, if not said otherwise.
    """
    fields = {"terms_version": TERMS_VERSION} | fields
    door = Door.STAFF if role in (Role.STAFF, Role.OPERATOR, Role.OFFICER) else Door.FAMILY
    account = Account.objects.create(
        person=person,
        door=door,
        password=make_password(password) if password else "",
        school_ids=[school.pk for school in schools],
        label=label or ", ".join(school.short_name for school in schools),
        **fields,
    )
    SignInName.objects.create(account=account, door=door, role=role, name_hash=keyed_hash(code or make_code()))
    return account


def make_ready(account: Account, password: str) -> None:
    """Let an account that a school has made belong to somebody who has been through the first sign-in."""
    set_password(account=account, password=password, by=Actor.system("test"))
    account.terms_version = TERMS_VERSION
    account.save(update_fields=["terms_version"])


def actor_of(account: Account) -> Actor:
    """Who acts when this account is signed in."""
    name, person = account.names.get(), account.person
    return Actor(
        account.pk, person.pk, account.door, name.role, person.given_name, person.family_name, tuple(account.school_ids)
    )


def token_of(signed_in: SignedIn | None) -> str:
    """The cookie of a session that a sign-in opened; empty where it did not."""
    return signed_in.token if signed_in else ""


def make_session(account: Account) -> str:
    """A signed-in browser of this account: the value of its cookie."""
    token = token_urlsafe(16)
    Session.objects.create(
        account=account, role=account.names.get().role, token_hash=token_hash(token), expires_at=_FAR_AHEAD
    )
    return token


def make_passkey(account: Account, name: str = "Mans tālrunis") -> Passkey:
    """One that no device has: it is there to be listed and taken away."""
    Account.objects.filter(pk=account.pk).update(has_second_factor=True)
    return Passkey.objects.create(account=account, credential_id=token_urlsafe(16).encode(), public_key=b"-", name=name)


def sign_in(client: Any, account: Account) -> None:
    """Let a test client go on as this account, past the sign-in page."""
    client.cookies[settings.SESSION_COOKIE] = make_session(account)
