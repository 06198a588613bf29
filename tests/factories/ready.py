"""Schools that many tests begin with. They are made once in each worker, in a database of their own, and kept as bytes.

A test names one as a fixture and gets copies of the rows, in a database that holds these and nothing else:

    @pytest.fixture
    def school(everybody: SmallSchool, db: None) -> SmallSchool:
        return everybody
"""

import pickle
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import time_machine

from tests.factories.families import make_families
from tests.factories.portal import make_posts
from tests.factories.school import MONDAY, make_school
from tests.factories.small_school import make_small_school
from tests.factories.strangers import make_everybody
from tests.support.database import OwnDatabase

READY: dict[str, Callable[[], Any]] = {
    "alfa": make_school,
    "small_school": make_small_school,
    "school_of_thirty": partial(make_small_school, pupils=30),
    "everybody": make_everybody,
    "families_of_two_schools": make_families,
    "some_posts": make_posts,
}


@dataclass(frozen=True)
class _Made:
    database: OwnDatabase
    rows: bytes


class ReadyDatabases:
    """The databases of one worker: the empty one, and one for each ready school that a test has asked for."""

    def __init__(self, template: OwnDatabase, worker: str) -> None:
        self._template, self._worker = template, worker
        self._made: dict[str, _Made] = {}

    @cached_property
    def empty(self) -> OwnDatabase:
        return self._template.clone(f"zvans_{self._worker}")

    def rolled_back(self, fixtures: Iterable[str]) -> OwnDatabase:
        """The database for a test with these fixtures, which takes back what it did."""
        name = _ready_among(fixtures)
        return self._ready(name).database if name else self.empty

    def fresh(self, fixtures: Iterable[str]) -> OwnDatabase:
        """A clone for a test with these fixtures to commit to."""
        name = _ready_among(fixtures)
        source = self._ready(name).database if name else self._template
        return source.clone_for_a_test(self._worker)

    def standing(self, name: str) -> OwnDatabase:
        """The ready database itself, for tests that only look."""
        return self._ready(name).database

    def rows(self, name: str) -> Any:
        """What the factory returned, as if it had just been made: no test sees what another did to its objects."""
        return pickle.loads(self._ready(name).rows)  # noqa: S301 - what this process wrote

    def _ready(self, name: str) -> _Made:
        if name not in self._made:
            database = self._template.clone(f"zvans_{self._worker}_{name}")
            database.use()
            with time_machine.travel(f"{MONDAY} 12:00 +0200", tick=False):
                self._made[name] = _Made(database, pickle.dumps(READY[name]()))
            database.leave()
        return self._made[name]


def _ready_among(fixtures: Iterable[str]) -> str:
    names = READY.keys() & set(fixtures)
    assert len(names) < 2, f"A test begins with one school: {sorted(names)}"
    return names.pop() if names else ""
