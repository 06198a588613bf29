"""The operator's institutions and municipalities (B14, D1, D5)."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.factories.people import make_person
from tests.factories.school import inside, make_class, make_employee, make_school
from tests.support.page import Element, read
from zvans.accounts.models import Account
from zvans.audit.models import Action
from zvans.schools.enums import PositionKind
from zvans.schools.models import AbsenceCode, Municipality, School

pytestmark = pytest.mark.usefixtures("operator")
NEW = {"name": "Ogres 1. vidusskola", "short_name": "Ogres 1. vsk.", "code": "ogre-1", "kind": "general"}


def page_of(client: Client, address: str) -> Element:
    return read(client.get(address).content)


def rows(page: Element) -> list[list[str]]:
    return [[cell.text for cell in row.children if isinstance(cell, Element)] for row in page.one("tbody").all("tr")]


def test_every_institution_stands_in_latvian_order_with_its_superusers_and_last_year(client: Client) -> None:
    for code, name in (("g", "Zilupe"), ("b", "Čakste"), ("c", "Cēsis"), ("d", "Ābele")):
        make_school(code, name)
    made = make_school("e", "Ape", kind="preschool")
    make_employee(made, "Sanita", "Eglīte", PositionKind.SUPERUSER)
    make_employee(made, "Rasma", "Ozola", PositionKind.SUPERUSER, ends_on=date(2026, 10, 30))
    make_employee(made, "Andris", "Vītols", PositionKind.SUPERUSER, PositionKind.HEAD)
    place = "Parauga novads"
    assert rows(page_of(client, "/operator/")) == [
        ["Ābele", "d", place, "vispārizglītojošā skola", "", "2026/27"],
        ["Ape", "e", place, "pirmsskola", "Eglīte Sanita, Vītols Andris", "2026/27"],
        ["Cēsis", "c", place, "vispārizglītojošā skola", "", "2026/27"],
        ["Čakste", "b", place, "vispārizglītojošā skola", "", "2026/27"],
        ["Zilupe", "g", place, "vispārizglītojošā skola", "", "2026/27"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=cesu", ["Cēsu 1. pamatskola", "Cēsu mūzikas skola"]), ("q=MŪZIKA", ["Cēsu mūzikas skola"]), ("q=xyz9", ["Ādaži"]),
        ("kind=interest", ["Cēsu mūzikas skola"]), ("q=nekas", []),
    ],
)  # fmt: skip
def test_search_and_filters(client: Client, asked: str, found: list[str]) -> None:
    make_school("cesis1", "Cēsu 1. pamatskola")
    make_school("cesis2", "Cēsu mūzikas skola", kind="interest")
    make_school("xyz9", "Ādaži")
    page = page_of(client, f"/operator/?{asked}")
    assert [row[0] for row in rows(page)] == found if found else page.all("table") == []


def test_an_export_is_recorded(client: Client) -> None:
    make_school("a", "Ābeļu skola")
    answer = client.get("/operator/?as=csv")
    assert answer.content.decode("utf-8-sig").splitlines() == [
        "Iestāde;Kods;Pašvaldība;Veids;Virslietotāji;Mācību gads",
        "Ābeļu skola;a;Parauga novads;vispārizglītojošā skola;;2026/27",
    ]
    assert Action.objects.filter(name="export_institutions").count() == 1


def test_a_school_is_made_with_its_absence_codes(client: Client) -> None:
    place = Municipality.objects.create(name="Ogres novads")
    answer = client.post("/operator/new-school/", NEW | {"municipality": place.pk})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/operator/schools/ogre-1/?done=made")
    school = School.objects.get(code="ogre-1")
    assert (school.name, school.short_name, school.kind, school.municipality) == (
        "Ogres 1. vidusskola", "Ogres 1. vsk.", "general", place,
    )  # fmt: skip
    with inside(school):
        assert list(AbsenceCode.objects.filter(school=school).order_by("pk").values_list("code", flat=True)) == [
            "n", "ns", "nc", "nn", "k",
        ]  # fmt: skip
    assert read(client.get(answer.headers["Location"]).content).one("div", "banner").text == "Iestāde ir izveidota."


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"code": "Ogre 1"}, "Lietojiet tikai mazos latīņu burtus, ciparus un defises, piemēram: ogres-1."),
        ({"code": "alfa"}, "Iestāde ar šādu kodu jau ir. Izvēlieties citu."),
        ({"municipality": "0"}, "Izvēlieties pašvaldību no saraksta."),
        ({"name": " "}, "Šis lauks ir nepieciešams."),
    ],
)
def test_a_school_that_cannot_be_made_says_why_and_keeps_what_was_typed(
    client: Client, wrong: dict[str, str], said: str
) -> None:
    place = make_school().school.municipality
    answer = client.post("/operator/new-school/", NEW | {"municipality": place.pk} | wrong)
    page = read(answer.content)
    assert (answer.status_code, [error.text for error in page.all("li", "error")]) == (422, [said])
    short = next(e for e in page.all("input") if e.attributes.get("name") == "short_name")
    assert short.attributes["value"] == "Ogres 1. vsk."
    assert School.objects.count() == 1


def change(client: Client, **values: Any) -> Any:
    page = page_of(client, "/operator/schools/alfa/change/")
    seen = next(e for e in page.all("input") if e.attributes.get("name") == "seen").attributes["value"]
    school = School.objects.get(code="alfa")
    sent = {"name": school.name, "short_name": school.short_name, "kind": school.kind, "seen": seen}
    return lambda: client.post(
        "/operator/schools/alfa/change/", sent | {"municipality": school.municipality_id} | values
    )


def test_a_change_reaches_the_names_beside_people(client: Client) -> None:
    made = make_school()
    employee = make_employee(made, "Ilze", "Kalniņa")
    account = Account.objects.create(person=employee.person, door="staff", school_ids=[made.school.pk], label="Alfa")
    answer = change(client, short_name="Jaunā Alfa", kind="vocational")()
    assert (answer.status_code, answer.headers["Location"]) == (302, "/operator/schools/alfa/?done=changed")
    made.school.refresh_from_db()
    account.refresh_from_db()
    assert (made.school.short_name, made.school.kind, account.label) == ("Jaunā Alfa", "vocational", "Jaunā Alfa")


def test_who_saves_second_is_told_what_stands_there_now(client: Client) -> None:
    make_school()
    first, second = change(client, name="Pirmais nosaukums"), change(client, name="Otrais nosaukums")
    assert first().status_code == 302
    answer = second()
    page = read(answer.content)
    assert (answer.status_code, page.one("div", "banner").one("dl").all("dd")[0].text) == (422, "Pirmais nosaukums")
    assert School.objects.get().name == "Pirmais nosaukums"
    seen = next(e for e in page.all("input") if e.attributes.get("name") == "seen").attributes["value"]
    assert change(client, name="Otrais nosaukums", seen=seen)().status_code == 302
    assert School.objects.get().name == "Otrais nosaukums"


def test_an_institution_shows_figures_only(client: Client) -> None:
    made = make_school()
    make_class(made, "9.b", pupils=3)
    make_employee(made, "Sanita", "Eglīte", PositionKind.SUPERUSER)
    page = page_of(client, "/operator/schools/alfa/")
    facts = [element.text for element in page.one("dl").all("dd")]
    assert facts == ["Alfas vidusskola", "alfa", "vispārizglītojošā skola", "Parauga novads", "2026/27", "3", "1"]
    assert "Bērziņš" not in page.text


def test_municipalities_are_added_and_renamed(client: Client) -> None:
    assert client.post("/operator/municipalities/", {"name": " Ogres  novads "}).status_code == 302
    place = Municipality.objects.get()
    again = client.post("/operator/municipalities/", {"name": "ogres novads"})
    assert (again.status_code, read(again.content).one("li", "error").text) == (
        422, "Pašvaldība ar šādu nosaukumu jau ir.",
    )  # fmt: skip
    address = f"/operator/municipalities/{place.pk}/"
    assert client.post(address, {"name": "Ogres nov.", "seen": "Ogres novads"}).status_code == 302
    stale = client.post(address, {"name": "Cits", "seen": "Ogres novads"})
    place.refresh_from_db()
    assert (stale.status_code, place.name) == (422, "Ogres nov.")
    page = page_of(client, "/operator/municipalities/?done=renamed")
    assert (rows(page), page.one("tbody").links()) == (
        [["Ogres nov.", "0"]], [("Ogres nov.", address), ("0", f"/operator/?municipality={place.pk}")],
    )  # fmt: skip


def test_nobody_by_that_address(client: Client) -> None:
    make_school()
    make_person()
    for address in ("/operator/schools/nav/", "/operator/schools/nav/change/", "/operator/municipalities/0/"):
        assert client.get(address).status_code == 404
