"""One journal in two tabs of one browser (F4)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journal.stored import marks, texts
from tests.browser.journal.test_keys import column, press, saved
from tests.factories.small_school import SmallSchool

pytestmark = pytest.mark.browser

Grid = Callable[..., Page]


def second(page: Page) -> Page:
    """Another tab at the same journal."""
    other = page.context.new_page()
    other.goto(page.url)
    other.locator("td input").click()
    return other


def test_what_one_tab_types_the_other_shows_and_it_is_sent_once(grid: Grid, school: SmallSchool) -> None:
    here = grid(failing=True)
    there = second(here)
    sent: list[str] = []
    here.context.on("request", lambda request: sent.append(request.url) if "/cells/" in request.url else None)
    press(here, "7", "Enter", "8", "Enter")
    expect(there.locator("tbody tr").nth(1).locator("td[data-state=unsaved]")).to_have_count(1)
    saved(here)
    saved(there)
    assert (column(there, 2), marks(school), len(sent)) == (["7", "8"], [("7", 1), ("8", 1)], 1)
    here.context.set_offline(True)
    press(here, "9", "Enter")
    press(there, "ArrowDown", "ArrowDown", "ArrowDown", "6", "Enter")
    expect(there.locator("#save-state")).to_contain_text("Nav savienojuma, 2 ieraksti gaida")
    here.context.set_offline(False)
    saved(here)
    saved(there)
    assert (column(here, 4), texts(school)) == (["7", "8", "9", "6"], ["6", "7", "8", "9"])


def test_the_same_cell_in_both_tabs_holds_what_was_typed_last(grid: Grid, school: SmallSchool) -> None:
    here = grid()
    there = second(here)
    press(there, "5")
    press(here, "7", "Enter")
    saved(here)
    press(there, "Enter")
    saved(there)
    expect(here.locator("tbody tr").first.locator("td:nth-last-child(n + 3)", has_text="5")).to_have_count(1)
    assert (column(there, 1), texts(school)) == (["5"], ["5"])
