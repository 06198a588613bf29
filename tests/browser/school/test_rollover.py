"""The way into the next year, on a phone and at a desk (D3, K2)."""

import pytest

from tests.browser.journal.conftest import Desk
from tests.browser.journal.test_look import faults

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("theme", "width", "touch", "least"), [("dark", 360, True, 44), ("light", 1280, False, 24)])
def test_choices_preview_and_confirmation(desk: Desk, theme: str, width: int, touch: bool, least: int) -> None:
    page = desk("/school/alfa/rollover/", "superuser", width=width, theme=theme, touch=touch, is_mobile=touch)
    page.locator("details", has_text="Kurš paliek").locator("summary").click()
    assert faults(page, width, least) == []
    page.get_by_role("button", name="Priekšskatīt").click()
    page.get_by_role("heading", name="Priekšskatījums").wait_for()
    assert faults(page, width, least) == []
    page.get_by_role("button", name="Apstiprināt pāreju").click()
    page.locator(".state.done").wait_for()
    assert faults(page, width, least) == []
