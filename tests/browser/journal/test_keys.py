"""The grid by keyboard (F3): what each key does, and how few are needed."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journal.stored import absences, texts
from tests.factories.small_school import SmallSchool

pytestmark = pytest.mark.browser

Grid = Callable[..., Page]
SAVED = "Viss saglabāts"
NAMED = re.compile(r"(Shift\+|Control\+|Alt\+|Arrow|Page|Enter|Escape|Tab|Home|End|Delete|F2)")


def press(page: Page, *keys: str) -> None:
    """Keys by name, anything else as typed text."""
    for key in keys:
        if NAMED.match(key):
            page.keyboard.press(key)
        else:
            page.keyboard.type(key)


def column(page: Page, rows: int, place: int = -1) -> list[str]:
    """What stands in the first rows of a lesson; by default the newest, the last before those to come."""
    script = """([rows, place]) => {
        const ahead = document.querySelectorAll("col.ahead").length;
        const lessons = document.querySelectorAll("th[data-lesson]").length;
        const index = 1 + lessons - ahead + place;
        return [...document.querySelectorAll("table.journal tbody tr")].slice(0, rows).map((row) => {
            const cell = row.cells[index];
            return cell.querySelector("input")?.value ?? cell.textContent;
        });
    }"""
    return list(page.evaluate(script, [rows, place]))


def saved(page: Page) -> None:
    expect(page.locator("#save-state")).to_contain_text(SAVED)


def test_thirty_marks_in_forty_keys_more_than_themselves(
    grid: Grid, school: SmallSchool, record_property: Callable[..., None]
) -> None:
    page = grid()
    keys = 0
    for number in range(30):
        page.keyboard.type(str(number % 9 + 1))
        page.keyboard.press("Enter")
        keys += 1
    saved(page)
    record_property("counted", f"30 marks: {keys} keys beyond the marks themselves (at most 40)")
    assert keys <= 40
    assert texts(school) == sorted(str(n % 9 + 1) for n in range(30))


def test_the_grammar_comes_back_as_the_server_writes_it(grid: Grid, school: SmallSchool) -> None:
    """F5, F6: any case, either stroke, either decimal sign."""
    page = grid()
    for text in ("5/7", "N 7", "nV", "85.5%", "NI", "k5"):
        press(page, text, "Enter")
    saved(page)
    assert column(page, 6) == ["5|7", "n 7", "nv", "85,5%", "ni", "k5"]
    assert absences(school) == [("k", 5), ("n", None)]


def test_keys_move_without_a_mouse(grid: Grid, school: SmallSchool) -> None:
    page = grid()

    def here() -> str:
        return str(page.locator("#journal-place").inner_text())

    start = here()
    for keys, there in [
        (["ArrowDown", "ArrowUp"], start),
        (["Enter", "Shift+Enter"], start),
        (["ArrowLeft", "ArrowRight"], start),
        (["Shift+Tab", "Tab"], start),
        (["PageDown", "PageUp"], start),
        (["Control+End", "Control+Home"], start),
    ]:
        press(page, keys[0])
        assert here() != there
        press(page, keys[1])
        assert here() == there
    press(page, "Home")
    assert here() == "Ābola Līga · 02.09. T 2"
    press(page, "End", "Control+End")
    assert here() == "Šteinberga2 Šarlote · 07.12. P 3"


def test_typing_replaces_and_f2_goes_on(grid: Grid, school: SmallSchool) -> None:
    page = grid()
    press(page, "5", "Enter", "ArrowUp", "F2", "|7", "Enter", "ArrowUp")
    assert column(page, 1) == ["5|7"]
    press(page, "8", "Enter")
    assert column(page, 1) == ["8"]
    saved(page)
    assert texts(school) == ["8"]


def test_escape_gives_up_what_was_typed(grid: Grid, school: SmallSchool) -> None:
    page = grid()
    press(page, "7", "Enter", "ArrowUp", "9", "Escape", "ArrowDown")
    assert column(page, 1) == ["7"]
    saved(page)
    assert texts(school) == ["7"]


def test_escape_and_tab_lead_out_of_the_table(grid: Grid, school: SmallSchool) -> None:
    """WCAG 2.1.2: no keyboard trap."""
    page = grid()
    press(page, "Escape", "Tab")
    assert page.evaluate("document.activeElement.closest('table')") is None


def test_delete_clears_and_the_toast_takes_it_back(grid: Grid, school: SmallSchool) -> None:
    page = grid()
    press(page, "7", "Enter", "ArrowUp")
    saved(page)
    press(page, "Delete")
    assert column(page, 1) == [""]
    saved(page)
    assert texts(school) == [""]
    page.locator(".toast", has_text="Izdzēsts «7».").get_by_role("button", name="Atsaukt").click()
    saved(page)
    assert (column(page, 1), texts(school)) == (["7"], ["7"])


def test_control_z_takes_back_step_by_step(grid: Grid, school: SmallSchool) -> None:
    page = grid()
    press(page, "7", "Enter", "8", "Enter", "Control+z")
    assert column(page, 2) == ["7", ""]
    press(page, "Control+z")
    assert column(page, 2) == ["", ""]
    saved(page)
    assert set(texts(school)) <= {""}


def test_a_question_mark_shows_the_keys_and_returns(grid: Grid, school: SmallSchool) -> None:
    page = grid()
    press(page, "?")
    expect(page.get_by_role("dialog", name="Kā rakstīt žurnālā")).to_be_visible()
    press(page, "Escape", "6", "Enter")
    assert column(page, 1) == ["6"]
    saved(page)


PASTE = """([text]) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def test_a_pasted_column_fills_downwards_and_undoes_as_one(grid: Grid, school: SmallSchool) -> None:
    page = grid()
    page.evaluate(PASTE, ["9\r\n5|7\r\nn\r\n\r\nnv\r\n"])
    assert column(page, 6) == ["9", "5|7", "n", "", "nv", ""]
    expect(page.locator(".toast")).to_contain_text("Aizpildītas 4 vietas.")
    saved(page)
    press(page, "Control+z")
    saved(page)
    assert column(page, 6) == [""] * 6


