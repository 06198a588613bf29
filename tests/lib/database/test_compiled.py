"""Statements that are compiled once in a process, by whichever thread comes first."""

from threading import Event, Thread
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

from tests.factories.people import make_person
from tests.support.database import OwnDatabase
from zvans.accounts.models import Person
from zvans.lib.database.compiled import Param, compiled_objects

_SECONDS = 20


class SlowThread(Thread):
    """Comes for the statement first, and is still compiling it when another thread has long used it."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.has_come, self.may_compile = Event(), Event()
        self.is_compiling, self.may_end = Event(), Event()
        self.found: list[Person] = []
        thread = self

        class SlowCompiler(SQLCompiler):
            def as_sql(self, *args: Any, **kwargs: Any) -> Any:
                thread.is_compiling.set()
                thread.may_end.wait(_SECONDS)
                return super().as_sql(*args, **kwargs)

        def build() -> QuerySet:
            queryset = Person.objects.filter(pk=Param("key"))
            if not self.has_come.is_set():
                self.has_come.set()
                self.may_compile.wait(_SECONDS)
                query: Any = queryset.query
                query.get_compiler = lambda connection: SlowCompiler(query, connection, connection.alias)
            return queryset

        self.statement = compiled_objects(build)
        self.key = make_person("Elza", "Liepa").pk

    def ask(self) -> list[Person]:
        with transaction.atomic():
            return self.statement.objects(key=self.key)

    def run(self) -> None:
        self.found = self.ask()
        connection.close()


def test_a_thread_that_is_still_compiling_a_statement_spoils_it_for_nobody(fresh_database: OwnDatabase) -> None:
    slow = SlowThread()
    slow.start()
    assert slow.has_come.wait(_SECONDS)
    person = Person.objects.get(pk=slow.key)
    assert slow.ask() == [person]
    slow.may_compile.set()
    assert slow.is_compiling.wait(_SECONDS)
    assert slow.ask() == [person]
    slow.may_end.set()
    slow.join(_SECONDS)
    assert slow.found == [person]
