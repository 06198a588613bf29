from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from tests.factories.families import Families

MONDAY_EVENING = datetime(2026, 11, 23, 18, 0, tzinfo=ZoneInfo("Europe/Riga"))


@pytest.fixture
def monday_evening() -> Iterator[None]:
    with time_machine.travel(MONDAY_EVENING, tick=False):
        yield


@pytest.fixture
def families(families_of_two_schools: Families, db: None, monday_evening: None) -> Families:
    return families_of_two_schools
