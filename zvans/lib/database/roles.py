"""The two roles of the database: one owns and migrates, the other serves, owns nothing and can be held to row-level security."""

from collections.abc import Sequence
from dataclasses import dataclass

import psycopg
from psycopg import sql

OWNER = "zvans_owner"
APP = "zvans_app"
DATABASE = "zvans"


@dataclass(frozen=True)
class Passwords:
    owner: str
    app: str

    def of(self, role: str) -> str:
        return {OWNER: self.owner, APP: self.app}[role]


def ensure_roles(superuser_url: str, passwords: Passwords) -> None:
    """Roles, their passwords and the database, as they should be; what is right already stays."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        ensure_role(connection, OWNER, passwords.owner, "CREATEDB")
        ensure_role(connection, APP, passwords.app)
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER))
            )


def ensure_role(
    connection: "psycopg.Connection[tuple[object, ...]]", role: str, password: str, rights: str = ""
) -> None:
    """The role can sign in with this password. The server is sent its SCRAM verifier, so no log can hold the password."""
    present = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    verifier = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
    statement = "ALTER ROLE {} LOGIN PASSWORD {} " if present else "CREATE ROLE {} LOGIN PASSWORD {} "
    connection.execute(sql.SQL(statement + rights).format(sql.Identifier(role), sql.Literal(verifier)))


_RIGHTS = """
GRANT CONNECT ON DATABASE {database} TO {app};
REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC, {app};
GRANT USAGE ON SCHEMA public TO {app};
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {app};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {app};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {app};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {app};
"""


def grant_app_rights(owner_url: str, *, append_only: Sequence[str], app: str = APP) -> None:
    """What the serving role may do, said by the owner after each migration: rows of every table, TRUNCATE of none.

    It makes no tables, not even temporary ones, which would stand before ours of the same name. Tables in `append_only` can be
    read and added to. All in one transaction, so a running server never sees less than its rights.
    """
    with psycopg.connect(owner_url) as connection:
        names = {"database": sql.Identifier(connection.info.dbname), "app": sql.Identifier(app)}
        connection.execute(sql.SQL(_RIGHTS).format(**names))
        for table in append_only:
            connection.execute(
                sql.SQL("REVOKE UPDATE, DELETE ON {} FROM {}").format(sql.Identifier(table), names["app"])
            )


_FAULTS = """
SELECT rolsuper, rolbypassrls, rolcreaterole,
       (SELECT count(*) FROM pg_class WHERE relowner = r.oid AND relkind IN ('r', 'p', 'v', 'm')),
       (SELECT count(*) FROM pg_class c WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
          AND relowner <> r.oid AND pg_has_role(r.oid, c.relowner, 'MEMBER')),
       (SELECT count(*) FROM pg_class c WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
          AND has_table_privilege(r.oid, c.oid, 'TRUNCATE')),
       has_database_privilege(r.oid, current_database(), 'TEMPORARY') AND to_regclass('public.audit_action') IS NOT NULL
FROM pg_roles r WHERE rolname = current_user
"""
_SAID = (
    "is a superuser",
    "bypasses row-level security",
    "can create roles",
    "owns {} tables",
    "can become the owner of {} tables",
    "can empty {} tables (TRUNCATE)",
    "can make temporary tables, which stand before those of the record (TEMPORARY)",
)


def faults_of_app_role(app_url: str) -> list[str]:
    """Why the role behind this address must not serve: each a phrase after the role's name. Empty when all is well."""
    with psycopg.connect(app_url) as connection:
        row = connection.execute(_FAULTS).fetchone() or ()
    return [said.format(count) for said, count in zip(_SAID, row, strict=True) if count]


def writable_again(app_url: str, tables: Sequence[str]) -> list[str]:
    """Those of the append-only tables that the serving role could change after all."""
    asked = "SELECT has_table_privilege(%s, 'UPDATE') OR has_table_privilege(%s, 'DELETE')"
    with psycopg.connect(app_url) as connection:
        return [table for table in tables if connection.execute(asked, [table, table]).fetchone() == (True,)]
