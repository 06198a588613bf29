from collections.abc import Iterator

import pytest
import time_machine

from tests.factories.school import MONDAY, MadeClass, MadeSchool, make_class


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    """Noon of a Monday: the lessons of the morning are over."""
    with time_machine.travel(f"{MONDAY} 12:00 +0200", tick=False):
        yield


@pytest.fixture
def made(alfa: MadeSchool, db: None) -> MadeSchool:
    return alfa


@pytest.fixture
def class_9b(made: MadeSchool) -> MadeClass:
    return make_class(made, "9.b")
