"""Finding a person in a whole country (D1, B13)."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.factories.people import make_code, make_guardian, make_person
from tests.factories.school import make_class, make_employee, make_school
from tests.support.page import Element, read
from tests.support.statements import statements_of
from zvans.accounts.models import PersonalCode
from zvans.accounts.personal_code import encrypted, keyed_hash
from zvans.audit.models import Action

pytestmark = pytest.mark.usefixtures("operator")


def rows(answer: Any) -> list[list[str]]:
    found = read(answer.content).all("tbody")
    return [[c.text for c in row.children if isinstance(c, Element)] for row in found[0].all("tr")] if found else []


def names(client: Client, query: str) -> list[str]:
    return [row[0] for row in rows(client.get("/operator/people/", {"q": query}))]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("berz", ["Bērziņa Anna Marija", "Bērziņš Jānis", "Bērzone Šarlote"]),
        ("Bērziņ", ["Bērziņa Anna Marija", "Bērziņš Jānis"]),
        ("janis", ["Ābols Jānis-Kārlis", "Bērziņš Jānis"]),
        ("jānis bērz", ["Bērziņš Jānis"]),
        ("berzins jan", ["Bērziņš Jānis"]),
        ("anna marija berzina", ["Bērziņa Anna Marija"]),
        ("Bērziņa Anna Marija", ["Bērziņa Anna Marija"]),
        ("kārlis", []),
        ("šarl", ["Bērzone Šarlote"]),
        ("b", []),
        ("", []),
        ("%", []),
    ],
)
def test_by_the_beginnings_of_names(client: Client, query: str, found: list[str]) -> None:
    for given, family in (
        ("Jānis", "Bērziņš"), ("Anna Marija", "Bērziņa"), ("Šarlote", "Bērzone"), ("Jānis-Kārlis", "Ābols"),
    ):  # fmt: skip
        make_person(given, family)
    assert names(client, query) == found


def test_with_birth_year_and_the_institutions_of_today(client: Client) -> None:
    alfa, beta = make_school(), make_school("beta", "Betas pamatskola")
    pupil = make_class(alfa, "9.b", pupils=1).pupils[0]
    mother = make_guardian(pupil, "mother", "Zane", "Meklējamā")
    make_employee(beta, person=mother)
    make_employee(alfa, "Gunta", "Meklējamā", ends_on=date(2026, 10, 30))
    make_person("Ilga", "Meklējamā", born_on=date(1970, 1, 1))
    assert rows(client.get("/operator/people/?q=meklejama")) == [
        ["Meklējamā Gunta", "", ""],
        ["Meklējamā Ilga", "1970", ""],
        ["Meklējamā Zane", "", "Alfas vidusskola, Betas pamatskola"],
    ]


def test_by_code_which_stands_in_no_address(client: Client) -> None:
    """The current code, and one that the law has changed; each search is recorded without it."""
    person = make_person("Ilze", "Kalniņa")
    codes = [make_code(), make_code()]
    for code, ends_on in zip(codes, (date(2026, 1, 1), None), strict=True):
        key, kept = encrypted(code)
        PersonalCode.objects.create(
            person=person, keyed_hash=keyed_hash(code), key_id=key, encrypted=kept, ends_on=ends_on
        )
    answers = [client.post("/operator/people/", {"code": code}) for code in (*codes, make_code())]
    assert [rows(answer) for answer in answers] == [[["Kalniņa Ilze", "", ""]], [["Kalniņa Ilze", "", ""]], []]
    assert {answer.headers["Cache-Control"] for answer in answers} == {
        "max-age=0, no-cache, no-store, must-revalidate, private"
    }
    assert list(Action.objects.filter(name="find_people").order_by("pk").values_list("details", flat=True)) == [
        {"way": "code", "found": 1}, {"way": "code", "found": 1}, {"way": "code", "found": 0},
    ]  # fmt: skip


def test_what_is_no_code_is_told_so(client: Client) -> None:
    answer = client.post("/operator/people/", {"code": "Bērziņš"})
    assert (answer.status_code, read(answer.content).one("li", "error").text) == (
        422, "Tas nav personas kods. Tajā ir vienpadsmit cipari: xxxxxx-xxxxx.",
    )  # fmt: skip


def test_more_than_a_page_is_cut_and_says_so(client: Client) -> None:
    for number in range(51):
        make_person("Anna", f"Liepa{number}")
    answer = client.get("/operator/people/?q=liepa")
    status = read(answer.content).one("p", "muted").text
    assert (len(rows(answer)), status) == (
        50,
        "Redzami 50, bet ir vēl. Ierakstiet vairāk burtu vai gan vārdu, gan uzvārdu.",
    )


def test_it_costs_the_same_for_one_and_three(client: Client) -> None:
    made = make_school()
    make_employee(made, "Ilze", "Kalniņa")
    one = statements_of(client, "/operator/people/?q=kalnina")
    for given in ("Zane", "Dace"):
        make_employee(made, given, "Kalniņa")
    assert statements_of(client, "/operator/people/?q=kalnina") == one
