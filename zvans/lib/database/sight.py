"""Whose rows a transaction sees (see `protection.py`), for code that runs outside of a request and outside of an action."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction

from zvans.lib.database.compiled import run_prepared

_READ = "SELECT coalesce(current_setting('zvans.schools', true), '')"
_SET = "SELECT set_config('zvans.schools', %s, true)"
_SET_ALL = "SELECT set_config('zvans.schools', coalesce(array_agg(id), '{}')::text, true) FROM schools_school"


@contextmanager
def in_sight_of(schools: Iterable[int] | None) -> Iterator[None]:
    """A transaction that sees the rows of these schools, or of every school (None); afterwards what was in sight before."""
    with transaction.atomic():
        before = run_prepared(_READ, [])[0][0]
        if schools is None:
            run_prepared(_SET_ALL, [])
        else:
            run_prepared(_SET, ["{" + ",".join(str(key) for key in schools) + "}"])
        yield
        run_prepared(_SET, [before])
