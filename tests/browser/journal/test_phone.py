"""The lesson on a phone: few taps, the right keyboard, the next lesson at hand (F2, F3)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.journal.conftest import Desk
from tests.browser.journal.stored import absences, lesson, texts
from tests.browser.journal.test_keys import saved
from tests.factories.small_school import SmallSchool
from tests.support.axe import violations

pytestmark = pytest.mark.browser


def test_attendance_in_few_taps_and_marks_one_pupil_after_the_other(
    desk: Desk, school: SmallSchool, site: str, record_property: Callable[..., None]
) -> None:
    journal = f"/journal/{school.course.public_id}"
    page = desk(f"{journal}/2026-11-23/3/1/", width=360, touch=True, is_mobile=True)
    taps = 0
    for pupil, code in (("Ābola Līga", "n"), ("Čakste Čārlzs", "ns"), ("Bērziņš1 Jānis", "n")):
        group = page.get_by_role("radiogroup", name=pupil, exact=True)
        group.locator(f"label:has([value='{code}'])").tap()
        taps += 1
    page.get_by_role("button", name="Pārējie ir klāt").tap()
    taps += 1
    expect(page.locator(".attendance-state")).to_have_text("atzīmēta")
    saved(page)
    record_property("counted", f"attendance of 30 with 3 absent: {taps} taps (at most 7)")
    assert taps <= 7
    assert (absences(school), lesson(school).attendance_at is None) == (
        [("n", None), ("n", None), ("ns", None)], False,
    )  # fmt: skip
    first = page.locator(".marks .input").first
    first.tap()
    assert first.get_attribute("inputmode") == "numeric"
    for text in ("7", "8", "9"):
        page.keyboard.type(text)
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Rādīt burtu tastatūru").tap()
    assert page.evaluate("document.activeElement.inputMode") == "text"
    assert violations(page) == []
    page.keyboard.type("nv")
    page.keyboard.press("Enter")
    saved(page)
    assert texts(school) == ["7", "8", "9", "nv"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator("[rel=next]").tap()
    page.wait_for_url(f"{site}{journal}/2026-11-25/2/1/")
    page.locator("[rel=prev]").tap()
    page.wait_for_url(f"{site}{journal}/2026-11-23/3/1/")
