from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from tests.factories.school import MONDAY
from tests.factories.small_school import SmallSchool


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    """Noon of a Monday: the lessons of the morning are over."""
    with time_machine.travel(f"{MONDAY} 12:00 +0200", tick=False):
        yield


@pytest.fixture
def school(small_school: SmallSchool, db: None) -> SmallSchool:
    return small_school


@pytest.fixture
def teacher(school: SmallSchool, client: Client) -> Client:
    """The browser of the teacher of mathematics."""
    school.sign_in(client, "teacher")
    return client
