"""A database that can't be reached: whether an error says so, and not that it refuses what was asked; connections it has left behind."""

from select import POLLIN, poll
from typing import Any

import django.db
import psycopg
from django.db import DEFAULT_DB_ALIAS, connections

# SQLSTATE of a server that goes down, comes up, or takes nobody more; class 08 is the connection itself.
_GOING = {"57P01", "57P02", "57P03", "53300"}
_BROKEN = (django.db.OperationalError, django.db.InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)


def is_away(error: BaseException) -> bool:
    """True for an error without a SQLSTATE too: no server has answered."""
    if not isinstance(error, _BROKEN):
        return False
    cause = error if isinstance(error, psycopg.Error) else error.__cause__
    state = getattr(cause, "sqlstate", None)
    return state is None or state.startswith("08") or state in _GOING


def drop_lost_connection(**_: Any) -> None:
    """Before a request: a kept connection whose server has ended meanwhile is let go, so that nobody meets it.

    A server says nothing to a connection at rest but that it ends it. Looking costs some microseconds and asks the server nothing.
    """
    database = connections[DEFAULT_DB_ALIAS]
    if database.connection is not None and not database.in_atomic_block and _has_something_to_read(database.connection):
        database.close()


def _has_something_to_read(connection: psycopg.Connection) -> bool:
    if connection.closed:
        return True
    waiting = poll()
    waiting.register(connection.fileno(), POLLIN)
    return bool(waiting.poll(0))
