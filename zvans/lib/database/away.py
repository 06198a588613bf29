"""Whether an error says that the database can't be reached, and not that it refuses what was asked."""

import django.db
import psycopg

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
