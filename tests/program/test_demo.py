"""The demo from nothing, as a newcomer starts it, and where it refuses to go."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click import ClickException

from tests.program.test_serve import free_port
from tests.support.database import OwnDatabase
from tests.support.program import zvans
from zvans.audit.actor import Actor
from zvans.program.demo_data import ensure_demo
from zvans.schools.actions.schools import add_municipality, add_school


@pytest.fixture
def data() -> Iterator[Path]:
    """A data folder that the database server's own user can enter; pytest's are closed to it."""
    with tempfile.TemporaryDirectory(prefix="zvans-tests-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


def steps(output: str) -> list[str]:
    """What the program said it was doing, without the seconds."""
    return [line.partition(" s  ")[2] for line in output.splitlines() if " s  " in line]


def test_the_first_start_fills_the_database_and_the_second_finds_it_there(data: Path) -> None:
    environment = {"ZVANS_DATA": str(data), "ZVANS_PORT": free_port(), "PATH": "/usr/bin:/bin"}
    first = zvans("demo", "--check", environment=environment)
    assert (first.returncode, first.stderr) == (0, "")
    assert steps(first.stdout)[:3] == [
        "Starting the database",
        "Creating the tables",
        "Filling in the demo municipality",
    ]
    assert steps(first.stdout)[-1] == "Ready"
    assert f"Open http://127.0.0.1:{environment['ZVANS_PORT']}" in first.stdout

    second = zvans("demo", "--check", environment=environment)
    assert (second.returncode, second.stderr) == (0, "")
    assert steps(second.stdout) == ["Starting the database", "Starting the web server", "Ready"]


def test_it_does_not_mix_with_a_real_installation(fresh_database: OwnDatabase, tmp_path: Path) -> None:
    by = Actor.system("test")
    add_school(
        municipality=add_municipality(name="Ogres novads", by=by),
        code="ogre1",
        name="Ogres 1. vidusskola",
        short_name="Ogre",
        by=by,
    )
    with pytest.raises(ClickException, match="Choose another data folder"):
        ensure_demo(fresh_database.installation(tmp_path), print)
