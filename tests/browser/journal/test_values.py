"""What a teacher does with values (F5): kinds of work at the column, percents with their points, outcomes for a whole class at once."""

import re
from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journal.conftest import Desk
from tests.factories.school import inside
from tests.factories.small_school import SmallSchool
from tests.support.axe import violations
from tests.web.journal.entries import write_cells
from zvans.journal.actions.outcomes import add_outcome
from zvans.journal.actions.values import KindValues, add_kind
from zvans.journal.models import Lesson, OutcomeLevel
from zvans.schools.enums import ValueSystem
from zvans.schools.models import Course

pytestmark = pytest.mark.browser
SAVED = "Viss saglabāts"


def saved(page: Page) -> None:
    expect(page.locator("#save-state")).to_contain_text(SAVED)


def test_a_kind_is_chosen_at_the_column_and_the_means_follow(desk: Desk, school: SmallSchool) -> None:
    by = school.actor("superuser")
    values = KindValues("pārbaudes darbs", "p.d.", Decimal(2))
    add_kind(school=school.school, values=values, starts_on=date(2026, 9, 1), by=by)
    write_cells(school, "9", on=date(2026, 11, 16))
    page = desk(f"/journal/{school.course.public_id}/?from=2026-11-16&to=2026-11-23")
    page.locator("td input").click()
    row = page.locator(f'tr[data-pupil="{school.class_9b.pupils[0].pk}"]')
    row.locator("td").nth(2).click()
    page.keyboard.type("50%")
    page.keyboard.press("Enter")
    saved(page)
    page.keyboard.press("ArrowUp")
    expect(page.locator("#journal-place")).to_contain_text("balles: 5 · ")
    expect(page.locator("td input")).to_have_attribute("aria-label", re.compile("balles: 5$"))
    expect(row.locator("td").nth(-2)).to_have_text("7,00 (2)")
    page.locator("[data-column]").click()
    page.locator("#column-kind").select_option(label="pārbaudes darbs")
    page.locator("dialog button[value=kind]").click()
    head = page.locator('th[data-lesson="2026-11-23.3.1"]')
    expect(head.locator("em")).to_have_text("p.d.")
    expect(row.locator("td").nth(-2)).to_have_text("6,33 (2)")
    expect(row.locator("td").nth(-2)).to_have_attribute("aria-label", "6,33 no 2 vērtējumiem, svērtais")
    expect(page.locator("th .weighted")).to_have_text("svērtais")
    assert violations(page) == []
    page.locator(".toast").get_by_text("Atsaukt").click()
    expect(row.locator("td").nth(-2)).to_have_text("7,00 (2)")
    expect(head.locator("em")).to_have_count(0)
    with inside(school.made):
        assert Lesson.objects.values_list("work_kind", flat=True).get(on=date(2026, 11, 23)) is None


def test_a_whole_class_is_judged_by_keyboard_and_at_once(desk: Desk, school: SmallSchool) -> None:
    by = school.actor("teacher")
    for text in ("Skaita līdz 100", "Mēra garumu un izvēlas mērvienību"):
        add_outcome(course=school.course, text=text, by=by)
    page = desk(f"/journal/{school.course.public_id}/outcomes/")
    page.locator("td input").click()
    for text in ("a", "7", "t"):
        page.keyboard.type(text)
        page.keyboard.press("Enter")
    expect(page.locator(".cell-note")).to_contain_text("Te var rakstīt S, T, A vai P, nv vai atbr.")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Escape")
    saved(page)
    page.locator("[data-column]").click()
    page.locator("#column-text").fill("p")
    page.locator("dialog button[value=empty]").click()
    saved(page)
    page.reload()
    cells = page.locator("table.journal tbody tr td:nth-child(2)")
    shown = [
        cell.locator("input").input_value() if cell.locator("input").count() else cell.inner_text()
        for cell in cells.all()
    ]
    assert shown == ["A", "P", "T", *["P"] * 27]
    expect(page.locator("#journal-place")).to_have_count(1)
    page.locator("td input").focus()
    page.keyboard.press("Shift+F2")
    history = page.get_by_role("dialog", name="Vēsture")
    expect(history.get_by_role("listitem")).to_contain_text("Līmenis: tukšs")
    expect(history).to_contain_text("Kalniņa Ilze")
    assert violations(page) == []
    with inside(school.made):
        assert OutcomeLevel.objects.count() == 30


def test_a_journal_of_words_is_written_without_a_mean(desk: Desk, school: SmallSchool) -> None:
    """Descriptions and absences are saved, and what a row comes to is its absences alone."""
    with inside(school.made):
        Course.objects.filter(pk=school.course.pk).update(value_system=ValueSystem.WORDS)
    page = desk(f"/journal/{school.course.public_id}/?from=2026-11-16&to=2026-11-23")
    page.locator("td input").click()
    for text in ("nn Raksta glīti", "Lasa raiti"):
        page.keyboard.type(text)
        page.keyboard.press("Enter")
    saved(page)
    rows = page.locator("table.journal tr")
    expect(rows.first.locator("th")).to_have_text(["Skolēns", "16.11. P 3", "18.11. T 2", "23.11. P 3", "Kavēts"])
    expect(rows.nth(1).locator("td")).to_have_text(["", "", "nn Raksta glīti", "1 (1)"])
    assert rows.nth(1).locator("td[aria-readonly]").count() == 1
    assert violations(page) == []
