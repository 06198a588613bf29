"""The PostgreSQL of a test run: a cluster of its own, migrated once into a template, cloned for each worker and each test that commits.

Tests connect as `zvans_app`, as the product does; the alias `owner` is `zvans_owner`.
"""

import os
import shutil
import tempfile
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from threading import Thread
from time import monotonic, sleep, time
from traceback import format_exc

import psycopg
from django.db import connections
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from zvans.lib.database.addresses import with_database
from zvans.lib.database.embedded.cluster import SUPERUSER, Cluster
from zvans.lib.database.roles import APP, DATABASE, OWNER, Passwords
from zvans.program.installation import Installation
from zvans.program.schema import migrate

# Nothing here outlives the run, so nothing needs to reach the disk.
FORGETFUL = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "shared_buffers": "128MB",  # what is dropped again and again is looked for in all of it
}

# To clone a database and drop it is to make and remove a thousand files: in memory that takes a fifth of the time.
_MEMORY, _ENOUGH = "/dev/shm", 3 * 1024**3  # bytes free; a run fills less than one of them
_NAMED, _OLD_SECONDS = "zvans-tests-", 3600
_MIGRATED, _MIGRATE_SECONDS = "migrated", 300

_numbers = count(1)


@dataclass(frozen=True)
class OwnDatabase:
    """One database, and its addresses for both roles."""

    name: str
    app_url: str
    owner_url: str
    superuser_url: str  # makes and drops databases; ends connections that a test left open

    def clone(self, name: str) -> "OwnDatabase":
        """A new database with everything in this one, which nobody may be connected to."""
        self._administer("CREATE DATABASE {} TEMPLATE {} OWNER {} STRATEGY FILE_COPY", name, self.name, OWNER)
        self._administer("REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC", name)  # the one right that no copy takes along
        return self._named(name)

    def clone_for_a_test(self, worker: str) -> "OwnDatabase":
        return self.clone(f"{DATABASE}_{worker}_{os.getpid()}_{next(_numbers)}")

    def empty_sibling(self, name: str) -> "OwnDatabase":
        self._administer("CREATE DATABASE {} OWNER {}", name, OWNER)
        return self._named(name)

    def drop(self) -> None:
        self._administer("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)

    def installation(self, data: Path) -> Installation:
        """As the program sees it, with a data folder."""
        return Installation(data, self.app_url, self.owner_url, APP, is_embedded=False)

    @property
    def is_in_use(self) -> bool:
        return bool(connections.databases["default"]["NAME"] == self.name)

    def use(self) -> None:
        """Let Django's aliases mean this database, in every thread that connects from now on."""
        self.leave()
        for alias, url in (("default", self.app_url), ("owner", self.owner_url)):
            place = conninfo_to_dict(url)
            connections.databases[alias].update(
                NAME=place["dbname"], USER=place["user"], PASSWORD=place["password"], HOST=place["host"], PORT=""
            )

    @staticmethod
    def leave() -> None:
        """End this thread's connections, whichever database they lead to."""
        for alias in ("default", "owner"):
            connections[alias].close()

    def _named(self, name: str) -> "OwnDatabase":
        return replace(
            self, name=name, app_url=with_database(self.app_url, name), owner_url=with_database(self.owner_url, name)
        )

    def _administer(self, statement: str, *names: str) -> None:
        with psycopg.connect(self.superuser_url, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


class OwnServer:
    """The cluster of a test run, in a temporary folder that a server's user can enter.

    `start` gives the database that the others are cloned from. It can be used when `migrated` of its folder comes back.
    """

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix=_NAMED, dir=_memory()))
        self.folder.chmod(0o711)
        self._cluster = Cluster(self.folder / "postgres", Passwords("owner", "app"), FORGETFUL)
        self._migrating: Thread | None = None

    def start(self) -> OwnDatabase:
        """Migrates meanwhile, as the owner: that takes as long as the workers take to find the tests."""
        self._cluster.start()
        urls = self._cluster.url(APP), self._cluster.url(OWNER), self._cluster.url(SUPERUSER, "postgres")
        template = OwnDatabase(DATABASE, *urls)
        template.use()
        self._migrating = Thread(target=self._migrate, args=(template,))
        self._migrating.start()
        return template

    def stop(self) -> None:
        if self._migrating is not None:
            self._migrating.join()
        self._cluster.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _migrate(self, template: OwnDatabase) -> None:
        wrong = ""
        try:
            migrate(template.installation(self.folder))
        except Exception:
            wrong = format_exc()
        finally:
            connections.close_all()
        said = self.folder / "migrating"
        said.write_text(wrong)
        said.rename(self.folder / _MIGRATED)


def migrated(folder: Path) -> None:
    """Wait until the server of this folder has migrated its template."""
    said, until = folder / _MIGRATED, monotonic() + _MIGRATE_SECONDS
    while not said.exists():
        assert monotonic() < until, "the template was not migrated"
        sleep(0.05)
    assert said.read_text() == ""


def _memory() -> str | None:
    """Where files stay in memory, if there is room and programs may run from there: the server's user may need copies of them."""
    try:
        place = os.statvfs(_MEMORY)
    except OSError:
        return None
    if not os.access(_MEMORY, os.W_OK) or place.f_flag & os.ST_NOEXEC or place.f_bavail * place.f_frsize < _ENOUGH:
        return None
    _clear_left_over()
    return _MEMORY


def _clear_left_over() -> None:
    """What killed runs left in memory: nothing holds the locks of their servers any more."""
    for folder in Path(_MEMORY).glob(f"{_NAMED}*/postgres"):
        is_old = time() - folder.stat().st_mtime > _OLD_SECONDS
        if is_old and not Cluster(folder, Passwords("", "")).is_up():
            shutil.rmtree(folder.parent, ignore_errors=True)
