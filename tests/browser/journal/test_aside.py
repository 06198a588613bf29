"""What the server can't read, or does not take, is set aside in sight; what comes after it goes on (F4)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.journal.conftest import Desk
from tests.browser.journal.stored import lesson, texts
from tests.browser.journal.test_keys import column, press, saved
from tests.browser.journal.test_offline import cancel
from tests.factories.entries import write
from tests.factories.school import MONDAY
from tests.factories.small_school import SmallSchool
from tests.support.axe import violations

pytestmark = pytest.mark.browser

Grid = Callable[..., Page]
# What the server's own check finds unreadable (a revision that no row can have), as a damaged store would hold it.
DAMAGE = """() => {
    for (const name of Object.keys(localStorage).filter((name) => name.includes(".cell."))) {
        const edit = JSON.parse(localStorage[name]);
        if (edit.text === "8") localStorage[name] = JSON.stringify({ ...edit, mark: 2 ** 31 });
    }
}"""


def test_an_unreadable_entry_is_set_aside_and_the_others_go_on(grid: Grid, school: SmallSchool, site: str) -> None:
    page = grid(failing=True)
    page.route("**/cells/**", lambda route: route.abort())
    press(page, "7", "Enter")
    expect(page.locator("#save-state")).to_contain_text("Nav savienojuma, 1 ieraksts gaida")
    press(page, "8", "Enter", "9", "Enter", "10", "Enter")
    page.evaluate(DAMAGE)
    page.goto(f"{site}/today/")
    page.unroute("**/cells/**")
    page.goto(f"{site}/journal/{school.course.public_id}/")
    expect(page.locator("#save-state")).to_contain_text("1 ieraksts jālabo")
    assert (texts(school), column(page, 4)) == (["10", "7", "9"], ["7", "8", "9", "10"])
    expect(page.locator("td[data-state=refused]")).to_have_text("8")
    page.goto(f"{site}/today/")
    expect(page.locator("#save-state")).to_contain_text("1 ieraksts jālabo")
    page.get_by_role("button", name="Apskatīt").click()
    dialog = page.get_by_role("dialog", name="Ieraksti, ko serveris nav pieņēmis")
    item = dialog.get_by_role("listitem")
    expect(item).to_contain_text("Ābola1 Līga, 23.11. P 3 «8»")
    expect(item).to_contain_text("Serveris šo ierakstu nevarēja izlasīt. Ierakstiet to vēlreiz")
    assert violations(page) == []
    item.get_by_role("button", name="Nosūtīt vēlreiz").click()
    expect(page.locator("#save-state")).to_contain_text("1 ieraksts jālabo")
    page.goto(f"{site}/journal/{school.course.public_id}/")
    page.get_by_role("button", name="Apskatīt").click()
    dialog.get_by_role("button", name="Atmest").click()
    expect(dialog).to_be_hidden()
    saved(page)
    assert (column(page, 4), page.evaluate("Object.keys(localStorage)")) == (["7", "", "9", "10"], [])
    press(page, "Control+Home", "ArrowDown", "8", "Enter")
    saved(page)
    assert texts(school) == ["10", "7", "8", "9"]


def test_nobody_is_absent_waits_for_the_network_and_is_done_once(desk: Desk, school: SmallSchool, site: str) -> None:
    """F4, F6: on the lesson's screen and on the day, visible as waiting; an answer that was lost does not make two of it."""
    page = desk(f"/journal/{school.course.public_id}/2026-11-23/3/1/", failing=True)
    lost = []

    def lose_first(route: Route) -> None:
        if not lost:
            lost.append(route.fetch())
            route.abort()
        else:
            route.continue_()

    page.route("**/nobody-absent/", lambda route: route.abort())
    page.get_by_role("button", name="Neviens nekavē").press("Enter")
    waits = page.locator(".attendance-state .state")
    expect(waits).to_have_text("atzīmēta, gaida nosūtīšanu")
    expect(waits).to_be_focused()
    expect(page.locator("#save-state")).to_contain_text("Nav savienojuma, 1 ieraksts gaida")
    assert violations(page) == []
    page.reload()
    expect(waits).to_have_text("atzīmēta, gaida nosūtīšanu")
    page.goto(f"{site}/today/")
    day = page.locator(".day-lessons")
    expect(day).to_contain_text("atzīmēta, gaida nosūtīšanu")
    expect(page.locator("#save-state")).to_contain_text("Nav savienojuma, 1 ieraksts gaida")
    page.unroute("**/nobody-absent/")
    page.route("**/nobody-absent/", lose_first)
    page.goto(f"{site}/journal/{school.course.public_id}/2026-11-23/3/1/")
    expect(page.locator(".toast")).to_contain_text("Klātbūtne atzīmēta.")
    saved(page)
    assert [said.status for said in lost] == [200]
    page.locator(".toast").get_by_role("button", name="Atsaukt").click()
    page.wait_for_load_state()
    expect(page.get_by_role("button", name="Neviens nekavē")).to_be_visible()
    assert lesson(school).attendance_at is None
    page.goto(f"{site}/today/")
    day.get_by_role("button", name="Neviens nekavē").click()
    expect(page.locator(".toast")).to_contain_text("Klātbūtne atzīmēta.")
    assert lesson(school).attendance_at is not None


