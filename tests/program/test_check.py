"""`zvans check` and the parts of the program that say how things are."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from tests.factories.people import make_person
from tests.factories.school import make_school
from tests.support.database import OwnDatabase
from tests.support.program import environment_of, zvans
from zvans.accounts.models import PersonalCode
from zvans.accounts.personal_code import encrypted, keyed_hash
from zvans.lib.dates import now
from zvans.notifications.enums import SmsState
from zvans.notifications.models import SmsMessage
from zvans.program.main import _COMMANDS


def wrong(output: str) -> list[str]:
    return [line.removeprefix("WRONG  ") for line in output.splitlines() if line.startswith("WRONG")]


def test_a_good_installation_passes(fresh_database: OwnDatabase, tmp_path: Path) -> None:
    checked = zvans("check", environment=environment_of(fresh_database, tmp_path))
    assert (checked.returncode, wrong(checked.stdout), checked.stderr) == (0, [], "")


def test_a_gateway_of_text_messages_that_anybody_could_play_is_told(
    fresh_database: OwnDatabase, tmp_path: Path
) -> None:
    said = {"ZVANS_SMS_URL": "http://127.0.0.1:13013/cgi-bin/sendsms", "ZVANS_SMS_SECRET": "short"}
    for state in (SmsState.UNKNOWN, SmsState.DELIVERED, SmsState.DELIVERED):
        SmsMessage.objects.create(phone="+37120000001", purpose="password_way", state=state, expires_at=now())
    checked = zvans("check", environment=environment_of(fresh_database, tmp_path) | said)
    assert "ok     text messages of the last day: 2 delivered, 1 unknown" in checked.stdout.splitlines()
    assert (checked.returncode, wrong(checked.stdout)) == (
        1,
        [
            "the gateway of text messages is known by a long ZVANS_SMS_SECRET",
            "text messages lead people to http://127.0.0.1:8000 (ZVANS_ADDRESS)",
        ],
    )


def test_a_provider_that_speaks_for_nobody_known_is_told(fresh_database: OwnDatabase, tmp_path: Path) -> None:
    """B15: one that speaks for schools that are there, and one for everybody, are well."""
    make_school()
    said = {"ZVANS_SIGN_IN_WITH": "valsts,skola,nams,novads", "ZVANS_SIGN_IN_VALSTS_EVERYBODY": "true"}
    said |= {"ZVANS_SIGN_IN_SKOLA_SCHOOLS": "alfa", "ZVANS_SIGN_IN_NAMS_SCHOOLS": "alfa,gamma"}
    for key in ("VALSTS", "SKOLA", "NAMS", "NOVADS"):
        own = {
            "NAME": key,
            "DOORS": "staff",
            "ISSUER": "https://id.example",
            "CLIENT_ID": "zvans",
            "CODE_CLAIM": "code",
        }
        said |= {f"ZVANS_SIGN_IN_{key}_{name}": value for name, value in own.items()}
    checked = zvans("check", environment=environment_of(fresh_database, tmp_path) | said)
    assert (checked.returncode, wrong(checked.stdout)) == (
        1,
        [
            "schools in ZVANS_SIGN_IN_NAMS_SCHOOLS that are not there: gamma",
            "the provider novads speaks for nobody (ZVANS_SIGN_IN_NOVADS_SCHOOLS or ZVANS_SIGN_IN_NOVADS_EVERYBODY)",
        ],
    )


def test_what_an_older_key_is_still_needed_for(fresh_database: OwnDatabase, tmp_path: Path) -> None:
    """B13: everybody signs in all the same; what can be moved is moved."""
    newer, older = "newer:" + "11" * 32, ",".join(settings.PERSONAL_CODE_KEYS)
    key_id, kept = encrypted("32073120115")
    PersonalCode.objects.create(
        person=make_person(), keyed_hash=keyed_hash("32073120115"), key_id=key_id, encrypted=kept
    )
    environment = environment_of(fresh_database, tmp_path) | {"ZVANS_CODE_KEYS": f"{newer},{older}"}

    def said() -> list[str]:
        lines = zvans("check", environment=environment).stdout.splitlines()
        return [line for line in lines if "keys:" in line or "whichever key" in line]

    names = "ok     of whichever key: 0 chosen usernames, 0 recovery codes (they end with their key)"
    moves = "ok     under older keys: {} personal codes, 0 code apps (`zvans rehash` moves them)"
    assert said() == [moves.format(1), names]
    assert zvans("rehash", environment=environment).stdout == "Brought under the newest key: 1.\n"
    assert said() == [moves.format(0), names]
    alone = environment_of(fresh_database, tmp_path) | {"ZVANS_CODE_KEYS": newer}
    assert zvans("check", environment=alone).returncode == 0


def test_serving_as_the_owner_is_refused(fresh_database: OwnDatabase, tmp_path: Path) -> None:
    environment = environment_of(fresh_database, tmp_path) | {"DATABASE_URL": fresh_database.owner_url}
    checked = zvans("check", environment=environment)
    assert checked.returncode == 1
    assert [line.split(" tables")[0].rstrip("0123456789") for line in wrong(checked.stdout)] == [
        "the serving role zvans_owner owns ",
        "the record of actions can't be changed except audit_action, audit_change",
    ]


def test_a_database_without_tables_is_behind(fresh_database: OwnDatabase, tmp_path: Path) -> None:
    empty = fresh_database.empty_sibling(f"{fresh_database.name}_empty")
    try:
        checked = zvans("check", environment=environment_of(empty, tmp_path))
    finally:
        empty.drop()
    assert (checked.returncode, [line.split(":")[0] for line in wrong(checked.stdout)]) == (
        1,
        ["migrations not applied"],
    )


def test_secrets_that_others_can_read_are_told(fresh_database: OwnDatabase, tmp_path: Path) -> None:
    environment = environment_of(fresh_database, tmp_path)
    zvans("check", environment=environment)
    (tmp_path / "secrets.json").chmod(0o644)
    checked = zvans("check", environment=environment)
    assert (checked.returncode, wrong(checked.stdout)) == (1, ["secrets.json can be read by its owner only"])


def test_a_database_that_does_not_answer_is_said_in_words(fresh_database: OwnDatabase, tmp_path: Path) -> None:
    environment = environment_of(fresh_database, tmp_path) | {
        "DATABASE_URL": "postgresql://zvans_app@127.0.0.1:9/zvans"
    }
    checked = zvans("check", environment=environment)
    assert (checked.returncode, checked.stdout) == (1, "")
    assert checked.stderr.startswith("Error: The database named in DATABASE_URL does not let us in:")
    assert checked.stderr.endswith("\nCheck DATABASE_URL.\n")


def test_help_names_every_command_for_a_newcomer() -> None:
    shown = zvans("--help").stdout
    listed = shown.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in listed if line.startswith("  ") and line[2] != " "] == list(_COMMANDS)


def test_personas_for_programs_and_for_people() -> None:
    told = json.loads(zvans("personas", "--json").stdout)
    fields = ["name", "role", "door", "username", "password", "school", "start_url"]
    assert [list(persona) for persona in told] == [fields] * len(told)
    assert {persona["door"] for persona in told} == {"family", "staff"}
    assert len(zvans("personas").stdout.splitlines()) == 1 + len(told)


@pytest.mark.parametrize("command", ["init", "demo"])
def test_a_data_folder_that_can_not_be_is_said_in_words(command: str) -> None:
    refused = zvans(command, environment={"ZVANS_DATA": "/proc/nowhere", "PATH": "/usr/bin:/bin", "ZVANS_PORT": "8119"})
    assert (refused.returncode, refused.stderr.startswith("Error: ")) == (1, True)
