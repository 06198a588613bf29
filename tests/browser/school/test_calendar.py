"""The overview, the year, the bells and what stands beside them in a browser: read and filled in by mouse, thumb and keyboard (D2, K2)."""

import pytest
from playwright.sync_api import expect

from tests.browser.journal.conftest import Desk
from tests.browser.journal.test_look import faults
from tests.factories.school import inside
from tests.factories.small_school import SmallSchool
from zvans.schools.models import BellPeriod, BellSchedule, SchoolYear

pytestmark = pytest.mark.browser

ALFA = "/school/alfa/"
PLACES = ["", "year/", "year/new/", "bells/", "bells/new/", "rooms/", "subjects/", "archive/"]


@pytest.mark.parametrize(("theme", "width", "touch", "least"), [("dark", 360, True, 44), ("light", 1280, False, 24)])
def test_axe_finds_nothing_and_everything_can_be_hit(
    desk: Desk, site: str, school: SmallSchool, theme: str, width: int, touch: bool, least: int
) -> None:
    page = desk(ALFA, "superuser", width=width, theme=theme, touch=touch, is_mobile=touch, failing=True)
    with inside(school.made):
        usual = BellSchedule.objects.get(school=school.school).pk
    wrong = {}
    for place in [*PLACES, f"bells/{usual}/"]:
        page.goto(site + ALFA + place)
        if found := faults(page, width, least):
            wrong[place] = found
    page.goto(site + ALFA + "bells/new/")
    page.get_by_label("1. stundas sākums", exact=True).fill("09:10")
    page.get_by_label("1. stundas beigas", exact=True).fill("08:30")
    page.get_by_label("Nosaukums").fill("Īsās")
    page.get_by_role("button", name="Saglabāt").click()
    expect(page.locator("li.error")).to_have_text("Stunda beidzas, pirms tā sākas (9.10). Ierakstiet vēlāku laiku.")
    page.wait_for_load_state()
    if found := faults(page, width, least):
        wrong["bells/new/ refused"] = found
    assert wrong == {}


@pytest.mark.parametrize("script", [True, False])
def test_shortened_bells_from_a_copy_to_a_day(desk: Desk, school: SmallSchool, script: bool) -> None:
    page = desk(f"{ALFA}bells/", "superuser", failing=True, java_script_enabled=script)
    page.get_by_role("link", name="Parastais").click()
    page.get_by_label("Stundas garums minūtēs").fill("30")
    page.get_by_role("button", name="Izveidot").click()
    expect(page.locator(".done-line")).to_contain_text("Saīsinātie zvani ir izveidoti.")
    page.get_by_label("2. stundas sākums", exact=True).fill("08:50")
    page.get_by_role("button", name="Saglabāt").click()
    expect(page.locator("li.error")).to_have_text("Šī stunda sākas, kad 1. stunda vēl nav beigusies. Tā beidzas 9.00.")
    page.get_by_label("2. stundas sākums", exact=True).fill("09:05")
    page.get_by_label("2. stundas beigas", exact=True).fill("09:35")
    page.get_by_role("button", name="Saglabāt").click()
    page.get_by_label("No dienas").fill("2026-12-18")
    page.get_by_role("button", name="Ierakstīt dienas").click()
    expect(page.locator("section li").first).to_contain_text("18.12.2026. Saīsinātās stundas")
    with inside(school.made):
        second = BellPeriod.objects.get(schedule__name="Saīsinātās stundas", number=2)
    assert (f"{second.starts_at:%H:%M}", f"{second.ends_at:%H:%M}") == ("09:05", "09:35")


def test_the_next_year_is_opened_as_proposed(desk: Desk, school: SmallSchool) -> None:
    page = desk(f"{ALFA}year/", "superuser")
    page.get_by_role("link", name="Jauns mācību gads").click()
    page.get_by_role("button", name="Atvērt mācību gadu").click()
    expect(page.locator(".done-line")).to_have_text("Mācību gads ir atvērts.")
    expect(page.locator("h1")).to_contain_text("2027/28")
    with inside(school.made):
        assert SchoolYear.objects.get(name="2027/28").breaks.filter(name="Rudens brīvlaiks").count() == 1
