"""Pages are kept until what they show changes, and the last of them while the database is away (A12)."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import LazySettings
from django.core.cache import caches
from django.db import connections
from django.test import Client

from tests.factories.comments import a_comment
from tests.factories.portal import a_picture, a_post
from tests.support.page import read
from tests.support.statements import statements_of
from zvans.audit.actor import Actor
from zvans.lib.dates import now
from zvans.portal.actions.comments import withdraw_comment
from zvans.portal.actions.posts import change_post, publish_post, withdraw_post
from zvans.portal.models import Post
from zvans.web.public.addresses import picture_address, post_address

pytestmark = pytest.mark.django_db

_NOWHERE = {"HOST": "127.0.0.1", "PORT": "1"}


def title_of(client: Client, post: Post) -> str:
    return read(client.get(post_address(post)).content).one("h1").text


def test_a_kept_page_asks_only_for_the_edition(client: Client) -> None:
    post = a_post()
    first = statements_of(client, post_address(post))
    assert (first > 1, statements_of(client, post_address(post))) == (True, 1)


def test_an_editors_change_shows_at_once(client: Client) -> None:
    post = a_post("Viens", block="new")
    client.get("/")
    changed = change_post(post=post, facts={"title": "Divi"}, seen=post.revision, by=Actor.system("editors"))
    assert (title_of(client, changed), read(client.get("/").content).one("article", "card").one("h3").text) == (
        "Divi",
        "Divi",
    )


def test_a_scheduled_post_appears_by_itself(client: Client) -> None:
    """Though nobody has written anything, and the page is not a minute old."""
    a_post("Rīt", at=now() + timedelta(seconds=30), block="new")

    def cards() -> list[str]:
        return [card.one("h3").text for card in read(client.get("/").content).all("article", "card")]

    before = cards()
    with time_machine.travel(now() + timedelta(seconds=31)):
        assert (before, cards()) == ([], ["Rīt"])


def test_a_page_is_made_again_after_a_minute_and_on_a_new_day(client: Client) -> None:
    post = a_post(at=now() - timedelta(days=30))
    with time_machine.travel("2026-11-26 12:00 +0200", tick=False) as clock:
        made = statements_of(client, post_address(post))
        costs = []
        for seconds in (59, 2, 43_198 - 61):
            clock.shift(timedelta(seconds=seconds))
            costs.append(statements_of(client, post_address(post)))
    assert costs == [1, made, made]


def test_each_language_is_kept_apart(client: Client, settings: LazySettings) -> None:
    post = a_post("Latviski")
    client.get(post_address(post))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert read(client.get(post_address(post)).content).one("html").attributes["lang"] == "en"


def test_what_a_page_does_not_understand_is_not_kept_in_it(client: Client) -> None:
    post = a_post()
    client.get(f"{post_address(post)}?fbclid=Secret123&page=%22")
    assert b"Secret123" not in client.get(post_address(post)).content


def test_values_that_mean_nothing_are_not_kept_apart(client: Client) -> None:
    """Or strangers could fill the memory with them."""
    client.get("/portal/news/?audience=parents")
    held = len(caches["pages"]._cache)
    for n in range(5):
        client.get(f"/portal/news/?audience=x{n}&year=1{n}&page=&region=y{n}")
    assert (held, len(caches["pages"]._cache)) == (1, 2)


@pytest.fixture
def away() -> Iterator[None]:
    reached = connections["default"]
    lost = connections.create_connection("default")
    lost.settings_dict = lost.settings_dict | _NOWHERE
    connections["default"] = lost
    yield
    connections["default"] = reached


def test_while_the_database_is_away_the_last_known_page_says_what_it_is(
    client: Client, settings: LazySettings, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    post = a_post("Zvans")
    settings.MEDIA_ROOT = tmp_path
    picture = picture_address(a_picture())
    kept, other = post_address(post), post_address(a_post("Cits"))
    client.get(kept)
    request.getfixturevalue("away")
    answer = client.get(kept)
    page = read(answer.content)
    assert (answer.status_code, answer["Cache-Control"], page.one("h1").text) == (200, "no-store", "Zvans")
    assert page.one("p", "away").text.startswith("Šī lapa ir tāda, kāda tā bija pirms brīža")
    assert client.get(other).status_code == 503
    shown = client.get(picture)
    assert (shown.status_code, shown["Cache-Control"], shown["Content-Type"]) == (200, "no-store", "image/jpeg")


def test_what_was_taken_off_does_not_come_back_while_the_database_is_away(
    client: Client, request: pytest.FixtureRequest
) -> None:
    """C4: neither its own page nor one that leads to it, though no page was asked for since; what has nothing to do with it stands. A
    comment is taken off like a post; what was made since it was published again is shown."""
    editors = Actor.system("editors")
    post, again, other = a_post("Zvans", section="money"), a_post("Atkal", section="steam"), a_post("Cits")
    comment = a_comment(other)
    pages = [
        "/portal/money/",
        post_address(post),
        "/portal/about/",
        post_address(again),
        post_address(other),
        "/portal/steam/",
    ]
    for page in pages:
        client.get(page)
    withdraw_post(post=post, by=editors)
    withdraw_comment(comment=comment, by=Actor(1, comment.person_id, "family", "mother"))
    withdraw_post(post=again, by=editors)
    with time_machine.travel(now() + timedelta(seconds=20)):
        publish_post(post=again, by=editors)
        client.get(post_address(again))
        request.getfixturevalue("away")
        assert [client.get(page).status_code for page in pages] == [503, 503, 200, 200, 503, 503]


@pytest.mark.usefixtures("away")
def test_the_doors_stand_even_where_nothing_was_kept(client: Client) -> None:
    page = read(client.get("/").content)
    assert [address for _, address in page.one("main").links()][:2] == ["/sign-in/family/", "/sign-in/staff/"]
    assert "Rakstus pašlaik nevar parādīt." in page.one("main").text
