"""A OneRoster 1.2 package into a school (D4): previewed, done, done again, changed by packages of changes."""

from datetime import date
from pathlib import Path

import pytest
import time_machine

from tests.schools.oneroster import ROWS, delta, package
from zvans.accounts.models import Account, Person, PersonalCode
from zvans.audit.actor import Actor
from zvans.audit.models import Action
from zvans.lib.database.sight import in_sight_of
from zvans.lib.policy import NotAllowedNow
from zvans.schools.actions.schools import add_municipality, add_school
from zvans.schools.imports.dates import Dates
from zvans.schools.imports.oneroster.run import run_oneroster_import
from zvans.schools.imports.report import Outcome, Report, UnreadableFile
from zvans.schools.models import (
    ClassGroup,
    ClassTeacher,
    Course,
    CourseGroup,
    CourseTeacher,
    Employment,
    Enrolment,
    Guardianship,
    ImportChoice,
    Position,
    School,
    SchoolYear,
    StudyGroup,
    StudyGroupMember,
    Subject,
    Term,
)

pytestmark = pytest.mark.django_db

BY = Actor.system("test")
AUTUMN, LATER = "2026-09-01 12:00+03:00", "2026-11-24 12:00+02:00"
STARTS_ON = date(2026, 9, 1)


@pytest.fixture
def school() -> School:
    municipality = add_municipality(name="Ozolkalna novads", by=BY)
    return add_school(municipality=municipality, code="ozolkalna", name="Ozolkalnas skola", short_name="OzS", by=BY)


@pytest.fixture
def imported(school: School, tmp_path: Path) -> School:
    with time_machine.travel(AUTUMN, tick=False):
        bring(package(tmp_path), school)
    return school


def bring(path: Path, school: School, *, apply: bool = True, **dates: date) -> Report:
    return run_oneroster_import(path, school=school, dates=Dates(**dates), by=BY, apply=apply)


def counts(report: Report) -> dict[str, int]:
    return {name: number for name, number in report.counts().items() if number}


def lines(report: Report, *outcomes: Outcome) -> list[tuple[str, str]]:
    return [(line.kind.value, line.name) for line in report.lines if line.outcome in outcomes]


def refused(report: Report) -> list[tuple[str, str, int | None, str]]:
    return [(r.kind.value, r.name, r.row, str(r.reason)) for r in report.of(Outcome.REFUSED)]


def notes(report: Report) -> dict[str, tuple[str, ...]]:
    return {note.code: note.names for note in report.notes}


def rows_of_everything(school: School) -> dict[str, int]:
    models = (
        Action, Person, PersonalCode, Account, SchoolYear, Term, Subject, ClassGroup, StudyGroup, Course, CourseGroup,
        CourseTeacher, ClassTeacher, Enrolment, StudyGroupMember, Employment, Position, Guardianship, ImportChoice,
    )  # fmt: skip
    with in_sight_of([school.pk]):
        return {model.__name__: model.objects.count() for model in models}


def places(school: School) -> list[tuple[str, str, date, date | None]]:
    with in_sight_of([school.pk]):
        fields = ("pupil__given_name", "class_group__name", "starts_on", "ends_on")
        return sorted(Enrolment.objects.values_list(*fields), key=lambda row: row[:3])


def members(school: School) -> list[tuple[str, str]]:
    with in_sight_of([school.pk]):
        rows = StudyGroupMember.objects.filter(ends_on=None).values_list("group__name", "pupil__given_name")
        return sorted(rows)


def wards(school: School) -> list[tuple[str, str, str, int]]:
    fields = ("pupil__given_name", "guardian__given_name", "kind", "call_order")
    return sorted(Guardianship.objects.filter(ends_on=None).values_list(*fields))


@time_machine.travel(AUTUMN, tick=False)
def test_a_preview_changes_nothing(school: School, tmp_path: Path) -> None:
    before = rows_of_everything(school)
    preview = bring(package(tmp_path), school, apply=False)
    assert rows_of_everything(school) == before
    assert preview.counts() == bring(package(tmp_path), school).counts()


