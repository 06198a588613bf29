"""`zvans init` and the operator (B13, B14)."""

import re
from pathlib import Path

import pytest

from tests.factories.people import make_person
from tests.support.database import OwnDatabase
from tests.support.program import copy_static, environment_of, zvans
from zvans.accounts.models import Account, Person, PersonalCode, Session, SignInName

CODE, NAME = "320000-12345", "Uldis Krastkalns"


@pytest.fixture
def program(fresh_database: OwnDatabase, collected: Path, tmp_path: Path, settings):  # type: ignore[no-untyped-def]
    copy_static(collected, tmp_path / "data")
    environment = environment_of(fresh_database, tmp_path / "data")
    environment["ZVANS_CODE_KEYS"] = ",".join(settings.PERSONAL_CODE_KEYS)

    def run(*arguments: str) -> tuple[int, str, str]:
        done = zvans("init", *arguments, environment=environment)
        return done.returncode, done.stdout, done.stderr

    return run


def password_in(printed: str) -> str:
    return re.findall(r"password  (\S+)", printed)[0]


def opens(password: str) -> bool:
    """Whether the password is that of the operator's account, as the product stores it."""
    from django.contrib.auth.hashers import check_password

    return check_password(password, Account.objects.get().password)


def test_the_operator_signs_in_with_what_is_printed_once(program) -> None:  # type: ignore[no-untyped-def]
    status, printed, complaint = program("--operator", CODE, "--name", NAME)
    assert (status, complaint) == (0, "")
    account = Account.objects.select_related("person").get()
    assert (str(account.person), account.door, account.school_ids) == (NAME, "staff", [])
    assert list(SignInName.objects.values_list("role", "door")) == [("operator", "staff")]
    first = password_in(printed)
    assert (opens(first), f"username  {CODE}" in printed) == (True, True)

    status, printed, complaint = program()
    assert (status, "password" in printed, opens(first), Account.objects.count()) == (0, False, True, 1)


def test_again_for_the_same_code_gives_a_new_password_and_ends_sessions(program) -> None:  # type: ignore[no-untyped-def]
    first = password_in(program("--operator", CODE, "--name", NAME)[1])
    Session.objects.create(
        account=Account.objects.get(), role="operator", token_hash=b"x", expires_at="2200-01-01 00:00+00:00"
    )
    status, printed, _complaint = program("--operator", CODE.replace("-", ""))
    assert (status, opens(first), opens(password_in(printed)), Session.objects.count()) == (0, False, True, 0)
    assert (Person.objects.count(), PersonalCode.objects.count(), SignInName.objects.count()) == (1, 1, 1)


def test_without_options_it_says_how_to_do_it_later(program) -> None:  # type: ignore[no-untyped-def]
    status, printed, complaint = program()
    assert (status, complaint, Account.objects.count()) == (0, "", 0)
    assert printed.splitlines()[0] == (
        "Nobody operates this installation yet: `zvans init --operator CODE --name NAME` does it later."
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--operator", "12345", "--name", NAME], "This is not a personal code"),
        (["--operator", CODE], "Say with --name who it is"),
        (["--operator", CODE, "--name", "Uldis"], "Say with --name who it is"),
    ],
)
def test_what_is_missing_or_wrong_is_said(program, arguments: list[str], said: str) -> None:  # type: ignore[no-untyped-def]
    status, _printed, complaint = program(*arguments)
    assert (status, said in complaint, Account.objects.count()) == (2, True, 0)


def test_who_works_at_a_school_does_not_operate(program, settings) -> None:  # type: ignore[no-untyped-def]
    from zvans.accounts.personal_code import encrypted, keyed_hash

    digits = CODE.replace("-", "")
    person = make_person("Ilze", "Kalniņa")
    key, kept = encrypted(digits)
    PersonalCode.objects.create(person=person, keyed_hash=keyed_hash(digits), key_id=key, encrypted=kept)
    account = Account.objects.create(person=person, door="staff", password="kept")
    SignInName.objects.create(account=account, door="staff", name_hash=keyed_hash(digits), role="staff")
    status, _printed, complaint = program("--operator", CODE)
    account.refresh_from_db()
    assert (status, "works at a school already" in complaint, account.password) == (1, True, "kept")
