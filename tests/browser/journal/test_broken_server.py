"""An entry that the server breaks down at is set aside after some minutes, and what waited behind it goes on (F4)."""

import json
import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.journal.conftest import Desk
from tests.browser.journal.stored import lesson, texts
from tests.browser.journal.test_keys import column, press, saved
from tests.factories.small_school import SmallSchool

pytestmark = pytest.mark.browser

CELLS = re.compile("/cells/")
NOBODY = re.compile("/nobody-absent/")
UNABLE = (
    "Serveris šo ierakstu nespēja saglabāt arī pēc vairākiem mēģinājumiem. Nosūtiet to vēlāk vēlreiz vai nokopējiet."
)


def state(page: Page, text: str) -> None:
    expect(page.locator("#save-state")).to_contain_text(text)


def settled(page: Page) -> None:
    """What was sent is answered: a clock that leaps on would break off what is under way."""
    expect(page.locator("#save-state")).not_to_have_attribute("data-state", "saving")


def try_again(page: Page, times: int, at: re.Pattern[str] = CELLS) -> None:
    """Minutes pass: so many times all is sent that waits, until something of it fails."""
    for _ in range(times):
        with page.expect_request(at):
            page.clock.fast_forward(31_000)
        settled(page)


def test_an_entry_that_breaks_the_server_is_set_aside_and_the_others_go_on(
    desk: Desk, school: SmallSchool, site: str
) -> None:
    page = desk(f"/journal/{school.course.public_id}/", failing=True)
    page.clock.install()
    page.locator("td input").click()
    sizes = []

    def breaks_at_8(route: Route) -> None:
        sent = [cell["text"] for cell in json.loads(route.request.post_data or "")["cells"]]
        sizes.append(len(sent))
        if "8" in sent:
            route.fulfill(status=500)
        else:
            route.continue_()

    page.route(CELLS, lambda route: route.abort())
    press(page, "7", "Enter", "8", "Enter", "9", "Enter", "10", "Enter")
    page.clock.run_for(1_000)
    state(page, "Nav savienojuma, 4 ieraksti gaida")
    try_again(page, 8)
    state(page, "Nav savienojuma, 4 ieraksti gaida")
    page.unroute(CELLS)
    page.route(CELLS, lambda route: route.fulfill(status=503))
    try_again(page, 8)
    state(page, "Serveris neatbild, ieraksti gaida šeit")
    assert page.locator("td[data-state=unsaved]").count() == 4
    page.unroute(CELLS)
    page.route(CELLS, breaks_at_8)
    try_again(page, 4)
    with page.expect_response(CELLS):
        page.reload()
    settled(page)
    assert (sizes, page.locator("td[data-state=unsaved]").count()) == ([4] * 5, 4)
    while not page.locator("td[data-state=refused]").count():
        try_again(page, 1)
    state(page, "1 ieraksts jālabo")
    assert (sizes[:7], set(sizes[7:])) == ([4] * 6 + [2], {2, 1})
    assert (texts(school), column(page, 4)) == (["10", "7", "9"], ["7", "8", "9", "10"])
    page.locator("td[data-state=refused]").click()
    expect(page.locator(".cell-note")).to_have_text(f"Nav pieņemts. {UNABLE}")
    page.get_by_role("button", name="Apskatīt").click()
    dialog = page.get_by_role("dialog", name="Ieraksti, ko serveris nav pieņēmis")
    item = dialog.get_by_role("listitem")
    expect(item.get_by_role("paragraph").first).to_have_text("Ābola1 Līga, 23.11. P 3 «8»")
    expect(item.locator(".error")).to_have_text(UNABLE)
    page.unroute(CELLS)
    item.get_by_role("button", name="Nosūtīt vēlreiz").click()
    page.clock.fast_forward(1_000)
    expect(dialog).to_be_hidden()
    saved(page)
    assert (texts(school), page.evaluate("Object.keys(localStorage)")) == (["10", "7", "8", "9"], [])

    page.goto(f"{site}/journal/{school.course.public_id}/2026-11-23/3/1/")
    page.route(NOBODY, lambda route: route.fulfill(status=500))
    with page.expect_response(NOBODY):
        page.get_by_role("button", name="Neviens nekavē").click()
    settled(page)
    try_again(page, 4, NOBODY)
    expect(page.locator(".toast.failed")).to_contain_text(UNABLE)
    state(page, "1 ieraksts jālabo")
    page.unroute(NOBODY)
    page.get_by_role("button", name="Apskatīt").click()
    expect(item.get_by_role("paragraph").first).to_have_text("23.11. 3. «Neviens nekavē»")
    expect(item.locator(".error")).to_have_text(UNABLE)
    item.get_by_role("button", name="Nosūtīt vēlreiz").click()
    saved(page)
    assert lesson(school).attendance_at is not None
