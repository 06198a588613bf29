"""What every test has: a database of the run's own, and no way to the outside world."""

import os
import socket
from collections.abc import Iterator
from dataclasses import astuple
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connections
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker, blocking_manager_key

from tests.factories.ready import ReadyDatabases
from tests.support.database import OwnDatabase, OwnServer, migrated
from tests.support.program import collect_once

_SERVER = pytest.StashKey[OwnServer]()
_TEMPLATE = pytest.StashKey[OwnDatabase]()
_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Several workers share one server, which the process that started them owns."""
    stash = node.config.stash
    if _TEMPLATE not in stash:
        stash[blocking_manager_key].unblock()  # this process runs no tests
        stash[_SERVER] = OwnServer()
        stash[_TEMPLATE] = stash[_SERVER].start()
    node.workerinput["zvans_server"] = str(stash[_SERVER].folder)
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
        migrated(Path(config.workerinput["zvans_server"]))
        return OwnDatabase(*config.workerinput["zvans_template"])
    config.stash[_SERVER] = server = OwnServer()
    with django_db_blocker.unblock():
        template = server.start()
        migrated(server.folder)
    return template


@pytest.fixture(scope="session")
def ready_databases(database_template: OwnDatabase, django_db_blocker: DjangoDbBlocker) -> Iterator[ReadyDatabases]:
    yield ReadyDatabases(database_template, _WORKER)
    connections.close_all()


@pytest.fixture(scope="session")
def worker_database(ready_databases: ReadyDatabases) -> OwnDatabase:
    """The worker's empty database."""
    return ready_databases.empty


@pytest.fixture(scope="session")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The static files as a start of the product collects them: `copy_static` puts them into a data folder."""
    ours = tmp_path_factory.getbasetemp()
    return collect_once((ours if _WORKER == "main" else ours.parent) / "collected")


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Pages of the portal that another test has made."""
    for name in ("pages", "last_pages", "taken_off"):
        caches[name].clear()


@pytest.fixture
def django_db_setup(
    request: pytest.FixtureRequest, ready_databases: ReadyDatabases, django_db_blocker: DjangoDbBlocker
) -> None:
    """In the place of pytest-django's: `db` rolls back in the worker's own database, empty or with the school that the test names."""
    with django_db_blocker.unblock():
        database = ready_databases.rolled_back(request.fixturenames)
        if not database.is_in_use:
            database.use()


@pytest.fixture
def fresh_database(
    request: pytest.FixtureRequest, ready_databases: ReadyDatabases, django_db_blocker: DjangoDbBlocker
) -> Iterator[OwnDatabase]:
    """A clone that the test may commit to, with several connections or a server at work; thrown away after it."""
    with django_db_blocker.unblock():
        OwnDatabase.leave()
        database = ready_databases.fresh(request.fixturenames)
        database.use()
        try:
            yield database
        finally:
            OwnDatabase.leave()
            database.drop()


def _ready(name: str) -> Any:
    @pytest.fixture(name=name)
    def rows(ready_databases: ReadyDatabases, django_db_blocker: DjangoDbBlocker) -> Any:
        with django_db_blocker.unblock():
            return ready_databases.rows(name)

    return rows


alfa = _ready("alfa")
small_school = _ready("small_school")
school_of_thirty = _ready("school_of_thirty")
everybody = _ready("everybody")
families_of_two_schools = _ready("families_of_two_schools")
some_posts = _ready("some_posts")


@pytest.fixture(autouse=True)
def no_language_of_another() -> Iterator[None]:
    """A request leaves its language behind in its thread, and the next test would go on in it."""
    yield
    translation.deactivate()


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
