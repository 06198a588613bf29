"""A teacher's day without a network: what was kept opens, what is written waits, and signing out leaves nothing (F4)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journal.conftest import Desk
from tests.browser.journal.stored import texts
from tests.browser.journal.test_keys import saved
from tests.factories.people import make_session
from tests.factories.school import inside
from tests.factories.small_school import SmallSchool
from tests.support.axe import violations
from zvans.audit.actions import recorded
from zvans.journal.enums import LessonState
from zvans.journal.models import Lesson

pytestmark = pytest.mark.browser

KEPT = """async () => {
    for (;;) {
        const name = (await caches.keys()).find((name) => name.startsWith("zvans.kept."));
        const day = name && (await (await caches.open(name)).match("/today/"));
        if (day?.headers.get("X-Zvans-Filled")) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
}"""
GONE = """async (name) => {
    while ((await caches.keys()).includes(name)) await new Promise((resolve) => setTimeout(resolve, 100));
}"""
OURS = """[...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter((name) => name.startsWith("zvans."))"""
PAGES = """async () => {
    const found = [];
    for (const name of await caches.keys())
        for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname);
    return found.filter((path) => !path.startsWith("/static/")).sort();
}"""


@pytest.fixture
def kept(desk: Desk, school: SmallSchool) -> Callable[..., Page]:
    """The teacher's day, once it has been kept."""

    def opened() -> Page:
        page = desk("/today/", failing=True)
        page.evaluate(KEPT)
        return page

    return opened


def test_the_day_and_its_lessons_open_without_a_network_and_entries_arrive_later(
    kept: Callable[..., Page], school: SmallSchool, site: str
) -> None:
    page = kept()
    lesson = f"/journal/{school.course.public_id}/2026-11-23/3/1/"
    assert page.evaluate(PAGES) == sorted([lesson, "/today/", "/today/2026-11-24/"])
    page.context.set_offline(True)
    page.goto(f"{site}/today/")
    line = page.locator(".kept-line")
    expect(line).to_contain_text("Tīkla nav: redzams tas, kas bija ")
    assert violations(page) == []
    page.get_by_role("link", name="Matemātika 9.b").first.click()
    page.wait_for_url(f"**{lesson}")
    expect(line).to_be_visible()
    page.get_by_role("radiogroup", name="Ābola Līga", exact=True).locator("[value='n']").check()
    page.locator(".marks").get_by_label("Bērziņš Jānis", exact=True).fill("7")
    page.keyboard.press("Enter")
    expect(page.locator("#save-state")).to_contain_text("Nav savienojuma, 2 ieraksti gaida")
    for button in ("Saglabāt stundu", "Iziet"):
        page.get_by_role("button", name=button, exact=True).click()
        expect(page.locator(".toast").last).to_contain_text("Nav savienojuma. Ierakstītais paliek šeit")
        page.locator(".toast").last.get_by_role("button", name="Aizvērt").click()
    page.goto(f"{site}/timetable/")
    page.wait_for_url("**/today/")
    expect(page.locator("#save-state")).to_contain_text("Nav savienojuma, 2 ieraksti gaida")
    page.context.set_offline(False)
    saved(page)
    assert texts(school) == ["7"]


def cancel(school: SmallSchool) -> None:
    with inside(school.made), recorded("cancel_lesson", by=school.actor("head"), schools=[school.school.pk]):
        Lesson.objects.update_or_create(
            school=school.school, year=school.course.year, course=school.course, on="2026-11-23", number=3, part=1,
            defaults={"state": LessonState.CANCELLED},
        )  # fmt: skip


def test_an_entry_for_a_lesson_cancelled_meanwhile_is_refused_and_stays_to_be_seen(
    kept: Callable[..., Page], school: SmallSchool, site: str
) -> None:
    page = kept()
    page.context.set_offline(True)
    page.goto(f"{site}/journal/{school.course.public_id}/2026-11-23/3/1/")
    page.locator(".marks").get_by_label("Bērziņš Jānis", exact=True).fill("7")
    page.keyboard.press("Enter")
    expect(page.locator("#save-state")).to_contain_text("Nav savienojuma, 1 ieraksts gaida")
    cancel(school)
    page.context.set_offline(False)
    expect(page.locator(".marks .error:not(:empty)")).to_contain_text(
        "Nav pieņemts. Šī stunda ir atcelta", timeout=15000
    )
    page.goto(f"{site}/today/")
    expect(page.locator("#save-state")).to_contain_text("1 ieraksts jālabo")
    page.locator("[data-journal]:visible").click()
    expect(page.locator("td[data-state=refused]")).to_have_text("7")
    assert texts(school) == []
    own = page.context.cookies()[0]
    page.context.add_cookies([own | {"name": "zvans_session", "value": make_session(school.accounts["class_teacher"])}])
    page.goto(f"{site}/today/")
    page.evaluate(GONE, f"zvans.kept.{school.accounts['teacher'].pk}")


def test_signing_out_asks_while_entries_wait_and_leaves_nothing(
    kept: Callable[..., Page], school: SmallSchool, site: str
) -> None:
    page = kept()
    page.goto(f"{site}/journal/{school.course.public_id}/")
    page.route("**/cells/**", lambda route: route.abort())
    page.locator("td input").click()
    page.keyboard.type("7")
    page.keyboard.press("Enter")
    expect(page.locator("#save-state")).to_contain_text("1 ieraksts gaida")
    page.get_by_role("button", name="Iziet", exact=True).click()
    dialog = page.get_by_role("dialog", name="Nenosūtīti ieraksti")
    expect(dialog).to_contain_text("Šajā ierīcē vēl ir ieraksti, ko serveris nav saņēmis: 1.")
    assert violations(page) == []
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    assert page.evaluate(PAGES) != []
    page.get_by_role("button", name="Iziet", exact=True).click()
    page.get_by_role("button", name="Iziet un dzēst").click()
    page.wait_for_url(f"{site}/")
    assert (page.evaluate(PAGES), page.evaluate(OURS)) == ([], [])
    assert texts(school) == []
