"""Two records of one human being become one; two human beings do not (D3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
import time_machine

from tests.factories.entries import mark
from tests.factories.people import LONG_AGO, arranging, make_account, make_code, make_guardian, make_person
from tests.factories.school import (
    MONDAY,
    STARTS_ON,
    MadeClass,
    MadeSchool,
    add_members,
    inside,
    make_class,
    make_course,
    make_employee,
    make_school,
)
from zvans.accounts.enums import Role
from zvans.accounts.models import Account, Bar, Person, PersonalCode, SignInName
from zvans.audit.actor import Actor
from zvans.audit.models import Action, Change
from zvans.journal.models import Mark
from zvans.lib.database.sight import in_sight_of
from zvans.lib.policy import NotAllowedNow
from zvans.schools.actions.admission import admit_pupil
from zvans.schools.actions.merging import merge_people, merge_people_anywhere
from zvans.schools.actions.people import PersonFacts, add_person
from zvans.schools.models import Enrolment, Guardianship, PersonalFile, School, StudyGroupMember

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")
BORN = date(2011, 3, 4)


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


def merge(made: MadeSchool, kept: Person, gone: Person) -> None:
    assert merge_people(kept=kept, gone=gone, school=made.school, by=SYSTEM)


def refused(made: MadeSchool, kept: Person, gone: Person) -> str:
    with pytest.raises(NotAllowedNow) as refusal:
        merge(made, kept, gone)
    assert Person.objects.filter(pk__in=[kept.pk, gone.pk]).count() == len({kept.pk, gone.pk})
    return str(refusal.value.reason)


def test_everything_of_both_is_the_ones_who_stays(made: MadeSchool, class_9a: MadeClass) -> None:
    kept, gone = class_9a.pupils
    course = make_course(made, class_9a, slots=[(1, 3), (3, 2)])
    mark(made, course, MONDAY, 3, {kept: "8"})
    mark(made, course, date(2026, 11, 18), 2, {gone: "9"})
    mother = make_guardian(gone)
    with inside(made):
        PersonalFile.objects.create(school=made.school, pupil=kept, number="12")
        PersonalFile.objects.create(school=made.school, pupil=gone, number="77", address="Rīgas iela 1")
        Person.objects.filter(pk=gone.pk).update(born_on=BORN, phone="+37120000001")
    kept.refresh_from_db()
    gone.refresh_from_db()
    merge(made, kept, gone)
    assert not Person.objects.filter(pk=gone.pk).exists()
    kept.refresh_from_db()
    assert (kept.born_on, kept.phone, kept.revision) == (BORN, "+37120000001", 2)
    with inside(made):
        assert list(Enrolment.objects.values_list("pupil", "starts_on", "ends_on")) == [(kept.pk, STARTS_ON, None)]
        assert StudyGroupMember.objects.get().pupil_id == kept.pk
        assert list(Mark.objects.order_by("on").values_list("pupil", "text")) == [(kept.pk, "9"), (kept.pk, "8")]
        file = PersonalFile.objects.get()
        assert (file.pupil_id, file.number, file.address, file.notes) == (kept.pk, "12", "Rīgas iela 1", "77")
    assert Guardianship.objects.get(guardian=mother).pupil_id == kept.pk


def test_the_history_keeps_who_went(made: MadeSchool, class_9a: MadeClass) -> None:
    kept, gone = class_9a.pupils
    key, name = gone.pk, gone.given_name
    merge(made, kept, gone)
    action = Action.objects.get(name="merge_people")
    assert (action.object_id, action.details) == (kept.pk, {"kept": kept.pk, "gone": key})
    last = Change.objects.get(table="accounts_person", row_id=key, after__isnull=True)
    assert (last.action_id, (last.before or {})["given_name"]) == (action.pk, name)


def test_codes_and_accounts_are_joined(made: MadeSchool, class_9a: MadeClass) -> None:
    first, second = make_code(), make_code()
    kept = add_person(person=PersonFacts("Anna", "Kalna", first), by=SYSTEM)
    gone = add_person(person=PersonFacts("Anna", "Kalna", second), by=SYSTEM)
    with arranging():
        for child, guardian in zip(class_9a.pupils, (kept, gone), strict=True):
            Guardianship.objects.create(pupil=child, guardian=guardian, kind="mother", starts_on=LONG_AGO)
    make_account(kept, role=Role.MOTHER, code="one")
    make_account(gone, role=Role.MOTHER, code="two", password="parole")
    merge_people_anywhere(kept=kept, gone=gone, by=SYSTEM)
    account = Account.objects.get(person=kept)
    assert (bool(account.password), account.school_ids) == (True, [made.school.pk])
    assert SignInName.objects.filter(account=account).count() == 2
    assert PersonalCode.objects.filter(person=kept).count() == 2
    assert PersonalCode.objects.get(person=kept, ends_on=None).keyed_hash is not None


def test_a_mother_entered_twice_for_one_child_is_its_mother_once(made: MadeSchool, class_9a: MadeClass) -> None:
    child = class_9a.pupils[0]
    kept = make_guardian(child, given="Anna", starts_on=date(2026, 9, 1))
    gone = make_guardian(child, given="Anna", starts_on=date(2025, 9, 1), ends_on=date(2026, 12, 1))
    merge(made, kept, gone)
    row = Guardianship.objects.get()
    assert (row.guardian_id, row.starts_on, row.ends_on) == (kept.pk, date(2025, 9, 1), None)


def test_two_who_are_taught_in_two_classes_at_once_stay_two(made: MadeSchool, class_9a: MadeClass) -> None:
    other = make_class(made, "9.b", pupils=1).pupils[0]
    assert "9.a" in refused(made, other, class_9a.pupils[0])


def test_two_with_marks_in_one_lesson_stay_two(made: MadeSchool, class_9a: MadeClass) -> None:
    kept, gone = class_9a.pupils
    course = make_course(made, class_9a, slots=[(1, 3)])
    for pupil in (kept, gone):
        mark(made, course, MONDAY, 3, {pupil: "8"})
    assert "žurnālā" in refused(made, kept, gone)
    with inside(made):
        assert Enrolment.objects.count() == 2


def test_different_birth_dates_and_a_guardian_with_its_ward_are_two(made: MadeSchool, class_9a: MadeClass) -> None:
    kept, gone = class_9a.pupils
    mother = make_guardian(kept)
    assert "atbildīgā" in refused(made, kept, mother)
    assert "viens un tas pats" in refused(made, kept, kept)
    with arranging():
        Person.objects.filter(pk=kept.pk).update(born_on=BORN)
        Person.objects.filter(pk=gone.pk).update(born_on=date(2012, 3, 4))
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert "Dzimšanas datumi" in refused(made, kept, gone)


def test_twins_are_two(made: MadeSchool) -> None:
    """One family name, one birth date, one class; two names and two codes."""
    group = make_class(made, "9.t", pupils=0).group
    twins = [
        admit_pupil(
            facts=PersonFacts(given, "Kalna", make_code(), BORN), known=None, class_group=group, on=STARTS_ON, by=SYSTEM
        )
        for given in ("Zane", "Ieva")
    ]
    assert "dažādi personas kodi" in refused(made, *twins)


def _enrolled_elsewhere(person: Person, **dates: Any) -> None:
    other = make_school("beta")
    group = make_class(other, "7.z", pupils=0).group
    fields = {"starts_on": STARTS_ON} | dates
    with inside(other):
        Enrolment.objects.create(school=other.school, class_group=group, pupil=person, **fields)


def _ward_elsewhere(person: Person) -> None:
    child = make_class(make_school("beta"), "7.z", pupils=1).pupils[0]
    with arranging():
        Guardianship.objects.create(pupil=child, guardian=person, kind="mother", starts_on=LONG_AGO)


def _in_group_elsewhere(person: Person) -> None:
    other = make_school("beta")
    add_members(other, make_class(other, "7.z", pupils=0).whole, [person])


ELSEWHERE = {
    "learns": _enrolled_elsewhere,
    "learnt": lambda person: _enrolled_elsewhere(person, ends_on=date(2026, 9, 30)),
    "works": lambda person: make_employee(make_school("beta"), person=person),
    "has a child": _ward_elsewhere,
    "is in a group": _in_group_elsewhere,
    "operates": lambda person: make_account(person, role=Role.OPERATOR),
}


def changes_of_all() -> int:
    with in_sight_of(None):
        return Change.objects.count()


def asks(made: MadeSchool, kept: Person, gone: Person) -> None:
    changes = changes_of_all()
    assert not merge_people(kept=kept, gone=gone, school=made.school, by=SYSTEM)
    assert changes_of_all() == changes
    action = Action.objects.latest("id")
    assert (action.name, action.object_id, action.details) == (
        "ask_to_merge", made.school.pk, {"people": sorted([kept.pk, gone.pk])},
    )  # fmt: skip


@dataclass
class TwoSchools:
    """One human being, entered by two schools: `kept` learns in 9.a of one, `gone` in 7.z of the other."""

    alfa: MadeSchool
    beta: MadeSchool
    class_9a: MadeClass
    class_7z: MadeClass
    kept: Person
    gone: Person


@pytest.fixture
def two(made: MadeSchool) -> TwoSchools:
    beta = make_school("beta", "Betas pamatskola")
    class_9a, class_7z = make_class(made, "9.a", pupils=1), make_class(beta, "7.z", pupils=1)
    return TwoSchools(made, beta, class_9a, class_7z, class_9a.pupils[0], class_7z.pupils[0])


def refused_anywhere(kept: Person, gone: Person) -> str:
    with pytest.raises(NotAllowedNow) as refusal:
        merge_people_anywhere(kept=kept, gone=gone, by=SYSTEM)
    assert Person.objects.filter(pk__in=[kept.pk, gone.pk]).count() == len({kept.pk, gone.pk})
    return str(refusal.value.reason)


def test_a_pupil_of_two_schools_with_two_records_becomes_one(two: TwoSchools) -> None:
    """What each school keeps stays that school's; the account touches both."""
    course = make_course(two.beta, two.class_7z, slots=[(1, 3)])
    mark(two.beta, course, MONDAY, 3, {two.gone: "9"})
    mother = make_guardian(two.gone)
    account = make_account(two.kept, two.alfa.school, role=Role.PUPIL)
    mothers = make_account(mother, two.beta.school, role=Role.MOTHER)
    key = two.gone.pk
    merge_people_anywhere(kept=two.kept, gone=two.gone, by=SYSTEM)
    assert not Person.objects.filter(pk=key).exists()
    both = sorted([two.alfa.school.pk, two.beta.school.pk])
    for made in (two.alfa, two.beta):
        with inside(made):
            assert list(Enrolment.objects.values_list("school", "pupil")) == [(made.school.pk, two.kept.pk)]
            assert StudyGroupMember.objects.get().pupil_id == two.kept.pk
    with inside(two.beta):
        assert Mark.objects.values_list("pupil", "text").get() == (two.kept.pk, "9")
    for own in (account, mothers):
        own.refresh_from_db()
        assert own.school_ids == both


