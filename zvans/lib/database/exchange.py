"""A new database in the place of the old one: made beside it, filled, then given its name."""

from collections.abc import Callable
from typing import LiteralString

import psycopg
from psycopg import sql

from zvans.lib.database.addresses import database_of, with_database
from zvans.lib.database.problem import DatabaseProblem

_ELSEWHERE = "postgres"  # the database to stand in: nobody can rename or drop the one they are in


def exchange(owner_url: str, fill: Callable[[str], None]) -> None:
    """`fill` gets the address of the new database. When it fails, the old one is as it was.

    Both names change in one transaction, so there is always a database of that name.
    """
    if _is_in_use(owner_url):
        raise DatabaseProblem("The installation is serving.", "Stop it, then try again.")
    name = database_of(owner_url)
    new, old = f"{name}_new", f"{name}_old"
    for left in (new, old):
        _administer(owner_url, "DROP DATABASE IF EXISTS {}", left)
    _administer(owner_url, "CREATE DATABASE {}", new)
    fill(with_database(owner_url, new))
    _rename(owner_url, (name, old), (new, name))
    _administer(owner_url, "DROP DATABASE {}", old)


def _is_in_use(owner_url: str) -> bool:
    others = "SELECT 1 FROM pg_stat_activity WHERE datname = %s LIMIT 1"
    with psycopg.connect(with_database(owner_url, _ELSEWHERE)) as connection:
        return connection.execute(others, [database_of(owner_url)]).fetchone() is not None


def _rename(owner_url: str, *pairs: tuple[str, str]) -> None:
    with psycopg.connect(with_database(owner_url, _ELSEWHERE)) as connection:
        for names in pairs:
            connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*map(sql.Identifier, names)))


def _administer(owner_url: str, statement: LiteralString, name: str) -> None:
    try:
        with psycopg.connect(with_database(owner_url, _ELSEWHERE), autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(sql.Identifier(name)))
    except psycopg.errors.InsufficientPrivilege as error:
        raise DatabaseProblem(
            f"The owner of the database may not make another: {error}".strip(),
            "Give it CREATEDB, or point the addresses at an empty database.",
        ) from error
