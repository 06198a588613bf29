"""What is typed is saved, or kept and said to be (F4)."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journal.stored import marks, texts
from tests.browser.journal.test_keys import column, press, saved
from tests.factories.people import make_session
from tests.factories.school import MONDAY
from tests.factories.small_school import SmallSchool
from zvans.journal.actions.cells import CellEdit, save_cells
from zvans.timetable.queries.plan import LessonKey

pytestmark = pytest.mark.browser

Grid = Callable[..., Page]


def colleague_types(school: SmallSchool, text: str, *, was: str = "", mark: int = 0, absence: int = 0) -> None:
    key = LessonKey(school.course.pk, MONDAY, 3, 1)
    pupil = next(p for p in school.class_9b.pupils if p.family_name == "Ābola")
    edit = CellEdit(key, pupil.pk, text, was, mark, absence)
    (answer,) = save_cells(course=school.course, batch=uuid4(), edits=[edit], by=school.actor("teacher"))
    assert answer.status == "saved"


def state(page: Page, text: str) -> None:
    expect(page.locator("#save-state")).to_contain_text(text)


def test_an_unsaved_cell_has_a_dot_and_a_saved_one_is_quiet(grid: Grid, school: SmallSchool) -> None:
    page = grid()
    press(page, "7", "Enter")
    assert page.locator("td[data-state]").evaluate_all("cells => cells.map(c => c.dataset.state)") == ["unsaved"]
    saved(page)
    assert page.locator("td[data-state]").count() == 0


def test_the_mean_follows(grid: Grid, school: SmallSchool) -> None:
    page = grid()
    press(page, "7", "Enter", "ArrowUp", "ArrowLeft", "8", "Enter")
    saved(page)
    row = page.locator("tbody tr").first
    assert row.locator("td").nth(-2).inner_text() == "7,50 (2)"


def test_a_refused_cell_says_why_and_keeps_what_was_typed(grid: Grid, school: SmallSchool) -> None:
    page = grid()
    press(page, "11", "Enter", "7", "Enter")
    state(page, "1 ieraksts jālabo")
    note = page.locator(".cell-note")
    expect(note).to_contain_text("Nav pieņemts. Te var rakstīt 1–10")
    assert column(page, 2) == ["11", "7"]
    press(page, "ArrowUp", "ArrowUp")
    assert page.locator("td input").get_attribute("aria-describedby") == "cell-note"
    press(page, "10", "Enter")
    saved(page)
    expect(note).to_be_hidden()
    assert texts(school) == ["10", "7"]


def test_a_conflict_shows_both_and_lets_one_choose(grid: Grid, school: SmallSchool) -> None:
    page = grid()
    colleague_types(school, "3")
    press(page, "6", "Enter")
    state(page, "1 ieraksts jālabo")
    press(page, "ArrowUp")
    expect(page.locator(".cell-note")).to_contain_text("Tikmēr kāds cits te ierakstīja «3».")
    assert texts(school) == ["3"]
    press(page, "Enter")
    expect(page.get_by_role("button", name="Rakstīt manu «6»")).to_be_focused()
    press(page, "Enter")
    saved(page)
    assert texts(school) == ["6"]


def test_a_conflict_can_leave_what_the_other_wrote(grid: Grid, school: SmallSchool) -> None:
    page = grid()
    colleague_types(school, "3")
    press(page, "6", "Enter")
    state(page, "1 ieraksts jālabo")
    press(page, "ArrowUp", "Enter", "Tab", "Enter")
    saved(page)
    assert (column(page, 1), texts(school)) == (["3"], ["3"])


def test_a_lost_connection_loses_nothing(grid: Grid, school: SmallSchool) -> None:
    page = grid(failing=True)
    page.context.set_offline(True)
    press(page, "7", "Enter")
    state(page, "Nav savienojuma, 1 ieraksts gaida")
    press(page, "8", "Enter", "9", "Enter")
    state(page, "Nav savienojuma, 3 ieraksti gaida")
    page.context.set_offline(False)
    saved(page)
    assert texts(school) == ["7", "8", "9"]


def test_a_reload_keeps_what_was_not_saved(grid: Grid, school: SmallSchool) -> None:
    """A closed lid: the connection is gone, the page is gone, the entries are not."""
    page = grid(failing=True)
    page.route("**/cells/**", lambda route: route.abort())
    press(page, "7", "Enter", "8", "Enter")
    state(page, "Nav savienojuma, 2 ieraksti gaida")
    page.reload()
    assert column(page, 2) == ["7", "8"]
    page.unroute("**/cells/**")
    page.reload()
    saved(page)
    assert marks(school) == [("7", 1), ("8", 1)]
    assert page.evaluate("Object.keys(localStorage)") == []


def test_an_answer_lost_on_its_way_is_asked_for_again_and_nothing_is_done_twice(
    grid: Grid, school: SmallSchool
) -> None:
    page = grid(failing=True)
    lost = []

    def lose_first(route: object) -> None:
        if lost:
            route.continue_()  # type: ignore[attr-defined]
        else:
            lost.append(route.fetch())  # type: ignore[attr-defined]
            route.abort()  # type: ignore[attr-defined]

    page.route("**/cells/**", lose_first)
    press(page, "7", "Enter")
    state(page, "Nav savienojuma, 1 ieraksts gaida")
    press(page, "ArrowUp", "8", "Enter")
    saved(page)
    assert (column(page, 1), marks(school)) == (["8"], [("8", 2)])


def test_somebody_else_at_the_same_browser_sends_nothing_of_mine(grid: Grid, school: SmallSchool, site: str) -> None:
    """The cells wait for the account that typed them."""
    page = grid(failing=True)
    page.route("**/cells/**", lambda route: route.abort())
    press(page, "7", "Enter")
    state(page, "Nav savienojuma, 1 ieraksts gaida")
    page.unroute("**/cells/**")
    own = page.context.cookies()
    other = own[0] | {"name": "zvans_session", "value": make_session(school.accounts["class_teacher"])}
    page.context.add_cookies([other])
    page.goto(f"{site}/today/")
    page.wait_for_timeout(1000)
    assert texts(school) == []
    page.context.add_cookies(own)
    page.reload()
    saved(page)
    assert texts(school) == ["7"]


def test_the_day_sends_on_what_a_closed_journal_left(grid: Grid, school: SmallSchool, site: str) -> None:
    page = grid(failing=True)
    page.route("**/cells/**", lambda route: route.abort())
    press(page, "7", "Enter")
    state(page, "Nav savienojuma, 1 ieraksts gaida")
    page.unroute("**/cells/**")
    page.goto(f"{site}/today/")
    saved(page)
    assert texts(school) == ["7"]


def test_a_server_that_fails_or_is_gone_is_waited_for(grid: Grid, school: SmallSchool) -> None:
    """Also with the lid closed meanwhile: the page is frozen, and goes on when it wakes."""
    page = grid(failing=True)
    page.route("**/cells/**", lambda route: route.fulfill(status=503))
    press(page, "7", "Enter")
    state(page, "Serveris neatbild, ieraksti gaida šeit")
    assert page.locator("#save-voice").inner_text() == "Serveris neatbild, ieraksti gaida šeit"
    page.unroute("**/cells/**")
    page.route("**/cells/**", lambda route: route.abort("connectionrefused"))
    press(page, "8", "Enter")
    state(page, "Nav savienojuma, 2 ieraksti gaida")
    lid = page.context.new_cdp_session(page)
    lid.send("Page.setWebLifecycleState", {"state": "frozen"})
    page.unroute("**/cells/**")
    lid.send("Page.setWebLifecycleState", {"state": "active"})
    saved(page)
    assert marks(school) == [("7", 1), ("8", 1)]


FULL = """() => {
    Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
}"""
LEAVES = "window.dispatchEvent(new Event('beforeunload', { cancelable: true }))"


def test_a_browser_that_keeps_nothing_says_so_and_is_not_left_silently(grid: Grid, school: SmallSchool) -> None:
    page = grid(failing=True)
    page.evaluate(FULL)
    assert page.evaluate(LEAVES) is True
    page.route("**/cells/**", lambda route: route.abort())
    press(page, "7", "Enter")
    state(
        page, "Nav savienojuma, 1 ieraksts gaida Pārlūks tos nevar paturēt: neaizveriet lapu, kamēr tie nav saglabāti."
    )
    assert page.evaluate(LEAVES) is False
    page.unroute("**/cells/**")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    saved(page)
    assert (page.evaluate(LEAVES), texts(school)) == (True, ["7"])


DAY_OFF = """
const now = Date.now;
Date.now = () => now() + DAYS * 86_400_000;
window.Date = class extends Date { constructor(...given) { super(...(given.length ? given : [Date.now()])); } };
"""


@pytest.mark.parametrize("days", ["1", "-1"])
def test_a_laptop_whose_clock_is_a_day_off_writes_in_the_lesson_of_the_servers_day(
    desk: Callable[..., Page], school: SmallSchool, days: str
) -> None:
    page = desk(f"/journal/{school.course.public_id}/")
    page.context.add_init_script(DAY_OFF.replace("DAYS", days))
    page.reload()
    page.locator("td input").click()
    assert page.locator("#journal-place").inner_text() == "Ābola Līga · 23.11. P 3"
    press(page, "7", "Enter")
    saved(page)
    assert texts(school) == ["7"]
