"""The front page's blocks, sections, the catalogue and posts, as visitors read them (A4, A6, A7)."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.factories.portal import a_draft, a_post, a_trip
from tests.support.page import Element, read
from tests.support.statements import statements_of
from zvans.audit.actor import Actor
from zvans.lib.dates import now
from zvans.portal.actions.posts import change_post, withdraw_post
from zvans.portal.enums import PostState
from zvans.portal.models import Post
from zvans.web.public.addresses import post_address

pytestmark = pytest.mark.django_db

EDITOR = Actor.system("editors")


def page_at(client: Client, address: str) -> Element:
    answer = client.get(address)
    assert answer.status_code == 200
    return read(answer.content)


def titles(page: Element) -> list[str]:
    return [card.one("h3").text for card in page.all("article", "card")]


def test_home_has_two_cards_and_a_list_of_five_and_of_six(client: Client) -> None:
    """A4, S25, S28: titles as they are written, with their moment and counters."""
    for n in range(9):
        a_post(f"„Redzi tālāk“ {n} – 12.klašu <b>", at=datetime(2026, 11, 20 - n, 12, 5, tzinfo=UTC), block="new")
        a_post(f"Padoms {n}", at=now() - timedelta(days=n), block="lasting")
    page = page_at(client, "/")
    assert titles(page) == [f"„Redzi tālāk“ {n} – 12.klašu <b>" for n in (0, 1)] + ["Padoms 0", "Padoms 1"]
    assert [len(lines.all("li")) for lines in page.all("ul", "lines")] == [5, 6]
    assert page.all("article", "card")[0].one("span", "facts").text == "20.11.2026 14:05 0 lasījumu 0 komentāru"


def test_home_is_read_in_as_many_statements_with_many_posts_as_with_few(client: Client) -> None:
    a_post(block="new")
    few = statements_of(client, "/")
    for n in range(20):
        a_post(f"Raksts {n}", block="new")
    assert statements_of(client, "/") == few


def test_a_section_is_narrowed_by_readers_and_by_year(client: Client) -> None:
    a_post("Vecākiem", audience="parents")
    a_post("Skolotājiem", audience="teachers")
    a_post("Pērn visiem", at=now() - timedelta(days=366))
    a_post("Cita sadaļa", section="money")
    last_year = (now() - timedelta(days=366)).year
    asked = {
        address: titles(page_at(client, f"/portal/news/{address}"))
        for address in (
            "",
            "?audience=parents",
            f"?year={last_year}",
            f"?audience=teachers&year={last_year}",
            "?audience=x",
        )
    }
    every = ["Skolotājiem", "Vecākiem", "Pērn visiem"]
    assert asked == {
        "": every,
        "?audience=parents": ["Vecākiem", "Pērn visiem"],
        f"?year={last_year}": ["Pērn visiem"],
        f"?audience=teachers&year={last_year}": ["Pērn visiem"],
        "?audience=x": every,
    }


def test_a_section_has_pages_of_twenty(client: Client) -> None:
    for n in range(21):
        a_post(f"Raksts {n}", at=now() - timedelta(hours=n))
    first = page_at(client, "/portal/news/?utm_source=x")
    assert (len(titles(first)), first.one("nav", "pages").links()) == (20, [("Nākamā", "?page=2")])
    assert titles(page_at(client, "/portal/news/?page=2")) == ["Raksts 20"]
    answers = [
        client.get(f"/portal/news/?page={page}").status_code for page in ("3", "0", "0000000019", "x", "9" * 5000)
    ]
    assert answers == [404, 404, 200, 200, 200]  # what is no number of a page is not understood


def test_the_catalogue_is_narrowed_by_grade_region_price_and_topic(client: Client) -> None:
    a_trip("Uz bāku", from_grade=1, to_grade=4, price_cents=350, region="kurzeme", topic="history")
    a_trip("Uz purvu", from_grade=5, to_grade=12, price_cents=0, region="vidzeme", topic="nature")
    a_trip("Uz cepli", from_grade=0, to_grade=12, price_cents=None, region="latgale", topic="art")
    asked = {
        query: titles(page_at(client, f"/portal/excursions/?{query}"))
        for query in (
            "grade=4",
            "grade=0",
            "region=vidzeme",
            "price=0",
            "price=500",
            "topic=art",
            "grade=4&topic=history",
        )
    }
    assert asked == {
        "grade=4": ["Uz cepli", "Uz bāku"],
        "grade=0": ["Uz cepli"],
        "region=vidzeme": ["Uz purvu"],
        "price=0": ["Uz purvu"],
        "price=500": ["Uz purvu", "Uz bāku"],
        "topic=art": ["Uz cepli"],
        "grade=4&topic=history": ["Uz bāku"],
    }
    lines = [line.text for line in page_at(client, "/portal/excursions/").all("p", "trip-line")]
    assert lines == [
        "Zvanupe, Latgale no pirmsskolas līdz 12. klasei cena pēc vienošanās",
        "Zvanupe, Vidzeme 5.–12. klasei bez maksas",
        "Zvanupe, Kurzeme 1.–4. klasei 3,50 € skolēnam",
    ]


def test_an_address_lasts_when_the_title_is_corrected(client: Client) -> None:
    """A6: the id decides; the old address, and the bare one, lead to today's."""
    post = a_post("Zvans skann")
    old = post_address(post)
    new = post_address(change_post(post=post, facts={"title": "Zvans skan: ātrāk"}, seen=post.revision, by=EDITOR))
    assert (old, new) == (f"/post/{post.public_id}/zvans-skann/", f"/post/{post.public_id}/zvans-skan-atrak/")
    for address in (old, f"/post/{post.public_id}/"):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Location"]) == (301, new)
    assert page_at(client, new).one("h1").text == "Zvans skan: ātrāk"


