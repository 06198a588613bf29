"""The whole way once: the class teacher enters a phone, the mother gets a message, and makes the account hers (B5, B7, C1)."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Window
from tests.browser.journal.conftest import Desk
from tests.browser.journal.test_look import faults
from tests.factories.people import arranging
from tests.factories.small_school import SmallSchool
from tests.support.jobs import do_jobs
from tests.web.access.families import give_code
from zvans.accounts.models import Account, Person
from zvans.notifications.sms import local

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def phones(settings: Any, tmp_path: Path) -> None:
    """Messages stay in the house, as in the demo; sessions end by the database's clock, which no test moves."""
    settings.SMS_ENABLED, settings.SMS_URL, settings.DATA_DIR = True, local.URL, tmp_path
    settings.SESSION_HOURS = 1_000_000


@pytest.mark.parametrize(("theme", "width", "touch", "least"), [("dark", 360, True, 44), ("light", 1280, False, 24)])
def test_axe_finds_nothing_and_everything_can_be_hit(
    desk: Desk, site: str, school: SmallSchool, theme: str, width: int, touch: bool, least: int
) -> None:
    pupil, mother = school.class_9b.pupils[0], school.accounts["mother"].person
    give_code(pupil)
    with arranging():
        Person.objects.filter(pk=pupil.pk).update(born_on="2008-01-01")  # of age: asked who sees the diary (C8)
    start = f"/access/{school.class_9b.group.public_id}/"
    page = desk(start, "class_teacher", width=width, theme=theme, touch=touch, is_mobile=touch)
    wrong = {}
    for place in ["", f"issue/?who={mother.public_id}&who={pupil.public_id}", f"{mother.public_id}/"]:
        page.goto(site + start + place)
        if found := faults(page, width, least):
            wrong[place] = found
    for persona, address in (("superuser", "/school/alfa/staff/passwords/"), ("pupil", "/account/who-sees/")):
        page = desk(address, persona, width=width, theme=theme, touch=touch, is_mobile=touch)
        if found := faults(page, width, least):
            wrong[address] = found
    assert wrong == {}


def test_from_a_phone_number_to_the_diary(desk: Desk, site: str, school: SmallSchool, window: Window) -> None:
    code = give_code(school.class_9b.pupils[0])
    Account.objects.filter(pk=school.accounts["mother"].pk).update(terms_version=0)
    page = desk("/open/", "class_teacher")
    page.get_by_role("link", name="Skolēnu un vecāku paroles").click()
    row = page.locator(".access-row").filter(has_text="Bērziņš Anna")
    expect(row).to_contain_text("paroles vēl nav")
    row.get_by_role("link").click()
    page.get_by_label("Tālrunis").fill("20000001")
    page.get_by_role("button", name="Sūtīt paroli").click()
    expect(page.locator(".done-line")).to_contain_text("Parole ir izsniegta")
    expect(page.locator("main")).to_contain_text("Īsziņa gaida sūtīšanu")
    do_jobs()
    page.reload()
    expect(page.locator("main")).to_contain_text("Īsziņa nodota operatoram")

    [message] = local.arrived()
    password = message.text.split("): ")[1].split("\n")[0]
    phone = window(width=360, touch=True)
    phone.goto(site)
    phone.get_by_role("main").get_by_role("link", name="Skolēns / vecāks").click()
    phone.get_by_label("Lietotājvārds").fill(code)
    phone.get_by_label("Parole").fill(password)
    phone.get_by_role("button", name="Pieslēgties", exact=True).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Izdomājiet savu paroli")
    phone.get_by_label("Jaunā parole", exact=True).fill("medus-upe-vasara")
    phone.get_by_label("Jaunā parole vēlreiz").fill("medus-upe-vasara")
    phone.get_by_role("button", name="Saglabāt paroli").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Lietošanas noteikumi")
    phone.get_by_role("checkbox").check()
    phone.get_by_role("button", name="Piekrītu").click()
    expect(phone).to_have_url(f"{site}/home/")

    page.goto(f"{site}/access/{school.class_9b.group.public_id}/")
    expect(row).to_contain_text("nomainīta pret savu")
