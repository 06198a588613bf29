"""A session that ends while somebody writes: signing in on the page itself, and nobody sends what another typed (F4)."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from playwright.sync_api import Page, expect

from tests.browser.journal.conftest import Desk
from tests.browser.journal.stored import lesson, texts
from tests.browser.journal.test_keys import column, press, saved
from tests.factories.small_school import SmallSchool
from tests.support.axe import violations
from zvans.accounts.models import Account, Session, SignInName
from zvans.accounts.personal_code import keyed_hash

pytestmark = pytest.mark.browser

Grid = Callable[..., Page]
PASSWORD = "pareiza-parole-1"
CODES = {"teacher": "32000000101", "head": "32000000102"}


@pytest.fixture(autouse=True)
def codes(school: SmallSchool, settings: Any) -> None:
    """Two people who can sign in by code and password, for long: a session is over by the database's clock, which no test can move."""
    settings.SESSION_HOURS = 24 * 365 * 100
    for persona, code in CODES.items():
        account = school.accounts[persona]
        SignInName.objects.filter(account=account).update(name_hash=keyed_hash(code))
        Account.objects.filter(pk=account.pk).update(password=make_password(PASSWORD))


def signs_in(page: Page, persona: str, password: str = PASSWORD) -> None:
    page.get_by_role("dialog").get_by_label("Lietotājvārds").fill(CODES[persona])
    page.get_by_role("dialog").get_by_label("Parole").fill(password)
    page.keyboard.press("Enter")


def test_one_signs_in_where_one_is_and_what_was_typed_goes_on(grid: Grid, school: SmallSchool) -> None:
    page = grid(failing=True)
    Session.objects.all().delete()
    page.context.clear_cookies()
    press(page, "7", "Enter")
    line = page.locator("#save-state")
    expect(line).to_contain_text("Pieslēgšanās ir beigusies, ieraksti gaida šeit.")
    page.locator(".toast").get_by_role("button", name="Pieslēgties").click()
    expect(page.get_by_role("dialog", name="Pieslēgties vēlreiz")).to_be_visible()
    assert violations(page) == []
    signs_in(page, "teacher", "nepareiza")
    expect(
        page.get_by_role("alert").get_by_text("Pieslēgties neizdevās. Ierakstiet lietotājvārdu un paroli vēlreiz.")
    ).to_be_visible()
    signs_in(page, "head")
    expect(line).to_contain_text("Šajā pārlūkā tagad ir pieslēdzies kāds cits. Jūsu ieraksti gaida Jūs.")
    assert (column(page, 1), texts(school)) == (["7"], [])
    line.get_by_role("button", name="Pieslēgties").click()
    with page.context.expect_page() as opened:  # as whoever signs in without a password does
        page.get_by_role("link", name="Pieslēgties citādi, jaunā cilnē").click()
    door = opened.value
    door.get_by_label("Lietotājvārds").fill(CODES["teacher"])
    door.get_by_label("Parole", exact=True).fill(PASSWORD)
    door.get_by_role("button", name="Pieslēgties", exact=True).click()
    expect(door).to_have_url(re.compile("/today/"))
    page.bring_to_front()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # headless windows are never hidden
    saved(page)
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert texts(school) == ["7"]


def test_what_is_owed_first_is_done_in_another_tab(grid: Grid, school: SmallSchool) -> None:
    """C1: a new version of the terms while somebody's work time is over; nothing typed is lost."""
    page = grid(failing=True)
    Session.objects.all().delete()
    Account.objects.filter(pk=school.accounts["teacher"].pk).update(terms_version=0)
    press(page, "7", "Enter")
    page.locator(".toast").get_by_role("button", name="Pieslēgties").click()
    signs_in(page, "teacher")
    line = page.locator("#save-state")
    expect(line).to_contain_text("Pirms turpināt, Jums vēl kas jāizdara citā cilnē. Ieraksti gaida šeit.")
    assert (column(page, 1), texts(school)) == (["7"], [])
    with page.context.expect_page() as opened:
        line.get_by_role("button", name="Atvērt cilni").click()
    tab = opened.value
    expect(tab.get_by_role("heading", level=1)).to_have_text("Lietošanas noteikumi")
    tab.get_by_label("es tiem piekrītu").check()
    tab.get_by_role("button", name="Piekrītu").click()
    expect(tab).to_have_url(re.compile("/today/$"))
    tab.close()
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('pageshow'))")  # headless windows are never left
    saved(page)
    assert texts(school) == ["7"]


def test_a_lessons_texts_wait_for_whoever_wrote_them(desk: Desk, school: SmallSchool) -> None:
    page = desk(f"/journal/{school.course.public_id}/2026-11-23/3/1/", failing=True)
    Session.objects.all().delete()
    page.get_by_label("Tēma", exact=True).fill("Vjeta teorēma")
    expect(page.locator(".texts-state")).to_have_text("Pieslēgšanās ir beigusies, ieraksti gaida šeit.")
    page.locator(".toast").get_by_role("button", name="Pieslēgties").click()
    signs_in(page, "head")
    expect(page.locator(".texts-state")).to_have_text(
        "Šajā pārlūkā tagad ir pieslēdzies kāds cits. Jūsu ieraksti gaida Jūs."
    )
    page.locator(".toast").get_by_role("button", name="Pieslēgties").last.click()
    signs_in(page, "teacher")
    expect(page.locator(".texts-state")).to_have_text("Viss saglabāts")
    assert lesson(school).topic == "Vjeta teorēma"
