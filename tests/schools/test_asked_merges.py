"""Merges that a school does, asks the operator for or refuses: nothing tells of other schools (C3), and they lose and gain nobody."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import transaction

from tests.factories.people import LONG_AGO, arranging, make_account, make_code, make_guardian
from tests.factories.school import MadeClass, MadeSchool, inside, make_class, make_employee
from tests.schools.test_merging import BORN, ELSEWHERE, asks, merge, refused
from zvans.accounts.enums import Role
from zvans.accounts.models import Account, Person, PersonalCode, SignInName
from zvans.accounts.personal_code import keyed_hash
from zvans.lib.database.sight import in_sight_of
from zvans.schools.models import Employment, Enrolment, Guardianship, StudyGroupMember

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday_noon() -> Iterator[None]:
    with time_machine.travel("2026-11-23 12:00 +0200", tick=False):
        yield


@pytest.fixture
def made(alfa: MadeSchool) -> MadeSchool:
    return alfa


@pytest.fixture
def class_9a(made: MadeSchool) -> MadeClass:
    """Both of its pupils are one and the same."""
    return make_class(made, "9.a", pupils=2)


def give_code(person: Person) -> None:
    with arranging():
        PersonalCode.objects.create(person=person, keyed_hash=keyed_hash(make_code()), key_id=1, encrypted=b"-")


def ward_who_left(made: MadeSchool, guardian: Person) -> None:
    left = make_class(made, "9.z", pupils=1).pupils[0]
    with inside(made):
        Enrolment.objects.filter(pupil=left).update(ends_on=date(2026, 10, 30))
        Guardianship.objects.create(pupil=left, guardian=guardian, kind="mother", starts_on=LONG_AGO)


def leaves(made: MadeSchool, person: Person) -> None:
    with inside(made):
        Enrolment.objects.filter(pupil=person).update(ends_on=date(2026, 10, 30))


ASKED_FOR: dict[str, Callable[[MadeSchool, Person, Person], Any]] = {
    "who goes has a code": lambda _made, _kept, gone: give_code(gone),
    "who stays works here": lambda made, kept, _gone: make_employee(made, person=kept),
    "who goes works here": lambda made, _kept, gone: make_employee(made, person=gone),
    "who stays has left": lambda made, kept, _gone: leaves(made, kept),
    "who goes has left": lambda made, _kept, gone: leaves(made, gone),
    "a ward of who goes has left": lambda made, _kept, gone: ward_who_left(made, gone),
}


@pytest.mark.parametrize("case", ASKED_FOR)
def test_the_operator_is_asked_by_what_the_school_sees(made: MadeSchool, class_9a: MadeClass, case: str) -> None:
    kept, gone = class_9a.pupils
    ASKED_FOR[case](made, kept, gone)
    asks(made, kept, gone)


def test_a_code_of_the_one_who_stays_is_no_question(made: MadeSchool, class_9a: MadeClass) -> None:
    kept, gone = class_9a.pupils
    give_code(kept)
    merge(made, kept, gone)


def parents(class_9a: MadeClass) -> tuple[Person, Person]:
    """Two of a name, one for each of the pupils."""
    first, second = class_9a.pupils
    return make_guardian(first, given="Anna"), make_guardian(second, given="Anna")


def test_a_school_brings_no_password_to_who_is_known_elsewhere_too(made: MadeSchool, class_9a: MadeClass) -> None:
    """Whoever had it would see that school's children. Alone, the password goes along."""
    kept, gone = parents(class_9a)
    own = make_account(kept, role=Role.MOTHER)
    make_account(gone, role=Role.MOTHER, password="parole")
    with transaction.atomic():
        merge(made, kept, gone)
        own.refresh_from_db()
        assert own.password
        transaction.set_rollback(True)
    kept, gone = (Person.objects.get(pk=person) for person in (own.person_id, Person.objects.latest("pk").pk))
    ELSEWHERE["has a child"](kept)
    merge(made, kept, gone)
    own.refresh_from_db()
    assert (own.password, Account.objects.filter(person__given_name="Anna").count()) == ("", 1)


def test_wards_elsewhere_stay_with_who_answers_for_them_there(made: MadeSchool, class_9a: MadeClass) -> None:
    """A record of one's own making comes by no child of another school."""
    kept, gone = parents(class_9a)
    ELSEWHERE["has a child"](gone)
    ward = Guardianship.objects.get(
        guardian=gone, pupil__in=Person.objects.exclude(pk__in=[p.pk for p in class_9a.pupils])
    )
    give_code(class_9a.pupils[1])
    merge(made, kept, gone)
    assert set(Guardianship.objects.values_list("guardian", "pupil")) == {
        (kept.pk, class_9a.pupils[0].pk), (kept.pk, class_9a.pupils[1].pk), (gone.pk, ward.pupil_id),
    }  # fmt: skip
    code = PersonalCode.objects.get(person=class_9a.pupils[1]).keyed_hash
    assert SignInName.objects.get(account__person=kept).name_hash == code


def test_the_family_of_a_pupil_of_two_schools_is_the_family_in_both(made: MadeSchool, class_9a: MadeClass) -> None:
    kept, gone = class_9a.pupils
    mother = make_guardian(gone)
    ELSEWHERE["learns"](gone)
    merge(made, kept, gone)
    assert set(Guardianship.objects.values_list("guardian", "pupil")) == {(mother.pk, kept.pk), (mother.pk, gone.pk)}


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


@pytest.mark.parametrize("case", ELSEWHERE)
@pytest.mark.parametrize("which", [0, 1])
def test_whoever_belongs_elsewhere_the_school_sees_one(
    made: MadeSchool, class_9a: MadeClass, case: str, which: int
) -> None:
    """C3: what is the school's own goes over at once; who is somebody elsewhere stays that, with no word about it."""
    kept, gone = class_9a.pupils
    key = gone.pk
    ELSEWHERE[case](class_9a.pupils[which])
    before = kept_elsewhere(made, kept.pk, key)
    merge(made, kept, gone)
    with inside(made):
        assert set(Enrolment.objects.values_list("pupil", flat=True)) == {kept.pk}
        assert set(StudyGroupMember.objects.values_list("pupil", flat=True)) == {kept.pk}
    assert kept_elsewhere(made, kept.pk, key) == before
    assert Person.objects.filter(pk=key).exists() == bool(which)


def kept_elsewhere(made: MadeSchool, *people: int) -> list[Any]:
    """What other schools and the installation keep of them."""
    wards = Guardianship.objects.filter(guardian__in=people).values_list("guardian", "pupil")
    names = SignInName.objects.filter(account__person__in=people).values_list("account__person", "role")
    with in_sight_of(None):
        rows = [
            model.objects.exclude(school=made.school).filter(**{f"{field}__in": people}).values_list(field, "school")
            for model, field in ((Enrolment, "pupil"), (StudyGroupMember, "pupil"), (Employment, "person"))
        ]
        return [sorted(found) for found in (*rows, wards, names)]
