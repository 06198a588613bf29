"""The first superuser of a school, whose password stands on one page only (B13, B14)."""

from typing import Any

import pytest
from django.test import Client

from tests.factories.people import make_account, make_code, make_person
from tests.factories.school import make_employee, make_school
from tests.support.jobs import do_jobs
from tests.support.page import read
from zvans.accounts.actions.sign_in import sign_in
from zvans.accounts.enums import Door, Role
from zvans.accounts.models import Account, Person, PersonalCode, SignInName
from zvans.accounts.personal_code import encrypted, keyed_hash
from zvans.audit.models import Action
from zvans.notifications.models import Notice
from zvans.schools.enums import PositionKind
from zvans.schools.models import School
from zvans.schools.queries.institutions import superusers_of

ADDRESS = "/operator/schools/alfa/superusers/"


def facts_of(answer: Any) -> list[str]:
    return [element.text for element in read(answer.content).one("dl").all("dd")]


def give_code(person: Person) -> str:
    code = make_code()
    key, kept = encrypted(code)
    PersonalCode.objects.create(person=person, keyed_hash=keyed_hash(code), key_id=key, encrypted=kept)
    return code


def named(school: School) -> list[str]:
    return [str(found.employment.person) for found in superusers_of(school)]


def opens(code: str, password: str) -> bool:
    return sign_in(door=Door.STAFF, username=code, password=password, address="") is not None


def test_a_new_person_gets_a_password_that_is_shown_once(client: Client, operator: Account) -> None:
    made, code = make_school(), make_code()
    person = {"code": f"{code[:6]}-{code[6:]}", "given_name": "Sanita", "family_name": "Eglīte"}
    answer = client.post(ADDRESS, person)
    door, username, password, school = facts_of(answer)
    assert (answer.status_code, door, username, school) == (
        200, "Darbinieks", f"{code[:6]}-{code[6:]}", "Alfas vidusskola",
    )  # fmt: skip
    assert "no-store" in answer.headers["Cache-Control"]
    assert opens(code, password)
    assert named(made.school) == ["Sanita Eglīte"]
    account = Account.objects.get(person__given_name="Sanita")
    assert (account.school_ids, account.managed_ids) == ([made.school.pk], [made.school.pk])
    assert password not in str(list(Action.objects.values()))
    assert password not in client.get("/operator/schools/alfa/").content.decode()


def test_a_known_person_keeps_name_and_password(client: Client, operator: Account) -> None:
    """Who works there already is not employed twice."""
    made = make_school()
    employee = make_employee(made, "Ilze", "Kalniņa")
    assert employee.person is not None
    code = give_code(employee.person)
    make_account(employee.person, made.school, code=code, password="rudens-tilts")
    answer = client.post(ADDRESS, {"code": code, "given_name": "Cita", "family_name": "Cita"})
    page = read(answer.content)
    assert (answer.status_code, page.one("h1").text, page.all("code")) == (200, "Ilze Kalniņa", [])
    assert opens(code, "rudens-tilts")
    assert [found.employment.pk for found in superusers_of(made.school)] == [employee.pk]
    again = client.post(ADDRESS, {"code": code, "given_name": "Cita", "family_name": "Cita"})
    assert (again.status_code, len(superusers_of(made.school))) == (200, 1)


def test_the_other_superusers_hear_of_a_new_one_once(client: Client, operator: Account) -> None:
    """B14: nobody comes by a school in silence. Not its teachers, nor the superusers of another school, and nobody twice."""
    made, other, code = make_school(), make_school("beta", "Betas pamatskola"), make_code()
    first = make_employee(made, "Sanita", "Eglīte", PositionKind.SUPERUSER)
    told = make_account(first.person, made.school)
    make_account(make_employee(made, "Ilze", "Kalniņa").person, made.school)
    make_account(make_employee(other, "Uldis", "Svešais", PositionKind.SUPERUSER).person, other.school)
    for _ in range(2):
        assert client.post(ADDRESS, {"code": code, "given_name": "Jānis", "family_name": "Jauns"}).status_code == 200
        do_jobs()
    notices = Notice.objects.filter(kind="superuser_made").values_list("account", "details")
    assert list(notices) == [(told.pk, {"person": "Jānis Jauns", "school": "Alfas vidusskola"})]


