from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from tests.factories.school import MONDAY
from tests.factories.small_school import SmallSchool
from tests.factories.strangers import places_in


@pytest.fixture
def monday_noon() -> Iterator[None]:
    with time_machine.travel(f"{MONDAY} 12:00 +0200", tick=False):
        yield


@pytest.fixture
def school(everybody: SmallSchool, db: None, monday_noon: None) -> SmallSchool:
    return everybody


@pytest.fixture
def places(school: SmallSchool) -> dict[str, Any]:
    return places_in(school)
