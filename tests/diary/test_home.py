"""Today, the next school day and what is new (G2)."""

from datetime import UTC, date, datetime, timedelta

import time_machine

from tests.factories.entries import mark, write
from tests.factories.families import Families
from tests.factories.school import MONDAY, inside
from zvans.audit.actions import recorded
from zvans.diary.queries.children import children_of
from zvans.diary.queries.entries import GivenMark, NotedAbsence, SetHomework
from zvans.diary.queries.home import Home, home_of
from zvans.diary.queries.news import News
from zvans.journal.models import Absence, Homework, Mark
from zvans.lib.dates import today

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def home(families: Families, persona: str = "mother") -> Home:
    actor = families.actor(persona)
    with recorded("look", by=actor):
        return home_of(children_of(actor, today()), today())


def in_words(news: News) -> str:
    entry = news.entry
    kind = {GivenMark: "mark", NotedAbsence: "absence", SetHomework: "homework"}[type(entry)]
    return f"{news.child.given_name}: {kind} {news.subject}"


def set_changed(families: Families, *times: tuple[type, datetime]) -> None:
    with inside(families.alfa):
        for model, moment in times:
            model.objects.update(changed_at=moment)  # type: ignore[attr-defined]


def test_tomorrow_is_the_next_day_with_a_lesson(families: Families) -> None:
    found = home(families)
    assert found.next is not None
    assert (found.today.on, found.next.on) == (MONDAY, date(2026, 11, 25))


def test_over_a_break_it_is_the_first_day_after(families: Families) -> None:
    with time_machine.travel(datetime(2026, 10, 16, 12, tzinfo=UTC)):
        found = home(families, "pupil")
    assert found.next is not None
    assert found.next.on == date(2026, 10, 26)


def test_in_summer_there_is_none(families: Families) -> None:
    with time_machine.travel(datetime(2027, 7, 1, 12, tzinfo=UTC)):
        assert (home(families).next, home(families).today.is_empty) == (None, True)


def test_news_are_newest_first_with_whose_and_who(families: Families) -> None:
    write(families.alfa, families.mathematics, MONDAY, 1, homework="57. lpp.")
    mark(families.alfa, families.mathematics, MONDAY, 1, {families.elza: "n 7", families.class_9b.pupils[1]: "4"})
    set_changed(families, (Mark, NOON), (Absence, NOON - timedelta(hours=3)), (Homework, NOON - timedelta(hours=1)))
    mark(families.beta, families.nature, MONDAY, 1, {families.karlis: "A"})
    with inside(families.beta):
        Mark.objects.filter(pupil=families.karlis).update(changed_at=NOON + timedelta(minutes=5))
    found = home(families).news
    assert [in_words(news) for news in found] == [
        "Kārlis: mark Dabaszinības", "Elza: mark Matemātika", "Elza: homework Matemātika", "Elza: absence Matemātika",
    ]  # fmt: skip
    assert [news.teachers for news in found] == ["", *["Kalniņa Ilze"] * 3]


def test_news_of_an_older_lesson_are_news(families: Families) -> None:
    """A mark of last month's lesson, given today."""
    month_ago = MONDAY - timedelta(days=28)
    mark(families.alfa, families.mathematics, month_ago, 1, {families.elza: "8"})
    set_changed(families, (Mark, NOON))
    assert [(in_words(news), news.entry.on) for news in home(families).news if isinstance(news.entry, GivenMark)] == [
        ("Elza: mark Matemātika", month_ago)
    ]


def test_what_is_a_week_old_is_no_news(families: Families) -> None:
    mark(families.alfa, families.mathematics, MONDAY, 1, {families.elza: "8"})
    set_changed(families, (Mark, NOON - timedelta(days=8)))
    assert home(families).news == []
