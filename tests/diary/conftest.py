from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from tests.factories.families import Families, make_families

MONDAY_EVENING = datetime(2026, 11, 23, 18, 0, tzinfo=ZoneInfo("Europe/Riga"))


@pytest.fixture
def monday_evening() -> Iterator[None]:
    with time_machine.travel(MONDAY_EVENING, tick=False):
        yield


@pytest.fixture
def families(db: None, monday_evening: None) -> Families:
    return make_families()
