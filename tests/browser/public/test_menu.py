"""The menu on wide and narrow screens (A2, S8), and the language (K1)."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Window

pytestmark = pytest.mark.browser

TITLES = [
    "Sākums", "Noderīgi izglītībai", "Aktualitātes", "Par zvanu", "Ekskursijas", "Naudas skola", "STEAM izglītība",
]  # fmt: skip


@pytest.mark.parametrize("script", [True, False])
def test_on_a_phone_it_unfolds(window: Window, portal: str, script: bool) -> None:
    page = window(width=360, touch=True, java_script_enabled=script)
    page.goto(portal)
    menu = page.get_by_role("navigation", name="Izvēlne")
    expect(menu).to_have_count(0)
    page.get_by_text("Izvēlne", exact=True).tap()
    expect(menu.get_by_role("link")).to_have_text(TITLES)
    menu.get_by_role("link", name="Naudas skola").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Naudas skola")


def test_on_a_wide_screen_it_is_a_line(window: Window, portal: str) -> None:
    page = window()
    page.goto(portal + "/portal/steam/")
    menu = page.get_by_role("navigation", name="Izvēlne")
    expect(menu.get_by_role("link")).to_have_text(TITLES)
    expect(menu.locator("[aria-current=page]")).to_have_text("STEAM izglītība")
    expect(page.get_by_text("Izvēlne", exact=True)).to_be_hidden()


def test_escape_folds_it_and_returns_the_focus(window: Window, portal: str) -> None:
    page = window(width=360)
    page.goto(portal)
    summary = page.get_by_text("Izvēlne", exact=True)
    summary.focus()
    for key in ("Enter", "Tab", "Tab", "Escape"):
        page.keyboard.press(key)
    expect(page.get_by_role("navigation", name="Izvēlne")).to_have_count(0)
    expect(summary).to_be_focused()


@pytest.mark.parametrize("width", [360, 1280])
def test_one_menu_at_a_time_and_none_when_the_page_is_pressed(window: Window, portal: str, width: int) -> None:
    page = window(width=width)
    page.goto(portal)
    for place in ("header", "footer"):
        page.locator(place).get_by_text("Pieslēdzies", exact=True).click()
        expect(page.locator("details[open]")).to_have_count(1)
    page.get_by_role("heading", level=1).click()
    expect(page.locator("details[open]")).to_have_count(0)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_language_stays_chosen(window: Window, portal: str, width: int) -> None:
    """K1: pages kept for a minute are kept apart by language."""
    page = window(width=width)
    page.goto(portal + "/faq/")
    page.goto(portal)
    if width == 360:
        page.get_by_text("Izvēlne", exact=True).click()
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto(portal + "/faq/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Frequently asked questions")