def test_nobody_is_absent_in_a_lesson_cancelled_meanwhile_says_so(desk: Desk, school: SmallSchool, site: str) -> None:
    page = desk(f"/journal/{school.course.public_id}/2026-11-23/3/1/", failing=True)
    page.context.set_offline(True)
    page.get_by_role("button", name="Neviens nekavē").click()
    expect(page.locator("#save-state")).to_contain_text("Nav savienojuma, 1 ieraksts gaida")
    cancel(school)
    page.context.set_offline(False)
    expect(page.locator(".toast.failed")).to_contain_text("Šī stunda ir atcelta")
    expect(page.locator("#save-state")).to_contain_text("1 ieraksts jālabo")
    page.get_by_role("button", name="Apskatīt").click()
    dialog = page.get_by_role("dialog", name="Ieraksti, ko serveris nav pieņēmis")
    expect(dialog.get_by_role("listitem")).to_contain_text("23.11. 3. «Neviens nekavē»")
    dialog.get_by_role("button", name="Atmest").click()
    saved(page)
    assert (lesson(school).attendance_at, page.evaluate("Object.keys(localStorage)")) == (None, [])


def test_a_topic_left_behind_is_sent_on_from_the_day_or_shown_beside_a_colleagues(
    desk: Desk, school: SmallSchool, site: str
) -> None:
    """F4: the lesson's page was closed before the network came back."""
    address = f"/journal/{school.course.public_id}/2026-11-23/3/1/"
    page = desk(address, failing=True)

    def leave(topic: str) -> None:
        page.route("**/3/1/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
        page.get_by_label("Tēma", exact=True).fill(topic)
        expect(page.locator(".texts-state")).to_have_text("nav saglabāts")
        page.goto(f"{site}/today/")

    leave("Vjeta teorēma")
    expect(page.locator("#save-state")).to_contain_text("Nav savienojuma, 1 ieraksts gaida")
    page.unroute("**/3/1/")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("#save-state")).to_contain_text("Viss saglabāts")
    assert (lesson(school).topic, page.evaluate("Object.keys(localStorage)")) == ("Vjeta teorēma", [])

    page.goto(f"{site}{address}")
    leave("Mana tēma")
    write(school.made, school.course, MONDAY, 3, topic="Viņas tēma")
    page.unroute("**/3/1/")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("#save-state")).to_contain_text("1 ieraksts jālabo")
    page.get_by_role("button", name="Apskatīt").click()
    item = page.get_by_role("dialog", name="Ieraksti, ko serveris nav pieņēmis").get_by_role("listitem")
    expect(item).to_contain_text("23.11. 3. «Mana tēma»")
    item.get_by_role("link").click()
    expect(page.locator("[data-theirs=topic]")).to_contain_text("Viņas tēma")
    assert lesson(school).topic == "Viņas tēma"
