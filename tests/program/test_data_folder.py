"""What an installation calls its own: the data folder and the keys in it."""

import os
from pathlib import Path

import pytest

from zvans.lib.database.problem import DatabaseProblem
from zvans.program.data_folder import data_folder
from zvans.program.keys import Keys


def test_a_folder_that_is_named_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/zvans")
    monkeypatch.setenv("ZVANS_DATA", str(tmp_path / "dati"))
    assert data_folder() == tmp_path / "dati"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has another user for the server")
def test_a_folder_the_server_can_not_enter_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "slēgts").mkdir(mode=0o700)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("ZVANS_DATA", str(tmp_path / "slēgts" / "dati"))
    with pytest.raises(DatabaseProblem, match="its own user can't enter"):
        data_folder()


def test_keys_are_made_once_and_kept_from_others(tmp_path: Path) -> None:
    made = Keys.of(tmp_path)
    assert Keys.of(tmp_path) == made
    assert [(path.name, path.stat().st_mode & 0o777) for path in tmp_path.iterdir()] == [("secrets.json", 0o600)]
    assert len({made.owner_password, made.app_password, made.secret_key, *made.code_keys}) == 4


def test_a_database_that_has_lost_its_keys_is_not_given_others(tmp_path: Path) -> None:
    (tmp_path / "postgres" / "cluster").mkdir(parents=True)
    with pytest.raises(DatabaseProblem, match="Put the file back"):
        Keys.of(tmp_path)
