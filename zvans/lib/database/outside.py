"""A database server that somebody else runs, named by DATABASE_URL: a role for serving beside the one that was given."""

from secrets import token_hex

import psycopg

from zvans.lib.database.addresses import with_role
from zvans.lib.database.problem import DatabaseProblem
from zvans.lib.database.roles import APP, ensure_role

_TWO_ADDRESSES = (
    "Create the role yourself (CREATE ROLE zvans_app LOGIN PASSWORD '…') and set both addresses: "
    "DATABASE_URL for zvans_app, DATABASE_OWNER_URL for the role that owns the database."
)


def check_reachable(url: str, variable: str) -> None:
    try:
        psycopg.connect(url, connect_timeout=10).close()
    except psycopg.Error as error:
        raise DatabaseProblem(
            f"The database named in {variable} does not let us in: {str(error).strip()}", f"Check {variable}."
        ) from error


def app_role_at(owner_url: str, role: str, password: str) -> str:
    """The name of a role that can sign in with this password and serve: the known one, or one made now.

    `zvans_app` on a server of several installations can be another's; its password is left alone and a name beside it taken.
    """
    try:
        psycopg.connect(with_role(owner_url, role, password), connect_timeout=10).close()
    except psycopg.OperationalError:
        return _made_role(owner_url, password)
    return role


def _made_role(owner_url: str, password: str) -> str:
    try:
        with psycopg.connect(owner_url, connect_timeout=10) as connection:
            taken = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP]).fetchone()
            role = f"{APP}_{token_hex(3)}" if taken else APP
            ensure_role(connection, role, password)
    except psycopg.Error as error:
        raise DatabaseProblem(
            f"The role in DATABASE_URL could not make a second one for serving: {str(error).strip()}", _TWO_ADDRESSES
        ) from error
    return role
