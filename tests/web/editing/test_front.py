"""The blocks of the front page as editors order them (A4)."""

from datetime import timedelta
from typing import Any

from django.test import Client

from tests.factories.portal import a_post
from tests.support.page import Element, read
from zvans.audit.models import Action
from zvans.lib.dates import now
from zvans.portal.models import Post
from zvans.portal.queries.posts import blocks_of_home


def many(count: int, **facts: Any) -> list[Post]:
    return [a_post(f"Raksts {n}", at=now() - timedelta(hours=n), block="new", **facts) for n in range(1, count + 1)]


def page(desk: Client, query: str = "") -> Element:
    return read(desk.get(f"/editing/front/{query}").content)


def block(page: Element) -> Element:
    return next(e for e in page.all("section") if e.attributes.get("id") == "block-new")


def lines(page: Element, number: int = 0) -> list[tuple[str, str]]:
    """Of the first list of the block (what is pinned) or of the second: title, and what is said of its place."""
    found = [one.all("span", "order-what")[0] for one in block(page).all("ol")[number].all("li")]
    return [(what.one("a").text, what.all("span")[0].text) for what in found]


def press(desk: Client, move: str, on: Element | None = None, **told: Any) -> Any:
    fields = [i.attributes for i in block(on or page(desk)).all("input")]
    sent = {"posts": [f["value"] for f in fields if f["name"] == "post"]}
    seen = next(f["value"] for f in fields if f["name"] == "seen")
    return desk.post(
        "/editing/front/new/", {"language": "lv", "seen": seen, "post": sent["posts"], "move": move} | told
    )


def on_home() -> list[str]:
    shown = blocks_of_home("lv")[0]
    return [post.title for post in (*shown.featured, *shown.listed)]


def test_posts_are_pinned_moved_and_unpinned(desk: Client) -> None:
    posts = many(9)
    assert lines(page(desk))[:3] == [
        ("Raksts 1", "1. vieta, ar attēlu"), ("Raksts 2", "2. vieta, ar attēlu"), ("Raksts 3", "3. vieta"),
    ]  # fmt: skip
    assert [place for _, place in lines(page(desk))][6:] == ["7. vieta", "sākumlapā neietilpst", "sākumlapā neietilpst"]
    for number in (8, 4):
        assert press(desk, f"pin:{posts[number].public_id}").status_code == 302
    assert ([title for title, _ in lines(page(desk))], on_home()[:3]) == (
        ["Raksts 9", "Raksts 5"],
        ["Raksts 9", "Raksts 5", "Raksts 1"],
    )
    press(desk, f"up:{posts[4].public_id}")
    assert on_home()[:3] == ["Raksts 5", "Raksts 9", "Raksts 1"]
    press(desk, f"down:{posts[4].public_id}")
    press(desk, f"unpin:{posts[8].public_id}")
    assert on_home()[:3] == ["Raksts 5", "Raksts 1", "Raksts 2"]
    assert Action.objects.filter(name="order_block").count() == 5


def test_the_whole_order_is_sent_at_once(desk: Client) -> None:
    """As after dragging."""
    posts = many(3)
    press(desk, "", post=[posts[2].public_id, posts[0].public_id, posts[1].public_id])
    assert on_home() == ["Raksts 3", "Raksts 1", "Raksts 2"]


def test_of_two_editors_the_second_is_told_and_sees_the_order_of_the_first(desk: Client) -> None:
    posts = many(2)
    opened = page(desk)
    press(desk, f"pin:{posts[1].public_id}", opened)
    answer = press(desk, f"pin:{posts[0].public_id}", opened)
    told = read(answer.content)
    assert (answer.status_code, told.one("p", "notice").text, [title for title, _ in lines(told)]) == (
        422, "Kāds šo kārtību tikmēr ir mainījis. Zemāk ir kārtība, kāda tā ir tagad.", ["Raksts 2"],
    )  # fmt: skip


def test_what_is_pinned_beyond_the_room_is_said_and_what_waits_says_when(desk: Client) -> None:
    posts = many(8)
    later = a_post("Rīt", at=now() + timedelta(days=1), block="new")
    press(desk, "", post=[later.public_id, *(post.public_id for post in posts)])
    shown = page(desk)
    assert (
        block(shown).one("p", "notice").text == "Sākumlapā ir vieta 7 rakstiem: 1 piesprausts raksts tajā neietilpst."
    )
    assert [place.split(":")[0] for _, place in lines(shown)] == [
        "gaida savu brīdi", "1. vieta, ar attēlu", "2. vieta, ar attēlu", *(f"{n}. vieta" for n in range(3, 8)), "sākumlapā neietilpst",
    ]  # fmt: skip
    assert on_home() == [f"Raksts {n}" for n in range(1, 8)]


def test_only_published_posts_of_the_block_and_language_are_ordered(desk: Client) -> None:
    own, english, elsewhere = a_post(block="new"), a_post(block="new", language="en"), a_post(block="lasting")
    for other in (english, elsewhere):
        answer = press(desk, "", post=[own.public_id, other.public_id])
        assert answer.status_code == 409
    assert Post.objects.filter(pin__isnull=False).count() == 0
    assert desk.post("/editing/front/nowhere/").status_code == 404
    assert [title for title, _ in lines(page(desk, "?language=en"))] == [english.title]


def test_a_post_is_pinned_from_its_own_page(desk: Client) -> None:
    first, second = many(2)
    for post in (second, first):
        assert desk.post(f"/editing/{post.public_id}/pin/").headers["Location"].endswith("?done=pinned")
    assert on_home() == ["Raksts 2", "Raksts 1"]
