"""The pages of the foot, and what holds for all public pages (A9, A12)."""

from pathlib import Path
from urllib.parse import urldefrag

import pytest
from django.conf import LazySettings
from django.contrib.staticfiles import finders
from django.test import Client

from tests.support.page import Element, read

pytestmark = pytest.mark.django_db

FOOT = [
    ("Biežāk uzdotie jautājumi", "/faq/"),
    ("Rakstiet mums", "/contact/"),
    ("Ieteikumi", "/suggestions/"),
    ("Lietošanas noteikumi", "/terms/"),
    ("Reklāma", "/advertising/"),
    ("Piekļūstamība", "/accessibility/"),
    ("Privātums", "/privacy/"),
]
SECTIONS = [f"/portal/{slug}/" for slug in ("useful", "news", "about", "excursions", "money", "steam")]
FEEDS = [f"{section}feed.atom" for section in SECTIONS]
OWN_TESTS = {"/contact/", "/suggestions/", "/excursions/offer/"}  # tests/web/support
PAGES = ["/", *SECTIONS, *(address for _, address in FOOT if address not in OWN_TESTS), "/sign-in/help/"]
# How many items each chapter of the terms has; 7.3 has two of its own.
CHAPTERS = {1: 1, 2: 3, 3: 5, 4: 2, 5: 2, 6: 8, 7: 4}


def page_at(client: Client, address: str) -> Element:
    return read(client.get(address).content)


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["lv", "en"])
def test_a_page_is_the_same_for_everybody(client: Client, settings: LazySettings, address: str, language: str) -> None:
    """A12: it may be kept for a minute, apart for each language; it has a validator and sets no cookie."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = client.get(address)
    assert (answer.status_code, answer["Cache-Control"], answer["Vary"]) == (200, "public, max-age=60", "Cookie")
    assert (answer["Content-Language"], dict(answer.cookies)) == (language, {})
    assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert read(answer.content).one("html").attributes["lang"] == language


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_read_only(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("address", PAGES)
def test_what_is_named_is_there(client: Client, address: str) -> None:
    """Identifiers are unique, and each label, description and place within the page leads to one of them."""
    elements = page_at(client, address).all()
    ids = [e.attributes["id"] for e in elements if "id" in e.attributes]
    named = [
        name
        for e in elements
        for key in ("for", "aria-labelledby", "aria-describedby", "data-dialog")
        for name in e.attributes.get(key, "").split()
    ]
    named += [e.attributes["href"][1:] for e in elements if e.attributes.get("href", "").startswith("#")]
    assert (sorted(ids), sorted(set(named) - set(ids))) == (sorted(set(ids)), [])


def test_no_link_is_a_dead_end(client: Client) -> None:
    """A2: from home, every address of ours that can be reached answers 200, and its anchor exists."""
    waiting, seen = ["/"], {"/": 200}
    while waiting:
        for _, link in page_at(client, waiting.pop()).links():
            address = urldefrag(link).url
            if address.startswith("/") and address not in seen:
                seen[address] = client.get(address).status_code
                waiting.append(address)
    assert seen == dict.fromkeys([*PAGES, *FEEDS, *OWN_TESTS, "/sign-in/family/", "/sign-in/staff/"], 200)


@pytest.mark.parametrize("address", PAGES)
def test_the_foot_names_the_operator(client: Client, settings: LazySettings, address: str) -> None:
    """S32, S61."""
    settings.OPERATOR_NAME, settings.OPERATOR_NUMBER = "Biedrība «Skaņa»", "40001234567"
    settings.SUPPORT_EMAIL = "palidziba@skana.example"
    foot = page_at(client, address).one("footer", "foot")
    assert foot.one("nav").links() == FOOT
    assert foot.all("p")[-1].text.endswith(
        "zvans Biedrība «Skaņa», reģistrācijas numurs 40001234567 Atbalsts: palidziba@skana.example"
    )


def test_each_item_of_the_terms_has_its_number_and_address(client: Client) -> None:
    """S34."""
    numbers = [f"{chapter}.{n}" for chapter, last in CHAPTERS.items() for n in range(1, last + 1)]
    numbers[-1:-1] = ["7.3.1", "7.3.2"]
    items = page_at(client, "/terms/").one("main").all("li")
    assert [(e.attributes["id"], e.links()) for e in items] == [(n, [(f"{n}.", f"#{n}")]) for n in numbers]


def test_faq_begins_with_the_forgotten_password(client: Client) -> None:
    """A9, S41."""
    first = page_at(client, "/faq/").one("main").all("section")[0]
    assert (first.attributes["id"], first.one("h2").text) == ("password", "Aizmirsu paroli. Ko darīt?")


def test_an_unknown_section_is_not_found(client: Client) -> None:
    assert client.get("/portal/gossip/").status_code == 404


def test_the_manifest_makes_it_installable(client: Client, settings: LazySettings) -> None:
    """G5: name, start, and icons that exist, one of them for any shape of mask."""
    manifest = client.get("/manifest.webmanifest").json()
    assert (manifest["name"], manifest["start_url"], manifest["display"]) == (
        settings.PRODUCT_NAME, "/home/", "standalone",
    )  # fmt: skip
    assert [icon["purpose"] for icon in manifest["icons"]] == ["any", "any", "maskable"]
    assert all(finders.find(icon["src"].removeprefix(settings.STATIC_URL)) for icon in manifest["icons"])


def test_the_worker_of_the_journal_stands_at_the_root(client: Client) -> None:
    """F4: it may only watch what lies below it."""
    answer = client.get("/journal-worker.js")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    assert answer.content == Path(str(finders.find("js/journal-worker.js"))).read_bytes()
