"""No name, code or text of anybody in a log (B13)."""

import logging
import sys

import pytest
from django.db import DataError, IntegrityError, connection

from zvans.accounts.models import Person
from zvans.accounts.personal_code import InvalidPersonalCode, normalised

SECRET = "Slepenais\n\nSlepenā"


def logged() -> str:
    """What the product's own log says of the error that is being handled."""
    (console,) = [handler for handler in logging.getLogger().handlers if type(handler) is logging.StreamHandler]
    record = logging.LogRecord(
        "django.request", logging.ERROR, "", 0, "Internal Server Error: %s", ("/week/",), sys.exc_info()
    )
    return console.format(record)


@pytest.mark.django_db
def test_values_that_the_database_names_are_left_out() -> None:
    """PostgreSQL tells the whole row that it refuses."""
    with pytest.raises(IntegrityError) as refusal:
        Person.objects.bulk_create([Person(given_name=SECRET, family_name=SECRET, phone=None)])
    try:
        raise RuntimeError("while saving") from refusal.value
    except RuntimeError:
        said = logged()
    lines = said.splitlines()
    assert "Slepen" not in said
    assert lines[0].endswith("django.request: Internal Server Error: /week/")
    assert lines[-1] == "RuntimeError: while saving"
    constraint = 'null value in column "phone" of relation "accounts_person" violates not-null constraint'
    assert [line for line in lines if "constraint" in line] == [
        f"psycopg.errors.NotNullViolation: {constraint}",
        f"django.db.utils.IntegrityError: {constraint}",
    ]


@pytest.mark.django_db
def test_not_even_the_one_value_that_it_can_not_read() -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT %s::date", [SECRET])
    except DataError:
        said = logged()
    assert "Slepen" not in said
    assert said.splitlines()[-1] == "django.db.utils.DataError: invalid input syntax for type date"


def test_other_errors_are_told_as_ever() -> None:
    try:
        {}["missing"]
    except KeyError:
        assert logged().splitlines()[-1] == "KeyError: 'missing'"


def test_a_code_that_is_none_is_not_repeated() -> None:
    with pytest.raises(InvalidPersonalCode) as refusal:
        normalised("320731-2011x")
    assert str(refusal.value) == ""
