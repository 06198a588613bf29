"""The invented people of the demo: consistent, unmistakably nobody, the same every time."""

from collections import Counter
from datetime import date
from functools import cache

import pytest

from zvans.accounts.personal_code import hyphenated, normalised
from zvans.demo.people.cast import PUPILS, STAFF
from zvans.demo.people.invented import Country, Somebody, invent
from zvans.demo.people.names import family_names, given_names
from zvans.demo.staffing import SchoolPlan, grade_of


@cache
def country() -> Country:
    return invent((SchoolPlan("zvanupe"), SchoolPlan("rudzuleja")), 2026)


def pupils() -> list[tuple[str, str, Somebody]]:
    return [(seat.school, seat.class_name, seat.pupil) for seat in country().seats if seat.pupil]


def test_they_are_the_same_every_time() -> None:
    again = invent((SchoolPlan("zvanupe"), SchoolPlan("rudzuleja")), 2026)
    assert again.everybody == country().everybody
    assert [(seat.class_name, seat.pupil) for seat in again.seats] == [(s.class_name, s.pupil) for s in country().seats]


def test_classes_are_of_the_sizes_that_were_promised() -> None:
    sizes = Counter((school, name) for school, name, _ in pupils())
    assert {22 <= size <= 30 for (school, _), size in sizes.items() if school == "zvanupe"} == {True}
    assert {6 <= size <= 10 for (school, _), size in sizes.items() if school == "rudzuleja"} == {True}
    assert len(sizes) == 34


def test_pupils_and_staff_have_codes_of_the_new_kind_each_their_own() -> None:
    codes = [person.code for _, _, person in pupils()] + [person.code for person in country().staff.values()]
    assert len(set(codes)) == len(codes)
    for code in codes:
        assert (normalised(hyphenated(code)), code[0], code[1] in "23456789") == (code, "3", True)


def test_names_fit_the_sex() -> None:
    forms = {"m": {name.male for name in family_names()}, "f": {name.female for name in family_names()}}
    given = {
        sex: {n for g in ("child", "adult") for s in (True, False) for n in given_names(g, sex, s)} for sex in "mf"
    }
    fixed = {(person.given, person.family) for person in (*STAFF.values(), *PUPILS)}
    for person in country().everybody:
        if (person.given, person.family) in fixed:
            continue
        assert person.given in given[person.sex], person
        last = person.family if person.family in forms[person.sex] else person.family.partition("-")[2]
        assert last in forms[person.sex], person


def test_every_pupil_has_a_guardian_and_a_family_has_one_name() -> None:
    ties = country().ties
    assert {id(tie.pupil) for tie in ties} == {id(person) for _, _, person in pupils()}
    names = {name.male: name for name in family_names()} | {name.female: name for name in family_names()}
    fathers = [tie for tie in ties if tie.kind == "father"]
    assert [tie for tie in fathers if names[tie.pupil.family].male != tie.guardian.family] == []
    mothers = [tie for tie in ties if tie.kind == "mother"]
    alike = sum(names[tie.pupil.family].female == tie.guardian.family for tie in mothers)
    assert 0.7 < alike / len(mothers) < 0.95
    assert any("-" in tie.guardian.family for tie in mothers)


def test_some_guardians_have_several_children_and_one_has_them_in_two_schools() -> None:
    wards = Counter(id(tie.guardian) for tie in country().ties)
    assert max(wards.values()) == 3
    assert sum(count > 1 for count in wards.values()) > 100
    school_of = {id(person): school for school, _, person in pupils()}
    schools: dict[int, set[str]] = {}
    for tie in country().ties:
        schools.setdefault(id(tie.guardian), set()).add(school_of[id(tie.pupil)])
    assert [len(found) for found in schools.values()].count(2) == 1


def test_pupils_are_of_the_age_of_their_grade() -> None:
    for _, name, pupil in pupils():
        assert pupil.born_on is not None
        assert pupil.born_on.year == 2026 - 6 - grade_of(name)
    assert min(person.born_on or date.max for _, _, person in pupils()).year == 2008


@pytest.mark.parametrize("school", ["zvanupe", "rudzuleja"])
def test_no_two_pupils_of_a_school_have_one_name(school: str) -> None:
    names = [(person.given, person.family) for place, _, person in pupils() if place == school]
    assert len(set(names)) == len(names)


def test_contacts_reach_nobody() -> None:
    for person in country().everybody:
        assert person.phone == "" or (person.phone.startswith("+3712") and len(person.phone) == 12)
        assert person.email == "" or person.email.endswith("@piemers.example")
    emails = [person.email for person in country().everybody if person.email]
    assert len(set(emails)) == len(emails)
