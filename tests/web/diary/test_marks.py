"""The page of marks (G3)."""

from datetime import timedelta

from django.test import Client

from tests.factories.entries import mark
from tests.factories.families import Families
from tests.factories.school import MONDAY
from tests.support.page import Element, read


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
        "Šajā laikā vērtējumu vēl nav. Te tie būs pa priekšmetiem, ar vidējo no tiem, kas skaitās."
    ] * 2
