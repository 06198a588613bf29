"""An installation from nothing: init → the operator makes a municipality, a school and its superuser → who signs in (B13, B14, D1)."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Page, expect
from pytest_django.plugin import DjangoDbBlocker

from tests.browser.conftest import Window
from tests.support.axe import violations
from tests.support.database import OwnDatabase
from tests.support.live import live_server
from tests.support.program import copy_static, environment_of, zvans

pytestmark = pytest.mark.browser

OPERATOR, SUPERUSER = "320000-77771", "320000-77772"


@pytest.fixture
def site(
    fresh_database: OwnDatabase, django_db_blocker: DjangoDbBlocker, collected: Path, settings: Any, tmp_path: Path
) -> Iterator[tuple[str, str]]:
    """The address of a server of an empty installation, and the password that `zvans init` printed."""
    settings.SESSION_HOURS = 1_000_000  # sessions end by the database's clock, which no test moves
    copy_static(collected, tmp_path)
    keys = {"ZVANS_CODE_KEYS": ",".join(settings.PERSONAL_CODE_KEYS)}
    environment = environment_of(fresh_database, tmp_path) | keys
    done = zvans("init", "--operator", OPERATOR, "--name", "Uldis Krastkalns", environment=environment)
    assert done.returncode == 0, done.stderr
    with django_db_blocker.unblock(), time_machine.travel("2026-11-23 12:00 +0200"), live_server() as address:
        yield address, re.findall(r"password  (\S+)", done.stdout)[0]


def sign_in(page: Page, site: str, username: str, password: str) -> None:
    page.goto(f"{site}/sign-in/staff/")
    page.get_by_label("Lietotājvārds").fill(username)
    page.get_by_label("Parole").fill(password)
    page.get_by_role("button", name="Pieslēgties", exact=True).click()


def go_through_the_first_sign_in(page: Page, password: str) -> None:
    """B5, C1."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Izdomājiet savu paroli")
    assert violations(page) == []
    page.get_by_label("Jaunā parole", exact=True).fill(password)
    page.get_by_label("Jaunā parole vēlreiz").fill(password)
    page.get_by_role("button", name="Saglabāt paroli").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lietošanas noteikumi")
    assert violations(page) == []
    page.get_by_label("es tiem piekrītu").check()
    page.get_by_role("button", name="Piekrītu").click()


def test_from_nothing_to_a_school_with_somebody_to_set_it_up(site: tuple[str, str], window: Window) -> None:
    address, password = site
    desk = window(failing=True)  # one form is refused on purpose
    sign_in(desk, address, OPERATOR, password)
    go_through_the_first_sign_in(desk, "krasts-dzirnavas-ozols")
    expect(desk).to_have_url(f"{address}/operator/")
    assert violations(desk) == []

    desk.get_by_role("link", name="Pašvaldības").click()
    desk.get_by_label("Nosaukums").fill("Ogres novads")
    desk.get_by_role("button", name="Pievienot pašvaldību").click()
    expect(desk.get_by_role("status")).to_contain_text(["Pašvaldība ir pievienota.", "1 ieraksts", ""])
    assert violations(desk) == []

    desk.get_by_role("navigation").get_by_role("link", name="Iestādes").click()
    desk.get_by_role("link", name="Jauna iestāde").click()
    assert violations(desk) == []
    desk.get_by_label("Nosaukums", exact=True).fill("Ogres 1. vidusskola")
    desk.get_by_role("button", name="Izveidot iestādi").click()
    expect(desk.get_by_label("Īsais nosaukums")).to_be_focused()  # the first that is refused
    desk.get_by_label("Īsais nosaukums").fill("Ogres 1. vsk.")
    desk.get_by_label("Kods").fill("ogre-1")
    desk.get_by_label("Pašvaldība").select_option("Ogres novads")
    desk.get_by_role("button", name="Izveidot iestādi").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Ogres 1. vidusskola")
    assert violations(desk) == []

    desk.get_by_label("Personas kods").fill(SUPERUSER)
    desk.get_by_label("Vārds", exact=True).fill("Sanita")
    desk.get_by_label("Uzvārds").fill("Eglīte")
    desk.get_by_role("button", name="Iecelt par virslietotāju").click()
    first = desk.locator("code.issued").inner_text()
    assert violations(desk) == []
    desk.get_by_role("link", name="Cilvēki").click()
    desk.get_by_label("Vārds, uzvārds vai abu sākums").fill("eglite")
    desk.get_by_role("button", name="Meklēt", exact=True).click()
    expect(desk.locator("tbody tr")).to_contain_text(["Eglīte Sanita"])
    expect(desk.locator("tbody tr")).to_contain_text(["Ogres 1. vsk."])
    assert violations(desk) == []

    phone = window(width=360, height=740, touch=True)
    sign_in(phone, address, SUPERUSER, first)
    go_through_the_first_sign_in(phone, "bura-magone-ledus")
    phone.get_by_role("link", name="Skola", exact=True).click()
    expect(phone).to_have_url(f"{address}/school/ogre-1/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Ogres 1. vidusskola")
    assert violations(phone) == []

    desk.get_by_role("link", name="Iestādes").click()
    desk.get_by_role("link", name="Ogres 1. vidusskola").click()
    desk.get_by_label("Personas kods").fill("320000-77773")
    desk.get_by_label("Vārds", exact=True).fill("Sanita")
    desk.get_by_label("Uzvārds").fill("Eglīte")
    desk.get_by_role("button", name="Iecelt par virslietotāju").click()
    make_one_of_two(desk)


def make_one_of_two(desk: Page) -> None:
    """The same person was entered twice, the second time with another code (D3)."""
    desk.get_by_role("link", name="Cilvēki").click()
    desk.get_by_label("Vārds, uzvārds vai abu sākums").fill("eglite")
    desk.get_by_role("button", name="Meklēt", exact=True).click()
    desk.get_by_role("link", name="Eglīte Sanita").first.click()
    expect(desk.locator("tbody tr")).to_have_count(2)
    assert violations(desk) == []
    desk.get_by_role("link", name="Eglīte Sanita").click()
    expect(desk.get_by_role("heading", level=2)).to_have_text(["Eglīte Sanita", "Eglīte Sanita"])
    assert violations(desk) == []
    desk.get_by_role("button", name="Paliek šis ieraksts").first.click()
    expect(desk.get_by_role("status").first).to_have_text("Abi ieraksti ir apvienoti vienā.")
    expect(desk.locator("tbody tr")).to_have_count(1)
    assert violations(desk) == []
