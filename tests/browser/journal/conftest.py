"""A server with one small school, on a Monday at noon, and its staff's windows."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.conf import settings
from playwright.sync_api import Page

from tests.browser.conftest import Window
from tests.factories.people import make_session
from tests.factories.small_school import SmallSchool
from tests.support.database import OwnDatabase
from tests.support.live import live_server

Desk = Callable[..., Page]


@pytest.fixture
def school(fresh_database: OwnDatabase, school_of_thirty: SmallSchool) -> Iterator[SmallSchool]:
    with time_machine.travel("2026-11-23 12:00 +0200"):
        yield school_of_thirty


@pytest.fixture
def site(school: SmallSchool) -> Iterator[str]:
    """The address of a server that the school is on."""
    with live_server() as address:
        yield address


@pytest.fixture
def desk(site: str, school: SmallSchool, window: Window) -> Desk:
    """Somebody's window at a page of the school: `desk("/today/", "head", width=360)`."""

    def opened(address: str, persona: str = "teacher", **options: Any) -> Page:
        page = window(**options)
        token = make_session(school.accounts[persona])
        page.context.add_cookies([{"name": settings.SESSION_COOKIE, "value": token, "url": site}])
        page.goto(site + address)
        return page

    return opened


@pytest.fixture
def grid(desk: Desk, school: SmallSchool) -> Callable[..., Page]:
    """The journal of mathematics, ready to type in."""

    def opened(**options: Any) -> Page:
        page = desk(f"/journal/{school.course.public_id}/", **options)
        page.locator("td input").click()
        return page

    return opened
