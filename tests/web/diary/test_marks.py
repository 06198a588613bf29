"""The page of marks (G3)."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client

from tests.factories.entries import mark, page_of, somebody_of, write
from tests.factories.families import Families
from tests.factories.school import MONDAY, STARTS_ON, inside
from tests.support.page import Element, read
from zvans.journal.actions.lessons import choose_kind
from zvans.journal.actions.levels import LevelEdit, save_levels
from zvans.journal.actions.outcomes import add_outcome, remove_outcome
from zvans.journal.actions.values import KindValues, add_kind
from zvans.schools.enums import ValueSystem
from zvans.schools.models import Course


def marks(families: Families, client: Client, query: str = "") -> Element:
    families.sign_in(client, "mother")
    return read(client.get(f"/marks/{query}").content)


def test_marks_stand_by_subject_with_their_mean(families: Families, client: Client) -> None:
    for weeks, text in enumerate(["nv", "8", "5|7"]):
        mark(families.alfa, families.mathematics, MONDAY - timedelta(days=7 * weeks), 1, {families.elza: text})
    mark(families.beta, families.nature, MONDAY, 1, {families.karlis: "P"})
    page = marks(families, client)
    assert [line.text for line in page.all("li", "subject-line")] == [
        "Matemātika vērtējums 5|7 09.11. vērtējums 8 16.11. vērtējums nv 23.11. vidējais 7,50 no 2 vērtējumiem Vēl jānokārto: 23.11.",
        "Dabaszinības vērtējums P 23.11.",
    ]
    assert [heading.text for heading in page.all("h2")][:2] == [
        "Elza Zvirgzdiņa 9.b, Alfas vidusskola", "Kārlis Zvirgzdiņš 2.a, Betas pamatskola",
    ]  # fmt: skip


def test_each_mark_leads_to_its_day(families: Families, client: Client) -> None:
    mark(families.alfa, families.mathematics, MONDAY, 1, {families.elza: "8"})
    child = families.elza.public_id
    page = marks(families, client, f"?child={child}")
    assert [href for _, href in page.one("ol", "marks").links()] == [f"/week/?child={child}&on=2026-11-23"]


def test_semesters_are_chosen_by_address(families: Families, client: Client) -> None:
    page = marks(families, client)
    (choices,) = [nav for nav in page.all("nav", "segments") if nav.attributes["aria-label"] == "Laiks"]
    assert choices.links() == [
        ("1. semestris", "/marks/?term=1"), ("2. semestris", "/marks/?term=2"), ("Viss gads", "/marks/?term=0"),
    ]  # fmt: skip
    assert [link.text for link in choices.all("a") if "aria-current" in link.attributes] == ["1. semestris"]


def test_without_marks_it_says_what_will_be_there(families: Families, client: Client) -> None:
    page = marks(families, client)
    assert [p.text for p in page.all("p", "muted")] == [
        "Šajā laikā vērtējumu vēl nav. Te tie būs pa priekšmetiem, un pie katra priekšmeta būs vidējais."
    ] * 2


def legend(page: Element) -> list[str]:
    """Signs and meanings; none where the page has no legend."""
    lines = [line for found in page.all("dl", "legend") for line in found.all("div")]
    return [f"{line.one('dt').text} {line.one('dd').text}" for line in lines]


def test_a_weighted_mean_says_so_and_formative_marks_stand_apart(families: Families, client: Client) -> None:
    """F5: the kinds of work and their weights are in the legend; a percent says how many points it is."""
    made, course, by = families.alfa, families.mathematics, somebody_of(families.alfa)
    days = [MONDAY - timedelta(days=7 * weeks) for weeks in range(3)]
    for day, text in zip(days, ("9", "85%", "3"), strict=True):
        mark(made, course, day, 1, {families.elza: text})
    values = KindValues("pārbaudes darbs", "p.d.", Decimal(2))
    kind = add_kind(school=made.school, values=values, starts_on=STARTS_ON, by=by)
    with inside(made):
        choose_kind(page=page_of(course, days[2], 1), work_kind=kind.pk, was=0, by=by)
    page = marks(families, client)
    assert page.one("li", "subject-line").text == (
        "Matemātika vērtējums 3 09.11. p.d. vērtējums 85% = 9 16.11. vērtējums 9 23.11. vidējais 6,00 no 3 vērtējumiem, svērtais"
    )
    assert legend(page) == [
        "1–10 balles", "% procenti no iespējamā", "85% = 9 procenti skaitās kā balles pēc skolas skalas", "p.d. pārbaudes darbs, svars 2",
    ]  # fmt: skip
    write(made, course, days[0], 1, is_formative=True)
    assert marks(families, client).one("li", "subject-line").text == (
        "Matemātika vērtējums 3 09.11. p.d. vērtējums 85% = 9 16.11. Formatīvi formatīvs vērtējums 9 23.11. "
        "vidējais 5,00 no 2 vērtējumiem, svērtais"
    )


def test_levels_of_outcomes_stand_with_their_legend(families: Families, client: Client) -> None:
    """F5: a subject with levels alone is there too; what is judged no longer stays readable; an empty level is none."""
    course, by = families.nature, somebody_of(families.beta)
    rows = [add_outcome(course=course, text=text, by=by) for text in ("Mēra garumu", "Lasa pulksteni", "Skaita")]
    edits = [LevelEdit(row.pk, families.karlis.pk, level) for row, level in zip(rows, ("A", "T", "S"), strict=True)]
    save_levels(course=course, batch=uuid4(), edits=edits, by=by)
    save_levels(course=course, batch=uuid4(), edits=[LevelEdit(rows[2].pk, families.karlis.pk, "", 1)], by=by)
    remove_outcome(outcome=rows[0], by=by)
    page = marks(families, client)
    assert [line.text for line in page.all("li", "subject-line")] == [
        "Dabaszinības T Lasa pulksteni A Mēra garumu vairs nevērtē"
    ]
    assert legend(page) == ["S sācis apgūt", "T turpina apgūt", "A apguvis", "P apguvis padziļināti"]
    families.sign_in(client, "pupil")
    assert "Lasa pulksteni" not in client.get("/marks/").content.decode()


@pytest.mark.parametrize(
    ("system", "text", "shown", "signs"),
    [
        (ValueSystem.STEPS, "+/-", "+/–", ["+ apguvis", "+/– daļēji", "– vēl jāapgūst"]),
        (ValueSystem.WORDS, "Skaita droši, " + "labi " * 50 + "| beidz", "Skaita droši, " + "labi " * 50 + "| beidz", []),
        (ValueSystem.PASS, "ni|i", "ni|i", ["i ieskaitīts", "ni neieskaitīts", "5|7 uzlabots: skaitās pēdējais"]),
        (ValueSystem.LEVELS, "s|a", "S|A", [
            "S sācis apgūt", "T turpina apgūt", "A apguvis", "P apguvis padziļināti", "5|7 uzlabots: skaitās pēdējais",
        ]),
    ],
)  # fmt: skip
def test_each_system_stands_whole_in_week_and_marks(
    families: Families, client: Client, system: str, text: str, shown: str, signs: list[str]
) -> None:
    """F5: a description is cut nowhere; a corrected mark keeps both; none of these has a mean."""
    course = families.nature
    with inside(families.beta):
        Course.objects.filter(pk=course.pk).update(value_system=system)
        course.value_system = system
    mark(families.beta, course, MONDAY, 1, {families.karlis: text})
    page = marks(families, client)
    assert (page.one("li", "subject-line").text, legend(page)) == (f"Dabaszinības vērtējums {shown} 23.11.", signs)
    week = read(client.get("/week/").content)
    assert [found.text for found in week.all("span", "mark")] == [f"vērtējums {shown}"]
