"""Anyone may report a comment (A8, C7); who wants somebody silent does not get far by it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.factories.comments import a_comment, a_moderator
from tests.factories.people import actor_of
from tests.factories.portal import a_post
from zvans.audit.models import Action
from zvans.lib.dates import now
from zvans.portal.actions.moderating import let_comment_through
from zvans.portal.models import Comment, CommentReport

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment() -> Comment:
    return a_comment(a_post(at=now() - timedelta(hours=1)))


def report(client: Client, comment: Comment, source: str, text: str = "") -> Any:
    return client.post(f"/comments/{comment.public_id}/report/", {"text": text}, REMOTE_ADDR=source)


def state(comment: Comment) -> tuple[str, str]:
    comment.refresh_from_db()
    return comment.state, comment.held_for


def test_three_sources_hold_it_and_one_does_not(client: Client, comment: Comment) -> None:
    """A home's IPv6 addresses are one source; a second report of a source is thanked for and not counted."""
    page = client.get(f"/comments/{comment.public_id}/report/")
    assert (page.status_code, page.headers["Cache-Control"].count("no-store")) == (200, 1)
    sources = ["192.0.2.1", "192.0.2.1", "2001:db8::1", "2001:db8::2"]
    answers = [report(client, comment, source, " Rupji par \n 010190-12345 ") for source in sources]
    assert [answer.status_code for answer in answers] == [200] * 4
    assert state(comment) == ("shown", "")
    assert list(CommentReport.objects.values_list("text", flat=True)) == ["Rupji par xxxxxx-xxxxx"] * 2

    report(client, comment, "198.51.100.7")
    assert state(comment) == ("held", "reports")
    assert Action.objects.get(name="hold_comment").role == "visitor"
    assert client.get(f"/comments/{comment.public_id}/report/").status_code == 404


def test_what_a_moderator_has_let_through_is_not_held_soon(client: Client, comment: Comment) -> None:
    for number in range(3):
        report(client, comment, f"192.0.2.{number}")
    comment.refresh_from_db()
    let_comment_through(comment=comment, seen=comment.revision, by=actor_of(a_moderator()))
    for number in range(3, 14):
        report(client, comment, f"192.0.2.{number}")
    assert state(comment) == ("shown", "")
    report(client, comment, "192.0.2.14")
    assert state(comment) == ("held", "reports")


def test_one_source_reports_only_so_much(client: Client, comment: Comment) -> None:
    comments = [a_comment(comment.post, f"Doma {number}") for number in range(12)]
    answers = [report(client, one, "192.0.2.1").status_code for one in comments]
    assert answers == [200] * 10 + [429] * 2
    assert CommentReport.objects.count() == 10


def test_what_is_too_long_comes_back(client: Client, comment: Comment) -> None:
    answer = report(client, comment, "192.0.2.1", "a" * 301)
    assert (answer.status_code, "a" * 301 in answer.content.decode()) == (422, True)


def test_it_takes_a_form_of_our_own(comment: Comment) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert report(strict, comment, "192.0.2.1").status_code == 403
