"""A toast says what happened and takes it back (F4, look.md)."""

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, expect

from tests.browser.conftest import Window

pytestmark = pytest.mark.browser


@pytest.fixture
def page(window: Window, portal: str, settings: LazySettings) -> Page:
    settings.GALLERY = True
    page = window()
    page.goto(portal + "/gallery/")
    return page


def test_undo_takes_back_and_says_so(page: Page) -> None:
    toasts = page.get_by_role("status")
    page.get_by_role("button", name="Parādīt toast").click()
    expect(toasts.locator("p")).to_have_text(["9.b klasei ierakstīti 28 vērtējumi."])
    toasts.get_by_role("button", name="Atsaukt").click()
    expect(toasts.locator("p")).to_have_text(["Vērtējumi atsaukti."])
    toasts.get_by_role("button", name="Aizvērt").click()
    expect(toasts.locator("p")).to_have_count(0)


def test_an_answer_to_htmx_can_send_one(page: Page) -> None:
    """`HX-Trigger: {"toast": {...}}` becomes an event that rises from the element which asked."""
    page.locator("main").evaluate(
        """at => at.dispatchEvent(new CustomEvent("toast", {bubbles: true, detail: {text: "Tēma saglabāta."}}))"""
    )
    expect(page.get_by_role("status").locator("p")).to_have_text(["Tēma saglabāta."])


def test_it_leaves_by_itself_unless_somebody_is_at_it(page: Page) -> None:
    page.clock.install()
    page.get_by_role("button", name="Parādīt toast").click()
    undo = page.get_by_role("status").get_by_role("button", name="Atsaukt")
    undo.focus()
    page.clock.run_for(30_000)
    expect(undo).to_be_visible()
    page.get_by_role("heading", level=1).click()
    page.mouse.move(5, 5)
    page.clock.run_for(11_000)
    expect(undo).to_be_hidden()
