"""The dialog «Neizdodas pieslēgties?» by keyboard, by pointer and without a script (B1, S11, S22, S23)."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Window

pytestmark = pytest.mark.browser

HELP = "Neizdodas pieslēgties / parole skolēnam"
# Where it can be asked for: the address, the place, and whether a menu is to be opened first.
PLACES = [
    ("/", "header", True),
    ("/", "main", False),
    ("/", "footer", True),
    ("/sign-in/family/", "main", False),
    ("/sign-in/staff/", "main", False),
]


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(("address", "place", "in_menu"), PLACES)
def test_it_opens_closes_and_returns_the_focus(
    window: Window, portal: str, width: int, address: str, place: str, in_menu: bool
) -> None:
    page = window(width=width)
    page.goto(portal + address)
    around = page.locator(f"body > {place}")
    if in_menu:
        around.get_by_text("Pieslēdzies", exact=True).click()
    opener = around.get_by_role("link", name=HELP)
    opener.click()
    dialog = page.get_by_role("dialog", name="Neizdodas pieslēgties?")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="AIZVĒRT LOGU").click()
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_by_keyboard_alone(window: Window, portal: str) -> None:
    page = window()
    page.goto(portal)
    page.locator("header").get_by_text("Pieslēdzies", exact=True).focus()
    for key in ("Enter", "Tab", "Tab", "Tab", "Enter"):
        page.keyboard.press(key)
    dialog = page.get_by_role("dialog", name="Neizdodas pieslēgties?")
    expect(dialog.get_by_role("button", name="AIZVĒRT LOGU")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator("header").get_by_role("link", name=HELP)).to_be_focused()


def test_a_press_beside_it_closes_it(window: Window, portal: str) -> None:
    page = window()
    page.goto(portal)
    page.locator("main").get_by_role("link", name=HELP).click()
    page.mouse.click(20, 20)
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_without_a_script_it_is_a_page(window: Window, portal: str) -> None:
    page = window(width=360, java_script_enabled=False)
    page.goto(portal)
    page.locator("header").get_by_text("Pieslēdzies", exact=True).click()
    page.locator("header").get_by_role("link", name=HELP).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Neizdodas pieslēgties?")
    expect(page.locator("main").get_by_role("heading", level=2)).to_have_text(
        ["Lietotājvārds", "Parole", "Tehniskais atbalsts", "Vairāk"]
    )
