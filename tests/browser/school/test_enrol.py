"""A school enrols a pupil with a mother; the pupil signs in and sees the week (B2, D3, G1)."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Window
from tests.browser.journal.conftest import Desk
from tests.factories.people import make_code, make_ready
from tests.factories.small_school import SmallSchool
from tests.support.axe import violations
from zvans.accounts.models import SignInName
from zvans.accounts.personal_code import keyed_hash

pytestmark = pytest.mark.browser

PASSWORD = "rudens-tilts-kamols"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def heads(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)
    assert violations(page) == []


def test_found_enrolled_shown_and_the_family_sees_the_week(
    desk: Desk, school: SmallSchool, site: str, window: Window, settings: Any
) -> None:
    settings.SESSION_HOURS = 1_000_000  # sessions end by the database's clock, which no test moves
    code, known = make_code(), school.class_9b.pupils[0]
    page = desk("/school/alfa/pupils/", "superuser", failing=True)
    heads(page, "Skolēni")
    page.get_by_role("link", name="Uzņemt skolēnu").click()
    heads(page, "Uzņemt skolēnu")
    page.get_by_label("Vārds", exact=True).fill(known.given_name)
    page.get_by_label("Uzvārds").fill(known.family_name)
    page.get_by_label("Personas kods").fill(code)
    page.get_by_label("Klase").select_option(label="9.b · 2026/27")
    page.get_by_label("Rīkojuma numurs").fill("1-7/12")
    press(page, "Uzņemt")
    expect(page.get_by_text("Skolā jau ir cilvēks ar šādu vārdu.")).to_be_visible()
    assert violations(page) == []
    page.get_by_label("Nē, tas ir cits cilvēks ar tādu pašu vārdu.").check()
    press(page, "Uzņemt")
    expect(page.locator(".done-line")).to_have_text("Skolēns ir uzņemts.")
    heads(page, f"{known.register_name} 9.b")
    expect(page.get_by_role("table").get_by_text("uzņemts, rīk. 1-7/12")).to_be_visible()

    page.get_by_role("link", name="Pievienot atbildīgo personu").click()
    heads(page, f"Pievienot atbildīgo personu {known.register_name}")
    page.get_by_label("Vārds", exact=True).fill("Rita")
    page.get_by_label("Uzvārds").fill("Rota-Kalniņmuižniece")
    page.get_by_label("Tālrunis").fill("20 000 008")
    press(page, "Pievienot")
    expect(page.locator(".guardians").get_by_role("link", name="+37120000008")).to_be_visible()
    heads(page, f"{known.register_name} 9.b")
    page.get_by_role("link", name="Rita Rota-Kalniņmuižniece").click()
    heads(page, "Rita Rota-Kalniņmuižniece mamma")

    account = SignInName.objects.get(name_hash=keyed_hash(code), role="mother").account
    make_ready(account, PASSWORD)
    home = window()
    home.goto(f"{site}/sign-in/family/")
    home.get_by_label("Lietotājvārds").fill(code)
    home.get_by_label("Parole", exact=True).fill(PASSWORD)
    press(home, "Pieslēgties")
    expect(home.locator(".who")).to_contain_text("Rita Rota-Kalniņmuižniece mamma")
    home.goto(f"{site}/week/")
    expect(home.get_by_text("Matemātika").first).to_be_visible()
    assert violations(home) == []
