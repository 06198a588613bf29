from collections.abc import Iterator

import pytest
import time_machine

from tests.factories.school import MONDAY
from tests.factories.small_school import SmallSchool


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with time_machine.travel(f"{MONDAY} 12:00 +0200", tick=False):
        yield


@pytest.fixture
def school(small_school: SmallSchool, db: None) -> SmallSchool:
    return small_school
