"""Queries of the hot pages: written as Django querysets, compiled once, run as prepared statements.

An ORM statement costs about 0.5 ms of Python each time it is built and turned into SQL; a compiled one 0.1. What varies between
two runs is a `Param`:

    marks = compiled(lambda: Mark.objects.filter(pupil_id__any=Param("pupils"), on__gte=Param("start")).values_list("value"))
    rows = marks(pupils=[1, 2], start=monday)

A statement spends more time on its way than in the database. What a page reads side by side is asked together, and waited for once:

    with together():
        marks, lessons = ask_marks(…), ask_lessons(…)
    page = shown(marks(), lessons())
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Field, ForeignKey, Lookup, Model, QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql.compiler import SQLCompiler
from psycopg import pq

from zvans.lib.database.wire import Asked, Row, Wire

T = TypeVar("T")
Later = Callable[[], T]  # the answer to what has been asked; called once, it waits for it if need be


class _Named:
    """Stands in the list of parameters for a value that each run brings."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name


class Param(Expression):
    """A value named now and given when the compiled query runs."""

    def __init__(self, name: str, cast: str = "", output_field: Field | None = None) -> None:
        super().__init__(output_field=output_field)
        self.name, self.cast = name, cast

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> Any:
        return (f"%s::{self.cast}" if self.cast else "%s"), [_Named(self.name)]


@Field.register_lookup
@ForeignKey.register_lookup
class AnyOf(Lookup):
    """`field__any=[…]`: a list as one parameter, so that the statement is the same for two values and for two hundred."""

    lookup_name = "any"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: Any, connection: Any) -> Any:
        return "%s", [list(value)]

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> Any:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} = ANY({right})", [*left_params, *right_params]


class compiled:
    """Callable with the values of its `Param`s; returns the rows as tuples, in the order of `values_list`."""

    def __init__(self, build: Callable[[], QuerySet]) -> None:
        self._build = build
        self._sql = ""
        self._params: tuple[Any, ...] = ()

    def _compile(self) -> None:
        """The SQL last: threads may come for it at once, and what one of them finds must be whole."""
        compiler = self._build().query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        self._compiler, self._params = compiler, tuple(params)
        self._sql = sql

    def __call__(self, **values: Any) -> list[Row]:
        return self.ask(**values)()

    def ask(self, **values: Any) -> Later[list[Row]]:
        """Ask the statement; its rows are there when the answer is called for, at the latest."""
        if not self._sql:
            self._compile()
        params = [values[p.name] if isinstance(p, _Named) else p for p in self._params]
        return _ask(self._sql, params, pq.Format.BINARY)  # numbers and dates are read faster in this form


class compiled_objects(compiled):
    """The same for a queryset of objects, with what it selects beside them (`select_related`) and annotates."""

    def objects(self, **values: Any) -> list[Any]:
        return [self._object(row) for row in self(**values)]

    def _object(self, row: Row) -> Model:
        """As Django's own ModelIterable does it. Columns whose values Django converts (JSON) are not for this."""
        shape: Any = self._compiler.klass_info
        first, last = shape["select_fields"][0], shape["select_fields"][-1] + 1
        names = [column[0].target.attname for column in self._compiler.select[first:last]]
        found: Model = shape["model"].from_db(connection.alias, names, row[first:last])
        for related in get_related_populators(shape, self._compiler.select, connection.alias):  # type: ignore[call-arg]
            related.populate(row, found)
        for name, place in self._compiler.annotation_col_map.items():
            setattr(found, name, row[place])
        return found


@contextmanager
def together() -> Iterator[None]:
    """Statements asked inside go to the database at once when it is left, and are waited for once. A failed one is raised then."""
    wire = _wire_of(connections[DEFAULT_DB_ALIAS])
    if wire.waiting is not None:  # a part of what is asked together already
        yield
        return
    wire.waiting = []
    try:
        yield
        wire.flush()
    finally:
        wire.waiting = None


def run_prepared(sql: str, params: Sequence[Any]) -> list[Row]:
    """Run one statement, prepared, inside the transaction that is open; its rows, none where it returns nothing."""
    return _ask(sql, params, pq.Format.TEXT)()  # Django has its own way to read JSON, in this form only


def _ask(sql: str, params: Sequence[Any], form: pq.Format) -> Later[list[Row]]:
    """Ask a statement; its rows are there when the answer is called for, at the latest."""
    database = connections[DEFAULT_DB_ALIAS]  # asked once: each look through `connection` costs as much as a column
    wire, asked = _wire_of(database), Asked(sql, params, form)
    wire.ask(asked)
    if database.queries_logged:  # so that tests count these statements with Django's own
        database.queries_log.append({"sql": sql, "time": "0"})

    def rows() -> list[Row]:
        if not asked.is_answered:
            wire.flush()
        return asked.rows

    return rows


def _wire_of(database: BaseDatabaseWrapper) -> Wire:
    database.ensure_connection()
    found: Wire | None = getattr(database, "wire", None)
    if found is None or found.connection is not database.connection:
        found = database.wire = Wire(database.connection)  # type: ignore[attr-defined]
    return found
