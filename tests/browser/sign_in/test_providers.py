"""To the state's and the school's sign-in and back in a real browser: whose cookies travel from another site, only it knows (B15, K2)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from pytest_django.plugin import DjangoDbBlocker

from tests.browser.conftest import Window
from tests.factories.people import make_account, make_code, make_person
from tests.support.axe import violations
from tests.support.database import OwnDatabase
from tests.support.live import live_server
from tests.support.provider import CLIENT, SECRET, OidcProvider, oidc_server
from tests.support.saml import ENTITY, OURS, SamlProvider, saml_page
from tests.web.sign_in.providers import coded
from zvans.accounts.models import Account, Session
from zvans.accounts.personal_code import hyphenated
from zvans.integrations.providers import Provider

pytestmark = pytest.mark.browser


@pytest.fixture
def code() -> str:
    return make_code()


@pytest.fixture
def site(fresh_database: OwnDatabase, django_db_blocker: DjangoDbBlocker, code: str, settings: Any) -> Iterator[str]:
    with django_db_blocker.unblock():
        make_account(coded(make_person("Ilze", "Kalniņa"), code), code=code)
        with live_server() as address:
            settings.ADDRESS = address
            yield settings.ADDRESS


@pytest.fixture
def valsts(site: str, code: str) -> Iterator[OidcProvider]:
    """At «localhost», which is another site than 127.0.0.1."""
    with oidc_server() as anew:
        provider = anew()
        provider.issuer = provider.issuer.replace("127.0.0.1", "localhost")
        provider.back, provider.person["serialNumber"] = f"{site}/sign-in/with/valsts/", f"PNOLV-{hyphenated(code)}"
        yield provider


@pytest.fixture
def skola(site: str, code: str, tmp_path: Path) -> Iterator[str]:
    """The file of its metadata."""
    provider = SamlProvider(code=code, back=f"{site}/sign-in/with/skola/")
    with saml_page(provider) as address:
        yield provider.described(tmp_path, address)


def test_there_and_back(site: str, valsts: OidcProvider, skola: str, settings: Any, window: Window) -> None:
    settings.SIGN_IN_PROVIDERS = [
        Provider(
            key="valsts", name="eParakstu", issuer=valsts.issuer, client_id=CLIENT, client_secret=SECRET,
            code_claim="serialNumber", doors=["staff"], is_for_everybody=True,
        ),
        Provider(
            key="skola", kind="saml", name="skolas kontu", issuer=ENTITY, metadata=skola, client_id=OURS,
            code_claim="personalCode", doors=["staff"], is_for_everybody=True, is_latvian_only=True,
        ),
    ]  # fmt: skip
    page = window(width=360)
    page.goto(f"{site}/sign-in/staff/?next=/security/")
    assert violations(page) == []
    page.get_by_label("Palikt pieslēgtam šajā ierīcē").check()
    page.get_by_role("link", name="Pieslēgties ar eParakstu").click()
    expect(page.get_by_text("ar eParakstu · paliek pieslēgta")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Iziet").click()

    page.goto(f"{site}/sign-in/staff/?next=/security/")
    page.get_by_role("link", name="Pieslēgties ar skolas kontu").click()
    page.get_by_role("button", name="Turpināt").click()
    expect(page.locator("section", has=page.locator("#sessions")).get_by_text("ar skolas kontu")).to_be_visible()
    assert list(Session.objects.values_list("way", "is_kept")) == [("skola", False)]

    page.get_by_role("button", name="Iziet").click()
    Account.objects.update(is_active=False)
    page.goto(f"{site}/sign-in/staff/")
    page.get_by_role("link", name="Pieslēgties ar eParakstu").click()
    expect(page.get_by_role("alert")).to_contain_text("Ar eParakstu šajā ieejā Jūs pieslēgt nevaram.")
    assert violations(page) == []
