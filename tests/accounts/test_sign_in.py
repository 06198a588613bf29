"""B1–B4: one code for a family, the password tells who it is; staff at their own door."""

import pytest

from tests.factories.people import make_code, make_person, token_of
from zvans.accounts.actions.passwords import set_password
from zvans.accounts.actions.sign_in import sign_in, sign_out
from zvans.accounts.enums import Door, Role
from zvans.accounts.models import Account, Session, SignInName
from zvans.accounts.personal_code import keyed_hash
from zvans.accounts.queries.sessions import actor_for
from zvans.audit.actor import Actor
from zvans.audit.models import Action

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("test")


def account(door: Door, role: Role, password: str, *codes: str) -> Account:
    made = Account.objects.create(person=make_person(role.value, "Bērziņš"), door=door)
    for code in codes:
        SignInName.objects.create(account=made, door=door, role=role, name_hash=keyed_hash(code))
    set_password(account=made, password=password, by=SYSTEM)
    return made


def who(door: Door, username: str, password: str) -> tuple[str, str] | None:
    """(given name, role) of whom a sign-in lets in."""
    token = token_of(sign_in(door=door, username=username, password=password, address="127.0.0.1"))
    actor = actor_for(token, "127.0.0.1") if token else None
    return (actor.given_name, actor.role) if actor else None


@pytest.fixture
def code() -> str:
    return make_code()


@pytest.fixture
def family(code: str) -> None:
    account(Door.FAMILY, Role.PUPIL, "pupila parole", code)
    account(Door.FAMILY, Role.MOTHER, "mammas parole", code, make_code())
    account(Door.FAMILY, Role.FATHER, "teta parole", code)
    account(Door.FAMILY, Role.GUARDIAN, "omes parole", code)


@pytest.mark.usefixtures("family")
@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("pupila parole", ("pupil", "pupil")),
        ("mammas parole", ("mother", "mother")),
        ("teta parole", ("father", "father")),
        ("omes parole", ("guardian", "guardian")),
        ("cita parole", None),
        ("", None),
    ],
)
def test_one_code_and_the_password_decides(code: str, password: str, expected: tuple[str, str] | None) -> None:
    """S13."""
    assert who(Door.FAMILY, code, password) == expected


@pytest.mark.usefixtures("family")
def test_the_hyphen_is_optional(code: str) -> None:
    assert who(Door.FAMILY, f"{code[:6]}-{code[6:]}", "mammas parole") == ("mother", "mother")


@pytest.mark.usefixtures("family")
def test_a_family_password_fails_at_the_staff_door_and_the_reverse(code: str) -> None:
    """S14, B3."""
    own = make_code()
    account(Door.STAFF, Role.STAFF, "skolotajas parole", own)
    assert who(Door.STAFF, code, "mammas parole") is None
    assert who(Door.FAMILY, own, "skolotajas parole") is None
    assert who(Door.STAFF, own, "skolotajas parole") == ("staff", "staff")


def test_an_account_without_a_password_is_opened_by_nothing(code: str) -> None:
    made = Account.objects.create(person=make_person(), door=Door.FAMILY)
    SignInName.objects.create(account=made, door=Door.FAMILY, role=Role.PUPIL, name_hash=keyed_hash(code))
    assert [who(Door.FAMILY, code, password) for password in ("", " ", "jebkas")] == [None, None, None]


def test_a_closed_account_stays_outside_and_its_sessions_end(code: str) -> None:
    made = account(Door.FAMILY, Role.PUPIL, "pupila parole", code)
    token = token_of(sign_in(door=Door.FAMILY, username=code, password="pupila parole", address=""))
    Account.objects.filter(pk=made.pk).update(is_active=False)
    assert who(Door.FAMILY, code, "pupila parole") is None
    assert actor_for(str(token), "") is None


def test_a_new_password_ends_all_sessions(code: str) -> None:
    """S40."""
    made = account(Door.FAMILY, Role.PUPIL, "pupila parole", code)
    token = token_of(sign_in(door=Door.FAMILY, username=code, password="pupila parole", address=""))
    set_password(account=made, password="jauna parole", by=SYSTEM)
    assert actor_for(str(token), "") is None
    assert who(Door.FAMILY, code, "pupila parole") is None
    assert who(Door.FAMILY, code, "jauna parole") == ("pupil", "pupil")


def test_signing_out_ends_this_session_only(code: str) -> None:
    account(Door.FAMILY, Role.PUPIL, "pupila parole", code)
    tokens = [
        token_of(sign_in(door=Door.FAMILY, username=code, password="pupila parole", address="")) for _ in range(2)
    ]
    actor = actor_for(str(tokens[0]), "")
    assert actor is not None
    sign_out(by=actor)
    assert [actor_for(str(token), "") is not None for token in tokens] == [False, True]


def test_attempts_are_recorded_without_names_or_passwords(code: str) -> None:
    """C2, S65."""
    account(Door.FAMILY, Role.PUPIL, "pupila parole", code)
    who(Door.FAMILY, code, "minu")
    who(Door.FAMILY, "nav kods", "minu")
    who(Door.FAMILY, code, "pupila parole")
    kept = list(
        Action.objects.filter(name__startswith="sign_in").order_by("id").values_list("name", "address", "details")
    )
    assert kept == [
        ("sign_in_refused", "127.0.0.1", {"door": "family", "names": 1, "device": ""}),
        ("sign_in_refused", "127.0.0.1", {"door": "family", "names": 0, "device": ""}),
        ("sign_in", "127.0.0.1", {"device": "", "way": "password"}),
    ]


def test_only_a_hash_of_the_cookie_is_kept(code: str) -> None:
    account(Door.FAMILY, Role.PUPIL, "pupila parole", code)
    token = token_of(sign_in(door=Door.FAMILY, username=code, password="pupila parole", address=""))
    assert str(token).encode() not in bytes(Session.objects.get().token_hash)
