"""The notices of an account on its pages (B12)."""

import json
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from tests.factories.people import make_session
from tests.factories.small_school import SmallSchool
from tests.support.page import read
from tests.support.statements import statements_of
from zvans.accounts.queries.sessions import actor_for
from zvans.notifications.actions.notices import tell
from zvans.notifications.enums import NoticeKind
from zvans.notifications.models import Notice
from zvans.web.shared.notices import unseen

STRIP = 'class="notices"'


@pytest.mark.parametrize(
    ("persona", "page"), [("teacher", "/today/"), ("mother", "/home/"), ("operator", "/operator/")]
)
def test_stand_where_one_begins_until_they_are_understood(
    client: Client, school: SmallSchool, persona: str, page: str
) -> None:
    school.sign_in(client, persona)
    before = statements_of(client, page)
    assert STRIP not in client.get(page).text
    tell(school.accounts[persona], NoticeKind.NEW_DEVICE, device="<Firefox>")
    assert "jaunas ierīces: &lt;Firefox&gt;." in client.get(page).text
    assert statements_of(client, page) == before

    key = Notice.objects.get().pk
    answer = client.post("/notices/seen/", {"notice": [key]}, headers={"Referer": f"http://testserver{page}"})
    assert (answer.status_code, answer["Location"]) == (302, page)
    assert STRIP not in client.get(page).text
    assert "jaunas ierīces: &lt;Firefox&gt;." in client.get("/notices/").text


def test_stand_there_three_at_once_the_newest_first(client: Client, school: SmallSchool) -> None:
    school.sign_in(client, "mother")
    for name in ("Firefox", "Safari", "Edge", "Opera"):
        tell(school.accounts["mother"], NoticeKind.NEW_DEVICE, device=name)
    shown = [item.text for item in read(client.get("/home/").content).one("main").one("form").all("b")]
    assert shown == [f"Jūsu kontā pieslēdzās no jaunas ierīces: {name}." for name in ("Opera", "Edge", "Safari")]


def test_lead_to_where_one_goes_on(client: Client, school: SmallSchool) -> None:
    """A school's name that ends in a full stop ends the sentence too."""
    told = [
        (NoticeKind.NEW_DEVICE, {}),
        (NoticeKind.REPORT_RECEIVED, {"school": "Zvanupes vsk.", "code": "zvanupe"}),
        (NoticeKind.REPORT_RECEIVED, {"school": "Zvanupes vsk."}),  # of before it had the code
        (NoticeKind.ENROLLED, {}),
    ]
    school.sign_in(client, "superuser")
    for kind, details in told:
        tell(school.accounts["superuser"], kind, **details)
    links = [item.links() for item in read(client.get("/notices/").content).one("ol").all("li")]
    assert links == [
        [],
        [],
        [("Ziņojumi", "/school/zvanupe/reports/")],
        [("Drošība", "/security/")],
    ]
    assert client.get("/notices/").text.count("gaida atbildi: Zvanupes vsk.</b>") == 2


def test_are_not_for_who_has_shown_the_password_alone(school: SmallSchool) -> None:
    """B10: until the second factor is there, nobody knows whose eyes these are."""
    account = school.accounts["mother"]
    tell(account, NoticeKind.NEW_DEVICE)
    actor = actor_for(make_session(account), "")
    assert actor is not None
    assert (len(unseen(actor)), len(unseen(replace(actor, owes="factor")))) == (1, 0)


def test_do_not_push_the_journal_away(client: Client, school: SmallSchool, places: dict[str, Any]) -> None:
    school.sign_in(client, "teacher")
    tell(school.accounts["teacher"], NoticeKind.NEW_DEVICE)
    lesson = f"/journal/{places['course']}/{places['on']}/{places['number']}/{places['part']}/"
    for page in (f"/journal/{places['course']}/", lesson):
        answer = client.get(page)
        assert (answer.status_code, STRIP in answer.text) == (200, False)


def test_a_number_that_is_none_is_let_pass(client: Client, school: SmallSchool) -> None:
    school.sign_in(client, "mother")
    notice = tell(school.accounts["mother"], NoticeKind.NEW_DEVICE)
    sent = ["", "-1", "²", "9" * 30, "1; DROP TABLE"]
    assert client.post("/notices/seen/", {"notice": sent}).status_code == 302
    assert list(Notice.objects.filter(seen_at=None)) == [notice]


def test_all_of_them_cost_the_same(client: Client, school: SmallSchool) -> None:
    school.sign_in(client, "mother")
    empty = statements_of(client, "/notices/")
    for _ in range(3):
        tell(school.accounts["mother"], NoticeKind.PASSWORD_CHANGED)
    assert statements_of(client, "/notices/") == empty
    assert client.get("/notices/").text.count("Jūsu parole ir nomainīta.") == 3


def test_a_flood_of_them_does_not_come_with_every_page(school: SmallSchool) -> None:
    """The session brings the newest four, however many wait."""
    account = school.accounts["mother"]
    told = [tell(account, NoticeKind.REPORT_RECEIVED).pk for _ in range(6)]
    actor = actor_for(make_session(account), "")
    assert actor is not None
    assert [json.loads(notice)["id"] for notice in actor.notices] == told[:1:-1]
