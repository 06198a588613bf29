"""A lesson's screen as a teacher uses it (F2, F6)."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journal.conftest import Desk
from tests.browser.journal.stored import absences, homework, lesson, marks, texts
from tests.browser.journal.test_keys import saved
from tests.factories.entries import write
from tests.factories.school import MONDAY
from tests.factories.small_school import SmallSchool

pytestmark = pytest.mark.browser

Screen = Callable[..., Page]


@pytest.fixture
def screen(desk: Desk, school: SmallSchool) -> Screen:
    def opened(**options: Any) -> Page:
        return desk(f"/journal/{school.course.public_id}/2026-11-23/3/1/", **options)

    return opened


def absent(page: Page, pupil: str, code: str) -> None:
    page.get_by_role("radiogroup", name=pupil, exact=True).locator(f"[value='{code}']").check()


def mark_of(page: Page, pupil: str) -> Any:
    return page.locator(".marks").get_by_label(pupil, exact=True)


def test_the_form_works_without_a_script(screen: Screen, school: SmallSchool) -> None:
    """K3."""
    page = screen(java_script_enabled=False)
    absent(page, "Ābola Līga", "ns")
    absent(page, "Bērziņš Jānis", "k")
    page.get_by_label("Cik minūtes nokavēja, Bērziņš Jānis").fill("5")
    page.get_by_label("Tēma", exact=True).fill("Vjeta teorēma")
    page.get_by_label("Uzdots", exact=True).fill("84. lpp.")
    mark_of(page, "Čakste Čārlzs").fill("9")
    page.get_by_role("button", name="Neviens nekavē").click()
    expect(page.get_by_label("Tēma", exact=True)).to_have_value("Vjeta teorēma")
    expect(mark_of(page, "Čakste Čārlzs")).to_have_value("9")
    expect(page.locator(".attendance-state")).to_contain_text("atzīmēta")
    assert (absences(school), texts(school)) == ([("k", 5), ("ns", None)], ["9"])


def test_cells_and_texts_are_saved_as_they_are_written(screen: Screen, school: SmallSchool) -> None:
    page = screen()
    absent(page, "Ābola Līga", "n")
    mark_of(page, "Bērziņš Jānis").fill("5/7")
    mark_of(page, "Bērziņš Jānis").press("Enter")
    expect(mark_of(page, "Bērziņš1 Jānis")).to_be_focused()
    page.get_by_label("Tēma", exact=True).fill("Vjeta teorēma")
    page.get_by_text("Formatīvi", exact=True).click()
    saved(page)
    expect(page.locator(".texts-state")).to_have_text("Viss saglabāts")
    assert (absences(school), texts(school)) == ([("n", None)], ["5|7"])
    assert (lesson(school).topic, lesson(school).is_formative) == ("Vjeta teorēma", True)
    expect(page.locator(".marks li").first.locator(".absent")).to_have_text("n")


def test_control_z_takes_back_what_was_handed_over(screen: Screen, school: SmallSchool) -> None:
    """F4: also after a reload."""
    page = screen()
    absent(page, "Ābola Līga", "n")
    mark_of(page, "Bērziņš Jānis").fill("5/7")
    mark_of(page, "Bērziņš Jānis").press("Enter")
    saved(page)
    page.reload()
    page.keyboard.press("Control+z")
    expect(page.locator(".toast")).to_contain_text("Atsaukts.")
    expect(mark_of(page, "Bērziņš Jānis")).to_have_value("")
    page.keyboard.press("Control+z")
    saved(page)
    assert (absences(school), texts(school)) == ([("", None)], [""])


def test_control_z_takes_back_topic_and_homework_after_a_reload(screen: Screen, school: SmallSchool) -> None:
    """F4: step by step, unless a colleague wrote there since."""
    page, topic = screen(), lambda: page.get_by_label("Tēma", exact=True)
    state = page.locator(".texts-state")
    topic().fill("Vjeta teorēma")
    expect(state).to_have_text("Viss saglabāts")
    page.get_by_label("Uzdots", exact=True).fill("84. lpp.")
    expect(state).to_have_text("nav saglabāts")
    expect(state).to_have_text("Viss saglabāts")
    page.reload()
    page.keyboard.press("Control+z")
    expect(page.locator(".toast")).to_contain_text("Atsaukts.")
    expect(page.get_by_label("Uzdots", exact=True)).to_have_value("")
    expect(state).to_have_text("Viss saglabāts")
    assert (lesson(school).topic, homework(school)) == ("Vjeta teorēma", [""])
    page.reload()
    page.keyboard.press("Control+z")
    expect(topic()).to_have_value("")
    expect(state).to_have_text("Viss saglabāts")
    assert lesson(school).topic == ""
    topic().fill("Kopas")
    expect(state).to_have_text("nav saglabāts")
    expect(state).to_have_text("Viss saglabāts")
    write(school.made, school.course, MONDAY, 3, topic="Viņas tēma")
    page.reload()
    page.keyboard.press("Control+z")
    expect(page.locator(".toast")).to_contain_text("Nav atsaukts, jo tur tikmēr ierakstīts cits: Tēma un mājasdarbs.")
    assert lesson(school).topic == "Viņas tēma"


def test_the_whole_form_after_the_cells_changes_nothing_twice(screen: Screen, school: SmallSchool) -> None:
    page = screen()
    mark_of(page, "Bērziņš Jānis").fill("7")
    page.get_by_label("Tēma", exact=True).fill("Vjeta teorēma")
    page.get_by_role("button", name="Saglabāt stundu").click()
    expect(page).to_have_url(re.compile(r"\?saved=1&did=\d+$"))
    saved(page)
    assert (marks(school), lesson(school).topic) == ([("7", 1)], "Vjeta teorēma")
    page.reload()
    expect(mark_of(page, "Bērziņš Jānis")).to_have_value("7")


def test_a_refused_mark_says_why_below_it(screen: Screen, school: SmallSchool) -> None:
    page = screen()
    mark_of(page, "Bērziņš Jānis").fill("12")
    mark_of(page, "Bērziņš Jānis").press("Enter")
    line = page.locator(".marks li", has=page.get_by_label("Bērziņš Jānis", exact=True))
    expect(line.locator(".error")).to_contain_text("Nav pieņemts. Te var rakstīt 1–10")
    expect(page.locator("#save-state")).to_contain_text("1 ieraksts jālabo")
    mark_of(page, "Bērziņš Jānis").fill("10")
    mark_of(page, "Bērziņš Jānis").press("Enter")
    saved(page)
    expect(line.locator(".error")).to_be_empty()
    assert texts(school) == ["10"]


def test_nobody_is_absent_or_the_others_are_here(screen: Screen, school: SmallSchool) -> None:
    page = screen()
    expect(page.get_by_role("button", name="Neviens nekavē")).to_be_visible()
    absent(page, "Ābola Līga", "n")
    page.get_by_role("button", name="Pārējie ir klāt").click()
    expect(page.locator(".attendance-state")).to_have_text("atzīmēta")
    saved(page)
    assert lesson(school).attendance_at is not None


def test_a_topic_that_a_colleague_wrote_meanwhile_is_shown_beside(desk: Desk, school: SmallSchool, site: str) -> None:
    page = desk("/today/", failing=True)
    page.route(
        "**/changes/**", lambda route: route.abort()
    )  # it asks as it opens: or all is there before anything was typed
    page.goto(f"{site}/journal/{school.course.public_id}/2026-11-23/3/1/")
    write(school.made, school.course, MONDAY, 3, topic="Viņas tēma")
    page.get_by_label("Tēma", exact=True).fill("Mana tēma")
    expect(page.locator("[data-theirs=topic]")).to_contain_text("Viņas tēma")
    assert lesson(school).topic == "Viņas tēma"
    page.get_by_role("button", name="Saglabāt stundu").click()
    expect(page).to_have_url(re.compile(r"\?saved=1&did=\d+$"))
    assert lesson(school).topic == "Mana tēma"


def test_texts_survive_a_lost_connection_and_a_reload(screen: Screen, school: SmallSchool) -> None:
    """F4."""
    page = screen(failing=True)
    page.route("**/3/1/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    with page.expect_event("requestfailed"):
        page.get_by_label("Tēma", exact=True).fill("Vjeta teorēma")
    page.unroute("**/3/1/")
    page.reload()
    expect(page.get_by_label("Tēma", exact=True)).to_have_value("Vjeta teorēma")
    expect(page.locator(".texts-state")).to_have_text("Viss saglabāts")
    assert lesson(school).topic == "Vjeta teorēma"
    assert page.evaluate("Object.keys(localStorage)") == []


def test_neighbours_are_one_key_away(screen: Screen, school: SmallSchool, site: str) -> None:
    page = screen()
    journal = f"{site}/journal/{school.course.public_id}"
    for key, address in [
        ("}", f"{journal}/2026-11-25/2/1/"),
        ("{", f"{journal}/2026-11-23/3/1/"),
        ("]", f"{site}/today/2026-11-23/"),
    ]:
        page.keyboard.press(key)
        page.wait_for_url(address)


def test_thirty_pupils_stand_on_one_screen_of_a_laptop(screen: Screen) -> None:
    page = screen(width=1280, height=800)
    assert page.locator(".attendance > li").count() == 30
    assert page.evaluate("document.querySelector('.attendance').getBoundingClientRect().bottom <= innerHeight")
