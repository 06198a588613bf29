"""What holds for each page of the journal, from a phone to a desk, in both themes (K2, look.md)."""

import pytest
from playwright.sync_api import Page

from tests.browser.journal.conftest import Desk
from tests.factories.entries import mark
from tests.factories.school import MONDAY
from tests.factories.small_school import SmallSchool
from tests.support.axe import violations

pytestmark = pytest.mark.browser

PAGES = ["/today/", "/today/2026-11-22/", "/journal/{}/", "/journal/{}/2026-11-23/3/1/", "/journal/{}/2026-11-25/2/1/"]
# What can be pressed and does not stand in a line of text, with its lesser side; a cell of the grid is pressed as a whole.
_TARGETS = """[...document.querySelectorAll("main :is(a, button, summary, td:has(input), input:not([type=hidden]), label:has(input))")]
    .filter(e => e.checkVisibility() && getComputedStyle(e).display !== "inline" && !e.closest("label:has(input) *, td:has(input) *"))
    .filter(e => !e.matches(".leads .subject"))
    .map(e => [e.textContent.trim() || e.name, Math.min(...["width", "height"].map(s => e.getBoundingClientRect()[s]))])"""


@pytest.mark.parametrize(("theme", "width", "touch", "least"), [("dark", 360, True, 44), ("light", 1280, False, 24)])
def test_axe_finds_nothing_and_everything_can_be_hit(
    desk: Desk, school: SmallSchool, site: str, theme: str, width: int, touch: bool, least: int
) -> None:
    pupils = school.class_9b.pupils
    mark(school.made, school.course, MONDAY, 3, {pupils[0]: "7", pupils[1]: "k5 5|7", pupils[2]: "n"})
    wrong = {}
    for persona in ("teacher", "head"):
        page = desk("/today/", persona, width=width, theme=theme, touch=touch, is_mobile=touch)
        for address in PAGES:
            page.goto(site + address.format(school.course.public_id))
            if found := faults(page, width, least):
                wrong[persona, address] = found
    assert wrong == {}


def faults(page: Page, width: int, least: int) -> list[str]:
    found = violations(page)
    small = [name for name, size in page.evaluate(_TARGETS) if size < least - 0.01]
    wide = page.evaluate("document.documentElement.scrollWidth") > width
    return found + ["too wide"] * wide + [f"small: {name}" for name in small]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_a_cell_that_was_refused_nor_in_the_keys(
    desk: Desk, school: SmallSchool, theme: str
) -> None:
    page = desk(f"/journal/{school.course.public_id}/", theme=theme)
    page.locator("td input").click()
    page.keyboard.type("11")
    page.keyboard.press("Enter")
    page.locator(".cell-note").wait_for(state="visible")
    assert violations(page) == []
    page.keyboard.press("?")
    assert violations(page) == []


def test_the_newest_lesson_is_in_view(desk: Desk, school: SmallSchool) -> None:
    page = desk(f"/journal/{school.course.public_id}/", width=360)
    newest = page.locator("th[data-lesson='2026-11-23.3.1']").bounding_box()
    assert newest is not None
    assert 130 < newest["x"] < 360 - newest["width"]


def test_a_long_semester_is_printed_month_by_month(desk: Desk, school: SmallSchool) -> None:
    page = desk(f"/journal/{school.course.public_id}/")
    assert page.locator("th[data-lesson]").count() <= 32
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".journal-sheets").count() == 0
    page.goto(page.url + "?from=2026-09-01&to=2027-05-31")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".journal-sheets caption").all_inner_texts()[:2] == ["2026. g. septembris", "2026. g. oktobris"]
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator(".journal-sheets").count() == 0
