"""The family's pages in a browser: on a phone in the evening, at a desk, on paper (G1, G2, G5, K2, K3)."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from playwright.sync_api import Page, expect
from pytest_django.plugin import DjangoDbBlocker

from tests.browser.conftest import Window
from tests.factories.entries import mark, write
from tests.factories.families import Families
from tests.factories.people import make_session
from tests.factories.school import MONDAY, make_course
from tests.support.axe import violations
from tests.support.database import OwnDatabase
from tests.support.live import live_server

pytestmark = pytest.mark.browser

WEDNESDAY, FRIDAY = MONDAY + timedelta(days=2), MONDAY + timedelta(days=4)
PAGES = ["/home/", "/week/", "/marks/", "/week/?on=2026-10-21", "/week/?on=2026-11-25"]


class Site:
    """A server with two families and a day's entries, on the evening of Wednesday 25 November 2026."""

    def __init__(self, address: str, families: Families) -> None:
        self.address, self.families = address, families

    def open(self, page: Page, persona: str, path: str) -> None:
        token = make_session(self.families.accounts[persona])
        page.context.add_cookies([{"name": settings.SESSION_COOKIE, "value": token, "url": self.address}])
        page.goto(self.address + path)


@pytest.fixture
def site(
    fresh_database: OwnDatabase, families_of_two_schools: Families, django_db_blocker: DjangoDbBlocker
) -> Iterator[Site]:
    with django_db_blocker.unblock(), time_machine.travel("2026-11-25 18:00 +0200"):
        families = families_of_two_schools
        _fill(families)
        with live_server() as address:
            yield Site(address, families)


def _fill(families: Families) -> None:
    """A full week of lessons, with an entry of each kind."""
    alfa, mathematics, elza = families.alfa, families.mathematics, families.elza
    for number, subject in enumerate(["Latviešu valoda un literatūra", "Angļu valoda (1. svešvaloda)", "Ķīmija"], 3):
        make_course(alfa, families.class_9b, subject=subject, slots=[(day, number) for day in range(1, 6)], room="301")
    write(alfa, mathematics, MONDAY, 1, topic="Diskriminants un saknes", homework="57. lpp., 4. uzd.", due_on=WEDNESDAY)
    write(alfa, mathematics, WEDNESDAY, 2, topic="Vjeta teorēma", homework="Projekts", due_on=FRIDAY, is_formative=True)
    mark(alfa, mathematics, MONDAY, 1, {elza: "n 5|7"})
    mark(alfa, mathematics, WEDNESDAY, 2, {elza: "nv"})
    mark(families.beta, families.nature, MONDAY, 1, {families.karlis: "A"})


def left_edge(page: Page, day: Any) -> float:
    box = page.locator(f"#d{day}").bounding_box()
    assert box is not None
    return box["x"]


# The former father finds the same nothing on each.
SEEN = [*((persona, path) for persona in ("mother", "pupil") for path in PAGES), ("former_father", "/week/")]


@pytest.mark.parametrize(("theme", "width", "others"), [("dark", 360, [320]), ("light", 1280, [768])])
def test_axe_finds_nothing_and_nothing_sticks_out(
    window: Window, site: Site, theme: str, width: int, others: list[int]
) -> None:
    page = window(width=width, theme=theme)
    wrong: dict[str, list[str]] = {}
    for persona, path in SEEN:
        site.open(page, persona, path)
        found = violations(page)
        for size in (*others, width):
            page.set_viewport_size({"width": size, "height": 800})
            found += [f"wider than {size}"] * (page.evaluate("document.documentElement.scrollWidth") > size)
        wrong |= {f"{persona} {path}": found} if found else {}
    assert wrong == {}


@pytest.mark.parametrize("script", [True, False])
def test_a_phone_opens_today_and_goes_from_day_to_day(window: Window, site: Site, script: bool) -> None:
    page = window(width=360, touch=True, java_script_enabled=script)
    site.open(page, "pupil", "/week/")
    assert (left_edge(page, WEDNESDAY), left_edge(page, MONDAY) < 0) == (16, True)
    page.locator(".day-tabs").get_by_text("Pk").click()
    expect(page).to_have_url(re.compile(rf"\?on={FRIDAY}"))
    expect(page.locator(".day-tabs [aria-current]")).to_have_text("Pk 27.11.")
    while left_edge(page, FRIDAY) != 16:  # it slides
        page.wait_for_timeout(20)


def test_a_finger_takes_the_tab_along(window: Window, site: Site) -> None:
    page = window(width=360, touch=True)
    site.open(page, "pupil", "/week/")
    page.locator(".days").evaluate("strip => strip.scrollBy({left: strip.clientWidth, behavior: 'smooth'})")
    expect(page.locator(".day-tabs [aria-current]")).to_have_text("C 26.11.")


def test_a_desk_shows_five_days_side_by_side(window: Window, site: Site) -> None:
    page = window()
    site.open(page, "mother", "/week/")
    days = page.locator(".weekday").evaluate_all("days => days.map(day => day.getBoundingClientRect().toJSON())")
    assert len({day["top"] for day in days}) == 1
    assert [day["left"] for day in days] == sorted({day["left"] for day in days})
    assert days[-1]["right"] <= 1280


@pytest.mark.parametrize("script", [True, False])
def test_a_pupil_ticks_homework_off(window: Window, site: Site, script: bool) -> None:
    page = window(width=360, touch=True, java_script_enabled=script)
    site.open(page, "pupil", "/home/")
    tick = page.get_by_role("checkbox", name="57. lpp., 4. uzd.")
    expect(tick).not_to_be_checked()
    tick.click()
    expect(tick).to_be_checked()
    page.reload()
    expect(tick).to_be_checked()
    tick.click()
    expect(tick).not_to_be_checked()


def test_a_tick_keeps_the_focus(window: Window, site: Site) -> None:
    """K2: by keyboard one goes on from where one was."""
    page = window()
    site.open(page, "pupil", "/home/")
    tick = page.get_by_role("checkbox", name="57. lpp., 4. uzd.")
    tick.focus()
    page.keyboard.press("Space")
    expect(tick).to_be_checked()
    expect(tick).to_be_focused()


def test_on_paper_each_child_is_a_page(window: Window, site: Site) -> None:
    page = window()
    pages = {}
    for persona in ("pupil", "mother"):
        site.open(page, persona, "/week/")
        pages[persona] = len(re.findall(rb"/Type /Page\b", page.pdf(prefer_css_page_size=True)))
    assert pages == {"pupil": 1, "mother": 2}
