"""Two people in one journal: what the other writes appears, and nothing is overwritten unseen (F4)."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journal.conftest import Desk
from tests.browser.journal.stored import texts
from tests.browser.journal.test_keys import column, press, saved
from tests.browser.journal.test_offline import cancel
from tests.browser.journal.test_saving import colleague_types, state
from tests.factories.entries import page_of, write
from tests.factories.school import MONDAY, inside
from tests.factories.small_school import ENDED, SmallSchool
from tests.support.axe import violations
from zvans.audit.actions import recorded
from zvans.journal.actions.cells import CellEdit, save_cells
from zvans.journal.actions.lessons import confirm_attendance
from zvans.journal.models import Lesson
from zvans.schools.models import CourseTeacher
from zvans.timetable.queries.plan import LessonKey

pytestmark = pytest.mark.browser

Grid = Callable[..., Page]
LOOKS = "window.dispatchEvent(new Event('focus'))"
PLACE = """() => [scrollY, document.querySelector('.journal-frame').scrollLeft, document.activeElement.tagName,
    ...[...document.querySelectorAll('tbody tr:nth-child(2) > *')].map(e => e.getBoundingClientRect().x)]"""


def test_what_a_colleague_writes_appears_without_moving_anything(grid: Grid, school: SmallSchool) -> None:
    page = grid()
    press(page, "ArrowDown", "ArrowDown")
    place = page.evaluate(PLACE)
    colleague_types(school, "3")
    page.evaluate(LOOKS)
    expect(page.locator(".toast")).to_contain_text("Ilze Kalniņa mainīja: Ābola Līga 23.11. P 3.")
    row = page.locator("tbody tr").first
    expect(row.locator("td[data-news]")).to_have_text("3")
    expect(row.locator("td").nth(-2)).to_have_text("3,00 (1)")
    assert page.evaluate(PLACE) == place
    press(page, "Control+Home", "4", "Enter")
    saved(page)
    assert texts(school) == ["4"]


def test_a_colleagues_entry_in_a_lesson_that_is_not_on_the_page_is_told(grid: Grid, school: SmallSchool) -> None:
    page = grid()
    lesson_at = LessonKey(school.course.pk, MONDAY, 8, 1)
    with inside(school.made), recorded("add_lesson", by=school.actor("teacher"), schools=[school.school.pk]):
        Lesson.objects.create(
            school=school.school, year=school.course.year, course=school.course, on=MONDAY, number=8, is_added=True
        )
    edit = CellEdit(lesson_at, school.class_9b.pupils[0].pk, "9")
    save_cells(course=school.course, batch=uuid4(), edits=[edit], by=school.actor("teacher"))
    page.evaluate(LOOKS)
    toast = page.locator(".toast", has_text="Žurnālā ir ieraksti stundā, kuras šajā lapā vēl nav.")
    toast.get_by_role("button", name="Atvērt no jauna").click()
    expect(page.locator("th[data-lesson='2026-11-23.8.1']")).to_be_visible()


def test_a_cell_one_is_typing_in_meets_the_others_only_when_it_is_saved(grid: Grid, school: SmallSchool) -> None:
    page = grid()
    press(page, "6")
    colleague_types(school, "3")
    with page.expect_response("**/changes/**"):
        page.evaluate(LOOKS)
    assert column(page, 1) == ["6"]
    press(page, "Enter")
    state(page, "1 ieraksts jālabo")
    note = page.locator(".cell-note")
    expect(note).to_contain_text("Tikmēr kāds cits te ierakstīja «3».")
    press(page, "ArrowUp", "Enter", "Tab", "Enter")
    saved(page)
    assert (column(page, 1), texts(school)) == (["3"], ["3"])


def test_a_journal_taken_over_while_it_is_open_says_so_and_keeps_what_was_typed(
    grid: Grid, school: SmallSchool
) -> None:
    page = grid(failing=True)
    with inside(school.made), recorded("take_over", by=school.actor("head"), schools=[school.school.pk]):
        CourseTeacher.objects.filter(course=school.course, ends_on=None).update(ends_on=ENDED)
    press(page, "7", "Enter")
    state(page, "Šajā žurnālā Jūs vairs nevarat rakstīt. Nesaglabātie ieraksti palika tikai šeit.")
    assert (column(page, 1), texts(school)) == (["7"], [])
    page.reload()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Matemātika 9.b")


def test_a_lessons_screen_shows_what_a_colleague_writes_and_overwrites_nothing_that_is_being_written(
    desk: Desk, school: SmallSchool
) -> None:
    """F4, F6: mark, absence, topic, homework, attendance."""
    page = desk(f"/journal/{school.course.public_id}/2026-11-23/3/1/", failing=True)
    toast, topic = page.locator(".toast").last, page.get_by_label("Tēma", exact=True)
    page.wait_for_load_state("networkidle")  # it asks as it opens: both writings are to be in one answer
    colleague_types(school, "k5 3")
    write(school.made, school.course, MONDAY, 3, topic="Kopas", homework="84. lpp.")
    page.evaluate(LOOKS)
    expect(toast).to_contain_text("mainīja: Ābola Līga, Tēma, Uzdots.")
    expect(page.locator(".marks").get_by_label("Ābola Līga", exact=True)).to_have_value("3")
    expect(page.get_by_label("Cik minūtes nokavēja, Ābola Līga")).to_have_value("5")
    expect(topic).to_have_value("Kopas")
    expect(page.get_by_label("Uzdots", exact=True)).to_have_value("84. lpp.")
    assert violations(page) == []
    mark = page.locator(".marks").get_by_label("Ābola Līga", exact=True)
    page.route("**/cells/**", lambda route: route.abort())
    mark.fill("5")
    topic.fill("Kopas un attēli")
    colleague_types(school, "k5 4", was="k5 3", mark=1, absence=1)
    with page.expect_response("**/changes/**"):
        page.evaluate(LOOKS)
    assert (mark.input_value(), topic.input_value()) == ("5", "Kopas un attēli")
    page.unroute("**/cells/**")
    expect(page.locator(".marks .error:not(:empty)")).to_contain_text("Tikmēr kāds cits te ierakstīja «k5 4».")
    page.get_by_role("button", name="Rakstīt manu «k5 5»").click()
    saved(page)
    expect(page.locator(".texts-state")).to_have_text("Viss saglabāts")
    assert texts(school) == ["5"]
    with inside(school.made):
        confirm_attendance(page=page_of(school.course, MONDAY, 3), by=school.actor("teacher"))
    page.evaluate(LOOKS)
    expect(page.locator(".attendance-state")).to_contain_text("atzīmēta 23.11.2026.")
    cancel(school)
    page.evaluate(LOOKS)
    toast.get_by_role("button", name="Atvērt no jauna").click()
    expect(page.locator(".lesson-facts")).to_contain_text("atcelta")
