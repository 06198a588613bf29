"""From the text message to one's own page: the link, the new password, what the account is told (B6)."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Window
from tests.factories.people import actor_of, make_session
from tests.factories.phones import WRITTEN, make_member
from tests.support.axe import violations
from tests.support.database import OwnDatabase
from tests.support.live import live_server
from zvans.accounts.actions.password_ways import open_password_way
from zvans.accounts.enums import Role
from zvans.notifications.actions.notices import tell
from zvans.notifications.enums import NoticeKind

pytestmark = pytest.mark.browser

NEW = "vilnis-bura-7-osta-magone"


@pytest.fixture
def site(fresh_database: OwnDatabase) -> Iterator[str]:
    with live_server() as address:
        yield address


def test_the_link_leads_to_a_new_password_and_keeps_its_secret(site: str, window: Window) -> None:
    mother = make_member(Role.MOTHER, "+37120000001")
    make_session(mother)
    token = open_password_way(account=mother, by=actor_of(mother))
    tell(mother, NoticeKind.PASSWORD_WAY_SENT, phone="…001")
    page = window(width=360, touch=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.url} {request.headers.get('referer', '')}"))
    page.goto(f"{site}/p/#{token}")
    expect(page.get_by_role("heading", name="Anna Liepa")).to_be_visible()
    assert violations(page) == []
    page.get_by_label("Jaunā parole", exact=True).fill(NEW)
    page.get_by_label("Jaunā parole vēlreiz").fill(NEW)
    page.get_by_role("button", name="Saglabāt paroli").click()
    expect(page.get_by_role("status").filter(has_text="Jaunā parole ir saglabāta.")).to_be_visible()
    assert [address for address in asked if token in address] == []

    page.get_by_role("link", name="Pieslēgties", exact=True).click()
    page.get_by_label("Lietotājvārds").fill(WRITTEN)
    page.get_by_label("Parole").fill(NEW)
    page.get_by_role("button", name="Pieslēgties", exact=True).click()
    told = page.get_by_role("region", name="Paziņojumi")
    expect(told).to_contain_text("Uz Jūsu tālruni nosūtīta saite jaunai parolei: …001.")
    assert violations(page) == []
    page.get_by_role("button", name="Skaidrs").click()
    expect(told).to_have_count(0)
