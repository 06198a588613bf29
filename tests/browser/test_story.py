"""The whole of it once, as people live it: file → school → lesson → the mother's phone (B2, E1, F2, G2, G4, S37)."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from playwright.sync_api import expect
from pytest_django.plugin import DjangoDbBlocker

from tests.browser.conftest import Window
from tests.factories.people import make_ready
from tests.support.axe import violations
from tests.support.database import OwnDatabase
from tests.support.live import live_server
from tests.support.program import environment_of, zvans
from zvans.accounts.models import SignInName
from zvans.accounts.personal_code import keyed_hash

pytestmark = pytest.mark.browser

TIMETABLE = Path(__file__).parents[1] / "timetable" / "data" / "ozolkalna.xml"
PUPIL, TEACHER = "320000-00017", "320000-00025"
PEOPLE = f"""veids;vārds;uzvārds;personas kods;dzimšanas datums;klase;skolēna personas kods;radniecība;tālrunis;amats
skolēns;Elza;Dzirkstele-Ķeizare;{PUPIL};14.03.2011.;9.b;;;;
skolēns;Čārlzs;Āboltiņš;320000-00033;02.11.2011.;9.b;;;;
vecāks;Zane;Dzirkstele;;;;{PUPIL};mamma;+371 20000001;
darbinieks;Ilze;Kalniņa;{TEACHER};;;;;;skolotāja
"""
PASSWORDS = {(PUPIL, "mother"): "medus-upe-vasara", (TEACHER, "staff"): "rudens-tilts-kamols"}


@pytest.fixture
def site(
    fresh_database: OwnDatabase, django_db_blocker: DjangoDbBlocker, settings: Any, tmp_path: Path
) -> Iterator[str]:
    """The address of a server on Monday 23 November 2026, at noon, whose school came from two files."""
    settings.SESSION_HOURS = 1_000_000  # sessions end by the database's clock, which no test moves
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    keys = {"ZVANS_CODE_KEYS": ",".join(settings.PERSONAL_CODE_KEYS)}
    environment = environment_of(fresh_database, tmp_path) | keys
    school = ["--school", "ozolkalna", "--from", "2026-09-01", "--apply"]
    new = ["--new-school", "Ozolkalna pamatskola", "--municipality", "Parauga novads"]
    year = ["--year-from", "2026-09-01", "--year-to", "2027-05-31"]
    for done in (
        zvans("import", "timetable", TIMETABLE, *school, *new, *year, environment=environment),
        zvans("import", "people", tmp_path / "people.csv", *school, environment=environment),
    ):
        assert done.returncode == 0, done.stdout + done.stderr
    with django_db_blocker.unblock(), time_machine.travel("2026-11-23 12:00 +0200"):
        for (code, role), password in PASSWORDS.items():
            name = SignInName.objects.select_related("account").get(
                name_hash=keyed_hash(code.replace("-", "")), role=role
            )
            make_ready(name.account, password)
        with live_server() as address:
            yield address


def test_from_a_file_to_the_mothers_phone(site: str, window: Window) -> None:
    desk = window()
    desk.goto(site)
    desk.get_by_role("main").get_by_role("link", name="Darbinieks").click()
    desk.get_by_label("Lietotājvārds").fill(TEACHER)
    desk.get_by_label("Parole").fill(PASSWORDS[TEACHER, "staff"])
    desk.get_by_role("button", name="Pieslēgties", exact=True).click()
    expect(desk).to_have_url(f"{site}/today/")
    expect(desk.get_by_role("banner")).to_contain_text("Ilze Kalniņa")
    expect(desk.locator("main .lesson .subject")).to_have_text(["Matemātika 9.b", "Matemātika 9.b"])

    desk.get_by_role("link", name="Matemātika 9.b").nth(1).click()
    desk.wait_for_load_state()
    desk.get_by_role("radiogroup", name="Āboltiņš Čārlzs").get_by_label("ns, ").check()
    desk.get_by_label("Tēma", exact=True).fill("Kvadrātvienādojuma saknes")
    desk.get_by_label("Uzdots", exact=True).fill("Mācību grāmata, 47. lpp., 3.–5. uzdevums")
    desk.get_by_label("Dzirkstele-Ķeizare Elza").last.fill("9")
    desk.get_by_role("button", name="Saglabāt stundu").click()
    expect(desk).to_have_url(re.compile(r"\?saved=1"))
    desk.reload()
    expect(desk.get_by_label("Tēma", exact=True)).to_have_value("Kvadrātvienādojuma saknes")

    phone = window(width=360, height=740, touch=True)
    phone.goto(f"{site}/sign-in/family/")
    phone.get_by_label("Lietotājvārds").fill(PUPIL)
    phone.get_by_label("Parole").fill(PASSWORDS[PUPIL, "mother"])
    phone.get_by_role("button", name="Pieslēgties", exact=True).click()
    expect(phone).to_have_url(f"{site}/home/")
    expect(phone.get_by_role("banner")).to_contain_text("Zane Dzirkstele")
    expect(phone.get_by_role("banner")).to_contain_text("mamma")
    today = phone.locator("#today")
    expect(today).to_contain_text("Kvadrātvienādojuma saknes")
    expect(today).to_contain_text("Mācību grāmata, 47. lpp., 3.–5. uzdevums")
    expect(today.locator(".mark")).to_have_text(["vērtējums 9"])
    expect(phone.locator("main")).not_to_contain_text("Čārlzs")
    assert violations(phone) == []

    desk.get_by_label("Dzirkstele-Ķeizare Elza").last.fill("9|10")
    desk.get_by_label("Dzirkstele-Ķeizare Elza").last.press("Enter")
    expect(desk.locator("#save-state")).to_contain_text("Viss saglabāts")
    phone.reload()
    expect(today.locator(".mark")).to_have_text(["vērtējums 9|10"])
