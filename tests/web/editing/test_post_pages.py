"""The history of a post, its figures, and the trips that providers offer (A6, A7)."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from tests.factories.people import arranging, make_account, make_person, sign_in
from tests.factories.portal import a_draft, a_post, a_trip
from tests.support.jobs import do_jobs
from tests.support.page import Element, read
from zvans.audit.models import Action
from zvans.lib.dates import today
from zvans.portal.actions.posts import change_post
from zvans.portal.models import Comment, Post, PostCount, PostDay, Trip


def versions(page: Element) -> list[Element]:
    return page.one("ol", "versions").all("li")


def said(version: Element) -> dict[str, list[tuple[str, str]]]:
    """By field: each piece with its tag, «ins», «del» or «span»."""
    return {
        line.one("b").text.rstrip(":"): [(e.name, e.text) for e in line.all() if e.name != "b"] for line in version.all("p", "change")
    }  # fmt: skip


def test_the_history_says_who_changed_which_words_and_brings_a_version_back(desk: Client, by_editor: Any) -> None:
    post = a_post("Zvans skan", body="<p>Ritā skan zvans</p>", audience="parents")
    change_post(post=post, facts={"body": "<p>Vakarā skan liels zvans</p>", "audience": "pupils"}, seen=2, by=by_editor)
    page = read(desk.get(f"/editing/{post.public_id}/history/").content)
    newest, published, written = versions(page)
    assert said(newest) == {
        "Kam": [("del", "vecākiem"), ("ins", "skolēniem")],
        "Teksts": [("del", "Ritā"), ("ins", "Vakarā"), ("span", "skan"), ("ins", "liels"), ("span", "zvans")],
    }
    assert newest.one("div").all("span")[0].text == "Edīte Ezeriņa mainīja rakstu"
    assert [next(iter(said(v))) for v in (published, written)] == ["Stāvoklis", "Sadaļa"]
    address = written.one("form").attributes["action"]
    assert [desk.post(address, {"seen": seen}).status_code for seen in ("2", "", "²", "9" * 5000)] == [409] * 4
    assert desk.post(address, {"seen": "3"}).headers["Location"] == f"/editing/{post.public_id}/?done=restored"
    post.refresh_from_db()
    assert (post.body, post.audience, post.state) == ("<p>Ritā skan zvans</p>", "parents", "published")
    assert len(versions(read(desk.get(f"/editing/{post.public_id}/history/").content))) == 4


def test_a_trip_comes_back_with_what_it_was_then(desk: Client, by_editor: Any) -> None:
    post = a_trip(place="Zvanupe")
    first = Action.objects.get(name="write_post").pk
    change_post(post=post, facts={}, trip={"place": "Cēsis", "price_cents": 405}, seen=2, by=by_editor)
    newest = versions(read(desk.get(f"/editing/{post.public_id}/history/").content))[0]
    assert said(newest)["Cena skolēnam, eiro"] == [("del", "3,50"), ("ins", "4,05")]
    desk.post(f"/editing/{post.public_id}/history/{first}/", {"seen": "3"})
    assert Trip.objects.get().place == "Zvanupe"
    assert desk.post(f"/editing/{post.public_id}/history/{first + 10_000}/", {"seen": "4"}).status_code == 409


def test_the_figures_of_a_post(desk: Client) -> None:
    post = a_post()
    with arranging():
        PostDay.objects.create(post=post, on=today(), views=12)
        PostDay.objects.create(post=post, on=today() - timedelta(days=2), views=3)
        PostCount.objects.create(post=post, views=140)
        Comment.objects.create(post=post, name="Anna", text="Labi")
        Comment.objects.create(post=post, name="Anna", text="Slikti", state="held")
    page = read(desk.get(f"/editing/{post.public_id}/figures/").content)
    assert [e.text for e in page.one("dl").all("dd")] == ["140", "15", "1", "1"]
    counted = [int(row.one("td").text) for row in page.one("tbody").all("tr")]
    heights = [int(bar.attributes["height"]) for bar in page.one("svg", "bars").all("rect")]
    assert (counted[:4], len(counted), heights[-4:]) == ([12, 0, 3, 0], 30, [0, 30, 0, 120])


def an_offer(**trip: Any) -> Post:
    post = a_trip("Maizes cepšana", offered_by="SIA Maize", **trip)
    with arranging():
        Post.objects.filter(pk=post.pk).update(state="offered", published_at=None)
    return post


@pytest.mark.parametrize(
    ("button", "state", "said"),
    [
        ("accept", "published", "ir publicēta portāla sadaļā «Ekskursijas»"),
        ("refuse", "refused", "portālā nepublicēsim"),
    ],
)
def test_an_offered_trip_is_answered_once_and_its_provider_is_told(
    desk: Client, button: str, state: str, said: str
) -> None:
    post = an_offer(offered_email="maize@piemers.lv")
    waiting = read(desk.get("/editing/offers/").content)
    assert [h.text for h in waiting.all("th") if h.attributes.get("scope") == "row"] == ["Maizes cepšana"]
    address = f"/editing/{post.public_id}/answer/"
    assert desk.post(address, {"answer": "Paldies."}).status_code == 400
    assert desk.post(address, {button: "", "answer": "Paldies par piedāvājumu."}).status_code == 302
    assert do_jobs() == ["email_offer_answer"]
    (letter,) = mail.outbox
    assert (letter.to, said in letter.body, "Paldies par piedāvājumu." in letter.body) == (
        ["maize@piemers.lv"],
        True,
        True,
    )
    assert Post.objects.get().state == state
    assert desk.post(address, {"accept": ""}).status_code == 409
    assert read(desk.get("/editing/offers/").content).all("table") == []


def test_who_left_no_address_or_is_refused_without_a_word_gets_no_letter(desk: Client) -> None:
    desk.post(f"/editing/{an_offer().public_id}/answer/", {"accept": "", "answer": "Paldies."})
    unasked = an_offer(offered_email="cits@piemers.lv")
    desk.post(f"/editing/{unasked.public_id}/answer/", {"refuse": "", "answer": ""})
    assert do_jobs() == []


def _asked(post: Post) -> Sequence[str]:
    own = ["", "write/", "preview/", "history/", "figures/"]
    return [
        "/editing/",
        "/editing/new/",
        "/editing/front/",
        "/editing/offers/",
        *(f"/editing/{post.public_id}/{p}" for p in own),
    ]


def test_only_editors_come_in_and_what_is_not_there_is_not_found(client: Client, db: None) -> None:
    post = a_draft()
    for office, status in (("editor", 200), ("moderator", 404), ("support", 404), ("security", 404)):
        sign_in(client, make_account(make_person(), offices=[office]))
        assert {client.get(address).status_code for address in _asked(post)} == {status}, office
    sign_in(client, make_account(make_person(), offices=["editor"]))
    assert client.get("/editing/2222222222/").status_code == 404
