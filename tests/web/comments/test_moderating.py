"""What moderators see and decide (A8, C4), and what becomes of it when they no longer are moderators."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.factories.comments import a_comment, a_commenter, a_moderator
from tests.factories.people import actor_of, sign_in
from tests.factories.portal import a_post
from tests.support.statements import statements_of
from zvans.accounts.enums import BarKind
from zvans.accounts.models import Account, Bar, PersonalCode
from zvans.audit.actor import Actor
from zvans.audit.models import Action
from zvans.lib.dates import now
from zvans.notifications.models import Notice
from zvans.oversight.actions.bars import bar_person
from zvans.portal.actions.comments import report_comment, withdraw_comment
from zvans.portal.actions.material import EVERYTHING, remove_material
from zvans.portal.models import Comment, CommentReport, Edition, Post

pytestmark = pytest.mark.django_db
OPERATOR = Actor.system("operator")


@pytest.fixture
def post() -> Post:
    return a_post("Zvans skan", at=now() - timedelta(hours=1))


@pytest.fixture
def moderator(client: Client) -> Account:
    account = a_moderator()
    sign_in(client, account)
    return account


def page_of(comment: Comment) -> str:
    return f"/moderating/comments/{comment.public_id}/"


def remove(client: Client, comment: Comment, reason: str = "Apvaino citus") -> Any:
    return client.post(page_of(comment), {"stamp": comment.revision, "reason": reason})


def let_through(client: Client, comment: Comment) -> Any:
    return client.post(f"{page_of(comment)}let-through/", {"stamp": comment.revision})


def fresh(comment: Comment) -> tuple[str, str, str]:
    comment.refresh_from_db()
    return comment.state, comment.held_for, comment.reason


def test_the_queue_holds_what_waits_and_what_was_reported(client: Client, post: Post, moderator: Account) -> None:
    """With the same statements for one and for three."""
    a_comment(post, "Viss labi")
    a_comment(post, "Tu idiots")
    one = statements_of(client, "/moderating/")
    a_comment(post, "Skat manalapa.lv")
    report_comment(comment=a_comment(post, "Ziņots"), text="Nepatīk", address="192.0.2.1")
    page = client.get("/moderating/").content.decode()
    found = [text for text in ("Viss labi", "Tu idiots", "manalapa", "Ziņots", "1 ziņojums") if text in page]
    assert found == ["Tu idiots", "manalapa", "Ziņots", "1 ziņojums"]
    assert statements_of(client, "/moderating/") == one


def test_a_moderator_sees_who_and_why_and_no_personal_code(client: Client, post: Post, moderator: Account) -> None:
    comment = a_comment(post, "Tu i.d.i.o.t.s, skat manalapa.lv")
    page = client.get(page_of(comment)).content.decode()
    told = ["Anna Zariņa", "mamma", "i.d.i.o.t.s", "aizturēts: vārdi", "Zvans skan"]
    assert [text for text in told if text not in page] == []
    assert not PersonalCode.objects.filter(person=comment.person).exists()
    assert statements_of(client, page_of(comment)) < 14


def test_held_is_let_through_and_shows(client: Client, post: Post, moderator: Account) -> None:
    comment = a_comment(post, "Tu idiots")
    edition = Edition.objects.get().number
    answer = let_through(client, comment)
    assert answer.headers["Location"] == "/moderating/?done=let_through"
    assert fresh(comment) == ("shown", "", "")
    assert Edition.objects.get().number > edition
    record = Action.objects.get(name="let_comment_through")
    assert (record.person_id, record.object_id, record.details) == (moderator.person_id, comment.pk, {})


def test_removed_its_author_reads_why(client: Client, post: Post, moderator: Account) -> None:
    author = a_commenter()
    comment = a_comment(post, "Skaidrs", of=author)
    report_comment(comment=comment, text="", address="192.0.2.1")
    assert remove(client, comment, " ").status_code == 422
    assert client.post(page_of(comment), {"stamp": "²", "reason": "Apvaino"}).status_code == 422
    assert remove(client, comment).headers["Location"] == "/moderating/?done=removed"
    assert fresh(comment) == ("removed", "", "Apvaino citus")
    assert not CommentReport.objects.filter(is_settled=False).exists()
    notice = Notice.objects.get(account=author)
    assert (notice.kind, notice.details) == ("comment_removed", {"post": "Zvans skan", "reason": "Apvaino citus"})
    assert [a.details for a in Action.objects.filter(name="remove_comment")] == [{}]
    sign_in(client, author)
    page = client.get(f"/post/{post.public_id}/comment/").content.decode()
    assert ("Apvaino citus" in page, "noņemts, redzat tikai Jūs" in page) == (True, True)


def test_of_two_moderators_the_second_is_told(client: Client, post: Post, moderator: Account) -> None:
    """Nothing is overwritten unseen, and the reason that was typed stays; sent again it means it."""
    comment = a_comment(post, "Tu idiots")
    other = Client()
    sign_in(other, a_moderator("Otra"))
    let_through(other, comment)
    answer = remove(client, comment)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert ("Komentārs tikmēr ir mainījies" in page, "Otra Moderē" in page, "Apvaino citus" in page) == (
        True,
        True,
        True,
    )
    assert fresh(comment) == ("shown", "", "")
    assert remove(client, comment).status_code == 302

    removed = Comment.objects.get(pk=comment.pk)
    removed.revision -= 1
    refused = let_through(other, removed)
    assert (refused.status_code, "Māra Moderē" in refused.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("kind", "status"),
    [(BarKind.DISCUSSIONS, 409), (BarKind.ACCESS, 302), (None, 404)],
    ids=["discussions", "access", "office"],
)
def test_whoever_is_kept_out_while_moderating_decides_nothing(
    client: Client, post: Post, moderator: Account, kind: BarKind | None, status: int
) -> None:
    comment = a_comment(post, "Tu idiots")
    assert client.get(page_of(comment)).status_code == 200
    own = Bar.objects.create(person=comment.person, kind="discussions", reason="Rupji", barred_by=moderator.person)
    if kind:
        bar_person(person=moderator.person, kind=kind, reason="Pārkāpums", ends_at=None, by=OPERATOR)
        if (
            kind == BarKind.DISCUSSIONS
        ):  # who bars refreshes accounts, and this office was lent without the operator's form
            Account.objects.filter(pk=moderator.pk).update(offices=["moderator"])
    else:
        Account.objects.filter(pk=moderator.pk).update(offices=[])
    answers = [
        remove(client, comment),
        let_through(client, comment),
        client.post(f"/moderating/authors/{comment.person.public_id}/", {"reason": "Rupji vārdi"}),
        client.post(f"/moderating/authors/{comment.person.public_id}/bars/{own.public_id}/lift/"),
    ]
    assert [answer.status_code for answer in answers] == [status] * 4
    assert fresh(comment) == ("held", "words", "")
    assert list(Bar.objects.exclude(person=moderator.person).values_list("pk", "lifted_at")) == [(own.pk, None)]


def test_an_author_is_barred_from_discussions_alone(client: Client, post: Post, moderator: Account) -> None:
    author = a_commenter()
    a_comment(post, "Pirmais", of=author)
    a_comment(post, "Tu idiots", of=author)
    address = f"/moderating/authors/{author.person.public_id}/"
    page = client.get(address).content.decode()
    assert ("Pirmais" in page, "Tu idiots" in page) == (True, True)
    assert client.post(address, {"reason": ""}).status_code == 422
    assert (
        client.post(address, {"reason": "Rupji vārdi", "ends_on": ""}).headers["Location"] == f"{address}?done=barred"
    )
    bar = Bar.objects.get()
    assert (bar.person, bar.kind, bar.ends_at, bar.barred_by) == (author.person, "discussions", None, moderator.person)
    sign_in(client, author)
    assert client.post(f"/post/{post.public_id}/comment/", {"text": "Vēl"}).status_code == 409
    assert client.get("/account/").status_code == 200


def test_a_moderator_lifts_the_own_bar_and_no_other(client: Client, post: Post, moderator: Account) -> None:
    author = a_commenter()
    a_comment(post, of=author)
    page = f"/moderating/authors/{author.person.public_id}/"
    client.post(page, {"reason": "Rupji vārdi"})
    own = Bar.objects.get()
    told = {"person": author.person, "reason": "Pārkāpums", "ends_at": None}
    operators = bar_person(kind=BarKind.DISCUSSIONS, **told, by=OPERATOR)
    access = bar_person(kind=BarKind.ACCESS, **told, by=actor_of(moderator))  # by somebody who is the operator too
    ways = [f"{page}bars/{bar.public_id}/lift/" for bar in (operators, access, own)]
    assert [way in client.get(page).text for way in ways] == [False, False, True]
    assert [client.post(way).status_code for way in ways] == [404, 404, 302]
    assert (
        client.post(f"/moderating/authors/{moderator.person.public_id}/bars/{own.public_id}/lift/").status_code == 404
    )
    assert [bar.lifted_at is None for bar in Bar.objects.order_by("pk")] == [False, True, True]
    assert [*Action.objects.filter(name="lift_bar").values_list("person_id", "object_id", "details")] == [
        (moderator.person_id, author.person_id, {"kind": "discussions"})
    ]


def test_nobody_is_looked_up_who_has_said_nothing(client: Client, moderator: Account) -> None:
    assert client.get(f"/moderating/authors/{a_commenter().person.public_id}/").status_code == 404


def test_what_its_author_or_the_operator_took_away_stays_away(client: Client, post: Post, moderator: Account) -> None:
    author = a_commenter()
    gone, deleted = a_comment(post, "Prom", of=author), a_comment(post, "Dzēsts", of=author)
    withdraw_comment(comment=gone, by=Actor(author.pk, author.person_id, "family", "mother"))
    remove_material(person=author.person, reason="Pārkāpums", comments=EVERYTHING, by=OPERATOR)
    for comment in (gone, deleted):
        comment.refresh_from_db()
        assert let_through(client, comment).status_code == 409
        assert client.get(page_of(comment)).status_code == 200


def test_all_comments_are_listed_searched_and_taken_as_a_file(client: Client, post: Post, moderator: Account) -> None:
    a_comment(post, "Viss labi")
    comment = a_comment(post, "Tu idiots")
    let_through(client, comment)
    pages = [
        client.get(f"/moderating/comments/?{query}").content.decode()
        for query in ("", "q=labi", "decided=yes", "state=held")
    ]
    assert [("Viss labi" in page, "Tu idiots" in page) for page in pages] == [
        (True, True), (True, False), (False, True), (False, False),
    ]  # fmt: skip
    assert client.get("/moderating/comments/?as=csv").status_code == 200
    assert Action.objects.get(name="export_list").details == {"what": "comments", "rows": 2}
    assert "Māra Moderē: atļāva komentāru" in " ".join(client.get(page_of(comment)).content.decode().split())