def test_a_new_password_ends_the_old_one(client: Client, operator: Account) -> None:
    made = make_school()
    superuser = make_employee(made, "Sanita", "Eglīte", PositionKind.SUPERUSER)
    assert superuser.person is not None
    code = give_code(superuser.person)
    make_account(superuser.person, made.school, code=code, password="vecā-parole")
    answer = client.post(f"{ADDRESS}{superuser.public_id}/password/")
    password = facts_of(answer)[2]
    assert (answer.status_code, opens(code, "vecā-parole"), opens(code, password)) == (200, False, True)
    assert "no-store" in answer.headers["Cache-Control"]


def test_whose_password_is_replaced_is_told(client: Client, operator: Account) -> None:
    made = make_school()
    superuser = make_employee(made, "Sanita", "Eglīte", PositionKind.SUPERUSER)
    assert superuser.person is not None
    account = make_account(superuser.person, made.school, password="vecā-parole")
    assert client.post(f"{ADDRESS}{superuser.public_id}/password/").status_code == 200
    do_jobs()
    told = [(notice.account_id, notice.kind, notice.details) for notice in Notice.objects.all()]
    assert told == [(account.pk, "password_issued", {"school": made.school.short_name})]


def test_who_holds_an_office_gets_none_as_a_superuser(client: Client, operator: Account) -> None:
    """B14: who watches over the operator's record is not opened by the operator."""
    made = make_school()
    superuser = make_employee(made, "Sanita", "Eglīte", PositionKind.SUPERUSER)
    assert superuser.person is not None
    code = give_code(superuser.person)
    make_account(superuser.person, made.school, code=code, password="vecā-parole", offices=["security"])
    answer = client.post(f"{ADDRESS}{superuser.public_id}/password/")
    assert (answer.status_code, opens(code, "vecā-parole")) == (409, True)
    assert "Šai personai ir arī amats sistēmā." in answer.content.decode()


def test_only_a_superuser_of_that_school_gets_one(client: Client, operator: Account) -> None:
    """Not a teacher, not another school's superuser."""
    made, other = make_school(), make_school("beta", "Beta")
    teacher = make_employee(made, "Ilze", "Kalniņa")
    foreign = make_employee(other, "Vita", "Svešā", PositionKind.SUPERUSER)
    found = [client.post(f"{ADDRESS}{employee.public_id}/password/").status_code for employee in (teacher, foreign)]
    assert found == [404, 404]


def test_who_has_no_code_to_sign_in_with_gets_no_password(client: Client, operator: Account) -> None:
    superuser = make_employee(make_school(), "Sanita", "Eglīte", PositionKind.SUPERUSER)
    assert client.post(f"{ADDRESS}{superuser.public_id}/password/").status_code == 409


def test_an_operator_is_no_superuser(client: Client, operator: Account) -> None:
    made = make_school()
    code = give_code(operator.person)
    answer = client.post(ADDRESS, {"code": code, "given_name": "Uldis", "family_name": "Uzturētājs"})
    assert (answer.status_code, read(answer.content).one("li", "error").text) == (
        422, "Šī persona uztur sistēmu. Par skolas virslietotāju izvēlieties citu cilvēku.",
    )  # fmt: skip
    assert named(made.school) == []
    assert list(SignInName.objects.values_list("role", flat=True)) == [Role.OPERATOR]


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        (
            {"code": "123", "given_name": "Sanita", "family_name": ""},
            ["Tas nav personas kods. Tajā ir vienpadsmit cipari: xxxxxx-xxxxx.", "Šis lauks ir nepieciešams."],
        ),
    ],
)
def test_what_is_wrong_stands_at_the_field(
    client: Client, operator: Account, typed: dict[str, str], errors: list[str]
) -> None:
    make_school()
    make_person()
    answer = client.post(ADDRESS, typed)
    page = read(answer.content)
    assert (answer.status_code, [e.text for e in page.all("li", "error")]) == (422, errors)
    given = next(e for e in page.all("input") if e.attributes.get("name") == "given_name")
    assert given.attributes["value"] == "Sanita"
