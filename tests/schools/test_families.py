"""Those who answer for a pupil: whom to call, how far they look, until when (D3, C8)."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from tests.factories.people import make_account, make_code, make_guardian
from tests.factories.school import STARTS_ON, MadeClass, MadeSchool, inside, make_class
from zvans.accounts.enums import Role
from zvans.accounts.models import SignInName
from zvans.audit.actor import Actor
from zvans.lib.policy import NotAllowedNow
from zvans.schools.actions.admission import admit_guardian, admit_pupil
from zvans.schools.actions.families import call_earlier, change_guardian, end_guardian
from zvans.schools.actions.people import PersonFacts
from zvans.schools.actions.personal_data import correct_person, give_code, keep_file
from zvans.schools.models import Guardianship, PersonalFile

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def monday_noon() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 12:00 +0200", tick=False):
        yield


@pytest.fixture
def made(alfa: MadeSchool) -> MadeSchool:
    return alfa


@pytest.fixture
def class_9a(made: MadeSchool) -> MadeClass:
    return make_class(made, "9.a", pupils=1)


def test_a_guardian_is_added_after_the_others_with_the_pupils_code_as_name(made: MadeSchool) -> None:
    group = make_class(made, "9.a", pupils=0).group
    facts = PersonFacts("Zane", "Kalna", make_code())
    pupil = admit_pupil(facts=facts, known=None, class_group=group, on=STARTS_ON, by=SYSTEM)
    for given, kind, access in (("Anna", "mother", "full"), ("Jānis", "father", "read")):
        admit_guardian(
            pupil=pupil, facts=PersonFacts(given, "Kalns"), known=None, kind=kind, access=access, on=TODAY,
            school=made.school, by=SYSTEM,
        )  # fmt: skip
    rows = Guardianship.objects.order_by("call_order").values_list("guardian__given_name", "kind", "access")
    assert list(rows) == [("Anna", "mother", "full"), ("Jānis", "father", "read")]
    names = SignInName.objects.exclude(account__person=pupil).order_by("role").values_list("role", "name_hash")
    own = SignInName.objects.get(account__person=pupil).name_hash
    assert list(names) == [("father", own), ("mother", own)]


def test_nobody_is_entered_twice_nor_for_oneself(made: MadeSchool, class_9a: MadeClass) -> None:
    [pupil] = class_9a.pupils
    mother = make_guardian(pupil)
    for known in (mother, pupil):
        with pytest.raises(NotAllowedNow):
            admit_guardian(
                pupil=pupil, facts=PersonFacts("Anna", "Kalna"), known=known, kind="mother", access="full", on=TODAY,
                school=made.school, by=SYSTEM,
            )  # fmt: skip
    assert Guardianship.objects.count() == 1


def test_access_none_takes_the_school_from_the_account(made: MadeSchool, class_9a: MadeClass) -> None:
    [pupil] = class_9a.pupils
    account = make_account(make_guardian(pupil), made.school, role=Role.MOTHER)
    tie = Guardianship.objects.get()
    change_guardian(guardianship=tie, kind="guardian", access="none", school=made.school, by=SYSTEM)
    account.refresh_from_db()
    tie.refresh_from_db()
    assert (tie.kind, tie.access, account.school_ids) == ("guardian", "none", [])


def test_a_guardian_ends_with_a_day_not_before_the_first(made: MadeSchool, class_9a: MadeClass) -> None:
    [pupil] = class_9a.pupils
    make_guardian(pupil, starts_on=STARTS_ON)
    tie = Guardianship.objects.get()
    with pytest.raises(NotAllowedNow):
        end_guardian(guardianship=tie, last_day=date(2026, 8, 31), school=made.school, by=SYSTEM)
    end_guardian(guardianship=tie, last_day=TODAY, school=made.school, by=SYSTEM)
    tie.refresh_from_db()
    assert tie.ends_on == TODAY


def test_the_order_of_calling_changes_by_one(made: MadeSchool, class_9a: MadeClass) -> None:
    [pupil] = class_9a.pupils
    for given in ("Anna", "Jānis", "Velta"):
        make_guardian(pupil, given=given)
    last = Guardianship.objects.get(guardian__given_name="Velta")
    for expected in (["Anna", "Velta", "Jānis"], ["Velta", "Anna", "Jānis"], ["Velta", "Anna", "Jānis"]):
        call_earlier(guardianship=last, school=made.school, by=SYSTEM)
        rows = Guardianship.objects.order_by("call_order").values_list("guardian__given_name", flat=True)
        assert list(rows) == expected


def test_the_second_of_two_who_correct_one_person_writes_nothing(made: MadeSchool, class_9a: MadeClass) -> None:
    [pupil] = class_9a.pupils

    def correct(name: str, revision: int) -> bool:
        values = {"given_name": name}
        return correct_person(person=pupil, values=values, revision=revision, school=made.school, by=SYSTEM)

    assert (correct("Ādams", 1), correct("Ilmārs", 1)) == (True, False)
    pupil.refresh_from_db()
    assert (pupil.given_name, pupil.revision, pupil.search_key) == ("Ādams", 2, "berzins adams")
    assert correct("Ilmārs", 2)


def test_the_second_of_two_who_keep_one_file_writes_nothing(made: MadeSchool, class_9a: MadeClass) -> None:
    [pupil] = class_9a.pupils

    def keep(number: str, revision: int) -> bool:
        values = {"number": number}
        return keep_file(school=made.school, pupil=pupil, values=values, revision=revision, by=SYSTEM)

    assert [keep("1", 0), keep("2", 0), keep("3", 1), keep("4", 1)] == [True, False, True, False]
    with inside(made):
        assert list(PersonalFile.objects.values_list("number", "revision")) == [("3", 2)]


def test_a_new_code_opens_the_accounts_of_the_old_one(made: MadeSchool) -> None:
    group = make_class(made, "9.a", pupils=0).group
    facts = PersonFacts("Zane", "Kalna", make_code())
    pupil = admit_pupil(facts=facts, known=None, class_group=group, on=STARTS_ON, by=SYSTEM)
    old = SignInName.objects.get().name_hash
    assert give_code(person=pupil, code=make_code(), school=made.school, by=SYSTEM)
    assert SignInName.objects.get().name_hash != old
    assert list(pupil.codes.order_by("id").values_list("ends_on", flat=True)) == [TODAY, None]


def test_a_code_of_somebody_else_is_not_given(made: MadeSchool, class_9a: MadeClass) -> None:
    code = make_code()
    group = class_9a.group
    admit_pupil(facts=PersonFacts("Zane", "Kalna", code), known=None, class_group=group, on=STARTS_ON, by=SYSTEM)
    assert not give_code(person=class_9a.pupils[0], code=code, school=made.school, by=SYSTEM)
    assert class_9a.pupils[0].codes.count() == 0
