"""A pupil comes, moves, leaves and comes back, by hand (D3)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine

from tests.factories.people import arranging, make_account, make_code, make_guardian, make_person
from tests.factories.school import STARTS_ON, MadeClass, MadeSchool, add_members, inside, make_class, make_school
from zvans.accounts.enums import Role
from zvans.accounts.models import Person
from zvans.audit.actor import Actor
from zvans.audit.models import Action
from zvans.lib.policy import NotAllowedNow
from zvans.schools.actions.admission import admit_pupil
from zvans.schools.actions.movement import enrol_pupil_by_hand, leave_school, move_pupil
from zvans.schools.actions.people import PersonFacts
from zvans.schools.enums import Begun, Ended
from zvans.schools.models import ClassGroup, Enrolment, SchoolYear, StudyGroup, StudyGroupMember

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")
OCTOBER, NOVEMBER = date(2026, 10, 5), date(2026, 11, 2)


@pytest.fixture(autouse=True)
def monday_noon() -> Iterator[None]:
    with time_machine.travel("2026-11-23 12:00 +0200", tick=False):
        yield


@pytest.fixture
def made(alfa: MadeSchool) -> MadeSchool:
    return alfa


@pytest.fixture
def class_9a(made: MadeSchool) -> MadeClass:
    return make_class(made, "9.a", pupils=1)


@pytest.fixture
def class_9b(made: MadeSchool) -> MadeClass:
    return make_class(made, "9.b", pupils=0)


def next_year(made: MadeSchool) -> SchoolYear:
    with inside(made):
        return SchoolYear.objects.create(
            school=made.school, name="2027/28", starts_on=date(2027, 9, 1), ends_on=date(2028, 5, 31)
        )


def class_of_next_year(made: MadeSchool, name: str, grade: int) -> ClassGroup:
    year = SchoolYear.objects.filter(school=made.school, name="2027/28").first() or next_year(made)
    with inside(made):
        group = ClassGroup.objects.create(school=made.school, year=year, name=name, grade=grade)
        StudyGroup.objects.create(school=made.school, year=year, name=name, class_group=group, is_whole_class=True)
    return group


def places(made: MadeSchool, pupil: Person) -> list[tuple[Any, ...]]:
    with inside(made):
        rows = Enrolment.objects.filter(school=made.school, pupil=pupil).order_by("starts_on")
        return list(
            rows.values_list(
                "class_group__name", "starts_on", "begun", "begun_order", "ends_on", "ended", "ended_order"
            )
        )


def groups(made: MadeSchool, pupil: Person) -> list[tuple[Any, ...]]:
    with inside(made):
        rows = StudyGroupMember.objects.filter(school=made.school, pupil=pupil).order_by("starts_on", "group__name")
        return list(rows.values_list("group__name", "starts_on", "ends_on"))


def move(pupil: Person, group: ClassGroup, on: date, begun: str = Begun.TRANSFERRED) -> None:
    move_pupil(pupil=pupil, class_group=group, begun=begun, on=on, order="1-7/12", by=SYSTEM)


def leave(made: MadeSchool, pupil: Person, on: date, ended: str = Ended.LEFT) -> None:
    leave_school(pupil=pupil, school=made.school, ended=ended, on=on, order="1-7/99", by=SYSTEM)


def test_a_pupil_moves_to_another_class_with_the_order(
    made: MadeSchool, class_9a: MadeClass, class_9b: MadeClass
) -> None:
    [pupil] = class_9a.pupils
    move(pupil, class_9b.group, OCTOBER)
    assert places(made, pupil) == [
        ("9.a", STARTS_ON, "enrolled", "", date(2026, 10, 4), "transferred", "1-7/12"),
        ("9.b", OCTOBER, "transferred", "1-7/12", None, "", ""),
    ]
    assert groups(made, pupil) == [("9.a", STARTS_ON, date(2026, 10, 4)), ("9.b", OCTOBER, None)]


def test_leaving_ends_class_groups_and_the_school_of_the_accounts(made: MadeSchool, class_9a: MadeClass) -> None:
    [pupil] = class_9a.pupils
    with inside(made):
        choir = StudyGroup.objects.create(school=made.school, year=made.year, name="Koris")
        later = StudyGroup.objects.create(school=made.school, year=made.year, name="Deja")
    add_members(made, choir, [pupil])
    add_members(made, later, [pupil], starts_on=date(2027, 1, 11))
    account = make_account(pupil, made.school, role=Role.PUPIL)
    mother = make_account(make_guardian(pupil), made.school, role=Role.MOTHER)
    leave(made, pupil, OCTOBER)
    assert places(made, pupil) == [("9.a", STARTS_ON, "enrolled", "", OCTOBER, "left", "1-7/99")]
    assert groups(made, pupil) == [("9.a", STARTS_ON, OCTOBER), ("Koris", STARTS_ON, OCTOBER)]
    for one in (account, mother):
        one.refresh_from_db()
        assert one.school_ids == []


def test_who_left_comes_back(made: MadeSchool, class_9a: MadeClass, class_9b: MadeClass) -> None:
    [pupil] = class_9a.pupils
    leave(made, pupil, OCTOBER)
    enrol_pupil_by_hand(pupil=pupil, class_group=class_9b.group, on=NOVEMBER, order="5", by=SYSTEM)
    assert places(made, pupil) == [
        ("9.a", STARTS_ON, "enrolled", "", OCTOBER, "left", "1-7/99"),
        ("9.b", NOVEMBER, "returned", "5", None, "", ""),
    ]


def test_the_next_grade_and_a_second_year_begin_where_the_old_place_ends(made: MadeSchool, class_9a: MadeClass) -> None:
    [pupil] = class_9a.pupils
    other = make_class(made, "9.c", pupils=1).pupils[0]
    ninth, tenth = class_of_next_year(made, "9.d", 9), class_of_next_year(made, "10.", 10)
    start = date(2027, 9, 1)
    move(pupil, tenth, start, Begun.PROMOTED)
    move(other, ninth, start, Begun.REPEATED)
    old = (STARTS_ON, "enrolled", "", date(2027, 8, 31), "year_over", "1-7/12")
    assert places(made, pupil) == [("9.a", *old), ("10.", start, "promoted", "1-7/12", None, "", "")]
    assert places(made, other) == [("9.c", *old), ("9.d", start, "repeated", "1-7/12", None, "", "")]


def test_another_school_enrols_by_code_and_sees_nothing_before(made: MadeSchool) -> None:
    other = make_school("beta")
    here, there = make_class(made, "9.a", pupils=0), make_class(other, "9.z", pupils=0)
    facts = PersonFacts("Zane", "Kalna", make_code())
    pupil = admit_pupil(facts=facts, known=None, class_group=here.group, on=STARTS_ON, by=SYSTEM)
    leave(made, pupil, OCTOBER, Ended.TRANSFERRED)
    assert admit_pupil(facts=facts, known=pupil, class_group=there.group, on=NOVEMBER, by=SYSTEM) == pupil
    assert places(made, pupil) == [("9.a", STARTS_ON, "enrolled", "", OCTOBER, "transferred", "1-7/99")]
    assert places(other, pupil) == [("9.z", NOVEMBER, "enrolled", "", None, "", "")]
    assert Person.objects.filter(family_name="Kalna").count() == 1


REFUSED = {
    "in two classes at once": lambda m, p, b: enrol_pupil_by_hand(pupil=p, class_group=b, on=NOVEMBER, by=SYSTEM),
    "before the school year": lambda m, p, b: move(p, b, date(2026, 8, 31)),
    "after the school year": lambda m, p, b: move(p, b, date(2027, 6, 1)),
    "leaving before arriving": lambda m, p, b: leave(m, p, date(2026, 8, 20)),
    "into the class where one is": lambda m, p, b: move(p, _own(m), OCTOBER),
    "the next grade in the same year": lambda m, p, b: move(p, b, OCTOBER, Begun.PROMOTED),
    "a transfer into another year": lambda m, p, b: move(p, class_of_next_year(m, "9.x", 9), date(2027, 9, 1)),
    "the next grade below": lambda m, p, b: move(p, class_of_next_year(m, "9.x", 9), date(2027, 9, 1), Begun.PROMOTED),
    "a second year in a higher grade": lambda m, p, b: move(
        p, class_of_next_year(m, "10.x", 10), date(2027, 9, 1), Begun.REPEATED
    ),
}


def _own(made: MadeSchool) -> ClassGroup:
    with inside(made):
        return ClassGroup.objects.select_related("year", "school").get(school=made.school, name="9.a")


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_is_refused_and_changes_nothing(
    made: MadeSchool, class_9a: MadeClass, class_9b: MadeClass, case: str
) -> None:
    [pupil] = class_9a.pupils
    before = places(made, pupil), groups(made, pupil)
    with pytest.raises(NotAllowedNow):
        REFUSED[case](made, pupil, class_9b.group)
    assert (places(made, pupil), groups(made, pupil)) == before


def test_a_closed_year_is_only_read(made: MadeSchool, class_9a: MadeClass, class_9b: MadeClass) -> None:
    with inside(made):
        SchoolYear.objects.filter(pk=made.year.pk).update(closed_on=date(2026, 11, 23))
        group = ClassGroup.objects.select_related("year", "school").get(pk=class_9b.group.pk)
    [pupil] = class_9a.pupils
    for act in (lambda: move(pupil, group, NOVEMBER), lambda: leave(made, pupil, NOVEMBER)):
        with pytest.raises(NotAllowedNow, match="slēgts"):
            act()
    newcomer = make_person("Zane", "Kalna")
    with pytest.raises(NotAllowedNow, match="slēgts"):
        enrol_pupil_by_hand(pupil=newcomer, class_group=group, on=NOVEMBER, by=SYSTEM)


def test_who_has_left_moves_and_leaves_no_more(made: MadeSchool, class_9a: MadeClass, class_9b: MadeClass) -> None:
    [pupil] = class_9a.pupils
    leave(made, pupil, OCTOBER)
    for act in (lambda: move(pupil, class_9b.group, NOVEMBER), lambda: leave(made, pupil, NOVEMBER)):
        with pytest.raises(NotAllowedNow, match="nemācās"):
            act()
    with pytest.raises(NotAllowedNow, match="pēdējā diena"):
        move(pupil, class_9b.group, date(2026, 10, 1))
    with pytest.raises(NotAllowedNow, match="jau ir skolā"):
        enrol_pupil_by_hand(pupil=pupil, class_group=class_9b.group, on=OCTOBER, by=SYSTEM)


def test_a_move_before_a_later_place_is_refused(made: MadeSchool, class_9a: MadeClass, class_9b: MadeClass) -> None:
    [pupil] = class_9a.pupils
    move(pupil, class_9b.group, NOVEMBER)
    third = make_class(made, "9.c", pupils=0)
    with pytest.raises(NotAllowedNow, match="no 02"):
        move(pupil, third.group, OCTOBER)


def test_who_leaves_in_summer_does_not_come_in_autumn(made: MadeSchool, class_9a: MadeClass) -> None:
    """The roll-over has made a place in the next year: it never begins."""
    [pupil] = class_9a.pupils
    move(pupil, class_of_next_year(made, "10.", 10), date(2027, 9, 1), Begun.PROMOTED)
    leave(made, pupil, date(2027, 8, 20))
    assert places(made, pupil) == [("9.a", STARTS_ON, "enrolled", "", date(2027, 8, 20), "left", "1-7/99")]
    assert groups(made, pupil) == [("9.a", STARTS_ON, date(2027, 8, 20))]


def test_who_was_to_come_may_be_taken_off_the_list(made: MadeSchool) -> None:
    newcomer = make_person("Zane", "Kalna")
    group = class_of_next_year(made, "1.", 1)
    enrol_pupil_by_hand(pupil=newcomer, class_group=group, on=date(2027, 9, 1), by=SYSTEM)
    leave(made, newcomer, date(2026, 11, 23))
    assert (places(made, newcomer), groups(made, newcomer)) == ([], [])


@pytest.mark.parametrize("moved_to", [date(2026, 11, 24), date(2026, 12, 4)])
def test_a_last_day_to_come_is_moved(made: MadeSchool, class_9a: MadeClass, moved_to: date) -> None:
    [pupil] = class_9a.pupils
    leave(made, pupil, date(2026, 11, 27))
    leave(made, pupil, moved_to, Ended.TRANSFERRED)
    assert places(made, pupil) == [("9.a", STARTS_ON, "enrolled", "", moved_to, "transferred", "1-7/99")]
    assert groups(made, pupil) == [("9.a", STARTS_ON, moved_to)]


def test_each_step_names_the_act_it_belongs_to(made: MadeSchool) -> None:
    group = make_class(made, "9.a", pupils=0).group
    facts = PersonFacts("Zane", "Kalna", make_code())
    pupil = admit_pupil(facts=facts, known=None, class_group=group, on=STARTS_ON, order="1", by=SYSTEM)
    act = Action.objects.get(name="admit_pupil")
    steps = Action.objects.filter(cause_id=act.pk).order_by("id").values_list("name", flat=True)
    assert list(steps) == ["add_people", "enrol_pupil", "enrol_pupils"]
    account = pupil.accounts.get()
    assert (account.door, account.school_ids, account.label) == ("family", [made.school.pk], "9.a · Alfas vidusskola")


def test_what_is_known_of_somebody_is_filled_in_not_overwritten(made: MadeSchool) -> None:
    group = make_class(made, "9.a", pupils=0).group
    known = make_person("Zane", "Kalna", phone="+37120000001")
    facts = PersonFacts("Zane", "Kalna", make_code(), date(2011, 3, 4), "+37129999999", "z@piemers.lv", "f")
    admit_pupil(facts=facts, known=known, class_group=group, on=STARTS_ON, by=SYSTEM)
    known.refresh_from_db()
    assert (known.born_on, known.sex, known.phone, known.email) == (
        date(2011, 3, 4), "f", "+37120000001", "z@piemers.lv",
    )  # fmt: skip
    assert known.codes.count() == 1


def test_a_code_of_somebody_else_stops_everything(made: MadeSchool) -> None:
    group = make_class(made, "9.a", pupils=0).group
    code = make_code()
    admit_pupil(facts=PersonFacts("Zane", "Kalna", code), known=None, class_group=group, on=STARTS_ON, by=SYSTEM)
    with arranging():
        other = make_person("Ieva", "Kalna")
    with pytest.raises(NotAllowedNow, match="nav derīgs"):
        admit_pupil(facts=PersonFacts("Ieva", "Kalna", code), known=other, class_group=group, on=STARTS_ON, by=SYSTEM)
    assert places(made, other) == []