def test_it_is_recorded_with_every_school_of_either(two: TwoSchools) -> None:
    """Also one where somebody worked once, and one where a ward of theirs learns; a school of neither is not among them."""
    worked, ward_in, strange = make_school("gamma"), make_school("delta"), make_school("eta")
    make_class(strange, "1.a", pupils=1)
    make_employee(worked, person=two.kept, ends_on=date(2026, 10, 30))
    child = make_class(ward_in, "1.a", pupils=1).pupils[0]
    with arranging():
        Guardianship.objects.create(pupil=child, guardian=two.gone, kind="mother", starts_on=LONG_AGO)
    key = two.gone.pk
    merge_people_anywhere(kept=two.kept, gone=two.gone, by=SYSTEM)
    action = Action.objects.get(name="merge_people")
    assert (action.object_id, action.details) == (two.kept.pk, {"kept": two.kept.pk, "gone": key})
    assert action.school_ids == sorted(made.school.pk for made in (two.alfa, two.beta, worked, ward_in))


def test_people_who_belong_to_no_school_can_be_one(two: TwoSchools) -> None:
    kept, gone = make_person("Anna", "Kalna"), make_person("Anna", "Kalna", born_on=BORN)
    merge_people_anywhere(kept=kept, gone=gone, by=SYSTEM)
    kept.refresh_from_db()
    assert (kept.born_on, Action.objects.get(name="merge_people").school_ids) == (BORN, [])


