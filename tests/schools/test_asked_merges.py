"""Merges that a school asks the operator for, and those that it refuses by itself: neither tells of other schools (C3)."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from tests.factories.people import LONG_AGO, arranging, make_account, make_code
from tests.factories.school import MadeClass, MadeSchool, make_class, make_school
from tests.schools.test_merging import BORN, ELSEWHERE, SYSTEM, asks, refused
from zvans.accounts.enums import Role
from zvans.accounts.models import Person
from zvans.schools.actions.people import PersonFacts, add_person
from zvans.schools.models import Guardianship

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday_noon() -> Iterator[None]:
    with time_machine.travel("2026-11-23 12:00 +0200", tick=False):
        yield


@pytest.fixture
def made() -> MadeSchool:
    return make_school()


@pytest.fixture
def class_9a(made: MadeSchool) -> MadeClass:
    """Both of its pupils are one and the same."""
    return make_class(made, "9.a", pupils=2)


def test_two_with_codes_or_passwords_of_one_school_are_asked_for_too(made: MadeSchool, class_9a: MadeClass) -> None:
    """C3: so that the question tells nothing of other schools."""
    coded = [add_person(person=PersonFacts("Anna", "Kalna", make_code()), by=SYSTEM) for _ in range(2)]
    for child, guardian in zip(class_9a.pupils, coded, strict=True):
        with arranging():
            Guardianship.objects.create(pupil=child, guardian=guardian, kind="mother", starts_on=LONG_AGO)
    asks(made, *coded)
    for number, pupil in enumerate(class_9a.pupils):
        make_account(pupil, role=Role.PUPIL, code=f"code{number}", password="parole")
    asks(made, *class_9a.pupils)


@pytest.mark.parametrize("case", [name for name in ELSEWHERE if name != "operates"])
def test_what_the_school_itself_knows_is_said_wherever_else_they_are(
    made: MadeSchool, class_9a: MadeClass, case: str
) -> None:
    one, other = class_9a.pupils
    Person.objects.filter(pk=one.pk).update(born_on=BORN)
    Person.objects.filter(pk=other.pk).update(born_on=date(2012, 1, 1))
    one.refresh_from_db()
    other.refresh_from_db()
    alone = refused(made, one, other)
    ELSEWHERE[case](one)
    assert refused(made, one, other) == alone
