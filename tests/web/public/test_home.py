"""The front page: the day, the menu, the doors (A1, A2, B1)."""

import pytest
import time_machine
from django.conf import LazySettings
from django.test import Client

from tests.support.page import Element, read

pytestmark = pytest.mark.django_db

MENU = [
    ("Sākums", "/"),
    ("Noderīgi izglītībai", "/portal/useful/"),
    ("Aktualitātes", "/portal/news/"),
    ("Par zvanu", "/portal/about/"),
    ("Ekskursijas", "/portal/excursions/"),
    ("Naudas skola", "/portal/money/"),
    ("STEAM izglītība", "/portal/steam/"),
]
DOORS = [
    ("Skolēns / vecāks", "/sign-in/family/"),
    ("Darbinieks", "/sign-in/staff/"),
    ("Neizdodas pieslēgties / parole skolēnam", "/sign-in/help/"),
]


def home(client: Client) -> Element:
    return read(client.get("/").content)


def test_the_title_is_name_and_motto_from_the_settings(client: Client, settings: LazySettings) -> None:
    """S1."""
    settings.PRODUCT_NAME, settings.PRODUCT_MOTTO = "Mūsu zvans", "Katrai skolai sava skaņa"
    assert home(client).one("title").text == "Mūsu zvans – Katrai skolai sava skaņa"


@pytest.mark.parametrize(
    ("instant", "day", "names"),
    [
        ("2026-01-01T08:00:00+02:00", "Ceturtdiena, 2026. gada 01. janvāris", "Laimnesis, Solvija, Solvita"),
        ("2024-04-21T08:00:00+03:00", "Svētdiena, 2024. gada 21. aprīlis", "Anastasija, Marģers"),
        ("2025-12-31T22:30:00+00:00", "Ceturtdiena, 2026. gada 01. janvāris", "Laimnesis, Solvija, Solvita"),
    ],
)
def test_head_and_body_agree_on_the_day(client: Client, instant: str, day: str, names: str) -> None:
    """A1, S3, S4, S9: the day is that of Riga, also in its first hours."""
    with time_machine.travel(instant, tick=False):
        page = home(client)
    head, first_line = page.one("p", "day"), page.one("header", "first-line")
    assert (head.one("b").text, head.one("span").text) == (day, names)
    assert (first_line.one("h1").text, first_line.one("p").text) == (day, names)


def test_a_day_without_names_is_a_day(client: Client) -> None:
    """S4: 29 February."""
    with time_machine.travel("2024-02-29T12:00:00+02:00", tick=False):
        page = home(client)
    assert page.one("p", "day").text == "Ceturtdiena, 2024. gada 29. februāris"
    assert page.one("header", "first-line").text == "Ceturtdiena, 2024. gada 29. februāris"


def test_the_day_in_english(client: Client, settings: LazySettings) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    with time_machine.travel("2026-01-01T12:00:00+02:00", tick=False):
        page = home(client)
    assert page.one("h1").text == "Thursday, 1 January 2026"


def test_the_menu_stands_twice_in_its_order(client: Client) -> None:
    """A2, S7, S8: a line for wide screens, a list for narrow ones."""
    page = home(client)
    assert page.one("nav", "menu-line").links() == MENU
    assert page.one("details", "menu-fold").links() == MENU


@pytest.mark.parametrize(("title", "address"), MENU[1:])
def test_a_section_says_what_it_is_for(client: Client, title: str, address: str) -> None:
    """S7: a real page, which knows its own place in the menu."""
    answer = client.get(address)
    page = read(answer.content)
    current = [link.text for link in page.one("nav", "menu-line").all("a") if "aria-current" in link.attributes]
    assert (answer.status_code, page.one("h1").text, current) == (200, title, [title])
    assert page.one("main").one("h3").text == "Šajā sadaļā vēl nav rakstu"


def test_the_doors_are_in_head_foot_and_page(client: Client) -> None:
    """B1, S2, S10, S23."""
    page = home(client)
    for place in (page.one("header", "head"), page.one("footer", "foot")):
        menu = place.one("details", "doors-menu")
        assert (menu.one("summary").text, menu.links()) == ("Pieslēdzies", DOORS)
    assert [address for _, address in page.one("main").links()][:3] == [address for _, address in DOORS]
