"""Prepared statements sent side by side: what is asked together goes out in one piece and is waited for once.

It speaks through psycopg's own parts, its libpq and its adapters: a cursor a statement would wait for each. What is prepared stays
so through a rollback; psycopg's cursors must prepare nothing beside it, because psycopg then forgets all at each rollback.
"""

from collections.abc import Sequence
from contextlib import suppress
from itertools import count
from typing import Any, NamedTuple

import psycopg
from psycopg import pq
from psycopg.abc import PQGen
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.generators import fetch_many, send

Row = tuple[Any, ...]
_Key = tuple[str, tuple[int, ...]]  # a prepared statement: its SQL and the types of its parameters


class Asked:
    """A statement with its parameters, the form its rows shall come in, and its rows once it is answered."""

    __slots__ = ("form", "is_answered", "params", "rows", "sql")

    def __init__(self, sql: str, params: Sequence[Any], form: pq.Format) -> None:
        self.sql, self.params, self.form = sql, params, form
        self.rows: list[Row] = []
        self.is_answered = False


class _Statement(NamedTuple):
    """A statement as it goes out."""

    sql: str
    values: Sequence[Any]
    types: tuple[int, ...]
    formats: Any
    form: pq.Format


class Wire:
    """A connection's way for prepared statements. `waiting` are those asked and not sent yet, while some are asked together."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection
        self.waiting: list[Asked] | None = None
        self._values = Transformer(connection)
        self._names: dict[_Key, bytes] = {}
        self._numbers = count()

    def ask(self, asked: Asked) -> None:
        """Send it now, or with those that are asked together."""
        if self.waiting is None:
            self._answer([asked])
        else:
            self.waiting.append(asked)

    def flush(self) -> None:
        """Send all that wait, and wait for them. Raises the database's error of the first that failed."""
        if self.waiting:
            waiting, self.waiting = self.waiting, []
            self._answer(waiting)

    def _answer(self, waiting: Sequence[Asked]) -> None:
        """Values are put into form first: one that the database can't take is refused before anything is on its way."""
        libpq, statements = self.connection.pgconn, [self._statement(asked) for asked in waiting]
        libpq.enter_pipeline_mode()
        try:
            places, new = self._send(libpq, statements)
            results = self.connection.wait(_results(libpq))
        finally:
            with suppress(psycopg.Error):  # of a connection that is lost, which has been raised already
                libpq.exit_pipeline_mode()
        self._names |= new
        for asked, place in zip(waiting, places, strict=True):
            self._keep(asked, results[place])

    def _statement(self, asked: Asked) -> _Statement:
        values = self._values.dump_sequence(asked.params, [PyFormat.AUTO] * len(asked.params))
        return _Statement(asked.sql, values, self._values.types or (), self._values.formats, asked.form)

    def _send(self, libpq: pq.abc.PGconn, statements: Sequence[_Statement]) -> tuple[list[int], dict[_Key, bytes]]:
        """Hand everything to libpq; the place of each statement's result among all, and the names of those prepared now."""
        sent, places = 0, []
        new: dict[_Key, bytes] = {}
        if libpq.transaction_status == pq.TransactionStatus.IDLE and not self.connection.autocommit:
            libpq.send_query_params(b"BEGIN", None)
            sent += 1
        for said in statements:
            key = said.sql, said.types
            name = self._names.get(key) or new.get(key)
            if name is None:
                name = new[key] = f"zvans_{next(self._numbers)}".encode()
                libpq.send_prepare(name, _numbered(said.sql), said.types)
                sent += 1
            libpq.send_query_prepared(name, said.values, said.formats, result_format=said.form)
            places.append(sent)
            sent += 1
        libpq.pipeline_sync()
        return places, new

    def _keep(self, asked: Asked, result: pq.abc.PGresult) -> None:
        self._values.set_pgresult(result, set_loaders=True, format=asked.form)
        asked.rows = self._values.load_rows(0, result.ntuples, tuple)
        asked.is_answered = True


def _results(libpq: pq.abc.PGconn) -> PQGen[list[pq.abc.PGresult]]:
    """One result for each thing sent. Raises the first error among them when all have come."""
    yield from send(libpq)
    results: list[pq.abc.PGresult] = []
    while (result := (yield from fetch_many(libpq))[-1]).status != pq.ExecStatus.PIPELINE_SYNC:
        results.append(result)
    failed = next((result for result in results if result.status == pq.ExecStatus.FATAL_ERROR), None)
    if failed is not None:
        raise error_from_result(failed)
    return results


def _numbered(sql: str) -> bytes:
    """PostgreSQL numbers the places of parameters; Django writes each as %s."""
    first, *others = sql.replace("%%", "\0").split("%s")
    numbered = first + "".join(f"${number}{part}" for number, part in enumerate(others, 1))
    return numbered.replace("\0", "%").encode()
