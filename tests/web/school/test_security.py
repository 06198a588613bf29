"""A school requires a second factor of its staff, sets how long one stays signed in, and helps who lost theirs (B10, B12)."""

from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.utils.timezone import localdate, localtime, now

from tests.factories.people import arranging, make_passkey, make_session
from tests.factories.school import inside
from tests.factories.small_school import SmallSchool
from tests.support.jobs import do_jobs
from tests.support.page import Element, read
from zvans.accounts.models import Account, Passkey, Person, Session
from zvans.audit.models import Action
from zvans.lib.database.sight import in_sight_of
from zvans.lib.policy import NotAllowedNow
from zvans.notifications.models import Notice
from zvans.schools.actions.memberships import refresh_accounts
from zvans.schools.actions.people import PersonFacts, add_person
from zvans.schools.actions.sign_in_rules import reset_factors_of_employee
from zvans.schools.actions.staff import Hire, employ
from zvans.schools.models import Employment

ADDRESS = "/school/alfa/security/"
STAFF = ("teacher", "other_teacher", "class_teacher", "head", "superuser", "deputy", "former_teacher")


@pytest.fixture
def school(everybody: SmallSchool, db: None) -> SmallSchool:
    """Today is today: what an account needs and from when, the database says by its own clock."""
    return everybody


@pytest.fixture
def head(client: Client, school: SmallSchool) -> Client:
    school.sign_in(client, "head")
    return client


def values(page: Element) -> dict[str, str]:
    names = ("second_factor_from", "longest_session_days", "stamp")
    forms = ([field.attributes for field in form.all("input")] for form in page.all("form"))
    own = next(fields for fields in forms if any(field.get("name") == names[0] for field in fields))
    return {field["name"]: field.get("value", "") for field in own if field.get("name") in names}


def sent(head: Client, **new: str) -> list[str]:
    """The errors."""
    answer = head.post(ADDRESS, values(read(head.get(ADDRESS).content)) | new)
    if answer.status_code == 302:
        return []
    assert answer.status_code == 422
    return [line.text for line in read(answer.content).all(css_class="error")]


def day(days: int) -> str:
    return (localdate() + timedelta(days=days)).isoformat()


def needed_on(account: Account) -> str:
    account.refresh_from_db()
    return localtime(account.second_factor_from).date().isoformat() if account.second_factor_from else ""


def test_everybody_is_told_and_has_until_that_day(head: Client, school: SmallSchool) -> None:
    make_passkey(school.accounts["deputy"])
    assert sent(head, second_factor_from=day(5)) == []
    assert {needed_on(school.accounts[name]) for name in STAFF} == {day(5)}
    assert {needed_on(school.accounts[name]) for name in ("stranger", "foreign_head", "mother")} == {""}
    do_jobs()
    told = Notice.objects.filter(kind="factor_required")
    assert sorted(told.values_list("account", flat=True)) == sorted(
        school.accounts[name].pk for name in STAFF if name != "deputy"
    )
    assert (
        head.get("/today/").content.decode().count("būs vajadzīgs otrais faktors") == 1
    )  # its line says so, no notice besides
    assert head.get("/today/").status_code == 200
    assert sent(head, second_factor_from="") == []
    assert {needed_on(school.accounts[name]) for name in STAFF} == {""}


def test_the_letter_says_from_when(head: Client, school: SmallSchool, mailoutbox: list[EmailMessage]) -> None:
    with arranging():
        Person.objects.filter(pk=school.accounts["teacher"].person_id).update(email="ilze@alfa.example")
    sent(head, second_factor_from=day(5))
    do_jobs()
    do_jobs()  # the notice, then its letter
    (letter,) = mailoutbox
    on = localdate() + timedelta(days=5)
    assert (letter.to, f"No kuras dienas: {on:%d.%m.%Y}. 00:00" in letter.body) == (["ilze@alfa.example"], True)


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ({"second_factor_from": day(0)}, ["Izvēlieties rītdienu vai vēlāku dienu: cilvēkiem vajag laiku to iestatīt."]),
        ({"second_factor_from": "rīt"}, ["Ierakstiet datumu tā: 23.11.2026."]),
        ({"longest_session_days": "31"}, ["Ierakstiet dienu skaitu no 0 līdz 30."]),
        ({"longest_session_days": ""}, ["Ierakstiet dienu skaitu no 0 līdz 30."]),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(head: Client, new: dict[str, str], expected: list[str]) -> None:
    assert sent(head, **new) == expected


