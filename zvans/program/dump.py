"""The database into a file and back, by PostgreSQL's own programs."""

import os
import subprocess
from pathlib import Path

import click
import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from zvans.lib.database.embedded.binaries import for_backup
from zvans.lib.database.exchange import exchange


def write(owner_url: str, file: Path) -> None:
    """One consistent moment of the whole database, whoever writes meanwhile."""
    _run("pg_dump", owner_url, ["--format=custom", "--no-owner", "--no-privileges", f"--file={file}"])


def read(owner_url: str, file: Path, *, replace: bool) -> None:
    """Into an empty database, or with `replace` into a new one that then takes the other's place."""

    def fill(url: str) -> None:
        _run("pg_restore", url, ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", str(file)])

    if is_empty(owner_url):
        fill(owner_url)
    elif replace:
        exchange(owner_url, fill)
    else:
        raise click.ClickException("The database is not empty.\nSay --replace to put the backup in its place.")


def is_empty(owner_url: str) -> bool:
    with psycopg.connect(owner_url) as connection:
        return not connection.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'public' LIMIT 1").fetchone()


def _run(program: str, url: str, options: list[str]) -> None:
    """The password goes by the environment: what stands on a command line can be read by everyone on the machine."""
    address = conninfo_to_dict(url)
    secret = {"PGPASSWORD": str(address.pop("password"))} if "password" in address else {}
    done = subprocess.run(
        [for_backup(_major(url)).program(program), *options, f"--dbname={make_conninfo('', **address)}"],
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
