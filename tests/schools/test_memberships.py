"""What an account keeps of its person's memberships (B2–B4, B11, D1)."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.people import make_code, token_of
from zvans.accounts.actions.passwords import set_password
from zvans.accounts.actions.sign_in import sign_in
from zvans.accounts.enums import Door
from zvans.accounts.models import Account, Person, SignInName
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.database.sight import in_sight_of
from zvans.lib.policy import NotAllowedNow
from zvans.schools.actions.classes import add_class, join_groups, lead_class, leave_groups
from zvans.schools.actions.enrolment import Place, enrol_pupil, enrol_pupils
from zvans.schools.actions.families import Ward, add_guardian, add_guardians
from zvans.schools.actions.memberships import refresh_accounts
from zvans.schools.actions.people import PersonFacts, add_people, add_person, correct_people
from zvans.schools.actions.schools import add_municipality, add_school, open_school_year
from zvans.schools.actions.staff import Hire, Post, employ, give_position, give_positions
from zvans.schools.enums import GuardianKind, PositionKind
from zvans.schools.models import (
    AbsenceCode,
    ClassGroup,
    ClassTeacher,
    Enrolment,
    Guardianship,
    Position,
    School,
    SchoolYear,
    StudyGroup,
    StudyGroupMember,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("autumn")]

BY = Actor.system("test")
STARTS_ON, MOVED_ON = date(2026, 9, 1), date(2026, 10, 5)


@pytest.fixture
def autumn() -> object:
    with time_machine.travel("2026-11-23 12:00+02:00", tick=False):
        yield


def make_class(code: str, name: str) -> ClassGroup:
    """A class in a school of its own code, which is made if it is not there."""
    school = School.objects.filter(code=code).first()
    if school is None:
        municipality = add_municipality(name=f"Novads {code}", by=BY)
        school = add_school(
            municipality=municipality, code=code, name=f"{code} pamatskola", short_name=f"{code} psk.", by=BY
        )
        open_school_year(school=school, starts_on=STARTS_ON, ends_on=date(2027, 5, 31), by=BY)
    with in_sight_of([school.pk]):
        return add_class(year=school.years.get(), name=name, grade=int(name[0]), by=BY)


def pupil(name: str, class_group: ClassGroup, **facts: object) -> Person:
    person = add_person(person=PersonFacts(*name.split(), code=make_code(), **facts), by=BY)  # type: ignore[arg-type]
    with in_sight_of([class_group.school_id]):
        enrol_pupil(pupil=person, class_group=class_group, starts_on=STARTS_ON, by=BY)
    return person


def account(person: Person, door: Door = Door.FAMILY) -> tuple[list[int], str]:
    found = Account.objects.get(person=person, door=door)
    return found.school_ids, found.label


def names(person: Person) -> list[tuple[str, str]]:
    rows = SignInName.objects.filter(account__person=person)
    return sorted(rows.values_list("door", "role"))


def test_a_new_school_has_absence_codes() -> None:
    class_group = make_class("alfa", "9.b")
    with in_sight_of([class_group.school_id]):
        assert sorted(AbsenceCode.objects.values_list("code", "is_excused", "is_medical", "is_late", "counts")) == [
            ("k", None, False, True, False), ("n", None, False, False, True), ("nc", True, False, False, True),
            ("nn", False, False, False, True), ("ns", True, True, False, True),
        ]  # fmt: skip


def test_a_pupil_of_a_class() -> None:
    class_group = make_class("alfa", "9.b")
    person = pupil("Jānis Bērziņš", class_group)
    assert (account(person), names(person)) == (([class_group.school_id], "9.b · alfa psk."), [("family", "pupil")])
    with in_sight_of([class_group.school_id]):
        assert StudyGroupMember.objects.values_list("group__name", "pupil", "starts_on").get() == (
            "9.b",
            person.pk,
            STARTS_ON,
        )


def test_the_family_signs_in_by_one_code_and_the_password_says_who_it_is() -> None:
    """B2: mother and pupil share the code; staff door and family door have nothing in common (B3)."""
    class_group = make_class("alfa", "9.b")
    code = make_code()
    child = add_person(person=PersonFacts("Jānis", "Bērziņš", code), by=BY)
    mother = add_person(person=PersonFacts("Anna", "Bērziņa"), by=BY)
    with in_sight_of([class_group.school_id]):
        enrol_pupil(pupil=child, class_group=class_group, starts_on=STARTS_ON, by=BY)
        add_guardian(pupil=child, guardian=mother, kind=GuardianKind.MOTHER, starts_on=STARTS_ON, by=BY)
    for person, password in ((child, "bērna parole"), (mother, "mammas parole")):
        set_password(account=Account.objects.get(person=person), password=password, by=BY)

    def who(door: Door, password: str) -> str:
        token = token_of(sign_in(door=door, username=code, password=password, address=""))
        newest = Account.objects.filter(sessions__isnull=False).order_by("-sessions__pk").first()
        return newest.person.given_name if token and newest else ""

    assert [who(Door.FAMILY, "bērna parole"), who(Door.FAMILY, "mammas parole"), who(Door.STAFF, "mammas parole")] == [
        "Jānis", "Anna", "",
    ]  # fmt: skip


def test_a_guardian_of_children_in_two_schools() -> None:
    """B11, D1: every child by name, oldest first, and both schools, though each action touches one."""
    ninth, second = make_class("alfa", "9.b"), make_class("beta", "2.a")
    older = pupil("Jānis Bērziņš", ninth, born_on=date(2011, 3, 12))
    younger = pupil("Anna Bērziņa", second, born_on=date(2018, 5, 1))
    mother = add_person(person=PersonFacts("Marta", "Bērziņa"), by=BY)
    for child, group in ((older, ninth), (younger, second)):
        with in_sight_of([group.school_id]):
            add_guardians(wards=[Ward(child, mother, GuardianKind.MOTHER)], starts_on=STARTS_ON, by=BY)
    assert account(mother) == (sorted([ninth.school_id, second.school_id]), "Jānis · Anna")
    assert names(mother) == [("family", "mother"), ("family", "mother")]


def test_staff_of_two_schools_who_is_a_mother_too() -> None:
    """B4: one person, an account at each door."""
    ninth, second = make_class("alfa", "9.b"), make_class("beta", "2.a")
    child = pupil("Jānis Bērziņš", ninth)
    teacher = add_person(person=PersonFacts("Ilze", "Bērziņa", make_code()), by=BY)
    for group in (ninth, second):
        with in_sight_of([group.school_id]):
            employ(school=group.school, hires=[Hire(teacher, "IBē")], starts_on=STARTS_ON, by=BY)
    add_guardians(wards=[Ward(child, teacher, GuardianKind.MOTHER)], starts_on=STARTS_ON, by=BY)
    assert account(teacher, Door.STAFF) == (sorted([ninth.school_id, second.school_id]), "alfa psk. · beta psk.")
    assert account(teacher) == ([ninth.school_id], "Jānis")
    assert names(teacher) == [("family", "mother"), ("staff", "staff")]


def test_a_pupil_who_moves_to_another_class() -> None:
    """The old place ends the day before; the groups of the old class go with it."""
    old, new = make_class("alfa", "9.b"), make_class("alfa", "8.a")
    person = pupil("Jānis Bērziņš", old)
    with in_sight_of([old.school_id]):
        part = StudyGroup.objects.create(
            school=old.school, year=old.year, class_group=old, name="1. grupa", division="1"
        )
        join_groups(members=[(part, person.pk)], starts_on=STARTS_ON, by=BY)
        enrol_pupil(pupil=person, class_group=new, starts_on=MOVED_ON, by=BY)
        assert list(Enrolment.objects.order_by("starts_on").values_list("class_group__name", "starts_on", "ends_on")) == [
            ("9.b", STARTS_ON, date(2026, 10, 4)), ("8.a", MOVED_ON, None),
        ]  # fmt: skip
        members = StudyGroupMember.objects.order_by("starts_on", "group__name")
        assert list(members.values_list("group__name", "ends_on")) == [
            ("1. grupa", date(2026, 10, 4)), ("9.b", date(2026, 10, 4)), ("8.a", None),
        ]  # fmt: skip
    assert account(person) == ([old.school_id], "8.a · alfa psk.")


def test_groups_of_one_division_exclude_each_other() -> None:
    group = make_class("alfa", "9.b")
    person = pupil("Jānis Bērziņš", group)
    with in_sight_of([group.school_id]):
        first, second, girls = (
            StudyGroup.objects.create(school=group.school, year=group.year, class_group=group, name=n, division=d)
            for n, d in (("1. grupa", "1"), ("2. grupa", "1"), ("Meitenes", "2"))
        )
        join_groups(members=[(first, person.pk), (girls, person.pk)], starts_on=STARTS_ON, by=BY)
        join_groups(members=[(second, person.pk)], starts_on=MOVED_ON, by=BY)
        rows = StudyGroupMember.objects.filter(group__is_whole_class=False).order_by("group__name")
        assert list(rows.values_list("group__name", "starts_on", "ends_on")) == [
            ("1. grupa", STARTS_ON, date(2026, 10, 4)), ("2. grupa", MOVED_ON, None), ("Meitenes", STARTS_ON, None),
        ]  # fmt: skip


def test_memberships_that_have_ended_open_nothing() -> None:
    """C3: the account forgets the school when it is next refreshed."""
    group = make_class("alfa", "9.b")
    person = pupil("Jānis Bērziņš", group)
    mother = add_person(person=PersonFacts("Anna", "Bērziņa"), by=BY)
    add_guardian(pupil=person, guardian=mother, kind=GuardianKind.MOTHER, starts_on=STARTS_ON, by=BY)
    Guardianship.objects.update(ends_on=date(2026, 11, 22))
    with in_sight_of([group.school_id]):
        Enrolment.objects.update(ends_on=date(2026, 11, 22))
    refresh_accounts([person.pk, mother.pk])
    assert (account(person), account(mother)) == (([], ""), ([], ""))


def test_the_class_to_come_counts_until_there_is_one() -> None:
    """Enrolled in August, a pupil can sign in before the first of September."""
    group = make_class("alfa", "9.b")
    with time_machine.travel("2026-08-20 12:00+03:00", tick=False):
        assert account(pupil("Jānis Bērziņš", group)) == ([group.school_id], "9.b · alfa psk.")


def test_nobody_enters_a_class_of_a_closed_year() -> None:
    group = make_class("alfa", "9.b")
    person = add_person(person=PersonFacts("Jānis", "Bērziņš", make_code()), by=BY)
    with in_sight_of([group.school_id]):
        with recorded("arrange_test", by=BY, schools=[group.school_id]):
            SchoolYear.objects.update(closed_on=date(2026, 11, 20))
        with pytest.raises(NotAllowedNow, match="Šis mācību gads ir slēgts"):
            enrol_pupil(pupil=person, class_group=group, starts_on=STARTS_ON, by=BY)
        assert not Enrolment.objects.exists()


def test_nobody_joins_or_leaves_groups_of_a_closed_year() -> None:
    """The actions refuse, whoever calls them."""
    group = make_class("alfa", "9.b")
    person = pupil("Jānis Bērziņš", group)
    with in_sight_of([group.school_id]):
        with recorded("arrange_test", by=BY, schools=[group.school_id]):
            chess = StudyGroup.objects.create(school=group.school, year=group.year, name="Šahs")
        join_groups(members=[(chess, person.pk)], starts_on=STARTS_ON, by=BY)
        before = list(StudyGroupMember.objects.order_by("pk").values())
        with recorded("arrange_test", by=BY, schools=[group.school_id]):
            SchoolYear.objects.update(closed_on=STARTS_ON)
        for act in (join_groups, leave_groups):
            with pytest.raises(NotAllowedNow, match="slēgts"):
                act(members=[(chess, person.pk)], starts_on=MOVED_ON, by=BY)
        assert list(StudyGroupMember.objects.order_by("pk").values()) == before


def test_positions_and_class_teachers() -> None:
    group = make_class("alfa", "9.b")
    people = add_people(
        people=[PersonFacts("Ilze", "Kalniņa", make_code()), PersonFacts("Andris", "Vītols", make_code())], by=BY
    )
    with in_sight_of([group.school_id]):
        first, second = employ(school=group.school, hires=[Hire(p) for p in people], starts_on=STARTS_ON, by=BY)
        give_position(employment=first, kind=PositionKind.TEACHER, starts_on=STARTS_ON, by=BY, title="skolotāja")
        give_positions(posts=[Post(first, PositionKind.TEACHER, "fizikas skolotāja")], starts_on=MOVED_ON, by=BY)
        lead_class(class_group=group, employment=first, starts_on=STARTS_ON, by=BY)
        lead_class(class_group=group, employment=second, starts_on=MOVED_ON, by=BY)
        assert list(Position.objects.values_list("kind", "title", "starts_on")) == [
            ("teacher", "fizikas skolotāja", STARTS_ON)
        ]
        rows = ClassTeacher.objects.order_by("starts_on")
        assert list(rows.values_list("employment__name", "starts_on", "ends_on")) == [
            ("Ilze Kalniņa", STARTS_ON, date(2026, 10, 4)), ("Andris Vītols", MOVED_ON, None),
        ]  # fmt: skip


def test_corrected_names_are_found_by_their_new_spelling() -> None:
    person = add_person(person=PersonFacts("Anna", "Berzina"), by=BY)
    person.family_name = "Ābola"
    correct_people(people=[person], fields=["family_name"], school=make_class("alfa", "9.b").school, by=BY)
    assert (
        Person.objects.get(search_key="abola anna").sort_key
        < add_person(person=PersonFacts("A", "Bite"), by=BY).sort_key
    )


@pytest.mark.parametrize("number", [2, 40])
def test_a_thousand_pupils_cost_as_many_statements_as_two(number: int) -> None:
    group = make_class("alfa", "9.b")
    facts = [PersonFacts("Jānis", f"Bērziņš{n}", make_code()) for n in range(number)]
    parents = [PersonFacts("Anna", f"Bērziņa{n}") for n in range(number)]
    with in_sight_of([group.school_id]), CaptureQueriesContext(connection) as caught:
        children = add_people(people=facts, by=BY)
        enrol_pupils(places=[Place(child, group) for child in children], starts_on=STARTS_ON, by=BY)
        mothers = add_people(people=parents, by=BY)
        wards = [Ward(c, m, GuardianKind.MOTHER) for c, m in zip(children, mothers, strict=True)]
        add_guardians(wards=wards, starts_on=STARTS_ON, by=BY)
    assert sum(not q["sql"].startswith(("SAVEPOINT", "RELEASE")) for q in caught.captured_queries) == 42
    assert account(mothers[0]) == ([group.school_id], "Jānis")
