"""A OneRoster package after another (D4): again, of changes, of the next year. Nothing is ever there twice."""

from datetime import date
from pathlib import Path

import pytest
import time_machine

from tests.schools.oneroster import ROWS, delta, package
from tests.schools.oneroster_school import (
    AUTUMN,
    LATER,
    STARTS_ON,
    bring,
    lines,
    members,
    new_school,
    notes,
    places,
    refused,
    rows_of_everything,
    wards,
)
from zvans.accounts.models import Person
from zvans.lib.database.sight import in_sight_of
from zvans.schools.imports.report import Outcome
from zvans.schools.models import (
    ClassGroup,
    Course,
    Employment,
    Enrolment,
    Position,
    School,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return new_school()


@pytest.fixture
def imported(school: School, tmp_path: Path) -> School:
    with time_machine.travel(AUTUMN, tick=False):
        bring(package(tmp_path), school)
    return school


@pytest.mark.parametrize("moment", [AUTUMN, LATER])
def test_importing_it_again_changes_nothing(moment: str, imported: School, tmp_path: Path) -> None:
    """Not a row more, not even in the record of actions."""
    with time_machine.travel(moment, tick=False):
        before = rows_of_everything(imported)
        report = bring(package(tmp_path), imported)
        assert (lines(report, Outcome.CREATED, Outcome.CHANGED), refused(report)) == ([], [])
        assert rows_of_everything(imported) == before


@time_machine.travel(LATER, tick=False)
def test_a_package_of_changes_updates_and_never_doubles(imported: School, tmp_path: Path) -> None:
    """A married name, a new phone, a pupil who moves and joins a group, a new pupil with a guardian known already."""
    changes = delta(tmp_path, {
        "users": [
            "s1,active,2026-11-20T00:00:00Z,true,ilze,,Ilze,Ozola,,,,,", "g1,active,,true,ieva,,Ieva,Bērziņa,,,26000009,,",
            "u4,active,,true,anna,,Anna,Bērziņa,,,,,g2",
        ],
        "roles": ["r11,active,,u4,primary,student,,,o1,"],
        "enrollments": [
            "e1,tobedeleted,,c1,o1,u1,student,,,", "e20,active,,c2,o1,u1,student,,2026-11-23,", "e21,active,,c5,o1,u1,student,,,",
            "e22,active,,c2,o1,u4,student,,,", "e8,tobedeleted,,c5,o1,u3,student,,,",
        ],
    })  # fmt: skip
    people = Person.objects.count()
    report = bring(changes, imported)
    assert (refused(report), lines(report, Outcome.LEFT)) == ([], [])
    assert lines(report, Outcome.CREATED) == [("pupil", "Bērziņa Anna"), ("guardian", "Bērziņš Juris")]
    assert sorted(lines(report, Outcome.CHANGED)) == [
        ("person", "Bērziņa Ieva"), ("pupil", "Bērziņš Jānis"), ("pupil", "Čakāns Uga"), ("staff", "Ozola Ilze"),
    ]  # fmt: skip
    assert Person.objects.count() == people + 1
    today = date(2026, 11, 24)
    assert places(imported) == [
        ("Anna", "9.a", today, None), ("Jānis", "9.a", today, None), ("Jānis", "9.b", STARTS_ON, date(2026, 11, 23)),
        ("Līga", "9.b", STARTS_ON, None), ("Uga", "9.a", STARTS_ON, None),
    ]  # fmt: skip
    assert [row for row in members(imported) if row[0] == "Šahs"] == [("Šahs", "Jānis"), ("Šahs", "Līga")]
    assert Person.objects.filter(search_key="ozola ilze").count() == 1
    before = rows_of_everything(imported)
    again = bring(changes, imported)
    assert (lines(again, Outcome.CREATED, Outcome.CHANGED), rows_of_everything(imported)) == ([], before)


@time_machine.travel(LATER, tick=False)
def test_what_a_package_deletes_ends_and_stays_on_record(imported: School, tmp_path: Path) -> None:
    changes = delta(tmp_path, {
        "users": ["u2,tobedeleted,,true,liga,,Līga,Ābola,,,,,g2", "g1,tobedeleted,,true,ieva,,Ieva,Bērziņa,,,,,"],
        "roles": ["r5,tobedeleted,,s2,primary,principal,,,o1,"],
        "classes": ["c5,tobedeleted,,Šahs,,k3,,scheduled,,o1,t1,,,"],
    })  # fmt: skip
    report = bring(changes, imported)
    assert sorted(lines(report, Outcome.CREATED, Outcome.CHANGED)) == [
        ("guardian", "Bērziņa Ieva"), ("pupil", "Ābola Līga"), ("staff", "Vītols Andris"),
    ]  # fmt: skip
    assert notes(report)["kept_classes"] == ("Šahs",)
    last = date(2026, 11, 23)
    with in_sight_of([imported.pk]):
        gone = Enrolment.objects.get(pupil__given_name="Līga")
        assert (gone.ends_on, gone.ended) == (last, "left")
        assert list(Employment.objects.filter(ends_on=last).values_list("name", flat=True)) == ["Andris Vītols"]
        assert list(Position.objects.filter(ends_on=last).values_list("kind", flat=True)) == ["head"]
        assert Course.objects.count() == 3
    assert wards(imported) == [("Jānis", "Juris", "father", 2), ("Līga", "Juris", "father", 1)]
    assert ("9.b", "Līga") not in members(imported)
    before = rows_of_everything(imported)
    again = bring(changes, imported)
    assert (lines(again, Outcome.CREATED, Outcome.CHANGED), rows_of_everything(imported)) == ([], before)


@time_machine.travel(LATER, tick=False)
def test_a_renamed_class_and_its_journals(imported: School, tmp_path: Path) -> None:
    changes = delta(tmp_path, {"classes": ["c1,active,,9.d,9,k0,9d,homeroom,,o1,t1,,,"]})
    report = bring(changes, imported)
    assert lines(report, Outcome.CREATED, Outcome.CHANGED) == [("class", "9.d")]
    with in_sight_of([imported.pk]):
        assert sorted(ClassGroup.objects.values_list("name", flat=True)) == ["9.a", "9.d"]
        assert sorted(Course.objects.values_list("name", flat=True)) == ["9.d", "9.d Angļu 1. grupa", "Šahs"]
    assert lines(bring(changes, imported), Outcome.CREATED, Outcome.CHANGED) == []


def test_the_next_year_begins_with_a_package(imported: School, tmp_path: Path) -> None:
    """Classes of the new year, the same people in them; the places of the old year are over."""
    rows = {
        "orgs": ROWS["orgs"],
        "academicSessions": ["z,,,2027/28,schoolYear,2027-09-01,2028-05-31,,2028"],
        "courses": ROWS["courses"],
        "classes": ["c1,,,10.b,10,k0,,homeroom,,o1,z,,,"],
        "users": ROWS["users"][:2] + ROWS["users"][6:8],
        "roles": [],
        "enrollments": ["n1,,,c1,o1,u1,student,,,", "n2,,,c1,o1,u2,student,,,"],
    }
    with time_machine.travel("2027-08-20 12:00+03:00", tick=False):
        bring(package(tmp_path, rows=rows), imported)
        again = bring(package(tmp_path, rows=rows), imported)
    assert lines(again, Outcome.CREATED, Outcome.CHANGED) == []
    over, begins = date(2027, 8, 31), date(2027, 9, 1)
    assert places(imported) == [
        ("Jānis", "10.b", begins, None), ("Jānis", "9.b", STARTS_ON, over), ("Līga", "10.b", begins, None),
        ("Līga", "9.b", STARTS_ON, over), ("Uga", "9.a", STARTS_ON, None),
    ]  # fmt: skip
    with in_sight_of([imported.pk]):
        assert set(Enrolment.objects.filter(ends_on=over).values_list("ended", flat=True)) == {"year_over"}
    assert Person.objects.count() == 8


def moved(to: str, status: str, moment: str) -> dict[str, list[str]]:
    """Līga (u2) is enrolled in a class, or not any more, and is called by the class, as somebody said at a moment."""
    return {
        "users": [f"u2,active,{moment},true,liga,,Līga,Ābola {to},,,,,g2"],
        "enrollments": [f"e2,{status},{moment},{to},o1,u2,student,,,"],
    }


OLDER, NEWER = "2026-11-20T08:00:00.000Z", "2026-11-20T10:30:00+02:00"


def test_an_older_record_does_not_replace_a_newer_one(imported: School, tmp_path: Path) -> None:
    """Packages of changes that come in the wrong order: each record keeps the latest that was said of it."""
    with time_machine.travel(LATER, tick=False):
        bring(delta(tmp_path, moved("c2", "active", NEWER)), imported)
        before, people = places(imported), sorted(Person.objects.values_list("family_name", flat=True))
        assert "Ābola c2" in people
        report = bring(delta(tmp_path, moved("c1", "tobedeleted", OLDER)), imported)
        assert (lines(report, Outcome.CREATED, Outcome.CHANGED), refused(report)) == ([], [])
        assert notes(report)["older_records"] == ("users.csv, 2: Ābola c1 Līga", "enrollments.csv, 2: e2")
        assert (places(imported), sorted(Person.objects.values_list("family_name", flat=True))) == (before, people)
        again = bring(delta(tmp_path, moved("c2", "active", NEWER)), imported)  # the same moment is the same record
        assert "older_records" not in notes(again)
        bring(delta(tmp_path, moved("c2", "tobedeleted", "2026-11-21T00:00:00Z")), imported)
        assert len([place for place in places(imported) if place[3] is None]) == len(before) - 2


def test_a_record_that_does_not_say_when_is_taken_as_it_comes(imported: School, tmp_path: Path) -> None:
    with time_machine.travel(LATER, tick=False):
        bring(delta(tmp_path, moved("c2", "active", NEWER)), imported)
        for moment in ("", "vakar"):
            report = bring(delta(tmp_path, moved(f"c{len(moment) or 1}", "active", moment)), imported)
            assert "older_records" not in notes(report)
    assert "Ābola c5" in set(Person.objects.values_list("family_name", flat=True))


def test_older_sessions_still_tell_which_year_a_package_is_of(imported: School, tmp_path: Path) -> None:
    """Years later the package is all that says so."""

    def of_year(moment: str, to: str) -> dict[str, list[str]]:
        year = f"y,active,{moment},2026/27,schoolYear,2026-09-01,2027-05-31,,2027"
        return {**moved(to, "active", moment), "academicSessions": [year]}

    with time_machine.travel("2031-01-10 10:00:00+02:00", tick=False):
        bring(delta(tmp_path, of_year(NEWER, "c2")), imported)
        report = bring(delta(tmp_path, of_year(OLDER, "c1")), imported)
    assert notes(report)["older_records"] == ("users.csv, 2: Ābola c1 Līga", "enrollments.csv, 2: e2")
    assert report.remembers == 0
