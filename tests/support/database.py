"""The PostgreSQL of a test run: a cluster of its own, migrated once into a template, cloned for each worker and each test that commits.

Tests connect as `zvans_app`, as the product does; the alias `owner` is `zvans_owner`.
"""

import shutil
import tempfile
from dataclasses import dataclass, replace
from itertools import count
from os import getpid
from pathlib import Path

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
        return self._named(name)

    def clone_for_a_test(self, worker: str) -> "OwnDatabase":
        return self.clone(f"{DATABASE}_{worker}_{getpid()}_{next(_numbers)}")

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
    """The cluster of a test run, in a temporary folder that a server's user can enter."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="zvans-tests-"))
        self.folder.chmod(0o711)
        self._cluster = Cluster(self.folder / "postgres", Passwords("owner", "app"), FORGETFUL)

    def start(self) -> OwnDatabase:
        """Start, migrate as the owner, and give the database that the others are cloned from."""
        self._cluster.start()
        urls = self._cluster.url(APP), self._cluster.url(OWNER), self._cluster.url(SUPERUSER, "postgres")
        template = OwnDatabase(DATABASE, *urls)
        template.use()
        migrate(template.installation(self.folder))
        connections.close_all()
        return template

    def stop(self) -> None:
        self._cluster.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
