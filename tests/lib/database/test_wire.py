"""Statements asked together: one way to the database, each its own answer."""

import psycopg
import pytest
from django.db import connection, transaction
from django.db.models import Value
from django.db.models.functions import Concat
from psycopg import pq

from zvans.lib.database.compiled import Param, compiled, together
from zvans.lib.database.wire import Asked, Wire
from zvans.schools.models import Municipality

pytestmark = pytest.mark.django_db

_named = compiled(lambda: Municipality.objects.filter(name=Param("name")).values_list("name"))
_any = compiled(lambda: Municipality.objects.filter(pk__any=Param("keys")).order_by("name").values_list("name"))
_percent = compiled(
    lambda: Municipality.objects.annotate(said=Concat("name", Value(" 100%"))).order_by("name").values_list("said")
)
_wrong = compiled(lambda: Municipality.objects.filter(pk=Param("key", "date")).values_list("name"))


@pytest.fixture(autouse=True)
def two() -> list[int]:
    return [Municipality.objects.create(name=name).pk for name in ("Ogre", "Ādaži")]


def test_each_gets_its_own_answer(two: list[int]) -> None:
    with together():
        ogre, both, none = _named.ask(name="Ogre"), _any.ask(keys=two), _any.ask(keys=[])
    assert (ogre(), both(), none()) == ([("Ogre",)], [("Ogre",), ("Ādaži",)], [])


def test_an_answer_called_for_early_is_there() -> None:
    with together():
        first = _named.ask(name="Ogre")
        assert first() == [("Ogre",)]
        second = _named.ask(name="Ādaži")
    assert second() == [("Ādaži",)]


def test_together_inside_of_together_is_one() -> None:
    with together():
        first = _named.ask(name="Ogre")
        with together():
            second = _named.ask(name="Ādaži")
    assert (first(), second()) == ([("Ogre",)], [("Ādaži",)])


def test_a_percent_sign_stays_one() -> None:
    assert _percent() == [("Ogre 100%",), ("Ādaži 100%",)]


def test_what_another_statement_wrote_is_seen(two: list[int]) -> None:
    Municipality.objects.filter(pk=two[0]).update(name="Ikšķile")
    assert _named(name="Ikšķile") == [("Ikšķile",)]


def test_a_failed_statement_is_raised_and_the_connection_goes_on() -> None:
    for _again in range(2):
        with pytest.raises(psycopg.errors.UndefinedFunction), transaction.atomic(), together():
            _named.ask(name="Ogre"), _wrong.ask(key="2026-11-25")
        with transaction.atomic(), together():
            found = _named.ask(name="Ādaži")
        assert found() == [("Ādaži",)]
    assert connection.is_usable()


def test_a_value_that_no_database_takes_stops_nothing_else(two: list[int]) -> None:
    with pytest.raises(psycopg.DataError), together():
        _any.ask(keys=two), _named.ask(name="Og\0re")
    with pytest.raises(psycopg.DataError):
        _named(name="\0")
    assert (_named(name="Ogre"), Municipality.objects.count()) == ([("Ogre",)], 2)
    with together():
        again = _any.ask(keys=two)
    assert again() == [("Ogre",), ("Ādaži",)]


def test_a_rollback_leaves_what_is_prepared() -> None:
    for _again in range(3):
        with transaction.atomic():
            assert _named(name="Ogre") == [("Ogre",)]
            transaction.set_rollback(True)
    assert _named(name="Ogre") == [("Ogre",)]


def test_asked_first_it_opens_the_transaction() -> None:
    parts = connection.get_connection_params()
    with psycopg.connect(
        **{name: parts[name] for name in ("dbname", "user", "password", "host", "port") if name in parts}
    ) as own:
        asked = Asked("SELECT set_config('zvans.wire', %s, true)", ["here"], pq.Format.TEXT)
        wire = Wire(own)
        wire.ask(asked)
        assert asked.rows == [("here",)]
        assert own.execute("SELECT current_setting('zvans.wire')").fetchone() == ("here",)
        own.rollback()
        again = Asked("SELECT set_config('zvans.wire', %s, true)", ["there"], pq.Format.TEXT)
        wire.ask(again)
        own.rollback()
        assert own.execute("SELECT current_setting('zvans.wire')").fetchone() == ("",)
