"""Passwords of a school's staff: by letter, to the own school, to nobody who may do more (B7)."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.people import LONG_AGO, make_account, make_ready, sign_in
from tests.factories.school import inside, make_employee, make_staff_account
from tests.factories.small_school import SmallSchool
from tests.support.statements import statements_of
from tests.web.access.families import give_code, opens
from zvans.accounts.models import Account, SignInName
from zvans.accounts.personal_code import keyed_hash
from zvans.credentials.actions.issuing import issue_staff_letters
from zvans.credentials.queries.staff import Employee, employees_of
from zvans.lib.database.sight import in_sight_of
from zvans.lib.dates import today
from zvans.lib.policy import NotAllowedNow
from zvans.notifications.models import Notice
from zvans.schools.actions.departures import end_employment
from zvans.schools.actions.staff import Hire, employ
from zvans.schools.enums import PositionKind
from zvans.schools.models import Employment
from zvans.schools.queries.staff import state_of


def employee(school: SmallSchool, persona: str) -> Employee:
    with in_sight_of([school.school.pk]):
        employment = Employment.objects.get(school=school.school, person=school.accounts[persona].person)
        [found] = employees_of(school.school, employment.public_id)
    return found


def letters(client: Client, school: SmallSchool, *keys: str) -> Any:
    return client.post(reverse("access:staff_letters", args=[school.school.code]), {"who": keys})


def test_a_superuser_issues_to_the_own_staff(client: Client, school: SmallSchool) -> None:
    code = give_code(school.accounts["teacher"].person)
    found = employee(school, "teacher")
    [issued] = issue_staff_letters(school=school.school, employees=[found], by=school.actor("superuser"))
    assert (opens(code, issued.password, "staff"), opens(code, issued.password)) == (True, False)
    assert Account.objects.get(pk=school.accounts["teacher"].pk).password_is_issued
    school.sign_in(client, "superuser")
    assert letters(client, school, found.key).status_code == 409  # it has another password since
    answer = letters(client, school, employee(school, "teacher").key, employee(school, "other_teacher").key)
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
    told = Notice.objects.values_list("account", "kind")
    assert list(told) == [(school.accounts["teacher"].pk, "password_issued")]


def test_nobody_issues_to_oneself_or_to_who_may_do_more(client: Client, school: SmallSchool) -> None:
    school.sign_in(client, "superuser")
    assert letters(client, school, employee(school, "superuser").key).status_code == 403
    made = make_employee(school.made, "Rita", "Rakste", PositionKind.SUPPORT)
    with inside(school.made):
        made.positions.update(permissions=["staff"])
    clerk = make_account(made.person, school.school)  # type: ignore[arg-type]
    school.accounts["clerk"] = clerk
    school.sign_in(client, "clerk")
    assert letters(client, school, employee(school, "head").key).status_code == 403
    assert letters(client, school, employee(school, "teacher").key).status_code == 200


def test_a_school_opens_nothing_of_another(school: SmallSchool) -> None:
    """Who is in use at another school too gets a new password from the operator; the first one from either school."""
    Account.objects.filter(pk=school.accounts["teacher"].pk).update(
        school_ids=[school.school.pk, school.other.school.pk]
    )
    found, by = employee(school, "teacher"), school.actor("superuser")
    issue_staff_letters(school=school.school, employees=[found], by=by)
    with pytest.raises(NotAllowedNow, match="sistēmas uzturētājs"):
        issue_staff_letters(school=school.school, employees=[employee(school, "teacher")], by=by)


def test_the_operators_password_is_no_schools_to_issue(school: SmallSchool) -> None:
    """B14: not even where the operator stands on the staff list."""
    SignInName.objects.filter(account=school.accounts["teacher"]).update(role="operator")
    with pytest.raises(NotAllowedNow, match="sistēmas uzturētājs"):
        issue_staff_letters(school=school.school, employees=[employee(school, "teacher")], by=school.actor("superuser"))


def test_a_new_school_issues_no_first_password_of_another_schools_head(school: SmallSchool) -> None:
    """Whose account nobody has opened yet: hired here today, or long ago."""
    head = school.accounts["foreign_head"]
    Account.objects.filter(pk=head.pk).update(password="", terms_version=0)
    give_code(head.person)
    employed = employ(school=school.school, hires=[Hire(head.person)], starts_on=LONG_AGO, by=school.actor("superuser"))
    with in_sight_of([school.school.pk]):
        [found] = employees_of(school.school, employed[0].public_id)
    with pytest.raises(NotAllowedNow, match="sistēmas uzturētājs"):
        issue_staff_letters(school=school.school, employees=[found], by=school.actor("superuser"))
    Account.objects.filter(pk=head.pk).update(managed_ids=[])  # a teacher there
    with in_sight_of([school.school.pk]), pytest.raises(NotAllowedNow, match="sistēmas uzturētājs"):
        issue_staff_letters(
            school=school.school, employees=employees_of(school.school, employed[0].public_id),
            by=school.actor("superuser"),
        )  # fmt: skip


def test_who_comes_without_a_password_is_in_use_too(school: SmallSchool) -> None:
    """B14, B15: an officer who comes by eID has none, and the school does not make itself one to the office."""
    teacher = school.accounts["teacher"]
    Account.objects.filter(pk=teacher.pk).update(offices=["editor"])
    teacher.agreements.create(version=1)
    with pytest.raises(NotAllowedNow, match="sistēmas uzturētājs"):
        issue_staff_letters(school=school.school, employees=[employee(school, "teacher")], by=school.actor("superuser"))
    Account.objects.filter(pk=teacher.pk).update(offices=[])
    issue_staff_letters(school=school.school, employees=[employee(school, "teacher")], by=school.actor("superuser"))
    assert list(Notice.objects.values_list("account", "kind")) == [(teacher.pk, "password_issued")]


def test_the_list_costs_the_same_for_any_staff(client: Client, school: SmallSchool) -> None:
    school.sign_in(client, "superuser")
    address = reverse("access:staff", args=[school.school.code])
    few = statements_of(client, address)
    for name in ("Aija", "Baiba", "Cilda"):
        make_account(make_employee(school.made, name, "Jaunā").person, school.school)  # type: ignore[arg-type]
    assert statements_of(client, address) == few


def test_a_mother_whose_work_ends_stays_a_mother(client: Client, school: SmallSchool) -> None:
    """The school ends the one account's rights on one day; the other is not its to end (B4)."""
    mother = school.accounts["mother"]
    employment = make_employee(school.made, "Anna", "Bērziņa")
    employment.person = mother.person
    with inside(school.made):
        employment.save()
    work = make_staff_account(school.made, employment)
    pupil_code, own_code = give_code(school.class_9b.pupils[0]), give_code(mother.person)
    SignInName.objects.filter(account=mother).update(name_hash=keyed_hash(pupil_code))
    make_ready(mother, "trīs zaļi āboli")
    make_ready(work, "četri zili suņi")
    sign_in(client, mother)
    with in_sight_of([school.school.pk]):
        by, state = school.actor("superuser"), state_of(employment)
        end_employment(employment=employment, ends_on=today() - timedelta(days=1), state=state, by=by)
    work.refresh_from_db()
    mother.refresh_from_db()
    assert (work.school_ids, mother.school_ids) == ([], [school.school.pk])
    assert client.get("/home/").status_code == 200
    assert opens(pupil_code, "trīs zaļi āboli")
    assert opens(own_code, "četri zili suņi", "staff")
    sign_in(client, work)
    assert client.get(f"/school/{school.school.code}/staff/").status_code == 404
