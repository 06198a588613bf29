"""A country in a box: schools with classes, pupils, teachers, courses, a timetable and a term of lessons, marks, absences and homework.

It is written by the database itself, as its superuser and with triggers off: forty million marks and absences one by one through our own
actions would take days, and the history of what is loaded is not what is measured. Indexes and constraints stay as they are. Everything
that is measured runs with triggers, references and row-level security on.

A school is one transaction: whatever stops a load, the next one goes on with the schools that are missing.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from time import monotonic

import psycopg

from bench.country.names import names, sort_keys, taught

FILES = ("schools.sql", "people.sql", "timetable.sql", "lessons.sql", "marks.sql")
WEEKS = 15
_FUNCTIONS = """
CREATE FUNCTION pg_temp.public_id(key bigint) RETURNS text IMMUTABLE LANGUAGE sql
AS $$ SELECT translate(lpad(key::text, 10, '0'), '01', 'yz') $$;
CREATE FUNCTION pg_temp.sort_key(named text) RETURNS text STABLE LANGUAGE sql
AS $$ SELECT key FROM sort_keys WHERE name = named $$;
"""
# Nothing that is loaded needs to survive a power cut, and a term of a country is more log than a term of a school.
_FOR_THE_LOAD = {"autovacuum": "off", "max_wal_size": "8GB", "synchronous_commit": "off"}
_PROGRESS_SECONDS = 10

Connect = Callable[[], "psycopg.Connection"]
Progress = Callable[[str], None]


def load(connect: Connect, schools: int, monday: date, progress: Progress) -> None:
    """Add the schools from 1 to `schools` that are not there yet. `connect` gives connections of the superuser; `monday` begins the week
    that is measured."""
    with connect() as connection:
        missing = sorted(
            set(range(1, schools + 1)) - {key for (key,) in connection.execute("SELECT id FROM schools_school")}
        )
        if missing:
            with _tuned_for_the_load(connection):
                _add(connect, missing, schools, monday, progress)
            _move_sequences(connection)


def _add(connect: Connect, missing: list[int], schools: int, monday: date, progress: Progress) -> None:
    waiting: SimpleQueue[int] = SimpleQueue()
    for school in missing:
        waiting.put(school)
    stop, faults = Event(), list[Exception]()
    threads = [
        Thread(target=_work, args=(connect, waiting, stop, faults, monday)) for _ in range(os.cpu_count() or 1)
    ]  # fmt: skip
    for thread in threads:
        thread.start()
    try:
        _tell_progress(threads, waiting, schools, progress)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    if faults:
        raise faults[0]


def _work(connect: Connect, waiting: "SimpleQueue[int]", stop: Event, faults: list[Exception], monday: date) -> None:
    try:
        with connect() as connection:
            _prepare(connection, monday)
            while not stop.is_set():
                _add_school(connection, waiting.get_nowait())
    except Empty:
        return
    except psycopg.Error as fault:
        stop.set()
        faults.append(fault)


def _add_school(connection: "psycopg.Connection", school: int) -> None:
    with connection.transaction():
        connection.execute("UPDATE box SET school = %s", [school])
        for name in FILES:
            connection.execute((Path(__file__).parent / name).read_bytes())


def _tell_progress(threads: list[Thread], waiting: "SimpleQueue[int]", schools: int, progress: Progress) -> None:
    started, first = monotonic(), waiting.qsize()
    progress(f"Loading schools: {schools - first} of {schools} are there")
    told = started
    while any(thread.is_alive() for thread in threads):
        for thread in threads:
            thread.join(0.2)
        left = waiting.qsize()
        if monotonic() - told > _PROGRESS_SECONDS and left < first:
            told = monotonic()
            minutes = (told - started) / (first - left) * left / 60
            progress(f"Loading schools: {schools - left} of {schools}, {minutes:.0f} min left")


@contextmanager
def _tuned_for_the_load(connection: "psycopg.Connection") -> Iterator[None]:
    """Settings of the server; what a killed load leaves behind is put back by the next one's end."""
    _alter_system(connection, "SET {name} = '{value}'")
    try:
        yield
    finally:
        _alter_system(connection, "RESET {name}")


def _alter_system(connection: "psycopg.Connection", change: str) -> None:
    for name, value in _FOR_THE_LOAD.items():
        connection.execute(f"ALTER SYSTEM {change.format(name=name, value=value)}".encode())
    connection.execute("SELECT pg_reload_conf()")


def _prepare(connection: "psycopg.Connection", monday: date) -> None:
    """What the files read: which school it is, the week, the subjects, and names with their Latvian order."""
    connection.execute("SET session_replication_role = replica")
    _copy(connection, "taught (number int, name text, weekly int, first_lesson int)", taught())
    _copy(connection, "names (number int, given text, family text, sort_key text, search_key text)", names())
    _copy(connection, "sort_keys (name text, key text)", sort_keys())
    connection.execute(_FUNCTIONS)
    connection.execute("CREATE TEMP TABLE box (school int, starts_on date, monday date)")
    connection.execute("INSERT INTO box VALUES (0, %s, %s)", [monday - timedelta(weeks=WEEKS - 1), monday])


def _copy(connection: "psycopg.Connection", table: str, rows: Iterator[tuple[object, ...]]) -> None:
    connection.execute(f"CREATE TEMP TABLE {table}".encode())
    with connection.cursor().copy(f"COPY {table.split()[0]} FROM STDIN".encode()) as copy:
        for row in rows:
            copy.write_row(row)


def _move_sequences(connection: "psycopg.Connection") -> None:
    """Keys were named by the files: what is added later goes on after them."""
    owned = connection.execute(
        "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'id'"
        " AND table_name ~ '^(accounts|schools|timetable)_'"
    )
    for (table,) in owned.fetchall():
        connection.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT coalesce(max(id), 0) + 1 FROM {table}), false)".encode()
        )