@time_machine.travel(AUTUMN, tick=False)
def test_a_package_makes_a_school(school: School, tmp_path: Path) -> None:
    """What is in it, and nothing of the school beside."""
    report = bring(package(tmp_path), school)
    created = {kind.value: found["created"] for kind, found in report.counts_by_kind().items()}
    assert created == {
        "year": 1, "term": 2, "class": 2, "subject": 3, "course": 3, "group": 2, "staff": 3, "class_teacher": 1, "pupil": 3,
        "guardian": 3,
    }  # fmt: skip
    assert (counts(report), refused(report)) == ({"created": 23}, [])
    assert notes(report) == {
        "organisation": ("Ozolkalnas skola",), "other_schools": ("1",), "other_years": ("Vecā klase",),
        "odd_contacts": ("Bērziņš Juris",), "administrators": ("Zīle Ance",), "guardians_of_nobody": ("Vecāks Neviena",),
    }  # fmt: skip
    assert places(school) == [
        ("Jānis", "9.b", STARTS_ON, None), ("Līga", "9.b", STARTS_ON, None), ("Uga", "9.a", STARTS_ON, None),
    ]  # fmt: skip
    assert members(school) == [
        ("9.a", "Uga"), ("9.b", "Jānis"), ("9.b", "Līga"), ("Angļu 1. grupa", "Līga"), ("Šahs", "Līga"), ("Šahs", "Uga"),
    ]  # fmt: skip
    assert wards(school) == [
        ("Jānis", "Ieva", "mother", 1),
        ("Jānis", "Juris", "father", 2),
        ("Līga", "Juris", "father", 1),
    ]
    with in_sight_of([school.pk]):
        assert list(Term.objects.order_by("number").values_list("starts_on", "ends_on")) == [
            (STARTS_ON, date(2026, 12, 23)), (date(2027, 1, 11), date(2027, 5, 31)),
        ]  # fmt: skip
        assert sorted(Course.objects.values_list("subject__name", "name")) == [
            ("Angļu valoda", "9.b Angļu 1. grupa"), ("Matemātika", "9.b"), ("Šahs", "Šahs"),
        ]  # fmt: skip
        assert sorted(CourseTeacher.objects.values_list("course__subject__name", "employment__name")) == [
            ("Angļu valoda", "Andris Vītols"), ("Matemātika", "Ilze Kalniņa"),
        ]  # fmt: skip
        assert list(ClassTeacher.objects.values_list("class_group__name", "employment__name")) == [
            ("9.b", "Ilze Kalniņa")
        ]
        assert sorted(Position.objects.values_list("employment__name", "kind", "title")) == [
            ("Ance Zīle", "support", "administrators"), ("Andris Vītols", "head", ""), ("Ilze Kalniņa", "teacher", ""),
        ]  # fmt: skip
    found = Person.objects.values_list("born_on", "sex", "phone", "email")
    assert found.get(given_name="Jānis") == (date(2011, 4, 5), "m", "", "")
    assert found.get(given_name="Ieva") == (None, "f", "+37120000001", "ieva@majas.example")
    assert found.get(given_name="Ilze") == (date(1980, 1, 1), "", "", "ilze@skola.example")
    assert Account.objects.values_list("door", "label").get() == ("staff", "OzS")


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


@time_machine.travel(AUTUMN, tick=False)
def test_rows_that_make_no_sense_are_refused_and_the_rest_goes_on(school: School, tmp_path: Path) -> None:
    report = bring(
        package(
            tmp_path,
            ("u3,,,true,uga,,Uga,Čakāns,", "u3,,,true,uga,,,Čakāns,"),
            ("e1,,,c1,o1,u1,student,,,", "e1,,,c5,o1,u1,student,,,"),
        ),
        school,
    )
    assert refused(report) == [
        (
            "pupil",
            "Bērziņš Jānis",
            2,
            "Skolēnam pakotnē nav klases: neviena ieraksta enrollments.csv ar klasi «homeroom».",
        ),
        ("pupil", "Čakāns", 4, "Nav vārda vai uzvārda."),
    ]
    assert [row[0] for row in places(school)] == ["Līga"]
    assert sorted(Person.objects.values_list("given_name", flat=True)) == ["Ance", "Andris", "Ilze", "Juris", "Līga"]


@time_machine.travel(AUTUMN, tick=False)
def test_cells_are_text_whatever_they_begin_with(school: School, tmp_path: Path) -> None:
    bring(package(tmp_path, ("uga,,Uga,Čakāns", "uga,,=1+1,@SUM(A1)")), school)
    assert Person.objects.filter(given_name="=1+1", family_name="@SUM(A1)").count() == 1


