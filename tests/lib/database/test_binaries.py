"""Which PostgreSQL is taken, on machines as they are."""

from pathlib import Path

import pytest

from zvans.lib.database.embedded import binaries
from zvans.lib.database.problem import DatabaseProblem


def install(folder: Path, version: str, *names: str) -> Path:
    """Programs that only tell their version."""
    folder.mkdir()
    for name in names:
        program = folder / name
        program.write_text(f'#!/bin/sh\necho "{name} (PostgreSQL) {version}"\n')
        program.chmod(0o755)
    return folder


def test_the_named_folder_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = install(tmp_path / "bin", "17.2", "postgres", "initdb")
    monkeypatch.setenv("ZVANS_PG_BINDIR", str(named))
    found = binaries.for_new_cluster()
    assert (found.folder, found.version, found.major) == (named, "17.2", 17)


def test_a_named_folder_without_a_server_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZVANS_PG_BINDIR", str(install(tmp_path / "bin", "17.2", "psql")))
    with pytest.raises(DatabaseProblem, match=r"has no PostgreSQL server in it\.\nInstall PostgreSQL"):
        binaries.for_new_cluster()


def test_a_version_too_old_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZVANS_PG_BINDIR", str(install(tmp_path / "bin", "13.4", "postgres", "initdb")))
    assert binaries.for_new_cluster().major >= binaries.OLDEST_MAJOR


def test_a_cluster_gets_its_own_version_wherever_that_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = install(tmp_path / "bin", "99.1", "postgres", "initdb")
    monkeypatch.setenv("ZVANS_PG_BINDIR", str(named))
    assert binaries.for_cluster(99).folder == named
    others = [found for found in binaries.candidates() if found.folder != named]
    assert binaries.for_cluster(others[0].major).major == others[0].major


def test_a_backup_is_made_by_programs_as_new_as_the_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZVANS_PG_BINDIR", str(install(tmp_path / "bin", "14.9", "pg_dump", "pg_restore")))
    assert binaries.for_backup(14).major == 14
    assert binaries.for_backup(15).major >= 15
    with pytest.raises(DatabaseProblem, match="No pg_dump of PostgreSQL 99 or newer"):
        binaries.for_backup(99)
