"""What is still to be entered, a column of one's own, and the history of a cell, as a teacher meets them (F1, F2, F4)."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.browser.journal.conftest import Desk
from tests.factories.school import MONDAY
from tests.factories.small_school import SmallSchool
from tests.support.axe import violations
from zvans.journal.actions.cells import CellEdit, save_cells
from zvans.timetable.queries.plan import LessonKey

pytestmark = pytest.mark.browser


def owe(school: SmallSchool) -> str:
    """A pupil owes a mark of a Monday a month ago; returns the pupil's name."""
    pupil = school.class_9b.pupils[4]
    key = LessonKey(school.course.pk, MONDAY.replace(day=2), 3, 1)
    teacher = school.actor("teacher")
    answer = save_cells(course=school.course, batch=uuid4(), edits=[CellEdit(key, pupil.pk, "nv")], by=teacher)[0]
    assert answer.status == "saved"
    return f"{pupil.family_name} {pupil.given_name}"


def test_from_the_day_to_a_missing_mark_its_history_and_a_column_of_ones_own(desk: Desk, school: SmallSchool) -> None:
    name = owe(school)
    page = desk("/today/")
    page.keyboard.press("v")
    page.wait_for_url("**/open/")
    assert violations(page) == []
    page.get_by_role("link", name="vērtējums (nv)").click()
    here = page.locator("td input")
    expect(here).to_be_focused()
    expect(here).to_have_value("nv")
    expect(here).to_have_attribute("aria-label", re.compile(f"^{name}, 02.11."))
    page.keyboard.press("Shift+F2")
    dialog = page.get_by_role("dialog", name="Vēsture")
    expect(dialog.locator("ol.history li")).to_have_count(1)
    expect(dialog).to_contain_text("Kalniņa Ilze")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(here).to_be_focused()
    page.get_by_role("link", name="Jauna sleja").click()
    assert violations(page) == []
    page.get_by_role("button", name="Pievienot sleju").click()
    expect(page.locator("td input")).to_have_attribute("aria-label", re.compile(r", 23\.11\. P \+$"))
    assert violations(page) == []
    page.reload()
    page.locator(".done-toasts").get_by_role("button", name="Atsaukt").click()
    expect(page.locator(".done-toasts")).to_contain_text("Atsaukts.")
    expect(page.locator("th[data-lesson='2026-11-23.99.1']")).to_have_count(0)
