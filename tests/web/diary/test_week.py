"""The page of the week (G1, B11)."""

from datetime import UTC, datetime, timedelta

import time_machine
from django.test import Client

from tests.factories.entries import mark, somebody_of, write
from tests.factories.families import Families
from tests.factories.school import MONDAY, inside
from tests.support.page import Element, read
from zvans.journal.actions.columns import add_column
from zvans.journal.enums import LessonState
from zvans.journal.models import Lesson
from zvans.journal.queries.columns import OUTSIDE

WEDNESDAY = MONDAY + timedelta(days=2)


def week(families: Families, client: Client, persona: str = "mother", query: str = "") -> Element:
    families.sign_in(client, persona)
    return read(client.get(f"/week/{query}").content)


def monday(page: Element) -> Element:
    return page.all("section", "weekday")[0]


def test_a_lesson_has_its_number_time_subject_and_room(families: Families, client: Client) -> None:
    first = monday(week(families, client, "pupil")).all("li", "lesson")[0]
    assert first.text == "1. 08:30–09:10Matemātika kab. 214"


def test_a_lesson_outside_of_the_days_lessons_has_no_number(families: Families, client: Client) -> None:
    """F2: a column of the teacher's own; nobody's day has ninety-nine lessons."""
    with inside(families.alfa):
        add_column(course=families.mathematics, on=MONDAY, number=None, work_kind=None, by=somebody_of(families.alfa))
    mark(families.alfa, families.mathematics, MONDAY, OUTSIDE, {families.elza: "9"})
    last = monday(week(families, client, "pupil")).all("li", "lesson")[-1]
    assert last.text == "ārpus sarakstaMatemātika papildu stunda vērtējums 9"


def test_a_lesson_shows_what_was_written(families: Families, client: Client) -> None:
    write(families.alfa, families.mathematics, MONDAY, 1, topic="Diskriminants", homework="57. lpp.")
    mark(families.alfa, families.mathematics, MONDAY, 1, {families.elza: "n 5|7"})
    page = week(families, client)
    first = monday(page).all("li", "lesson")[0]
    assert first.one("p", "lesson-text").text == "Diskriminants"
    assert [m.text for m in first.all("span", "mark")] == ["vērtējums 5|7", "n"]
    assert first.one("p", "absence").text == "n nav stundā"
    assert first.one("p", "given").text == "Uzdots uz 25.11. 57. lpp."
    assert page.all("section", "weekday")[2].one("p", "seen").text == "Mājasdarbs 57. lpp."


def test_what_a_teacher_writes_is_text(families: Families, client: Client) -> None:
    write(families.alfa, families.mathematics, MONDAY, 1, topic="<b>x</b> & y", homework="<script>alert(1)</script>")
    page = week(families, client, "pupil")
    assert monday(page).one("p", "lesson-text").text == "<b>x</b> & y"
    assert page.one("span", "did-text").text == "Mājasdarbs <script>alert(1)</script>"


def test_children_are_merged_and_badged_or_one_by_one(families: Families, client: Client) -> None:
    """B11, G2."""
    page = week(families, client)
    assert [badge.text for badge in monday(page).all("span", "child")] == ["Elza", "Kārlis"]
    choices = page.one("nav", "segments") if not page.all("nav", "day-tabs") else page.all("nav", "segments")[0]
    assert [text for text, _ in choices.links()] == ["Visi", "Elza 9.b", "Kārlis 2.a"]
    alone = read(client.get(choices.links()[2][1]).content)
    assert [item.text for item in monday(alone).all("span", "subject")] == ["Dabaszinības"]
    assert alone.all("span", "child") == []


def test_one_child_has_no_badge_and_nothing_to_choose(families: Families, client: Client) -> None:
    page = week(families, client, "pupil")
    assert (page.all("span", "child"), len(page.all("nav", "segments"))) == ([], 1)


def test_who_looks_and_at_whom_is_in_sight(families: Families, client: Client) -> None:
    assert week(families, client).one("p", "who").text == (
        "Līga Zvirgzdiņa mamma Elza 9.b, Alfas vidusskola Kārlis 2.a, Betas pamatskola"
    )
    assert week(families, client, "pupil").one("p", "who").text == "Elza Zvirgzdiņa skolēns 9.b, Alfas vidusskola"


