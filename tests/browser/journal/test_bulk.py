"""Many cells at once, and taking things back (F3, F4)."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journal.stored import texts
from tests.browser.journal.test_keys import PASTE, column, press, saved
from tests.browser.journal.test_saving import colleague_types
from tests.factories.small_school import SmallSchool
from tests.support.axe import violations

pytestmark = pytest.mark.browser

Grid = Callable[..., Page]


def toast(page: Page) -> Any:
    return page.locator(".toast").last


def test_a_paste_that_does_not_fit_says_what_was_left_out(grid: Grid, school: SmallSchool) -> None:
    """31 rows for 30 pupils; a hundred thousand cells."""
    page = grid()
    page.evaluate(PASTE, ["\n".join(["9"] * 30 + ["4"])])
    expect(toast(page)).to_contain_text("Aizpildītas 30 vietas. Tabulā nav vietas 31. («4») rindai.")
    saved(page)
    assert texts(school) == ["9"] * 30
    toast(page).get_by_role("button", name="Atsaukt").click()
    saved(page)
    assert (column(page, 30), set(texts(school))) == ([""] * 30, {""})
    outside = page.evaluate("document.body.textContent.length")
    began = page.evaluate("performance.now()")
    page.evaluate(PASTE, ["\n".join(["9\t" * 99 + "9"] * 1000)])
    expect(toast(page)).to_contain_text("Ielīmējamais ir par lielu: tajā ir vairāk nekā 5000 vietu. Nekas nav mainīts.")
    assert page.evaluate("performance.now()") - began < 2000
    assert column(page, 30) == [""] * 30
    assert page.evaluate("document.body.textContent.length") - outside < 300


def test_undo_goes_on_after_a_reload_and_leaves_what_somebody_changed_since(grid: Grid, school: SmallSchool) -> None:
    page = grid()
    page.evaluate(PASTE, ["7\n5/8\n9\n"])
    saved(page)
    colleague_types(school, "3", was="7", mark=1)
    page.reload()
    page.locator("td input").click()
    press(page, "Control+z")
    expect(toast(page)).to_contain_text("Atsaukts. Nav atsaukts, jo tur tikmēr ierakstīts cits: Ābola Līga 23.11. P 3.")
    saved(page)
    assert (column(page, 3), texts(school)) == (["3", "", ""], ["", "", "3"])


def test_a_column_is_filled_overwritten_and_moved_by_keyboard(grid: Grid, school: SmallSchool) -> None:
    page = grid()
    press(page, "4", "Enter", "Alt+ArrowDown")
    dialog = page.get_by_role("dialog", name="23.11. P 3")
    expect(dialog.get_by_label("Ieraksts")).to_be_focused()
    assert violations(page) == []
    press(page, "i", "Enter")
    assert column(page, 30) == ["4", *["i"] * 29]
    expect(page.locator("td input")).to_be_focused()
    press(page, "Alt+ArrowDown", "8")
    dialog.get_by_role("button", name="Pārrakstīt visas").press("Enter")
    assert column(page, 30) == ["8"] * 30
    saved(page)
    press(page, "Control+z", "Control+z")
    assert column(page, 2) == ["4", ""]
    saved(page)


def test_a_wrong_column_is_put_right_in_three_actions(
    grid: Grid, school: SmallSchool, record_property: Callable[..., None]
) -> None:
    """Thirty marks written in the wrong lesson: at most four actions (open, choose, move)."""
    page = grid()
    page.evaluate(PASTE, ["\n".join(str(n % 9 + 1) for n in range(30))])
    saved(page)
    actions = 0
    for act in (
        lambda: page.get_by_role("button", name="Sleja…").click(),
        lambda: page.get_by_label("Pārcelt ierakstus uz").select_option(index=1),
        lambda: page.get_by_role("button", name="Pārcelt", exact=True).click(),
    ):
        act()
        actions += 1
    record_property("counted", f"correcting a wrong column: {actions} actions (at most 4)")
    expect(toast(page)).to_contain_text("Pārcelti 30 ieraksti.")
    saved(page)
    assert actions <= 4
    assert (column(page, 3), column(page, 3, -2)) == (["", "", ""], ["1", "2", "3"])
    assert [text for text in texts(school) if text] == sorted(str(n % 9 + 1) for n in range(30))
