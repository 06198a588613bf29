"""A file of people, from the secretary's table into the school and out again, with the real worker at work (D4, K4)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db.models.functions import Now
from playwright.sync_api import Page, expect

from tests.factories.school import inside
from tests.factories.small_school import SmallSchool
from tests.support.axe import violations
from tests.support.database import OwnDatabase
from tests.support.program import environment_of, zvans
from zvans.schools.models import Import

pytestmark = pytest.mark.browser

PEOPLE = """veids;vārds;uzvārds;personas kods;klase;skolēna kods;tālrunis
skolēns;Roberts;Zariņš;320000-00001;9.b;;
māte;Anna;Zariņa;;;320000-00001;29111222
skolēns;Slikts;Kods;123456-78901;9.b;;
"""


@pytest.fixture
def work(fresh_database: OwnDatabase, school: SmallSchool, settings: Any, tmp_path: Path) -> Callable[[], None]:
    """Let the worker do what waits: a program of its own, as the role that serves."""
    settings.DATA_DIR = tmp_path
    environment = environment_of(fresh_database, tmp_path) | {"ZVANS_CODE_KEYS": ",".join(settings.PERSONAL_CODE_KEYS)}

    def worked() -> None:
        with inside(school.made):
            Import.objects.update(finished_at=Now())  # the worker's clock is the real one, which would clear this away
        done = zvans("worker", "--once", environment=environment)
        assert done.returncode == 0, done.stdout + done.stderr

    return worked


def faults(page: Page) -> list[str]:
    """On a phone in the dark, then at a desk in the light, where the work goes on."""
    wide, found = "document.documentElement.scrollWidth > document.documentElement.clientWidth", []
    for width, theme in ((360, "dark"), (1280, "light")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        found += [*violations(page), *(["wider than the window"] if page.evaluate(wide) else [])]
    return found


def test_from_the_file_to_the_school_and_back(
    desk: Callable[..., Page], school: SmallSchool, work: Callable[[], None], tmp_path: Path
) -> None:
    (tmp_path / "cilvēki.csv").write_text(PEOPLE, encoding="utf-8")
    page = desk(f"/school/{school.school.code}/imports/", "superuser")
    assert faults(page) == []
    page.get_by_role("link", name="Ievest failu").click()
    page.get_by_label("cilvēki").check()
    page.get_by_label("Fails").set_input_files(tmp_path / "cilvēki.csv")
    assert faults(page) == []
    page.get_by_role("button", name="Lasīt failu").click()
    expect(page.get_by_text("Fails ir saņemts.")).to_be_visible()
    assert faults(page) == []
    work()
    expect(page.get_by_role("button", name="Apstiprināt un ierakstīt")).to_be_visible()  # by itself, without a reload
    expect(page.get_by_role("cell", name="Personas kods nav derīgs.")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name="Apstiprināt un ierakstīt").click()
    expect(page.get_by_text("Apstiprināts. Datus ieraksta skolā.")).to_be_visible()
    work()
    expect(page.get_by_text("Ierakstīts. Zemāk redzams, kas izdarīts.")).to_be_visible()
    page.get_by_text("Atsaukt šo ievešanu").click()
    assert faults(page) == []
    page.get_by_role("button", name="Atsaukt visu, ko šis fails ierakstīja").click()
    expect(page.get_by_text("Šī ievešana ir atsaukta.")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("link", name="Ievešana no failiem").last.click()
    expect(page.get_by_role("cell", name="atsaukts", exact=True)).to_be_visible()
    assert faults(page) == []
