"""A school hires a teacher and gives her a journal; she signs in and finds it (B3, D1, D2)."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Window
from tests.browser.journal.conftest import Desk
from tests.factories.people import make_code, make_ready
from tests.factories.school import inside
from tests.factories.small_school import SmallSchool
from tests.support.axe import violations
from zvans.accounts.models import SignInName
from zvans.accounts.personal_code import keyed_hash
from zvans.schools.models import CourseTeacher

pytestmark = pytest.mark.browser

PASSWORD = "rudens-tilts-kamols"


def give_password(code: str) -> None:
    """The school hands it over; that page is another one's."""
    account = SignInName.objects.select_related("account").get(name_hash=keyed_hash(code), role="staff").account
    make_ready(account, PASSWORD)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_hired_given_a_journal_signed_in(
    desk: Desk, school: SmallSchool, site: str, window: Window, settings: Any
) -> None:
    settings.SESSION_HOURS = 1_000_000  # sessions end by the database's clock, which no test moves
    with inside(school.made):
        CourseTeacher.objects.filter(course=school.history).delete()
    code, page = make_code(), desk("/school/alfa/staff/", "superuser", failing=True)
    assert violations(page) == []
    page.get_by_role("link", name="Pieņemt darbinieku").click()
    assert violations(page) == []
    page.get_by_label("Vārds", exact=True).fill("Rita")
    page.get_by_label("Uzvārds").fill("Rota-Kalniņmuižniece")
    page.get_by_label("Personas kods").fill("12")
    page.get_by_label("Amata nosaukums").fill("vēstures skolotāja")
    press(page, "Pieņemt darbinieku")
    expect(page.get_by_text("Personas kods nav derīgs.")).to_be_visible()
    expect(page.get_by_label("Uzvārds")).to_have_value("Rota-Kalniņmuižniece")
    assert violations(page) == []
    page.get_by_label("Personas kods").fill(code)
    press(page, "Pieņemt darbinieku")
    expect(page.locator(".done-line")).to_have_text("Darbinieks ir pieņemts.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Rota-Kalniņmuižniece Rita")
    assert violations(page) == []

    page.get_by_role("link", name="Slodzes").click()
    page.get_by_role("link", name="1 žurnālam trūkst skolotāja").click()
    assert violations(page) == []
    page.get_by_role("link", name="Vēsture", exact=True).click()
    page.get_by_label("Sāk mācīt").select_option(label="Rota-Kalniņmuižniece Rita")
    press(page, "Ierakstīt skolotājus")
    expect(page.locator(".done-line")).to_have_text("Skolotāji ir ierakstīti.")
    assert violations(page) == []

    give_password(code)
    hers: Any = window()
    hers.goto(f"{site}/sign-in/staff/")
    hers.get_by_label("Lietotājvārds").fill(code)
    hers.get_by_label("Parole").fill(PASSWORD)
    press(hers, "Pieslēgties")
    expect(hers.locator("main .lesson .subject")).to_have_text(["Vēsture 9.b"])
    hers.goto(f"{site}/journal/{school.history.public_id}/")
    expect(hers.get_by_role("heading", level=1)).to_contain_text("Vēsture")
