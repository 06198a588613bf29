"""What one of a family, or who once knew the password, can't do (B8, B9, B12)."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.factories.people import make_account, make_code, make_person
from zvans.accounts.actions import sign_in as signing_in
from zvans.accounts.actions.password_ways import open_password_way
from zvans.accounts.actions.passwords import choose_password
from zvans.accounts.actions.sign_in import sign_in
from zvans.accounts.browsers import Browser
from zvans.accounts.enums import Door, Role
from zvans.accounts.models import Account, PasswordWay, Session
from zvans.audit.actor import Actor
from zvans.lib.policy import NotAcceptable, TooOften

pytestmark = pytest.mark.django_db
OWN, MOTHERS = "rudens-lapas-krit", "medus-upe-vasara-9"


@pytest.fixture
def code() -> str:
    return make_code()


@pytest.fixture
def mother(code: str) -> Account:
    make_account(make_person(), role=Role.PUPIL, code=code, password=OWN)
    return make_account(make_person("Anna"), role=Role.MOTHER, code=code, password=MOTHERS)


@pytest.fixture
def tried(code: str) -> Callable[..., str]:
    def attempt(password: str, device: str = "") -> str:
        browser = Browser(device, "Mozilla/5.0")
        try:
            opened = sign_in(
                door=Door.FAMILY, username=code, password=password, address="198.51.100.20", browser=browser
            )
        except TooOften:
            return "stopped"
        return opened.device if opened else "out"

    return attempt


def test_signing_in_between_gives_no_more_tries_at_a_mothers_password(
    mother: Account, tried: Callable[..., str]
) -> None:
    found = []
    for _ in range(4):
        found += [tried("minu-mammas-paroli") for _ in range(3)]
        tried(OWN)
    assert (found.count("out"), found[-1]) == (8, "stopped")


def test_nor_do_devices_of_the_own_making(mother: Account, tried: Callable[..., str]) -> None:
    """A new device for each few tries: all of a family's together have thirty, and then two an hour."""
    found = []
    for number in range(16):
        device = tried(OWN, f"made-up-{number}")
        found += [tried("minu-mammas-paroli", device) for _ in range(3)]
    assert (found.count("out") <= 38, found[-1]) == (True, "stopped")


def test_a_device_is_named_by_us(mother: Account, tried: Callable[..., str]) -> None:
    named = tried(MOTHERS, "made-up")
    assert named not in ("made-up", "out", "stopped")
    assert tried(MOTHERS, named) == named


def test_a_session_never_outlives_the_password_that_opened_it(
    mother: Account, tried: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The password is changed while the old one is being verified."""
    verify: Any = signing_in.check_password

    def changed_meanwhile(password: str, encoded: str) -> bool:
        found: bool = verify(password, encoded)
        if found:
            choose(mother, "akmens-pagalms-bite-4")
        return found

    monkeypatch.setattr(signing_in, "check_password", changed_meanwhile)
    assert tried(MOTHERS) == "out"
    assert not Session.objects.filter(account=mother).exists()


def choose(account: Account, password: str, current: str | None = None, session: int | None = None) -> None:
    by = Actor(account.pk, account.person_id, "family", "mother", session_id=session)
    choose_password(password=password, by=by, schools=lambda keys: [], current=current)


def test_a_new_password_closes_the_ways_to_another(mother: Account) -> None:
    open_password_way(account=mother, by=Actor.system("test"))
    choose(mother, "akmens-pagalms-bite-4")
    assert not PasswordWay.objects.filter(used_at=None).exists()


def test_who_sits_in_a_session_uses_up_no_tries_of_the_owner(mother: Account) -> None:
    session = Session.objects.create(
        account=mother, role="mother", token_hash=b"t" * 32, expires_at="2030-01-01T00:00Z"
    )
    for _ in range(12):
        with pytest.raises(NotAcceptable):
            choose(mother, "akmens-pagalms-bite-4", current="nezinu-kas-te-ir", session=session.pk)
    with pytest.raises(TooOften):
        choose(mother, "akmens-pagalms-bite-4", current="nezinu-kas-te-ir", session=session.pk)
    choose(mother, "akmens-pagalms-bite-4")  # by a text message
    mother.refresh_from_db()
    assert mother.password_is_issued is False
