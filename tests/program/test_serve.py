"""`zvans serve` as a service manager, a user at the terminal and an accident end it."""

import signal
import socket
import subprocess
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic, sleep

import pytest
from click import ClickException

from tests.factories.people import make_person
from tests.support.database import OwnDatabase
from tests.support.program import copy_static, environment_of, start_zvans, zvans
from zvans.accounts.models import PersonalCode
from zvans.program.serving import check_port_free


def free_port() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])


def descendants(number: int) -> set[int]:
    """Of a process, by what the kernel says of its threads."""
    found = set()
    for listed in Path(f"/proc/{number}/task").glob("*/children"):
        for child in map(int, listed.read_text().split()):
            found |= {child} | descendants(child)
    return found


def is_running(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_until(condition: Callable[[], bool]) -> None:
    until = monotonic() + 30
    while not condition():
        assert monotonic() < until, "waited in vain"
        sleep(0.05)


def is_free(port: str) -> bool:
    try:
        check_port_free("127.0.0.1", int(port))
    except ClickException:
        return False
    return True


@pytest.fixture
def data(collected: Path, tmp_path: Path) -> Path:
    copy_static(collected, tmp_path)
    return tmp_path


def serving(database: OwnDatabase, data: Path, port: str) -> "subprocess.Popen[str]":
    program = start_zvans("serve", "--port", port, environment=environment_of(database, data))
    assert program.stdout is not None
    assert program.stdout.readline() == f"Serving on http://127.0.0.1:{port}\n"
    return program


def front_page(port: str) -> int:
    connection = HTTPConnection("127.0.0.1", int(port), timeout=10)
    connection.request("GET", "/")
    status = connection.getresponse().status
    connection.close()
    return status


def all_of(program: "subprocess.Popen[str]") -> set[int]:
    """The web server with the two processes that answer, and the worker."""
    wait_until(lambda: len(descendants(program.pid)) == 4)
    return descendants(program.pid)


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_and_stops_with_all_it_started(
    fresh_database: OwnDatabase, data: Path, ending: signal.Signals
) -> None:
    port = free_port()
    with serving(fresh_database, data, port) as program:
        started = all_of(program)
        assert front_page(port) == 200
        program.send_signal(ending)
        assert program.wait(30) == 0
    assert [number for number in started if is_running(number)] == []


def test_nothing_outlives_a_kill_9_and_the_port_is_free_again(fresh_database: OwnDatabase, data: Path) -> None:
    port = free_port()
    with serving(fresh_database, data, port) as program:
        started = all_of(program)
        program.kill()
    wait_until(lambda: not any(map(is_running, started)))
    wait_until(lambda: is_free(port))  # a process whose first thread has ended may hold it a moment longer


def test_a_taken_port_is_said_before_anything_starts(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = zvans("serve", "--port", str(port), environment={"ZVANS_DATA": str(tmp_path / "data")})
    assert (refused.returncode, (tmp_path / "data").exists()) == (1, False)
    assert refused.stderr == (
        f"Error: 127.0.0.1:{port} can't be used: Address already in use.\n"
        f"Choose another port, for example ZVANS_PORT={port + 1}.\n"
    )


def test_old_tables_are_not_served(fresh_database: OwnDatabase, tmp_path: Path) -> None:
    empty = fresh_database.empty_sibling(f"{fresh_database.name}_empty")
    try:
        refused = zvans("serve", "--port", free_port(), environment=environment_of(empty, tmp_path))
    finally:
        empty.drop()
    assert (refused.returncode, refused.stderr) == (
        1, "Error: The tables are not those of this version.\nRun `zvans init`, or `zvans serve --migrate`.\n",
    )  # fmt: skip


def test_personal_codes_that_nobody_could_sign_in_with_are_not_served(
    fresh_database: OwnDatabase, tmp_path: Path
) -> None:
    person = make_person("Elza", "Liepa")
    PersonalCode.objects.create(person=person, keyed_hash=b"hash", key_id="lost", encrypted=b"code")
    refused = zvans("serve", "--port", free_port(), environment=environment_of(fresh_database, tmp_path))
    assert (refused.returncode, refused.stderr.splitlines()[0]) == (
        1, f"Error: The personal codes in the database were stored with keys that {tmp_path} does not have.",
    )  # fmt: skip