def test_a_pasted_block_fills_to_the_right_too(grid: Grid, school: SmallSchool) -> None:
    page = grid()
    press(page, "ArrowLeft")
    page.evaluate(PASTE, ["1\t2\n3\t4\n"])
    assert (column(page, 2, -2), column(page, 2, -1)) == (["1", "3"], ["2", "4"])
    saved(page)
    assert len(texts(school)) == 4


def test_a_paste_over_marks_can_be_kept_to_the_empty_cells(grid: Grid, school: SmallSchool) -> None:
    """F3: fill empty, or overwrite all."""
    page = grid()
    press(page, "7", "Enter", "ArrowUp")
    page.evaluate(PASTE, ["1\n2\n3\n"])
    assert column(page, 3) == ["1", "2", "3"]
    page.get_by_role("button", name="Aizpildīt tikai tukšās").click()
    assert column(page, 3) == ["7", "2", "3"]
    saved(page)
    assert texts(school) == ["2", "3", "7"]


def test_control_enter_fills_what_is_empty_below(grid: Grid, school: SmallSchool) -> None:
    page = grid()
    press(page, "ArrowDown", "4", "Enter", "Control+Home", "i", "Control+Enter")
    assert column(page, 30) == ["i", "4", *["i"] * 28]
    saved(page)
    assert len(texts(school)) == 30


def test_nothing_moves_while_one_types(grid: Grid, school: SmallSchool) -> None:
    """No layout shift, no scroll jump (look.md)."""
    page = grid()
    where = """() => [scrollY, document.querySelector('.journal-frame').scrollLeft,
        ...[...document.querySelectorAll('tbody tr:nth-child(2) > *')].map(e => e.getBoundingClientRect().x)]"""
    before = page.evaluate(where)
    press(page, "k25 5|7", "Enter", "11", "Enter")
    expect(page.locator("#save-state")).to_contain_text("1 ieraksts jālabo")
    expect(page.locator("td[data-long]")).to_have_text("k25 5|7")
    assert page.evaluate(where) == before
