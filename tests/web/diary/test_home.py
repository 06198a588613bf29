"""The start page of a family (G2)."""

from datetime import UTC, datetime

import time_machine
from django.test import Client

from tests.factories.entries import mark, write
from tests.factories.families import Families
from tests.factories.school import MONDAY, inside
from tests.support.page import Element, read
from zvans.journal.models import Absence, Homework, Mark


def home(families: Families, client: Client, persona: str = "mother") -> Element:
    families.sign_in(client, persona)
    return read(client.get("/home/").content)


def part(page: Element, name: str) -> Element:
    (found,) = [part for part in page.all("section", "part") if part.attributes["id"] == name]
    return found


def test_today_tomorrow_and_news_are_on_one_page(families: Families, client: Client) -> None:
    write(families.alfa, families.mathematics, MONDAY, 1, homework="57. lpp.")
    page = home(families, client)
    assert [found.one("h2").text for found in page.all("section", "part")] == [
        "Šodien",
        "Trešdiena, 25.11.",
        "Kas jauns",
    ]
    assert [s.text for s in part(page, "today").all("span", "subject")] == ["Matemātika", "Vēsture", "Dabaszinības"]
    assert [p.text for p in part(page, "next").all("p", "seen")] == ["Mājasdarbs 57. lpp."]
    assert [badge.text for badge in page.all("span", "child")] == ["Elza", "Kārlis"] * 2 + ["Elza"]


def test_the_day_after_today_is_called_tomorrow(families: Families, client: Client) -> None:
    with time_machine.travel(datetime(2026, 11, 24, 12, tzinfo=UTC)):
        page = home(families, client, "pupil")
    assert part(page, "next").one("h2").text == "Rīt"
    assert part(page, "today").one("p", "no-lessons").text == "Stundu nav."


def test_news_say_whose_what_when_and_who(families: Families, client: Client) -> None:
    write(families.alfa, families.mathematics, MONDAY, 1, homework="57. lpp.")
    mark(families.alfa, families.mathematics, MONDAY, 1, {families.elza: "n 7"})
    with inside(families.alfa):
        Mark.objects.update(changed_at=datetime(2026, 11, 23, 12, 20, tzinfo=UTC))
        Absence.objects.update(changed_at=datetime(2026, 11, 22, 8, 5, tzinfo=UTC))
        Homework.objects.update(changed_at=datetime(2026, 11, 19, 13, 0, tzinfo=UTC))
    assert [line.text for line in part(home(families, client), "news").all("li", "news")] == [
        "Elza Matemātika Kalniņa Ilze šodien 14:20vērtējums 7 stunda 23.11.",
        "Elza Matemātika Kalniņa Ilze vakar 10:05n nav stundā stunda 23.11.",
        "Elza Matemātika Kalniņa Ilze 19.11. 15:00Uzdots uz 25.11. 57. lpp.",
    ]


def test_without_news_it_says_what_will_be_there(families: Families, client: Client) -> None:
    assert part(home(families, client), "news").one("p").text == (
        "Pēdējās septiņās dienās nekas nav ierakstīts. Te parādīsies jauni vērtējumi, kavējumi un mājasdarbi, tiklīdz "
        "skolotājs tos saglabās."
    )


def test_in_summer_it_says_what_will_come(families: Families, client: Client) -> None:
    with time_machine.travel(datetime(2027, 7, 1, 12, tzinfo=UTC)):
        page = home(families, client)
    assert part(page, "next").text.startswith("Turpmāk Tuvākajos mēnešos stundu sarakstā nekā nav.")