def test_the_second_of_two_is_told_what_the_first_set(head: Client, school: SmallSchool) -> None:
    seen = values(read(head.get(ADDRESS).content))
    sent(head, second_factor_from=day(3))
    answer = head.post(ADDRESS, seen | {"second_factor_from": day(9)})
    assert answer.status_code == 422
    assert "Tikmēr kāds noteikumus mainīja" in answer.content.decode()
    assert head.post(ADDRESS, values(read(answer.content))).status_code == 302
    assert needed_on(school.accounts["teacher"]) == day(9)


def test_the_shortest_stay_of_the_schools_holds(head: Client, school: SmallSchool) -> None:
    assert sent(head, longest_session_days="7") == []
    for name, days in {"teacher": 7, "pupil": 7, "mother": 7, "stranger": 30}.items():
        school.accounts[name].refresh_from_db()
        assert (name, school.accounts[name].longest_session_days) == (name, days)


def test_who_is_hired_later_has_a_day_too(head: Client, school: SmallSchool) -> None:
    sent(head, second_factor_from=day(1))
    with inside(school.made):
        school.school.refresh_from_db()
        school.school.second_factor_from = localdate() - timedelta(days=30)
        school.school.save()
        by = school.actor("head")
        new = add_person(person=PersonFacts("Jauns", "Skolotājs", "32000000025"), by=by)
        employ(school=school.school, hires=[Hire(new)], starts_on=localdate(), by=by)
    account = Account.objects.get(person=new)
    assert timedelta(hours=23) < account.second_factor_from - now() <= timedelta(days=1)
    kept = account.second_factor_from
    with inside(school.made):
        refresh_accounts([new.pk])
    account.refresh_from_db()
    assert account.second_factor_from == kept


def rows(page: Element) -> list[list[str]]:
    return [[cell.text for cell in row.children if isinstance(cell, Element)] for row in page.one("tbody").all("tr")]


def test_who_has_none_yet_is_listed(head: Client, school: SmallSchool) -> None:
    make_passkey(school.accounts["teacher"])
    assert ["Kalniņa Ilze", "ir"] in rows(read(head.get(ADDRESS).content))
    names = [row[0] for row in rows(read(head.get(f"{ADDRESS}?factor=no").content))]
    assert ("Kalniņa Ilze" in names, "Vītols Andris" in names, "Ozola Rasma" in names) == (False, True, True)


def reset(client: Client, school: SmallSchool, name: str) -> int:
    with in_sight_of([school.school.pk]):
        employment = Employment.objects.get(school=school.school, person=school.accounts[name].person)
    return client.post(f"/school/alfa/staff/{employment.public_id}/second-factor/").status_code


def test_a_lost_factor_is_taken_away_and_told(head: Client, school: SmallSchool) -> None:
    teacher = school.accounts["teacher"]
    make_passkey(teacher)
    make_session(teacher)
    assert reset(head, school, "teacher") == 302
    teacher.refresh_from_db()
    assert (teacher.has_second_factor, Passkey.objects.count(), Session.objects.filter(account=teacher).count()) == (
        False, 0, 0,
    )  # fmt: skip
    assert Action.objects.filter(name="reset_factors", object_id=teacher.pk).count() == 1
    do_jobs()
    assert [(n.account_id, n.details) for n in Notice.objects.all()] == [(teacher.pk, {"what": "reset"})]


def test_not_the_own_one_nor_an_officers_nor_of_who_may_more(head: Client, school: SmallSchool) -> None:
    for name in ("head", "teacher", "other_teacher", "class_teacher"):
        make_passkey(school.accounts[name])
    Account.objects.filter(pk=school.accounts["teacher"].pk).update(offices=["security"])
    Account.objects.filter(pk=school.accounts["other_teacher"].pk).update(
        school_ids=[school.school.pk, school.other.school.pk]
    )
    assert [reset(head, school, name) for name in ("head", "teacher", "other_teacher", "class_teacher", "superuser")] == [
        409, 409, 409, 302, 409,
    ]  # fmt: skip


def test_the_action_itself_refuses_whoever_may_less(school: SmallSchool) -> None:
    """Also beside the page: a teacher takes nothing from the head, and nobody from people of another school."""
    head = school.accounts["head"]
    make_passkey(head)
    with in_sight_of([school.school.pk, school.other.school.pk]):
        employment = Employment.objects.select_related("school").get(school=school.school, person=head.person)
        for name in ("teacher", "deputy", "foreign_head"):
            with pytest.raises(NotAllowedNow, match="plašākas tiesības nekā Jums"):
                reset_factors_of_employee(employment=employment, by=school.actor(name))
        assert Passkey.objects.count() == 1
        reset_factors_of_employee(employment=employment, by=school.actor("superuser"))
    assert Passkey.objects.count() == 0
