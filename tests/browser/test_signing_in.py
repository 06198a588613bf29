"""The first sign-in and the security page as one person meets them, on a phone (B5, B12, C1, K2)."""

from collections.abc import Iterator

import pytest
import time_machine
from playwright.sync_api import Page, expect
from pytest_django.plugin import DjangoDbBlocker

from tests.browser.conftest import Window
from tests.factories.families import Families
from tests.factories.people import make_code
from tests.support.axe import violations
from tests.support.database import OwnDatabase
from tests.support.live import live_server
from zvans.accounts.actions.passwords import issue_password
from zvans.accounts.models import Account, SignInName
from zvans.accounts.personal_code import keyed_hash
from zvans.audit.actor import Actor

pytestmark = pytest.mark.browser

CHOSEN, LATER = "bura-magone-ledus-osta", "zila-upe-zied-klusu"


@pytest.fixture
def letter(
    fresh_database: OwnDatabase, families_of_two_schools: Families, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[str, str, str]]:
    """The address of a server, and what a letter to a mother says: her username and her password."""
    with django_db_blocker.unblock(), time_machine.travel("2026-11-25 18:00 +0200"):
        mother, code = families_of_two_schools.accounts["mother"], make_code()
        SignInName.objects.filter(account=mother).update(name_hash=keyed_hash(code))
        Account.objects.filter(pk=mother.pk).update(terms_version=0)
        password = issue_password(account=mother, by=Actor.system("test"))
        with live_server() as address:
            yield address, code, password


def heads(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    assert violations(page) == []


def signs_in(page: Page, address: str, code: str, password: str) -> None:
    page.goto(f"{address}/sign-in/family/")
    assert violations(page) == []
    page.get_by_label("Lietotājvārds").fill(code)
    page.get_by_label("Parole", exact=True).fill(password)
    page.get_by_label("Palikt pieslēgtam šajā ierīcē").check()
    page.get_by_role("button", name="Pieslēgties", exact=True).click()


def test_from_a_letter_to_the_security_page(letter: tuple[str, str, str], window: Window) -> None:
    address, code, password = letter
    phone = window(width=360, height=740, touch=True, failing=True)
    signs_in(phone, address, code, password)
    heads(phone, "Izdomājiet savu paroli")
    for typed, said in (("parole2024", "Šo paroli lieto daudzi"), ("līgas-zaļā-laiva", "kāds, kas Jūs pazīst")):
        phone.get_by_label("Jaunā parole", exact=True).fill(typed)
        phone.get_by_label("Jaunā parole vēlreiz").fill(typed)
        phone.get_by_role("button", name="Saglabāt paroli").click()
        expect(phone.locator("li.error")).to_contain_text(said)
        expect(phone.get_by_label("Jaunā parole", exact=True)).to_have_value("")
    assert violations(phone) == []
    phone.get_by_label("Jaunā parole", exact=True).fill(CHOSEN)
    phone.get_by_label("Jaunā parole vēlreiz").fill(CHOSEN)
    phone.get_by_role("button", name="Saglabāt paroli").click()
    heads(phone, "Lietošanas noteikumi")
    phone.get_by_role("button", name="Piekrītu").click()
    expect(phone.get_by_text("Bez piekrišanas sistēmu lietot nevar.")).to_be_visible()
    phone.get_by_label("es tiem piekrītu").check()
    phone.get_by_role("button", name="Piekrītu").click()
    expect(phone).to_have_url(f"{address}/home/")

    desk = window()
    signs_in(desk, address, code, CHOSEN)
    expect(desk).to_have_url(f"{address}/home/")
    phone.locator(".who a").click()
    phone.get_by_role("navigation").get_by_role("link", name="Drošība").click()
    heads(phone, "Drošība")
    expect(phone.get_by_role("region", name="Kur ir pieslēgts Jūsu konts").get_by_role("listitem")).to_have_count(2)
    phone.get_by_role("button", name="Kāds zina manu paroli").click()
    heads(phone, "Kāds zina manu paroli")
    desk.reload()
    expect(desk).to_have_url(f"{address}/sign-in/family/?next=%2Fhome%2F")
    phone.get_by_label("Tagadējā parole").fill(CHOSEN)
    phone.get_by_label("Jaunā parole", exact=True).fill(LATER)
    phone.get_by_label("Jaunā parole vēlreiz").fill(LATER)
    phone.get_by_role("button", name="Saglabāt paroli").click()
    expect(phone.get_by_role("status").first).to_contain_text("Parole ir nomainīta")
    assert violations(phone) == []