def test_what_somebody_answers_for_and_has_done_goes_along(two: TwoSchools) -> None:
    """References without a name on the person's side too: whom a school's users ask, who barred somebody (C4, C5)."""
    kept, gone = make_person("Rūta", "Rota"), make_person("Rūta", "Rota")
    School.objects.update(responsible=gone)
    bar = Bar.objects.create(person=make_person(), kind="discussions", reason="Rupji vārdi", barred_by=gone)
    merge_people_anywhere(kept=kept, gone=gone, by=SYSTEM)
    bar.refresh_from_db()
    assert (bar.barred_by, {school.responsible for school in School.objects.all()}) == (kept, {kept})


def test_two_human_beings_stay_two_anywhere(two: TwoSchools) -> None:
    """The operator is told the school of the two classes, not the classes."""
    assert refused_anywhere(two.kept, two.kept) == "Tas ir viens un tas pats ieraksts. Izvēlieties otru cilvēku."
    other = make_class(two.beta, "7.x", pupils=0)
    with inside(two.beta):
        Enrolment.objects.create(school=two.beta.school, class_group=other.group, pupil=two.kept, starts_on=STARTS_ON)
    assert refused_anywhere(two.kept, two.gone) == (
        "Abi vienā laikā ir skolēni divās klasēs vienā skolā: Betas pamatskola. Vispirms skolai vienā no tām jāieraksta pēdējā diena."
    )
    with inside(two.beta):
        assert Enrolment.objects.count() == 2


