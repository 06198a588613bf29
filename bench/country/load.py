"""A country in a box: schools with classes, pupils, teachers, courses, a timetable and a term of lessons, marks, absences and homework.

It is written by the database itself, as its superuser and with triggers off: a million marks one by one through our own actions would
take an hour, and their history is not what is measured. Everything that is measured runs with triggers, references and row-level
security on.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import psycopg

from zvans.lib.text import search_key, sort_key

FILES = {
    "schools.sql": "schools",
    "people.sql": "people",
    "timetable.sql": "timetables",
    "lessons.sql": "lessons and homework",
    "marks.sql": "marks and absences",
}
WEEKS = 15
SUBJECTS = {  # lessons a week, 35 in all
    "Latviešu valoda": 5, "Matemātika": 4, "Angļu valoda": 3, "Vācu valoda": 3, "Vēsture": 3, "Bioloģija": 3, "Ģeogrāfija": 2,
    "Ķīmija": 2, "Fizika": 2, "Mūzika": 2, "Vizuālā māksla": 2, "Sports": 2, "Dizains un tehnoloģijas": 2,
}  # fmt: skip
_GIVEN = "Jānis Līga Čārlzs Ieva Ģirts Marta Emīls Šarlote Ņina Rūta Artūrs Žanete Kārlis Elīna Toms Agnese".split()
_FAMILY = "Bērziņ Ābol Čakst Kalniņ Ozoliņ Ķēniņ Liepiņ Šteinberg Zariņ Eglīt Krūmiņ Vītol Dzen Ūpīt Ģelz".split()
# The key itself, written in characters that a public id has.
_PUBLIC_ID = """
CREATE FUNCTION pg_temp.public_id(key bigint) RETURNS text IMMUTABLE LANGUAGE sql
AS $$ SELECT translate(lpad(key::text, 10, '0'), '01', 'yz') $$
"""
_NAMED = ("schools_subject", "schools_room", "schools_classgroup", "schools_studygroup")


def load(connection: "psycopg.Connection", schools: int, monday: date, progress: Callable[[str], None]) -> None:
    """Fill empty tables. `connection` is the superuser's; `monday` begins the week that is measured."""
    connection.execute("SET session_replication_role = replica")
    _tell(connection, schools, monday)
    for name, what in FILES.items():
        progress(f"Loading {what}")
        connection.execute((Path(__file__).parent / name).read_bytes())
    for table in _NAMED:
        _fill_sort_keys(connection, table)
    _move_sequences(connection)


def _tell(connection: "psycopg.Connection", schools: int, monday: date) -> None:
    """What the files read: the size of the box, the subjects, and names with their Latvian order."""
    starts_on = monday - timedelta(weeks=WEEKS - 1)
    connection.execute(_PUBLIC_ID)
    connection.execute("CREATE TEMP TABLE box (schools int, starts_on date, monday date)")
    connection.execute("INSERT INTO box VALUES (%s, %s, %s)", [schools, starts_on, monday])
    _copy(connection, "taught (number int, name text, weekly int, first_lesson int)", _taught())
    _copy(connection, "names (number int, given text, family text, sort_key text, search_key text)", _names())


def _copy(connection: "psycopg.Connection", table: str, rows: Iterator[tuple[object, ...]]) -> None:
    connection.execute(f"CREATE TEMP TABLE {table}".encode())
    with connection.cursor().copy(f"COPY {table.split()[0]} FROM STDIN".encode()) as copy:
        for row in rows:
            copy.write_row(row)


def _taught() -> Iterator[tuple[object, ...]]:
    first = 0
    for number, (name, weekly) in enumerate(SUBJECTS.items(), 1):
        yield number, name, weekly, first
        first += weekly


def _names() -> Iterator[tuple[object, ...]]:
    for number, (given, stem) in enumerate(product(_GIVEN, _FAMILY)):
        family = stem + ("š" if given.endswith("s") else "a")
        yield number, given, family, sort_key(f"{family} {given}"), search_key(f"{family} {given}")


def _fill_sort_keys(connection: "psycopg.Connection", table: str) -> None:
    names = [name for (name,) in connection.execute(f"SELECT DISTINCT name FROM {table}".encode())]
    connection.execute(
        f"UPDATE {table} t SET sort_key = k.key FROM unnest(%s::text[], %s::text[]) k(name, key) WHERE k.name = t.name".encode(),
        [names, [sort_key(name) for name in names]],
    )


def _move_sequences(connection: "psycopg.Connection") -> None:
    """Keys were named by the files: what is added later goes on after them."""
    owned = connection.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename ~ '^(accounts|schools|timetable)_'"
    )
    for (table,) in owned.fetchall():
        connection.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT coalesce(max(id), 0) + 1 FROM {table}), false)".encode()
        )