def test_a_post_that_is_not_there(client: Client) -> None:
    draft, later, gone = a_draft(), a_post(at=now() + timedelta(hours=1)), withdraw_post(post=a_post(), by=EDITOR)
    answers = [client.get(post_address(post)).status_code for post in (draft, later, gone)]
    assert (answers, client.get("/post/nekasnav22/x/").status_code) == ([404, 404, 410], 404)


def test_a_post_says_whose_it_is_and_how_it_may_be_used(client: Client) -> None:
    """A6, S63."""
    ours = page_at(client, post_address(a_post(author="Ilze Kalnbērziņa")))
    theirs = page_at(client, post_address(a_post(source="Zvanupes avīze", source_url="https://avize.example/1")))
    assert "Pārpublicēt drīkst, norādot avotu un autoru: zvans, Ilze Kalnbērziņa." in ours.one("main").text
    assert "Avots: Zvanupes avīze Pārpublicēt drīkst, norādot avotu." in theirs.one("main").text


def test_a_post_is_found_and_sent_on(client: Client, settings: LazySettings) -> None:
    """Canonical address, preview, the other language, structured data that no title can break out of."""
    settings.ADDRESS = "https://skola.example"
    post = a_post("Zvans </script> & „skan“", lead="Īsumā")
    english = a_post("The bell rings", language="en", translation_of=post)
    page = page_at(client, post_address(post))
    meta = {
        m.attributes.get("property", m.attributes.get("name")): m.attributes.get("content") for m in page.all("meta")
    }
    links = {(a.attributes["rel"], a.attributes.get("hreflang")): a.attributes["href"] for a in page.all("link")}
    address = f"https://skola.example{post_address(post)}"
    assert (meta["description"], meta["og:title"], meta["og:url"]) == ("Īsumā", "Zvans </script> & „skan“", address)
    assert links["canonical", None] == address
    assert links["alternate", "en"] == f"https://skola.example{post_address(english)}"
    told = json.loads(next(s for s in page.all("script") if s.attributes["type"] == "application/ld+json").text)
    assert (told["headline"], told["mainEntityOfPage"], told["inLanguage"]) == (
        "Zvans </script> & „skan“",
        address,
        "lv",
    )


def test_feeds_sitemap_and_robots(client: Client, settings: LazySettings) -> None:
    settings.ADDRESS = "https://skola.example"
    post = a_post("Zvans & skan")
    a_post("Nauda", section="money")
    a_draft("Melnraksts")
    whole, money = client.get("/feed.atom").content.decode(), client.get("/portal/money/feed.atom").content.decode()
    assert (whole.count("<entry"), money.count("<entry"), "Zvans &amp; skan" in whole) == (2, 1, True)
    assert client.get("/portal/gossip/feed.atom").status_code == 404
    places = client.get("/sitemap.xml").content.decode()
    assert (places.count("<url>"), f"<loc>https://skola.example{post_address(post)}</loc>" in places) == (12, True)
    assert "Disallow: /journal/" in client.get("/robots.txt").content.decode()


def test_statements_of_a_post_and_a_section_do_not_grow(client: Client) -> None:
    post = a_post()
    few = (statements_of(client, post_address(post)), statements_of(client, "/portal/news/"))
    for n in range(5):
        a_post(f"Raksts {n}")
    assert (statements_of(client, post_address(post)), statements_of(client, "/portal/news/")) == few
    assert Post.objects.filter(state=PostState.PUBLISHED).count() == 6