@time_machine.travel(AUTUMN, tick=False)
def test_which_school_of_a_package(school: School, tmp_path: Path) -> None:
    """By code, by name, or the only one; a package that leaves it open is refused."""
    by_name = package(tmp_path, ("school,ozolkalna,o0", "school,NCES-1,o0"))
    assert notes(bring(by_name, school, apply=False))["organisation"] == ("Ozolkalnas skola",)
    unknown = package(tmp_path, ("Ozolkalnas skola,school,ozolkalna,o0", "Kalna skola,school,,o0"))
    with pytest.raises(UnreadableFile) as problem:
        bring(unknown, school)
    assert str(problem.value.reason) == (
        "Nav zināms, kura no pakotnes skolām ir šī: Kalna skola, Cita skola. Skolas kodam jābūt orgs.csv slejā identifier."
    )
    bring(package(tmp_path), school)
    unknown = package(tmp_path, ("Ozolkalnas skola,school,ozolkalna,o0", "Kalna skola,school,,o0"))
    assert notes(bring(unknown, school))["organisation"] == ("Kalna skola",)


@time_machine.travel(AUTUMN, tick=False)
def test_people_whom_the_school_knows_are_found(school: School, tmp_path: Path) -> None:
    """An employee by name, one whom a timetable has listed, and whoever has the personal code."""
    with in_sight_of([school.pk]):
        listed = Employment.objects.create(school=school, name="Vītols Andris", short_name="AVī", starts_on=STARTS_ON)
    report = bring(package(tmp_path), school)
    assert ("staff", "Vītols Andris") in lines(report, Outcome.CHANGED)
    with in_sight_of([school.pk]):
        listed.refresh_from_db()
        assert (listed.person is not None and listed.person.family_name, Employment.objects.count()) == ("Vītols", 3)
        ImportChoice.objects.filter(table="person").delete()
    again = bring(package(tmp_path), school)
    assert (lines(again, Outcome.CREATED), Person.objects.count()) == ([], 8)


@time_machine.travel(AUTUMN, tick=False)
def test_a_package_without_a_year_into_a_school_without_one(school: School, tmp_path: Path) -> None:
    rows = {name: listed for name, listed in ROWS.items() if name != "academicSessions"}
    with pytest.raises(NotAllowedNow) as problem:
        bring(package(tmp_path, rows=rows), school)
    assert problem.value.reason == "Pakotnē nav mācību gada, un skolā tāda vēl nav."


@time_machine.travel(LATER, tick=False)
def test_a_renamed_class_and_its_journals(imported: School, tmp_path: Path) -> None:
    changes = delta(tmp_path, {"classes": ["c1,active,,9.d,9,k0,9d,homeroom,,o1,t1,,,"]})
    report = bring(changes, imported)
    assert lines(report, Outcome.CREATED, Outcome.CHANGED) == [("class", "9.d")]
    with in_sight_of([imported.pk]):
        assert sorted(ClassGroup.objects.values_list("name", flat=True)) == ["9.a", "9.d"]
        assert sorted(Course.objects.values_list("name", flat=True)) == ["9.d", "9.d Angļu 1. grupa", "Šahs"]
    assert lines(bring(changes, imported), Outcome.CREATED, Outcome.CHANGED) == []


@time_machine.travel(AUTUMN, tick=False)
def test_a_class_for_each_term_is_one_journal(school: School, tmp_path: Path) -> None:
    rows = {
        "classes": [
            *ROWS["classes"][:2], "c3,,,Matemātika,9,k1,,scheduled,,o1,t1,,,", "c4,,,Matemātika,9,k1,,scheduled,,o1,t2,,,",
        ],
        "enrollments": [
            *ROWS["enrollments"][:3], *(f"e1{n}{p},,,c{n},o1,u{p},student,,," for n in (3, 4) for p in (1, 2)),
        ],
    }  # fmt: skip
    path = package(tmp_path, rows={**ROWS, **rows})
    bring(path, school)
    with in_sight_of([school.pk]):
        assert list(Course.objects.values_list("subject__name", "name")) == [("Matemātika", "9.b")]
    assert lines(bring(path, school), Outcome.CREATED, Outcome.CHANGED) == []


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


def test_the_number_of_statements_does_not_grow(school: School, tmp_path: Path) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    more = {
        "users": [*ROWS["users"], *(f"p{n},,,true,p{n},,Skolēns,Nr{n},,,,,g2" for n in range(40))],
        "enrollments": [*ROWS["enrollments"], *(f"m{n},,,c1,o1,p{n},student,,," for n in range(40))],
    }
    with time_machine.travel(AUTUMN, tick=False), CaptureQueriesContext(connection) as few:
        bring(package(tmp_path), school, apply=False)
    with time_machine.travel(AUTUMN, tick=False), CaptureQueriesContext(connection) as many:
        report = bring(package(tmp_path, rows={**ROWS, **more}), school, apply=False)
    assert (len(many), report.counts_by_kind()["pupil"]["created"]) == (len(few), 43)
