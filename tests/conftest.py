"""What every test has: a database of the run's own, and no way to the outside world."""

import os
import socket
from collections.abc import Iterator
from dataclasses import astuple
from ipaddress import ip_address
from typing import Any

import pytest
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker, blocking_manager_key

from tests.support.database import OwnDatabase, OwnServer

_SERVER = pytest.StashKey[OwnServer]()
_TEMPLATE = pytest.StashKey[OwnDatabase]()
_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Several workers share one server, which the process that started them owns."""
    stash = node.config.stash
    if _TEMPLATE not in stash:
        stash[_SERVER] = OwnServer()
        with stash[blocking_manager_key].unblock():
            stash[_TEMPLATE] = stash[_SERVER].start()
    node.workerinput["zvans_template"] = astuple(stash[_TEMPLATE])


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print what tests have counted of a person's work: keys, taps, actions (F3)."""
    passed = terminalreporter.stats.get("passed", [])
    counted = [value for report in passed for name, value in report.user_properties if name == "counted"]
    for line in counted:
        terminalreporter.write_line(f"counted: {line}")


def pytest_unconfigure(config: pytest.Config) -> None:
    server = config.stash.get(_SERVER, None)
    if server is not None:
        server.stop()


@pytest.fixture(scope="session")
def database_template(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> OwnDatabase:
    """The migrated database that all others are cloned from."""
    config = request.config
    if hasattr(config, "workerinput"):
        return OwnDatabase(*config.workerinput["zvans_template"])
    config.stash[_SERVER] = OwnServer()
    with django_db_blocker.unblock():
        return config.stash[_SERVER].start()


@pytest.fixture(scope="session")
def worker_database(database_template: OwnDatabase) -> OwnDatabase:
    return database_template.clone(f"zvans_{_WORKER}")


@pytest.fixture(scope="session")
def django_db_setup(worker_database: OwnDatabase, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """In the place of pytest-django's: `@pytest.mark.django_db` rolls back in the worker's own clone."""
    with django_db_blocker.unblock():
        worker_database.use()
    yield
    connections.close_all()


@pytest.fixture
def fresh_database(
    django_db_setup: None,
    database_template: OwnDatabase,
    worker_database: OwnDatabase,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[OwnDatabase]:
    """A clone that the test may commit to, with several connections or a server at work; thrown away after it."""
    database = database_template.clone_for_a_test(_WORKER)
    with django_db_blocker.unblock():
        database.use()
        try:
            yield database
        finally:
            worker_database.use()
            database.drop()


@pytest.fixture(autouse=True, scope="session")
def no_outside_world() -> Iterator[None]:
    """A test speaks to this machine only."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_here(address[0]):
            raise OSError(f"A test tried to connect to {address[0]}.")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
