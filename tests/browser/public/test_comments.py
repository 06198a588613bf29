"""A mother comments from her phone, a reader reports, a moderator decides; and the post is counted as read (A5, A8)."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import caches
from playwright.sync_api import Page, expect
from pytest_django.plugin import DjangoDbBlocker

from tests.browser.conftest import Window
from tests.factories.comments import a_commenter, a_moderator
from tests.factories.people import make_session
from tests.factories.portal import a_post
from tests.support.axe import violations
from tests.support.database import OwnDatabase
from tests.support.live import live_server
from zvans.accounts.models import Account
from zvans.lib.dates import now
from zvans.portal.models import Comment, Post, PostCount
from zvans.web.public.addresses import post_address

pytestmark = pytest.mark.browser

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0"
_TOO_WIDE = "document.documentElement.scrollWidth > window.innerWidth"


@pytest.fixture
def site(fresh_database: OwnDatabase, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    with django_db_blocker.unblock(), live_server() as address:
        yield address


@pytest.fixture
def post(site: str) -> Post:
    return a_post("Ziemas koncerts Zvanupē", at=now() - timedelta(hours=1))


def signed_in(page: Page, site: str, account: Account) -> Page:
    page.context.add_cookies([{"name": settings.SESSION_COOKIE, "value": make_session(account), "url": site}])
    return page


def look(page: Page, name: str) -> None:
    """Nothing for axe to find, nothing that sticks out."""
    assert (violations(page), page.evaluate(_TOO_WIDE)) == ([], False), name


def say(page: Page, text: str) -> None:
    page.get_by_label("Komentārs").fill(text)
    page.get_by_role("button", name="Nosūtīt").click()


def test_said_held_reported_moderated(window: Window, site: str, post: Post) -> None:
    mother = signed_in(window(width=360, touch=True), site, a_commenter())
    mother.goto(site + post_address(post))
    mother.get_by_role("link", name="Komentēt").click()
    say(mother, "Paldies skolotājai Kalniņai.\nBija tik skaisti!")
    expect(mother.get_by_role("status").first).to_contain_text("Komentārs ir pievienots.")
    say(mother, "Kas tā par idioti rinda pie garderobes")
    expect(mother.get_by_role("status").first).to_contain_text("gaida moderatoru")
    expect(mother.get_by_text("redzat tikai Jūs", exact=False).last).to_be_visible()
    look(mother, "write")
    mother.get_by_role("link", name="Mani komentāri").click()
    look(mother, "own")

    caches["pages"].clear()  # a minute later
    reader = window(width=768, theme="dark", user_agent=FIREFOX)
    reader.clock.install()
    reader.goto(site + post_address(post))
    expect(reader.locator(".comment")).to_have_count(1)
    look(reader, "post")
    with reader.expect_request("**/seen/") as told:
        reader.clock.fast_forward(3_100)
    assert told.value.response() is not None
    assert (told.value.method, "cookie" in told.value.all_headers()) == ("POST", False)
    assert list(PostCount.objects.values_list("post", "views")) == [(post.pk, 1)]
    reader.get_by_role("link", name="Ziņot").click()
    reader.get_by_label("Kas komentārā nav kārtībā").fill("Nosaukts svešs uzvārds")
    look(reader, "report")
    reader.get_by_role("button", name="Ziņot").click()
    expect(reader.get_by_role("status").first).to_contain_text("Ziņojums ir saņemts.")

    desk = signed_in(window(width=1280), site, a_moderator())
    desk.goto(f"{site}/moderating/")
    expect(desk.locator(".comment")).to_have_count(2)
    look(desk, "queue")
    desk.get_by_role("link", name="Izlemt").last.click()
    expect(desk.get_by_text("idioti", exact=True)).to_be_visible()
    look(desk, "decide")
    desk.get_by_label("Kāpēc noņemt").fill("Apvaino citus")
    desk.get_by_role("button", name="Noņemt").click()
    expect(desk.get_by_role("status").first).to_contain_text("Komentārs ir noņemts.")
    desk.get_by_role("link", name="Izlemt").click()
    expect(desk.get_by_text("Nosaukts svešs uzvārds")).to_be_visible()
    desk.get_by_role("button", name="Atstāt redzamu").click()
    expect(desk.get_by_role("status").first).to_contain_text("Komentārs ir redzams.")
    desk.get_by_role("link", name="Visi komentāri").click()
    look(desk, "all")
    desk.get_by_role("rowheader").get_by_role("link").first.click()
    desk.get_by_role("link", name="Anna Zariņa").click()
    look(desk, "author")
    assert list(Comment.objects.order_by("pk").values_list("state", flat=True)) == ["shown", "removed"]
