"""Who is found before a second person is made (D3), and what nobody learns by it (C3)."""

from datetime import date
from typing import Any

import pytest

from tests.factories.people import make_code, make_guardian, make_person
from tests.factories.school import (
    ENDS_ON,
    STARTS_ON,
    MadeSchool,
    inside,
    make_class,
    make_employee,
    make_school,
)
from zvans.accounts.models import Person
from zvans.audit.actor import Actor
from zvans.audit.models import Action
from zvans.lib.database.sight import in_sight_of
from zvans.schools.actions.exports import record_export
from zvans.schools.actions.people import PersonFacts, add_person
from zvans.schools.models import Enrolment
from zvans.schools.queries.known_people import Found, Sought, find_known

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")
BORN = date(2011, 3, 4)


@pytest.fixture
def made(alfa: MadeSchool) -> MadeSchool:
    return alfa


def coded(given: str, family: str, **facts: Any) -> tuple[Person, str]:
    code = make_code()
    return add_person(person=PersonFacts(given, family, code, **facts), by=SYSTEM), code


def enrolled(made: MadeSchool, person: Person, **dates: Any) -> Person:
    group = make_class(made, f"{person.pk % 12}.x", pupils=0).group
    with inside(made):
        fields = {"starts_on": STARTS_ON} | dates
        Enrolment.objects.create(school=made.school, class_group=group, pupil=person, **fields)
    return person


def found(made: MadeSchool, given: str, family: str, *, born_on: date | None = None, code: str = "") -> Found:
    with in_sight_of(None):  # an account may touch the rows of several schools
        return find_known(Sought(given, family, born_on, code), school=made.school)


def test_a_code_with_its_name_is_its_person_wherever_they_belong(made: MadeSchool) -> None:
    """Written without diacritics too; somebody of no school at all as well."""
    person, code = coded("Jānis", "Bērziņš")
    assert found(made, "Janis", "BERZINS", code=code) == Found(same=person)
    enrolled(make_school("beta"), person)
    assert found(made, "Jānis", "Bērziņš", code=code) == Found(same=person)


def test_a_code_of_another_name_is_only_known_to_be_taken(made: MadeSchool) -> None:
    _, code = coded("Jānis", "Bērziņš")
    assert found(made, "Pēteris", "Bērziņš", code=code) == Found(is_code_of_another=True)


def test_an_unknown_code_finds_nobody(made: MadeSchool) -> None:
    assert found(made, "Jānis", "Bērziņš", code=make_code()) == Found()


def test_name_and_birth_date_find_people_of_the_school_past_and_present(made: MadeSchool) -> None:
    now = enrolled(made, make_person("Jānis", "Bērziņš", born_on=BORN))
    left = enrolled(made, make_person("Jānis", "Bērziņš"), ends_on=date(2026, 9, 30))
    mother = make_guardian(now, given="Jānis")
    worker = make_person("Jānis", "Bērziņš", born_on=BORN)
    make_employee(made, person=worker, ends_on=ENDS_ON)
    assert set(found(made, "Jānis", "Bērziņš", born_on=BORN).candidates) == {now, left, mother, worker}
    assert set(found(made, "Jānis", "Bērziņš", code=make_code()).candidates) == {now, left, mother, worker}


def test_a_candidate_says_what_it_is_here(made: MadeSchool) -> None:
    child = enrolled(made, make_person("Zane", "Kalna"))
    make_guardian(child, given="Anna", family="Kalna")
    [pupil], [mother] = found(made, "Zane", "Kalna").candidates, found(made, "Anna", "Kalna").candidates
    kinds = [(p.last_class, p.is_guardian, p.is_employee) for p in (pupil, mother)]  # type: ignore[attr-defined]
    assert kinds == [(f"{child.pk % 12}.x", False, False), (None, True, False)]


def test_another_birth_date_or_given_name_is_no_candidate(made: MadeSchool) -> None:
    """Twins have one birth date and one family name."""
    enrolled(made, make_person("Jānis", "Bērziņš", born_on=BORN))
    assert found(made, "Jānis", "Bērziņš", born_on=date(2012, 3, 4)) == Found()
    assert found(made, "Juris", "Bērziņš", born_on=BORN) == Found()


def test_nobody_of_another_school_is_a_candidate(made: MadeSchool) -> None:
    """Not even to whom both schools are in sight."""
    other = make_school("beta")
    pupil = enrolled(other, make_person("Jānis", "Bērziņš", born_on=BORN))
    make_guardian(pupil, given="Jānis")
    make_employee(other, "Jānis", "Bērziņš")
    assert found(made, "Jānis", "Bērziņš", born_on=BORN) == Found()


def test_a_list_that_leaves_is_on_record(made: MadeSchool) -> None:
    record_export(what="pupils", rows=312, by=SYSTEM, school=made.school)
    action = Action.objects.latest("id")
    assert (action.name, action.object_id, action.school_ids, action.details) == (
        "export_list",
        made.school.pk,
        [made.school.pk],
        {"what": "pupils", "rows": 312},
    )
