from collections.abc import Iterator

import pytest
import time_machine

from tests.factories.school import MONDAY
from tests.factories.small_school import SmallSchool, make_small_school


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with time_machine.travel(f"{MONDAY} 12:00 +0200", tick=False):
        yield


@pytest.fixture
def school(db: None) -> SmallSchool:
    return make_small_school()
