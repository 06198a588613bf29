"""The operator makes one of two records that two schools have of one human being (D1, D3)."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.factories.people import arranging, make_account, make_code, make_person, sign_in
from tests.factories.school import MadeSchool, make_class, make_employee, make_school
from tests.support.page import read
from tests.support.statements import statements_of
from tests.web.operator.test_people import rows
from zvans.accounts.models import Account, Person, PersonalCode
from zvans.audit.actor import Actor
from zvans.audit.models import Action
from zvans.schools.actions.merging import merge_people, merge_people_anywhere
from zvans.schools.actions.people import PersonFacts, add_person
from zvans.schools.enums import PositionKind


@pytest.fixture
def schools(operator: Account) -> list[MadeSchool]:
    return [make_school(), make_school("beta", "Betas pamatskola")]


@pytest.fixture
def pair(schools: list[MadeSchool]) -> tuple[Person, Person]:
    """A pupil of both schools, with two records of one name."""
    one, other = (make_class(made, "9.b", pupils=1).pupils[0] for made in schools)
    return one, other


def address(one: Person, other: Person) -> str:
    return f"/operator/people/{one.public_id}/same/{other.public_id}/"


def form_of(client: Client, one: Person, other: Person, stays: Person) -> dict[str, Any]:
    """What the button under one of the two sends."""
    forms = [
        {i.attributes["name"]: i.attributes["value"] for i in form.all("input")}
        for form in read(client.get(address(one, other)).content).one("div", "pupil-card").all("form")
    ]
    (sent,) = (form for form in forms if form["stays"] == stays.public_id)
    return sent


def refusal_of(answer: Any) -> str:
    return read(answer.content).one("div", "refused").all("b")[0].text


def test_from_the_search_to_one_record(client: Client, pair: tuple[Person, Person]) -> None:
    one, other = pair
    name = one.register_name
    found = read(client.get("/operator/people/", {"q": name}).content).one("tbody")
    assert [link.attributes["href"] for link in found.all("a")] == [f"/operator/people/{p.public_id}/" for p in pair]
    chosen = client.get(f"/operator/people/{one.public_id}/")
    assert rows(chosen) == [[f"{name} šis ieraksts", "", "Alfas vidusskola"], [name, "", "Betas pamatskola"]]
    assert [a.attributes["href"] for a in read(chosen.content).one("tbody").all("a")] == [address(one, other)]
    beside = read(client.get(address(one, other)).content)
    assert [d.text for d in beside.all("dd")] == [
        "nav ierakstīts", "Alfas vidusskola", "nav ierakstīts", "Betas pamatskola",
    ]  # fmt: skip
    done = client.post(address(one, other), form_of(client, one, other, other), follow=True)
    assert done.redirect_chain == [(f"/operator/people/{other.public_id}/?done=merged", 302)]
    page = read(done.content)
    assert page.one("div", "banner").text == "Abi ieraksti ir apvienoti vienā."
    assert rows(done) == [[f"{name} šis ieraksts", "", "Alfas vidusskola, Betas pamatskola"]]
    assert list(Person.objects.filter(pk__in=[one.pk, other.pk])) == [other]
    action = Action.objects.get(name="merge_people")
    assert (action.role, action.details) == ("operator", {"kept": other.pk, "gone": one.pk})
    assert client.get(address(one, other)).status_code == 404


def test_the_second_is_found_by_code_too(client: Client, pair: tuple[Person, Person]) -> None:
    code = make_code()
    other = add_person(person=PersonFacts("Zane", "Cita", code, date(2011, 3, 4)), by=Actor.system("test"))
    asked = f"/operator/people/{pair[0].public_id}/"
    assert rows(client.post(asked, {"code": code})) == [["Cita Zane", "2011", ""]]
    wrong = client.post(f"{asked}?done=merged", {"code": "Cita"})
    page = read(wrong.content)
    assert (wrong.status_code, len(page.all("tbody")), len(page.all("div", "banner"))) == (422, 0, 0)
    assert [a.details["way"] for a in Action.objects.filter(name="find_people")] == ["code"]
    assert client.get(address(pair[0], other)).status_code == 200
    read_of = Action.objects.filter(name="read_person").order_by("pk").values_list("object_id", flat=True)
    assert list(read_of) == [pair[0].pk, other.pk]  # once a day each, for the family to see (C2)


def test_two_human_beings_are_refused_in_plain_words(client: Client, pair: tuple[Person, Person]) -> None:
    one, other = pair
    with arranging():
        Person.objects.filter(pk=one.pk).update(born_on=date(2011, 3, 4))
        Person.objects.filter(pk=other.pk).update(born_on=date(2012, 3, 4))
    answer = client.post(address(one, other), form_of(client, one, other, one))
    assert (answer.status_code, refusal_of(answer)) == (
        409, "Dzimšanas datumi atšķiras. Ja tas ir viens cilvēks, vispirms izlabojiet datumu.",
    )  # fmt: skip
    assert Person.objects.filter(pk__in=[one.pk, other.pk]).count() == 2


def test_one_of_the_two_has_to_stay_as_it_was_seen(client: Client, pair: tuple[Person, Person]) -> None:
    one, other = pair
    form = form_of(client, one, other, one)
    stranger = client.post(address(one, other), form | {"stays": make_person().public_id})
    assert (stranger.status_code, refusal_of(stranger)) == (409, "Izvēlieties, kurš ieraksts paliek.")
    with arranging():
        Person.objects.filter(pk=other.pk).update(family_name="Cita", revision=other.revision + 1)
    late = client.post(address(one, other), form)
    assert (late.status_code, refusal_of(late)) == (
        409, "Kāds šos ierakstus tikmēr ir mainījis. Apskatiet vēlreiz, kas kurā ir.",
    )  # fmt: skip
    assert Person.objects.filter(pk__in=[one.pk, other.pk]).count() == 2


def test_nothing_but_what_the_search_shows(client: Client, pair: tuple[Person, Person]) -> None:
    """The operator sees no pupil data: no class, birth day or contacts."""
    with arranging():
        Person.objects.filter(pk=pair[0].pk).update(
            born_on=date(2011, 3, 4), phone="+37120000001", email="berns@example.lv"
        )
    one, other = pair
    pages = [client.get(f"/operator/people/{one.public_id}/"), client.get(address(one, other))]
    pages.append(client.post(address(one, other)))
    for page in pages:
        shown = read(page.content).one("main").text
        assert "2011" in shown
        assert [word for word in ("9.b", "04.03.", "+371", "example.lv") if word in shown] == []


def test_oneself_and_nobody_are_not_there(client: Client, pair: tuple[Person, Person]) -> None:
    one, _ = pair
    nobody = "/operator/people/2222222222/"
    asked = [nobody, address(one, one), f"/operator/people/{one.public_id}/same/2222222222/"]
    assert [client.get(path).status_code for path in asked] == [404, 404, 404]


def test_a_superuser_even_of_both_schools_does_not_get_there(
    client: Client, schools: list[MadeSchool], pair: tuple[Person, Person]
) -> None:
    one, other = pair
    form = form_of(client, one, other, one)
    superuser = make_person("Normunds", "Ošenieks")
    for made in schools:
        make_employee(made, "", "", PositionKind.SUPERUSER, person=superuser)
    client.cookies.clear()
    sign_in(client, make_account(superuser, *(made.school for made in schools)))
    chosen = f"/operator/people/{one.public_id}/"
    answers = [client.get(chosen), client.post(chosen), client.get(address(one, other))]
    answers.append(client.post(address(one, other), form))
    assert [answer.status_code for answer in answers] == [404, 404, 404, 404]
    assert Person.objects.filter(pk__in=[one.pk, other.pk]).count() == 2


def test_it_costs_the_same_for_one_and_three(client: Client, operator: Account) -> None:
    made = make_school()
    person = make_employee(made, "Ilze", "Kalniņa").person
    assert person is not None
    asked = f"/operator/people/{person.public_id}/?q=kalnina"
    one = statements_of(client, asked)
    for given in ("Zane", "Dace"):
        make_employee(made, given, "Kalniņa")
    assert statements_of(client, asked) == one


def test_what_schools_have_asked_for_is_listed_until_it_is_done(client: Client, operator: Account) -> None:
    """With a way to both records side by side."""
    made = make_school()
    one, other = make_class(made, "9.a", pupils=2).pupils
    with arranging():
        PersonalCode.objects.create(person=other, keyed_hash=b"1" * 32, key_id=1, encrypted=b"-")
    for _ in range(2):  # asked twice, listed once
        assert not merge_people(kept=one, gone=other, school=made.school, by=Actor.system("test"))
    first, second = sorted([one, other], key=lambda person: person.pk)
    pair = f"/operator/people/{first.public_id}/same/{second.public_id}/"
    assert client.get("/operator/people/").content.decode().count(pair) == 1
    merge_people_anywhere(kept=one, gone=other, by=Actor.system("test"))
    assert "Skolas lūdz apvienot" not in client.get("/operator/people/").content.decode()
