"""The country's own installation: an embedded PostgreSQL as in production, filled once and kept for the next run."""

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from zvans.lib.database.embedded.cluster import SUPERUSER
from zvans.lib.dates import monday_of, today
from zvans.program.data_folder import data_folder
from zvans.program.installation import Installation, installation

_COUNTRY = Path(__file__).resolve().parent / "country"
_STAMP = "country"
_NEW_SCHEMA = "DROP SCHEMA public CASCADE; CREATE SCHEMA public AUTHORIZATION pg_database_owner"


@dataclass(frozen=True)
class Box:
    schools: int
    today: date
    database_process: int


@contextmanager
def country_in_a_box(schools: int, progress: Callable[[str], None]) -> Iterator[Box]:
    """The database is up and Django set up for as long as the block lasts. What the environment says of databases is set aside."""
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "ZVANS_DEBUG"):
        os.environ.pop(name, None)
    os.environ |= {"DJANGO_SETTINGS_MODULE": "bench.settings", "ZVANS_DATA": str(data_folder() / f"bench-{schools}")}
    progress("Starting the database")
    with installation() as found:
        _fill(found, schools, monday_of(today()), progress)
        note = found.data / "postgres" / "cluster" / "postmaster.pid"
        yield Box(schools, today(), int(note.read_text().split()[0]))


def _fill(found: Installation, schools: int, monday: date, progress: Callable[[str], None]) -> None:
    """Goes on where the last run stopped. Newer migrations are applied to what is there; another week or content begins anew."""
    from bench.country.load import load
    from bench.country.posts import load_posts
    from zvans.program.schema import migrate
    from zvans.program.static_files import collect_if_stale

    stamp, state = found.data / _STAMP, _state(monday)
    if not stamp.exists() or stamp.read_text() != state:
        with _as_superuser(found) as connection:
            connection.execute(_NEW_SCHEMA)
        stamp.write_text(state)
    migrate(found)
    load(lambda: _as_superuser(found), schools, monday, progress)
    with _as_superuser(found) as connection:
        load_posts(connection, monday)
    if collect_if_stale():
        progress("Collected the static files")
    progress("Sweeping up")
    _sweep(found)


def _sweep(found: Installation) -> None:
    """Each run begins alike: nothing left over from the last one's writing."""
    with _as_superuser(found) as connection:
        connection.execute("VACUUM (ANALYZE)")
        connection.execute("CHECKPOINT")


def _as_superuser(found: Installation) -> "psycopg.Connection":
    """The embedded server lets the superuser in from the accounts that could read its files anyway."""
    return psycopg.connect(make_conninfo(found.owner_url, user=SUPERUSER), autocommit=True)


def _state(monday: date) -> str:
    """Changes with the week and what is loaded."""
    seen = hashlib.sha256(str(monday).encode())
    for file in [*sorted(_COUNTRY.glob("*.sql")), _COUNTRY / "names.py"]:
        seen.update(file.read_bytes())
    return seen.hexdigest()
