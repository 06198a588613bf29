"""Somebody writes to the support from a phone, the desk answers, the sender reads and goes on (A11)."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.browser.conftest import Window
from tests.factories.people import make_account, make_person, make_session
from tests.support.axe import violations
from zvans.lib.dates import now

pytestmark = pytest.mark.browser


def send(page: Page, button: str) -> None:
    """Some seconds after the form was opened: sooner it would be a program."""
    with time_machine.travel(now() + timedelta(seconds=10)):
        page.get_by_role("button", name=button).click()


def test_a_ticket_from_a_phone_to_its_answer(site: str, window: Window) -> None:
    phone = window(width=360, height=740, touch=True, failing=True)
    phone.goto(f"{site}/faq/")
    phone.get_by_role("contentinfo").get_by_role("link", name="Rakstiet mums").click()
    assert violations(phone) == []
    phone.get_by_role("button", name="Nosūtīt").click()  # at once, and with nothing in it
    expect(phone.get_by_label("Ko gribat teikt")).to_have_attribute("aria-invalid", "true")
    expect(phone.get_by_role("alert")).to_contain_text("Tas bija ļoti ātri.")
    assert violations(phone) == []
    phone.get_by_label("Ko gribat teikt").fill("Nevaru atvērt dienasgrāmatu.")
    send(phone, "Nosūtīt")
    expect(phone.get_by_role("status").first).to_contain_text("Tā numurs ir")
    assert violations(phone) == []

    desk = window()
    account = make_account(make_person("Olga", "Ozola"), offices=["support"])
    desk.context.add_cookies([{"name": settings.SESSION_COOKIE, "value": make_session(account), "url": site}])
    desk.goto(f"{site}/office/")
    desk.get_by_role("main").get_by_role("link", name="Pieteikumi").click()
    assert violations(desk) == []
    desk.get_by_role("row").nth(1).get_by_role("link").click()
    expect(desk.get_by_text("/faq/")).to_be_visible()
    assert violations(desk) == []
    desk.get_by_role("button", name="Atbildēšu es").click()
    desk.get_by_label("Atbilde").fill("Pamēģiniet vēlreiz: salabots.")
    desk.get_by_role("button", name="Nosūtīt atbildi").click()
    expect(desk.get_by_role("status").first).to_contain_text("Atbilde ir pieteikuma lapā")
    assert violations(desk) == []

    phone.reload()
    expect(phone.get_by_text("Pamēģiniet vēlreiz: salabots.")).to_be_visible()
    phone.get_by_label("Ko gribat piebilst").fill("Paldies, strādā.")
    send(phone, "Nosūtīt")  # from a page that tells no other site its address
    expect(phone.get_by_role("status").first).to_contain_text("Jūsu papildinājums ir saņemts")
    desk.reload()
    expect(desk.get_by_role("listitem").filter(has_text="Paldies, strādā.")).to_be_visible()
