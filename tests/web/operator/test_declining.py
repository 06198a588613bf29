"""The operator declines to make one of two, and the school that asked reads why (D3, C3)."""

from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate

from tests.factories.people import arranging, make_account, make_guardian, make_person, sign_in
from tests.factories.school import MadeSchool, make_class, make_employee, make_school
from tests.support.page import read
from tests.support.statements import statements_of
from tests.support.worlds import told
from zvans.accounts.models import Account, Person, PersonalCode
from zvans.audit.actor import Actor
from zvans.audit.models import Action
from zvans.schools.actions.merging import merge_people
from zvans.schools.enums import PositionKind

SYSTEM = Actor.system("test")


@pytest.fixture
def made(operator: Account) -> MadeSchool:
    return make_school()


@pytest.fixture
def pair(made: MadeSchool) -> list[Person]:
    """The second has a personal code: the school asks."""
    pair = make_class(made, "9.a", pupils=2).pupils
    with arranging():
        PersonalCode.objects.create(person=pair[1], keyed_hash=b"1" * 32, key_id=1, encrypted=b"-")
    return pair


def ask(made: MadeSchool, pair: list[Person]) -> None:
    assert not merge_people(kept=pair[0], gone=pair[1], school=made.school, by=SYSTEM)


def address(pair: list[Person]) -> str:
    return f"/operator/people/{pair[0].public_id}/same/{pair[1].public_id}/"


def secretary(made: MadeSchool) -> Client:
    client = Client()
    person = make_person("Rasa", "Rota")
    make_employee(made, "", "", PositionKind.SUPERUSER, person=person)
    sign_in(client, make_account(person, made.school))
    return client


def at_school(client: Client, made: MadeSchool, pair: list[Person]) -> list[str]:
    """What stands of the request in the list of pupils, and beside the two records."""
    school = f"/school/{made.school.code}/"
    listed = read(client.get(f"{school}pupils/").content).all("section")
    lines = [
        line.text
        for section in listed
        if section.attributes.get("aria-labelledby") == "requests"
        for line in section.all("li")
    ]
    beside = read(client.get(f"{school}people/{pair[0].public_id}/same/?with={pair[1].public_id}").content)
    return [*lines, *(said.text for said in beside.one("main").all("p") if said.attributes.get("role") == "status")]


def test_from_the_request_to_the_reason_at_the_school(client: Client, made: MadeSchool, pair: list[Person]) -> None:
    school = secretary(made)
    assert at_school(school, made, pair) == []
    assert "/decline/" not in client.get(address(pair)).content.decode()
    ask(made, pair)
    day = f"{localdate(Action.objects.latest('id').at):%d.%m.%Y.}"  # by the database's clock
    waits = f"pieteikts {day}, sistēmas uzturētājs vēl nav atbildējis"
    names = " · ".join(p.register_name for p in sorted(pair, key=lambda p: p.pk))
    assert at_school(school, made, pair) == [f"{names} {waits}", waits]
    assert f'action="{address(pair)}decline/"' in client.get(address(pair)).content.decode()
    done = client.post(f"{address(pair)}decline/", {"reason": "two_people"}, follow=True)
    assert done.redirect_chain == [("/operator/people/?done=declined", 302)]
    page = read(done.content)
    assert page.one("p", "done-line").text == "Pieteikums ir noraidīts. Skola redz iemeslu."
    assert [section.attributes["aria-labelledby"] for section in page.one("main").all("section")] == ["officers"]
    declined = f"sistēmas uzturētājs noraidīja {day}: tie ir divi cilvēki"
    assert at_school(school, made, pair) == [f"{names} {declined}", declined]
    action = Action.objects.get(name="decline_merge")
    assert (action.role, action.object_id, action.school_ids, action.details) == (
        "operator", made.school.pk, [made.school.pk],
        {"people": sorted(p.pk for p in pair), "reason": "two_people"},
    )  # fmt: skip
    assert Person.objects.filter(pk__in=[p.pk for p in pair]).count() == 2
    ask(made, pair)
    assert at_school(school, made, pair) == [f"{names} {waits}", waits]


def test_without_a_reason_and_a_second_time(client: Client, made: MadeSchool, pair: list[Person]) -> None:
    ask(made, pair)
    answers: list[Any] = [client.post(f"{address(pair)}decline/", sent) for sent in ({}, {"reason": "slepens"})]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert "Izvēlieties iemeslu: skola to redz." in answers[0].content.decode()
    sent = {"reason": "not_sure"}
    assert [client.post(f"{address(pair)}decline/", sent).status_code for _ in range(2)] == [302, 409]
    assert Action.objects.filter(name="decline_merge").count() == 1


def test_each_school_that_asked_is_told_and_no_other(client: Client, made: MadeSchool, pair: list[Person]) -> None:
    """What a school reads does not tell whether another one has asked, or been answered, too."""
    alone, beside = secretary(made), f"/school/alfa/people/{pair[0].public_id}/same/?with={pair[1].public_id}"
    before = told(alone.get(beside))
    other = make_school("beta", "Betas pamatskola")
    for person in pair:
        make_employee(other, person=person)
    ask(other, pair)
    assert told(alone.get(beside)) == before
    assert client.post(f"{address(pair)}decline/", {"reason": "two_people"}).status_code == 302
    assert told(alone.get(beside)) == before
    assert [action.object_id for action in Action.objects.filter(name="decline_merge")] == [other.school.pk]


def test_the_list_of_pupils_costs_the_same_for_one_and_three(made: MadeSchool, pair: list[Person]) -> None:
    school = secretary(made)
    ask(made, pair)
    one = statements_of(school, "/school/alfa/pupils/")
    for given in ("Anna", "Ilze"):
        ask(made, [make_guardian(pair[0], given=given), pair[1]])
    assert statements_of(school, "/school/alfa/pupils/") == one
