"""B1–B4: one code for a family, the password tells who it is; staff at their own door."""

from typing import Any

import pytest

from tests.factories.people import actor_of, make_code, make_person, token_of
from zvans.accounts.actions.password_ways import account_of_way, open_password_way
from zvans.accounts.actions.passwords import set_password
from zvans.accounts.actions.recovery_codes import new_codes, use_recovery_code
from zvans.accounts.actions.rehashing import rehash
from zvans.accounts.actions.sign_in import sign_in, sign_out
from zvans.accounts.actions.usernames import choose_username
from zvans.accounts.enums import Door, Role
from zvans.accounts.models import Account, CodeGenerator, Person, PersonalCode, Session, SignInName
from zvans.accounts.personal_code import decrypted, encrypted, keyed_hash
from zvans.accounts.queries.password_ways import family_with_phone
from zvans.accounts.queries.people import person_with_code
from zvans.accounts.queries.security import tries_of
from zvans.accounts.queries.sessions import actor_for
from zvans.audit.actor import Actor
from zvans.audit.models import Action
from zvans.lib.policy import NotAcceptable

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


NEWER = "newer:" + "11" * 32


def kept_code(person: Person, code: str) -> None:
    key_id, kept = encrypted(code)
    PersonalCode.objects.create(person=person, keyed_hash=keyed_hash(code), key_id=key_id, encrypted=kept)


def test_a_newer_key_keeps_nobody_out(code: str, settings: Any) -> None:
    """B13: put first in the settings, it counts from then on, and what was kept before is found as it was."""
    mother = account(Door.FAMILY, Role.MOTHER, "mammas parole", code)
    by = actor_of(mother)
    kept_code(mother.person, code)
    Person.objects.filter(pk=mother.person_id).update(phone="+37120000001")
    choose_username(name="zane.d", by=by)
    spare, way = new_codes(mother), open_password_way(account=mother, by=SYSTEM)
    settings.PERSONAL_CODE_KEYS = [NEWER, *settings.PERSONAL_CODE_KEYS]
    assert [who(Door.FAMILY, name, "mammas parole") for name in (code, "Zane.D")] == [("mother", "mother")] * 2
    assert person_with_code(code) == mother.person
    assert [member.account for member in family_with_phone(code, "+37120000001")] == [mother]
    assert (account_of_way(token=way, address=""), use_recovery_code(mother, spare[0])) == (mother, True)
    who(Door.FAMILY, code, "nepareiza")
    assert [row.is_in for row in tries_of(by)] == [False, True, True]
    father = account(Door.FAMILY, Role.FATHER, "teta parole", make_code())
    with pytest.raises(NotAcceptable):
        choose_username(name="zane.d", by=actor_of(father))


def test_what_is_kept_is_brought_under_the_newest_key(code: str, settings: Any) -> None:
    """B13: then the older one can go, but for what people have chosen themselves."""
    pupil, mother = (account(Door.FAMILY, role, f"{role} parole", code) for role in (Role.PUPIL, Role.MOTHER))
    kept_code(pupil.person, code)
    choose_username(name="zane.d", by=actor_of(mother))
    key_id, kept = encrypted("JBSWY3DPEHPK3PXP")
    CodeGenerator.objects.create(account=mother, key_id=key_id, secret=kept)
    older = settings.PERSONAL_CODE_KEYS
    settings.PERSONAL_CODE_KEYS = [NEWER, *older]
    SignInName.objects.create(account=mother, door=Door.FAMILY, role=Role.MOTHER, name_hash=keyed_hash(code))
    assert (rehash(by=SYSTEM), rehash(by=SYSTEM)) == (2, 0)
    assert who(Door.FAMILY, "zane.d", "mother parole") == ("mother", "mother")
    settings.PERSONAL_CODE_KEYS = [NEWER]
    assert [who(Door.FAMILY, code, f"{role} parole") for role in ("pupil", "mother")] == [
        ("pupil", "pupil"), ("mother", "mother"),
    ]  # fmt: skip
    rows = [(row.key_id, decrypted(row.key_id, bytes(row.encrypted))) for row in PersonalCode.objects.all()]
    rows += [(row.key_id, decrypted(row.key_id, bytes(row.secret))) for row in CodeGenerator.objects.all()]
    assert rows == [("newer", code), ("newer", "JBSWY3DPEHPK3PXP")]
    assert (who(Door.FAMILY, "zane.d", "mother parole"), mother.names.count()) == (None, 2)
