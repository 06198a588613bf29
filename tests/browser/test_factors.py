"""Second factors in a browser with a virtual authenticator: registered, shown after the password, shown alone; an app with codes (B10)."""

from collections.abc import Iterator
from typing import Any

import pyotp
import pytest
from django.conf import settings
from playwright.sync_api import Page, expect
from pytest_django.plugin import DjangoDbBlocker

from tests.browser.conftest import Window
from tests.factories.people import make_account, make_code, make_person
from tests.support.axe import violations
from tests.support.database import OwnDatabase
from tests.support.live import live_server

pytestmark = pytest.mark.browser

PASSWORD, DOOR = "rudens-lapas-krit", "/sign-in/staff/"


@pytest.fixture
def code() -> str:
    return make_code()


@pytest.fixture
def site(fresh_database: OwnDatabase, django_db_blocker: DjangoDbBlocker, code: str) -> Iterator[str]:
    """Passkeys belong to a name, never to a number: «localhost»."""
    with django_db_blocker.unblock():
        make_account(make_person("Ilze", "Kalniņa"), code=code, password=PASSWORD)
        with live_server("localhost") as address:
            yield address


def with_authenticator(page: Page) -> Page:
    """A phone that verifies its owner, and keeps the keys itself."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options: dict[str, Any] = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return page


def type_password(page: Page, code: str) -> None:
    page.get_by_label("Lietotājvārds").fill(code)
    page.get_by_label("Parole", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Pieslēgties", exact=True).click()


def test_a_passkey_after_the_password_and_alone(site: str, window: Window, code: str) -> None:
    page = with_authenticator(window())
    page.goto(f"{site}{DOOR}")
    assert violations(page) == []
    type_password(page, code)
    page.goto(f"{site}/account/factors/")
    assert violations(page) == []
    page.get_by_role("link", name="Pievienot piekļuves atslēgu").click()
    assert violations(page) == []
    page.get_by_label("Kā to saukt").fill("Mans dators")
    page.get_by_role("button", name="Izveidot atslēgu").click()
    expect(page.get_by_role("heading", name="Rezerves kodi")).to_be_visible()
    assert page.locator(".recovery-codes li").count() == 10
    assert violations(page) == []
    with page.expect_download() as saved:
        page.get_by_role("button", name="Lejupielādēt").click()
    assert saved.value.suggested_filename == "rezerves-kodi.txt"

    page.get_by_role("button", name="Iziet").click()
    page.goto(f"{site}{DOOR}?next=/account/factors/")
    type_password(page, code)
    expect(page.get_by_role("heading", name="Otrais faktors")).to_be_visible()
    expect(page).to_have_url(f"{site}/sign-in/factor/?next=%2Faccount%2Ffactors%2F")
    assert violations(page) == []
    page.get_by_role("button", name="Lietot piekļuves atslēgu").click()
    expect(page).to_have_url(f"{site}/account/factors/")
    expect(page.get_by_role("main")).to_contain_text("Mans dators")

    page.get_by_role("button", name="Iziet").click()
    page.goto(f"{site}{DOOR}?next=/account/factors/")
    page.get_by_label("Palikt pieslēgtam šajā ierīcē").check()
    page.get_by_role("button", name="Pieslēgties ar piekļuves atslēgu").click()
    expect(page).to_have_url(f"{site}/account/factors/")
    (session,) = [cookie for cookie in page.context.cookies() if cookie["name"] == settings.SESSION_COOKIE]
    assert session["expires"] > 0  # it outlives the window
    expect(page.get_by_role("banner")).to_contain_text("Ilze Kalniņa")


def test_an_app_with_codes_and_a_recovery_code(site: str, window: Window, code: str) -> None:
    page = window(width=360, failing=True)
    page.goto(f"{site}{DOOR}")
    type_password(page, code)
    page.goto(f"{site}/account/factors/app/")
    assert violations(page) == []
    expect(page.get_by_role("img", name="Kvadrātkods lietotnei")).to_be_visible()
    secret = page.locator("code.issued").inner_text().replace(" ", "")
    page.get_by_label("Kods, ko lietotne rāda tagad").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Apstiprināt").click()
    recovery = page.locator(".recovery-codes li").first.inner_text()
    page.get_by_role("link", name="Kodi saglabāti").click()

    page.get_by_role("button", name="Iziet").click()
    page.goto(f"{site}{DOOR}")
    type_password(page, code)
    page.get_by_label("Kods", exact=True).fill("nepareizs")
    page.get_by_role("button", name="Turpināt").click()
    expect(page.get_by_role("alert")).to_contain_text("Kods neder.")
    assert violations(page) == []
    page.get_by_label("Kods", exact=True).fill(recovery)
    page.get_by_role("button", name="Turpināt").click()
    expect(page).to_have_url(f"{site}/today/")
