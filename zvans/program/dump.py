"""The database into a file and back, by PostgreSQL's own programs."""

import os
import subprocess
from pathlib import Path
from typing import LiteralString

import click
import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from zvans.lib.database.addresses import database_of, with_database
from zvans.lib.database.embedded.binaries import for_backup

_ELSEWHERE = "postgres"  # the database to stand in: nobody can rename or drop the one they are in


def write(owner_url: str, file: Path) -> None:
    """One consistent moment of the whole database, whoever writes meanwhile."""
    _run("pg_dump", owner_url, ["--format=custom", "--no-owner", "--no-privileges", f"--file={file}"])


def read(owner_url: str, file: Path, *, replace: bool) -> None:
    """Into an empty database, or with `replace` into a new one that then takes the other's name."""
    if is_empty(owner_url):
        _fill(owner_url, file)
        return
    if not replace:
        raise click.ClickException("The database is not empty.\nSay --replace to put the backup in its place.")
    name = database_of(owner_url)
    new, old = f"{name}_restored", f"{name}_replaced"
    _drop(owner_url, new, old)
    _administer(owner_url, "CREATE DATABASE {}", new)
    _fill(with_database(owner_url, new), file)
    _exchange(owner_url, name, new, old)
    _drop(owner_url, old)


def is_empty(owner_url: str) -> bool:
    with psycopg.connect(owner_url) as connection:
        return not connection.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'public' LIMIT 1").fetchone()


def _fill(url: str, file: Path) -> None:
    _run(
        "pg_restore", url,
        ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", str(file)],
    )  # fmt: skip


def _exchange(owner_url: str, name: str, new: str, old: str) -> None:
    """Both names change in one transaction: there is always a database of that name."""
    rename = "ALTER DATABASE {} RENAME TO {}"
    try:
        with psycopg.connect(with_database(owner_url, _ELSEWHERE)) as connection:
            for names in ((name, old), (new, name)):
                connection.execute(sql.SQL(rename).format(*map(sql.Identifier, names)))
    except psycopg.errors.ObjectInUse as error:
        raise click.ClickException("The installation is serving. Stop it, then restore.") from error


def _drop(owner_url: str, *names: str) -> None:
    for name in names:
        _administer(owner_url, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _administer(owner_url: str, statement: LiteralString, name: str) -> None:
    with psycopg.connect(with_database(owner_url, _ELSEWHERE), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(name)))


def _run(program: str, url: str, options: list[str]) -> None:
    """The password goes by the environment: what stands on a command line can be read by everyone on the machine."""
    address = conninfo_to_dict(url)
    secret = {"PGPASSWORD": str(address.pop("password"))} if "password" in address else {}
    done = subprocess.run(
        [for_backup(_major(url)).program(program), *options, f"--dbname={make_conninfo(**address)}"],
        env={**os.environ, "LC_ALL": "C.UTF-8", **secret},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise click.ClickException(f"{program} failed:\n{done.stderr.strip()}")


def _major(url: str) -> int:
    with psycopg.connect(url) as connection:
        return connection.info.server_version // 10_000
