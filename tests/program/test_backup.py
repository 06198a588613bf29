"""Backup and restore, rehearsed (K5)."""

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from click import ClickException
from psycopg import sql

from tests.support.database import OwnDatabase
from tests.support.program import environment_of, zvans
from zvans.accounts.models import Person
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.database.problem import DatabaseProblem
from zvans.program.archive import read_archive, write_archive


@pytest.fixture
def elsewhere(fresh_database: OwnDatabase) -> Iterator[OwnDatabase]:
    """An empty database for the restored copy."""
    other = fresh_database.empty_sibling(f"{fresh_database.name}_copy")
    yield other
    other.drop()


def rows(database: OwnDatabase) -> dict[str, int]:
    """Table → how many rows, as the owner sees them: of all schools."""
    with psycopg.connect(database.owner_url) as owner:
        tables = owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1").fetchall()
        counted = {}
        for (table,) in tables:
            row = owner.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
            counted[table] = row[0] if row else 0
    return counted


def write_something(name: str) -> None:
    with recorded("rehearse", by=Actor.system("test"), schools=[]):
        Person.objects.create(given_name=name, family_name="Ābele")


def test_a_restored_installation_has_every_row_key_and_file(
    fresh_database: OwnDatabase, elsewhere: OwnDatabase, tmp_path: Path
) -> None:
    write_something("Žanis")
    here, there = environment_of(fresh_database, tmp_path / "here"), environment_of(elsewhere, tmp_path / "there")
    (tmp_path / "here" / "files" / "2026").mkdir(parents=True)
    (tmp_path / "here" / "files" / "2026" / "darbs.txt").write_text("Mans mājas darbs")
    file = tmp_path / "kopija.zip"

    assert zvans("backup", file, environment=here).returncode == 0
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    restored = zvans("restore", file, environment=there)
    assert (restored.returncode, restored.stderr) == (0, "")

    assert rows(elsewhere) == rows(fresh_database)
    assert rows(elsewhere)["accounts_person"] == 1
    assert (tmp_path / "there" / "files" / "2026" / "darbs.txt").read_text() == "Mans mājas darbs"
    assert keys_in(tmp_path / "there") == keys_in(tmp_path / "here")
    assert zvans("check", environment=there).returncode == 0


def keys_in(data: Path) -> tuple[str, list[str]]:
    stored = json.loads((data / "secrets.json").read_text())
    return stored["secret_key"], stored["code_keys"]


def test_what_is_there_is_replaced_only_when_that_is_said(fresh_database: OwnDatabase, tmp_path: Path) -> None:
    here, file = fresh_database.installation(tmp_path), tmp_path / "kopija.zip"
    write_something("Pirms")
    write_archive(here, file)
    write_something("Pēc")

    with pytest.raises(ClickException, match="The database is not empty"):
        read_archive(here, file, replace=False)
    with pytest.raises(DatabaseProblem, match="The installation is serving"):
        read_archive(here, file, replace=True)  # our own connection is open
    assert set(Person.objects.values_list("given_name", flat=True)) == {"Pirms", "Pēc"}

    fresh_database.use()  # closes it
    read_archive(here, file, replace=True)
    assert list(Person.objects.values_list("given_name", flat=True)) == ["Pirms"]


def a_zip_of_something_else(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("letter.txt", "Labdien")


def no_zip(file: Path) -> None:
    file.write_bytes(b"\x00" * 100)


@pytest.mark.parametrize("made", [a_zip_of_something_else, no_zip])
def test_a_file_that_is_no_backup_is_refused(
    fresh_database: OwnDatabase, tmp_path: Path, made: Callable[[Path], None]
) -> None:
    made(tmp_path / "kopija.zip")
    with pytest.raises(ClickException, match="is not a backup of zvans"):
        read_archive(fresh_database.installation(tmp_path), tmp_path / "kopija.zip", replace=True)