def test_today_is_the_day_a_phone_opens(families: Families, client: Client) -> None:
    with time_machine.travel(datetime(2026, 11, 25, 12, tzinfo=UTC)):
        page = week(families, client)
    assert [day.attributes["id"] for day in page.all("section", "first")] == ["d2026-11-25"]
    assert [tab.text for tab in page.one("nav", "day-tabs").all("a") if "aria-current" in tab.attributes] == [
        "T 25.11."
    ]


def test_an_address_opens_its_day(families: Families, client: Client) -> None:
    page = week(families, client, query="?on=2026-11-18")
    assert [day.attributes["id"] for day in page.all("section", "first")] == ["d2026-11-18"]


def test_a_weekend_opens_the_week_to_come(families: Families, client: Client) -> None:
    with time_machine.travel(datetime(2026, 11, 28, 12, tzinfo=UTC)):
        page = week(families, client)
    assert [day.attributes["id"] for day in page.all("section", "first")] == ["d2026-11-30"]


def test_the_picker_leads_a_week_on_and_back(families: Families, client: Client) -> None:
    child = families.elza.public_id
    page = week(families, client, query=f"?child={child}&on=2026-11-30")
    assert [href for _, href in page.one("nav", "week-picker").links()] == [
        f"/week/?child={child}&on=2026-11-23", f"/week/?child={child}&on=2026-12-07", f"/week/?child={child}",
    ]  # fmt: skip
    assert page.one("span", "now").text == "30. novembris – 4. decembris"


def test_a_change_of_the_plan_has_a_word(families: Families, client: Client) -> None:
    with inside(families.alfa):
        Lesson.objects.create(
            school=families.alfa.school, year=families.alfa.year, course=families.history, on=MONDAY, number=2,
            state=LessonState.CANCELLED,
        )  # fmt: skip
    page = week(families, client, "pupil")
    assert [(row.text, row.one("span", "state").text) for row in page.all("li", "changed")] == [
        ("2. 09:30–10:10Vēsture Vēstures kabinets nenotiek", "nenotiek")
    ]


def test_a_break_is_named_and_says_what_follows(families: Families, client: Client) -> None:
    page = week(families, client, "pupil", "?on=2026-10-21")
    assert page.one("div", "empty").text == "Rudens brīvlaiks Nākamās stundas: Pirmdiena, 26. oktobris."


def test_a_week_without_a_timetable_says_what_will_come(families: Families, client: Client) -> None:
    page = week(families, client, "pupil", "?on=2027-07-01")
    assert page.one("div", "empty").text.startswith("Šajā nedēļā stundu nav Kad skola papildinās stundu sarakstu")


def test_signs_on_the_page_are_explained_on_the_page(families: Families, client: Client) -> None:
    assert week(families, client).all("dl", "legend") == []
    mark(families.alfa, families.mathematics, MONDAY, 1, {families.elza: "ns nv"})
    mark(families.beta, families.nature, MONDAY, 1, {families.karlis: "T"})
    signs = week(families, client).one("dl", "legend")
    assert [(sign.text, what.text) for sign, what in zip(signs.all("dt"), signs.all("dd"), strict=True)] == [
        ("ns", "slimības dēļ"),
        ("S", "sācis apgūt"), ("T", "turpina apgūt"), ("A", "apguvis"), ("P", "apguvis padziļināti"),
        ("nv", "nav vērtējuma, vēl jānokārto"),
    ]  # fmt: skip


def test_on_paper_each_child_has_a_sheet(families: Families, client: Client) -> None:
    assert [sheet.text for sheet in week(families, client).all("p", "sheet-of")] == [
        "Elza Zvirgzdiņa, 9.b, Alfas vidusskola · 2026. gada 23.–27. novembris",
        "Kārlis Zvirgzdiņš, 2.a, Betas pamatskola · 2026. gada 23.–27. novembris",
    ]


def test_an_entry_is_there_with_the_next_reading(families: Families, client: Client) -> None:
    """G4: nothing is kept between teacher and family."""
    before = week(families, client, "father")
    mark(families.alfa, families.mathematics, MONDAY, 1, {families.elza: "9"})
    after = week(families, client, "father")
    assert [len(monday(page).all("span", "mark")) for page in (before, after)] == [0, 1]
    assert client.get("/week/").headers["Cache-Control"] == "no-store"
