"""Headless Chromium for every browser test."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import LazySettings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from tests.factories.ready import ReadyDatabases
from tests.support.live import live_server

# Playwright keeps an event loop in this thread, which makes Django refuse ORM calls; nothing here is asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

Window = Callable[..., Page]


def chromium_program() -> str:
    programs = filter(None, map(shutil.which, ("chromium-headless-shell", "chromium")))
    return next(programs, None) or pytest.fail("Chromium is not installed: `make test` installs it.")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=chromium_program(), args=flags)
        yield browser
        browser.close()


@pytest.fixture
def window(chromium: Browser) -> Iterator[Window]:
    """Open a window of one's own: `window(width=360, theme="dark", touch=True)`. What it complains of fails the test.

    `failing=True` is for a test in which requests fail on purpose: what the browser says of those is let pass.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def complain(said: ConsoleMessage, failing: bool) -> None:
        if said.type == "error" and not (failing and said.text.startswith("Failed to load resource")):
            complaints.append(said.text)

    def opened(
        width: int = 1280,
        height: int = 800,
        theme: Any = "light",
        touch: bool = False,
        failing: bool = False,
        **options: Any,
    ) -> Page:
        size: Any = {"width": width, "height": height}
        context = chromium.new_context(viewport=size, color_scheme=theme, has_touch=touch, locale="lv-LV", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complain(said, failing))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def portal_server() -> Iterator[str]:
    with live_server() as address:
        yield address


@pytest.fixture
def portal(
    portal_server: str, ready_databases: ReadyDatabases, django_db_blocker: DjangoDbBlocker, settings: LazySettings
) -> Iterator[str]:
    """The address of a server with some posts (`make_posts`), for tests that only look at public pages."""
    settings.ADDRESS = portal_server
    with django_db_blocker.unblock():
        database = ready_databases.standing("some_posts")
        database.use()
        yield portal_server
        database.leave()
