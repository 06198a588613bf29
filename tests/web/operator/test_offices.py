"""The operator entrusts offices to people, and ends them (B14)."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import check_password
from django.test import Client
from django.utils.timezone import localdate, now

from tests.factories.people import make_account, make_code, make_passkey, make_person, sign_in
from tests.factories.small_school import SmallSchool
from tests.support.jobs import do_jobs
from tests.support.page import read
from zvans.accounts.enums import Role
from zvans.accounts.models import Account, PersonalCode, SignInName
from zvans.accounts.personal_code import encrypted, keyed_hash
from zvans.audit.models import Action
from zvans.notifications.models import Notice
from zvans.schools.models import OfficeHolder


@pytest.fixture
def school(everybody: SmallSchool, db: None) -> SmallSchool:
    return everybody


@pytest.fixture
def operator(school: SmallSchool, client: Client) -> Client:
    school.sign_in(client, "operator")
    return client


@pytest.fixture
def code() -> str:
    return make_code()


def errors(answer: object) -> list[str]:
    return [line.text for line in read(answer.content).all(css_class="error")]  # type: ignore[attr-defined]


def new_officer(operator: Client, code: str, office: str = "security", municipality: str = "") -> Account:
    facts = {"code": code, "given_name": "Olga", "family_name": "Ozola", "office": office, "municipality": municipality}
    answer = operator.post("/operator/people/new-officer/", facts)
    assert answer.status_code == 200, errors(answer)
    account = Account.objects.get(person__family_name="Ozola", person__given_name="Olga")
    password = read(answer.content).one("code", "issued").text
    door = Client()
    door.post("/sign-in/staff/", {"username": code, "password": password})
    assert door.get("/office/").headers["Location"].startswith("/sign-in/password/")
    return account


def test_somebody_new_begins_with_a_password_and_a_day_to_set_up_a_factor(operator: Client, code: str) -> None:
    account = new_officer(operator, code)
    assert (account.offices, account.names.get().role) == (["security"], Role.OFFICER)
    assert timedelta(hours=23) < account.second_factor_from - now() <= timedelta(days=1)  # type: ignore[operator]
    do_jobs()
    assert [(n.account_id, n.kind) for n in Notice.objects.all()] == [(account.pk, "factor_required")]
    given = Action.objects.get(name="give_office")
    assert (given.object_id, given.details) == (account.person_id, {"office": "security", "municipality": None})
    listed = read(operator.get("/operator/people/").content).links()
    assert ("Ozola Olga", f"/operator/people/{account.person.public_id}/") in listed
    client = Client()
    sign_in(client, account)
    Account.objects.update(terms_version=1, password_is_issued=False)
    assert client.get("/").status_code == 200
    assert "Drošības uzraugs" in client.get("/office/").content.decode()


def give(operator: Client, account: Account, **office: str) -> object:
    address = f"/operator/people/{account.person.public_id}/offices/"
    return operator.post(address, {"municipality": ""} | office)


def with_code(account: Account) -> Account:
    code = make_code()
    key_id, kept = encrypted(code)
    PersonalCode.objects.create(person=account.person, keyed_hash=keyed_hash(code), key_id=key_id, encrypted=kept)
    return account


def test_a_teacher_keeps_password_and_start_page(operator: Client, school: SmallSchool) -> None:
    teacher = with_code(school.accounts["teacher"])
    teacher.password = "kept"
    teacher.save()
    answer = give(operator, teacher, office="moderator")
    assert answer.headers["Location"].endswith("?done=office_given")  # type: ignore[attr-defined]
    teacher.refresh_from_db()
    roles = set(SignInName.objects.filter(account=teacher).values_list("role", flat=True))
    assert (teacher.offices, teacher.password, roles) == (["moderator"], "kept", {"staff"})
    assert errors(give(operator, teacher, office="moderator")) == ["Šis amats personai jau ir."]


def test_what_can_not_be_given(operator: Client, school: SmallSchool) -> None:
    teacher = with_code(school.accounts["teacher"])
    assert errors(give(operator, teacher, office="municipality")) == ["Izvēlieties pašvaldību."]
    assert errors(give(operator, make_account(make_person()), office="support")) == [
        "Šai personai nav personas koda, ar ko pieslēgties."
    ]
    assert errors(give(operator, with_code(school.accounts["operator"]), office="security")) == [
        "Šī persona uztur sistēmu. Amatam izvēlieties citu cilvēku."
    ]
    assert OfficeHolder.objects.count() == 0


def test_an_ended_office_opens_nothing(operator: Client, code: str) -> None:
    officer = new_officer(operator, code)
    OfficeHolder.objects.update(starts_on=localdate() - timedelta(days=9))
    Account.objects.update(terms_version=1, password_is_issued=False)
    client = Client()
    sign_in(client, officer)
    assert client.get("/office/record/").status_code == 200
    held = OfficeHolder.objects.get()
    address = f"/operator/people/{officer.person.public_id}/offices/{held.pk}/end/"
    assert operator.post(address).status_code == 302
    assert (operator.post(address).status_code, client.get("/office/record/").status_code) == (404, 404)
    assert "Pašlaik Jums sistēmā amata nav." in client.get("/office/").content.decode()
    officer.refresh_from_db()
    held.refresh_from_db()
    assert (officer.offices, officer.second_factor_from, held.ends_on) == ([], None, localdate() - timedelta(days=1))


def test_the_operator_takes_a_lost_factor_away(operator: Client, school: SmallSchool) -> None:
    officer = school.accounts["stranger"]
    make_passkey(officer)
    address = f"/operator/people/{officer.person.public_id}/second-factor/"
    assert [operator.post(address).status_code for _ in range(2)] == [302, 409]
    officer.refresh_from_db()
    assert officer.has_second_factor is False


def test_a_municipality_officer_sees_figures_and_superusers(operator: Client, school: SmallSchool, code: str) -> None:
    officer = new_officer(operator, code, "municipality", str(school.school.municipality_id))
    Account.objects.update(terms_version=1, password_is_issued=False)
    client = Client()
    sign_in(client, officer)
    page = read(client.get("/office/schools/").content)
    found = [[cell.text for cell in row.all() if cell.name in ("th", "td")] for row in page.one("tbody").all("tr")]
    assert [row[0] for row in found] == ["Alfas vidusskola", "Betas pamatskola"]
    assert found[0][-1] == "Eglīte Sanita"
    pupil = school.class_9b.pupils[0]
    assert pupil.family_name not in page.text
    assert client.get("/office/municipalities/").status_code == 404


def test_the_ministry_sees_municipalities(operator: Client, school: SmallSchool, code: str) -> None:
    officer = new_officer(operator, code, "ministry")
    Account.objects.update(terms_version=1, password_is_issued=False)
    client = Client()
    sign_in(client, officer)
    page = read(client.get("/office/municipalities/").content)
    found = [[cell.text for cell in row.all() if cell.name in ("th", "td")] for row in page.one("tbody").all("tr")]
    assert [row[:2] for row in found] == [["Parauga novads", "2"]]
    assert client.get("/office/schools/").status_code == 404


def test_who_works_in_several_schools_gets_a_password_from_the_operator(operator: Client, school: SmallSchool) -> None:
    """B7, B10: no school may open what another one has; where one alone is opened, it is that school's to do."""
    account = school.accounts["teacher"]
    address = f"/operator/people/{account.person.public_id}/password/"
    alone = operator.post(address)
    assert (alone.status_code, read(alone.content).one("main").text.count("Šis darbinieks strādā vienā skolā")) == (
        409,
        1,
    )
    Account.objects.filter(pk=account.pk).update(school_ids=[*account.school_ids, school.other.school.pk])
    password = read(operator.post(address).content).one("code", "issued").text
    account.refresh_from_db()
    assert (check_password(password, account.password), account.password_is_issued) == (True, True)
    do_jobs()
    assert [(n.account_id, n.kind) for n in Notice.objects.all()] == [(account.pk, "password_issued")]
    assert Action.objects.get(name="issue_staff_password").object_id == account.person_id
