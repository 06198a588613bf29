"""An installation of its own to be killed: one school of the bench's country, fifty teachers' cells in it, and `zvans serve` over it."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_urlsafe
from time import monotonic, sleep

import psycopg

from bench.country.load import load
from bench.country.names import public_id
from tests.program.test_serve import free_port
from tests.support.database import OwnDatabase
from tests.support.program import copy_static
from zvans.accounts.queries.sessions import token_hash
from zvans.lib.database.embedded.cluster import SUPERUSER, Cluster
from zvans.lib.database.roles import APP, DATABASE, OWNER, grant_app_rights
from zvans.lib.dates import monday_of, today
from zvans.program import dump
from zvans.program.keys import Keys
from zvans.program.schema import append_only_tables

_ROOT = Path(__file__).parent.parent.parent
_START_SECONDS = 120
_TOLD = "Serving on"
_CELLS_OF_A_CLIENT = 60
# Cells with a mark and no absence, of lessons that have been: the text is the mark alone.
_CELLS = """
SELECT l."on" || '.' || l.number || '.' || l.part, m.pupil_id, m.text, m.revision, m.id
FROM journal_mark m JOIN journal_lesson l ON l.id = m.lesson_id
WHERE m.course_id = %s AND l."on" <= %s
AND NOT EXISTS (SELECT 1 FROM journal_absence a WHERE a.lesson_id = m.lesson_id AND a.pupil_id = m.pupil_id)
ORDER BY m.id LIMIT %s
"""


@dataclass
class Cell:
    """A mark as its client knows it. `writes` counts the changes that were acknowledged."""

    lesson: str
    pupil: int
    text: str
    revision: int
    row: int
    writes: int = 0


@dataclass(frozen=True)
class Desk:
    """What one client works with: a course, who teaches it, and cells that nobody else changes."""

    account: int
    token: str
    path: str
    cells: list[Cell]


class Installed:
    """`zvans serve` as a service manager keeps it: `start` again after it was killed."""

    def __init__(self, folder: Path, cluster: Cluster) -> None:
        self.folder, self.cluster, self.port = folder, cluster, int(free_port())
        self.program: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environment = {"ZVANS_DATA": str(self.folder), "PYTHONPATH": str(_ROOT), "PATH": os.environ["PATH"]}
        command = [sys.executable, "-m", "zvans.program.main", "serve", "--port", str(self.port)]
        told = self.said().count(_TOLD)
        with (self.folder / "program.log").open("ab") as log:
            self.program = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        until = monotonic() + _START_SECONDS
        while self.said().count(_TOLD) == told:
            assert self.program.poll() is None, f"zvans serve ended: {self.said()[-2000:]}"
            assert monotonic() < until, "zvans serve did not start"
            sleep(0.05)

    def said(self) -> str:
        log = self.folder / "program.log"
        return log.read_text(errors="replace") if log.exists() else ""

    def stop(self) -> int:
        assert self.program is not None
        self.program.terminate()
        return self.program.wait(60)

    def superuser(self) -> "psycopg.Connection":
        return psycopg.connect(self.cluster.url(SUPERUSER, DATABASE), autocommit=True)

    def desks(self, clients: int) -> list[Desk]:
        """A desk for each client; each is signed in already."""
        with self.superuser() as connection:
            return [_desk(connection, course) for course in _courses(connection, clients)]


@contextmanager
def installed(template: OwnDatabase, collected: Path) -> Iterator[Installed]:
    """The schema and the static files are copied from the test run; all else is as `zvans init` leaves it, durable too."""
    with tempfile.TemporaryDirectory(prefix="zvans-kill-") as home:
        folder = Path(home)
        folder.chmod(0o711)
        copy_static(collected, folder)
        cluster = Cluster(folder / "postgres", Keys.of(folder).passwords)
        made = Installed(folder, cluster)
        with cluster:
            dump.write(template.owner_url, folder / "schema.dump")
            dump.read(cluster.url(OWNER), folder / "schema.dump", replace=False)
            grant_app_rights(cluster.url(OWNER), append_only=append_only_tables(), app=APP)
            load(made.superuser, 1, monday_of(today()), lambda text: None)
        try:
            yield made
        finally:
            if made.program is not None and made.program.poll() is None:
                made.stop()


def _courses(connection: "psycopg.Connection", clients: int) -> list[int]:
    rows = connection.execute("SELECT id FROM schools_course ORDER BY id %% 100, id LIMIT %s", [clients])
    return [course for (course,) in rows]


def _desk(connection: "psycopg.Connection", course: int) -> Desk:
    found = connection.execute(
        "SELECT 10000000 + employment_id FROM schools_courseteacher WHERE course_id = %s", [course]
    )
    (account,) = found.fetchone() or (0,)
    token = token_urlsafe(16)
    connection.execute(
        "INSERT INTO accounts_session (token_hash, account_id, role, created_at, expires_at, address) "
        "VALUES (%s, %s, 'staff', now(), now() + interval '1 day', '')",
        [token_hash(token), account],
    )
    cells = [Cell(*row) for row in connection.execute(_CELLS, [course, today(), _CELLS_OF_A_CLIENT])]
    return Desk(account, token, f"/journal/{public_id(course)}/cells/", cells)
