"""The embedded PostgreSQL through real starts, crashes and restarts (K5)."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep

import psycopg
import pytest

from tests.support.database import FORGETFUL
from zvans.lib.database.embedded.cluster import Cluster
from zvans.lib.database.problem import DatabaseProblem
from zvans.lib.database.roles import APP, OWNER, Passwords

PASSWORDS = Passwords("owner/'@", "app %&")


def cluster(folder: Path) -> Cluster:
    return Cluster(folder, PASSWORDS, FORGETFUL)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A cluster with one table of the owner's, made where an interrupted making left its remains.

    One for all tests, because making it is the slow part: each leaves it stopped and whole.
    """
    with tempfile.TemporaryDirectory(prefix="zvans-Tests ") as home:
        Path(home).chmod(0o711)
        remains = Path(home) / "postgres" / "cluster.new" / "base"
        remains.mkdir(parents=True)
        (remains.parent / "PG_VERSION").write_text("15\n")
        with Cluster(Path(home) / "postgres", PASSWORDS) as fresh, psycopg.connect(fresh.url(OWNER)) as owner:
            owner.execute("CREATE TABLE bell (rang int); GRANT SELECT, INSERT ON bell TO zvans_app")
        yield Path(home) / "postgres"


def asked(running: Cluster, statement: str) -> object:
    with psycopg.connect(running.url(APP)) as app:
        row = app.execute(statement).fetchone()
    return row and row[0]


def postmaster(running: Cluster) -> int:
    return int((running.files / "postmaster.pid").read_text().split()[0])


def is_gone(number: int) -> bool:
    """Ended, if not yet collected by its parent."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def wait_for(condition: Callable[[], bool], seconds: float = 20) -> None:
    until = monotonic() + seconds
    while not condition():
        assert monotonic() < until, "waited in vain"
        sleep(0.02)


def test_a_new_cluster_has_two_roles_and_is_closed_to_the_network(folder: Path) -> None:
    with Cluster(folder, PASSWORDS) as running:
        assert asked(running, "SHOW listen_addresses") == ""
        assert asked(running, "SHOW fsync") == "on"
        assert asked(running, "SHOW jit") == "off"
        assert asked(running, "SHOW data_checksums") == "on"
        assert asked(running, "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user") is False
        assert asked(running, "SELECT datdba::regrole::text FROM pg_database WHERE datname = 'zvans'") == OWNER


def test_nobody_comes_in_without_a_password(folder: Path) -> None:
    with cluster(folder) as running, pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(running.url(APP).replace("app%20%25%26", "guessed"))


def test_the_folder_is_closed_to_others(folder: Path) -> None:
    with cluster(folder) as running:
        assert [path.stat().st_mode & 0o077 for path in (folder, running.files, running.socket)] == [0, 0, 0]


def test_what_was_written_is_there_after_a_restart_and_no_process_is_left(folder: Path) -> None:
    with cluster(folder) as running:
        asked(running, "INSERT INTO bell VALUES (8) RETURNING rang")
        server = postmaster(running)
    assert is_gone(server)
    with cluster(folder) as running:
        assert asked(running, "SELECT rang FROM bell WHERE rang = 8") == 8


def test_a_second_program_uses_the_running_server_and_leaves_it_running(folder: Path) -> None:
    with cluster(folder) as first:
        with cluster(folder) as second:
            assert (first.is_ours, second.is_ours) == (True, False)
            assert asked(second, "SELECT 1") == 1
        assert asked(first, "SELECT 1") == 1


def test_a_killed_server_loses_nothing_and_the_next_start_mends_itself(folder: Path) -> None:
    running = Cluster(folder, PASSWORDS)
    running.start()
    asked(running, "INSERT INTO bell VALUES (9) RETURNING rang")
    os.kill(postmaster(running), signal.SIGKILL)
    with Cluster(folder, PASSWORDS) as again:
        assert asked(again, "SELECT rang FROM bell WHERE rang = 9") == 9
    running.stop()


def test_the_number_of_a_killed_server_can_be_another_programs_by_now(folder: Path) -> None:
    note = folder / "cluster" / "postmaster.pid"
    note.write_text(f"{os.getppid()}\n{folder / 'cluster'}\n1700000000\n5432\n\n\n\n")
    with cluster(folder) as running:
        assert asked(running, "SELECT 1") == 1


STARTER = """
import sys, time
from pathlib import Path
from zvans.lib.database.embedded.cluster import Cluster
from zvans.lib.database.roles import Passwords
running = Cluster(Path(sys.argv[1]), Passwords("owner", "app"))
running.start()
print("started", flush=True)
time.sleep(60)
"""


def test_the_server_ends_with_the_program_that_started_it_even_by_kill_9(folder: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", STARTER, folder], stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == b"started\n"
        server = postmaster(cluster(folder))
        program.kill()
    wait_for(lambda: is_gone(server))
    with cluster(folder) as again:
        assert again.is_ours


def test_a_dying_server_is_waited_for(folder: Path) -> None:
    dying = cluster(folder)
    dying.start()
    lingering = psycopg.connect(dying.url(APP))
    os.kill(postmaster(dying), signal.SIGTERM)  # lets nobody in, ends when the last connection does
    wait_for(lambda: not (folder / "cluster" / "postmaster.pid").exists() or not answers(dying))
    threading.Timer(0.3, lingering.close).start()
    with cluster(folder) as again:
        assert again.is_ours
        assert asked(again, "SELECT 1") == 1
    dying.stop()


def answers(running: Cluster) -> bool:
    try:
        psycopg.connect(running.url(APP)).close()
    except psycopg.OperationalError:
        return False
    return True


def test_what_an_interrupted_making_left_is_gone(folder: Path) -> None:
    assert not (folder / "cluster.new").exists()
    with cluster(folder) as running:
        assert asked(running, "SELECT 1") == 1


def test_a_long_path_gets_a_short_socket_with_the_same_protection(folder: Path) -> None:
    deep = folder.parent / ("Šķūnis" * 12)
    deep.mkdir(mode=0o711)
    folder.rename(deep / "postgres")
    try:
        with cluster(deep / "postgres") as running:
            assert len(os.fsencode(running.socket)) < 100
            assert running.socket.stat().st_mode & 0o077 == 0
            assert asked(running, "SELECT 1") == 1
        running.socket.rmdir()
    finally:
        (deep / "postgres").rename(folder)


def test_a_folder_made_by_a_version_that_is_gone_is_left_alone(folder: Path) -> None:
    recorded = folder / "cluster" / "PG_VERSION"
    version = recorded.read_text()
    recorded.write_text("9\n")
    try:
        with pytest.raises(DatabaseProblem, match=r"made by PostgreSQL 9; this machine has: .*\n.*ZVANS_PG_BINDIR"):
            cluster(folder).start()
    finally:
        recorded.write_text(version)


def test_a_server_that_can_not_start_says_why(folder: Path) -> None:
    with pytest.raises(DatabaseProblem, match=r"did not start[^$]*max_connections"):
        Cluster(folder, PASSWORDS, FORGETFUL | {"max_connections": "none"}).start()
