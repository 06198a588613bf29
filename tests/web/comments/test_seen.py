"""The view counter (A5): people, not reloads or programs; no cookie; right under parallel reads; nothing left of who it was."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.test import Client

from tests.factories.portal import a_draft, a_post
from tests.support.database import OwnDatabase
from zvans.lib.dates import now, today
from zvans.portal.actions.counting import count_reader
from zvans.portal.models import DailySalt, Post, PostCount, PostDay, PostVisit
from zvans.portal.tasks import forget_visits
from zvans.web.comments.views import seen as view

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile Safari/604.1"
PROGRAMS = [
    "", "curl/8.1", "python-requests/2.32", "Googlebot/2.1 (+http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0 Safari/537.36",
    "Mozilla/5.0 (Linux; Android 7.0; Moto G4) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119 Mobile Safari/537.36 Chrome-Lighthouse",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Snapchat/10 AhrefsBot",
]  # fmt: skip


def see(client: Client, post: Post, agent: str = FIREFOX, source: str = "192.0.2.1", site: str = "same-origin") -> int:
    headers = {"Sec-Fetch-Site": site, "User-Agent": agent}
    answer = client.post(f"/post/{post.public_id}/seen/", headers=headers, REMOTE_ADDR=source)
    assert (answer.content, dict(answer.cookies)) == (b"", {})
    return answer.status_code


def counted(post: Post) -> tuple[int, int]:
    """By the sum and by the days."""
    total = PostCount.objects.filter(post=post).values_list("views", flat=True).first() or 0
    return total, sum(PostDay.objects.filter(post=post).values_list("views", flat=True))


@pytest.fixture
def post(db: None) -> Post:
    return a_post(at=now() - timedelta(hours=1))


def test_a_reader_counts_once_a_day(client: Client, post: Post) -> None:
    """Another browser or another home is another reader; the next day is another day."""
    for agent, source in [(FIREFOX, "192.0.2.1")] * 3 + [(PHONE, "192.0.2.1"), (FIREFOX, "192.0.2.2")]:
        assert see(client, post, agent, source) == 204
    assert counted(post) == (3, 3)
    with time_machine.travel(now() + timedelta(days=1)):
        see(client, post)
        assert (counted(post), DailySalt.objects.count()) == ((4, 4), 2)


def test_programs_other_pages_drafts_and_looks_do_not_count(client: Client, post: Post) -> None:
    draft = a_draft("Melnraksts")
    answers = [see(client, post, agent) for agent in PROGRAMS]
    answers += [see(client, post, site=site) for site in ("cross-site", "none", "")] + [see(client, draft)]
    assert answers == [204] * len(answers)
    assert client.get(f"/post/{post.public_id}/seen/").status_code == 405
    assert (counted(post), counted(draft), PostVisit.objects.count()) == ((0, 0), (0, 0), 0)


def test_a_vote_of_bots_is_bounded(post: Post) -> None:
    """A thousand browsers behind one address are a school at most."""
    new = sum(
        count_reader(post=post.public_id, address="192.0.2.1", agent=f"{FIREFOX} {number}") for number in range(1000)
    )
    assert (600 <= new < 650, counted(post)) == (True, (new, new))  # a bucket runs on while it is filled
    assert count_reader(post=post.public_id, address="198.51.100.1", agent=FIREFOX)


def test_no_reader_is_lost_or_doubled_side_by_side(fresh_database: OwnDatabase) -> None:
    """Forty requests at once: ten browsers, each four times over."""
    post = a_post(at=now() - timedelta(hours=1))

    def read(number: int) -> None:
        try:
            count_reader(post=post.public_id, address="192.0.2.1", agent=f"{FIREFOX} {number % 10}")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as readers:
        list(readers.map(read, range(40)))
    assert (counted(post), PostVisit.objects.count(), DailySalt.objects.count()) == ((10, 10), 10, 1)


def test_at_night_what_told_readers_apart_goes(client: Client, db: None) -> None:
    """The counts stay."""
    post = a_post(at=now() - timedelta(days=2))
    with time_machine.travel(now() - timedelta(days=1)):
        see(client, post)
    see(client, post)
    assert (DailySalt.objects.count(), PostVisit.objects.count()) == (2, 2)
    forget_visits(timestamp=0)
    assert list(DailySalt.objects.values_list("on", flat=True)) == [today()]
    assert list(PostVisit.objects.values_list("on", flat=True)) == [today()]
    assert counted(post) == (2, 2)


def test_the_view_reads_no_cookie() -> None:
    assert "COOKIES" not in Path(str(view.__file__)).read_text()