def test_marks_in_one_lesson_of_one_of_the_schools_keep_two_apart(two: TwoSchools) -> None:
    add_members(two.beta, two.class_7z.whole, [two.kept])
    course = make_course(two.beta, two.class_7z, slots=[(1, 3)])
    for pupil in (two.kept, two.gone):
        mark(two.beta, course, MONDAY, 3, {pupil: "8"})
    assert refused_anywhere(two.kept, two.gone) == (
        "Abiem ir ieraksti žurnālā vienā un tajā pašā stundā. Vispirms vienu no tiem noņemiet."
    )


def test_who_was_merged_meanwhile_is_not_merged_again(two: TwoSchools) -> None:
    again = Person.objects.get(pk=two.gone.pk)
    merge_people_anywhere(kept=two.kept, gone=two.gone, by=SYSTEM)
    with pytest.raises(NotAllowedNow) as refusal:
        merge_people_anywhere(kept=again, gone=two.kept, by=SYSTEM)
    assert refusal.value.reason == "Kāds vienu no šiem ierakstiem tikmēr jau ir apvienojis ar citu."
    assert Person.objects.filter(pk=two.kept.pk).exists()


@pytest.mark.parametrize("stays", [0, 1])
def test_the_operator_becomes_nobody_of_a_school(made: MadeSchool, stays: int) -> None:
    """Who sees every school's set-up sees no pupil with the same account: a namesake's record would bring the head's rights along."""
    operator, employment = make_person("Ilze", "Kalniņa"), make_employee(made, "Ilze", "Kalniņa")
    make_account(operator, role=Role.OPERATOR)
    assert employment.person is not None
    pair = [operator, employment.person]
    assert (
        refused_anywhere(pair[stays], pair[1 - stays])
        == "Šī persona jau strādā skolā. Par uzturētāju izvēlieties citu cilvēku."
    )
