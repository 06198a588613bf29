"""The way to a provider and back, as tests go it."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings as django_settings
from django.test import Client

from tests.support.provider import OidcProvider
from zvans.accounts.models import Person, PersonalCode, Session
from zvans.accounts.personal_code import encrypted, keyed_hash

LEAVE = {"family": "/sign-in/family/with/valsts/", "staff": "/sign-in/staff/with/valsts/"}


def changed(settings: Any, **how: Any) -> None:
    settings.SIGN_IN_PROVIDERS = [replace(settings.SIGN_IN_PROVIDERS[0], **how)]


def coded(person: Person, code: str, **fields: Any) -> Person:
    key_id, kept = encrypted(code)
    PersonalCode.objects.create(person=person, keyed_hash=keyed_hash(code), key_id=key_id, encrypted=kept, **fields)
    return person


def gone_there(client: Client, valsts: OidcProvider, leave: str = LEAVE["staff"]) -> str:
    """The button, the provider, and what it sends the browser back to."""
    answer = client.get(leave)
    assert answer.status_code == 302
    back = urlsplit(valsts.sign_in(answer.headers["Location"]))
    return f"{back.path}?{back.query}"


def led(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.headers.get("Location", "")


def came_back(client: Client, valsts: OidcProvider, leave: str = LEAVE["staff"]) -> str:
    """Where one is in the end."""
    answer = client.get(gone_there(client, valsts, leave))
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def told(said: str, door: str = "staff") -> str:
    return f"/sign-in/{door}/?with=valsts&said={said}"


def nobody_is_in(client: Client) -> bool:
    return Session.objects.count() == 0 and django_settings.SESSION_COOKIE not in client.cookies
