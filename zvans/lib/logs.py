"""Lines of the log that give nobody away (B13)."""

import logging
import re
import traceback
from collections.abc import Iterator
from typing import Any

import psycopg
from django.db import Error as DjangoDatabaseError

_FROM_THE_DATABASE = (psycopg.Error, DjangoDatabaseError)
_VALUE = re.compile(': ".*')  # «invalid input syntax for type date: "…»; names of constraints follow no colon


class DiscreetFormatter(logging.Formatter):
    """Tells of an error of the database what kind it is, not of which values: PostgreSQL repeats whole rows in its messages."""

    def formatException(self, ei: Any) -> str:
        errors = list(_chain(ei[1]))
        if not any(isinstance(error, _FROM_THE_DATABASE) for error in errors):
            return super().formatException(ei)
        return "\n\n".join(_told(error) for error in errors)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The errors that led to one, and it: the first one first."""
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None:
        yield from _chain(earlier)
    yield error


def _told(error: BaseException) -> str:
    said = str(error)
    if isinstance(error, _FROM_THE_DATABASE):
        said = _VALUE.sub("", said.partition("\n")[0])
    frames = "".join(traceback.format_tb(error.__traceback__))
    kind = type(error)
    name = kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"
    return f"Traceback (most recent call last):\n{frames}{name}: {said}"
