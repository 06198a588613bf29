"""A OneRoster 1.2 package into a school (D4): previewed, done, and which of it is this school's."""

from datetime import date
from pathlib import Path

import pytest
import time_machine

from tests.factories.people import arranging
from tests.schools.oneroster import ROWS, package
from tests.schools.oneroster_school import (
    AUTUMN,
    BY,
    STARTS_ON,
    bring,
    counts,
    lines,
    members,
    new_school,
    notes,
    places,
    refused,
    rows_of_everything,
    wards,
)
from zvans.accounts.models import Account, Person
from zvans.audit.actor import Actor
from zvans.lib.database.sight import in_sight_of
from zvans.lib.policy import NotAllowedNow
from zvans.schools.actions.people import PersonFacts, add_people
from zvans.schools.imports.dates import Dates
from zvans.schools.imports.importer import OWN_FAMILY
from zvans.schools.imports.oneroster.run import run_oneroster_import
from zvans.schools.imports.report import Outcome, UnreadableFile
from zvans.schools.models import (
    ClassTeacher,
    Course,
    CourseTeacher,
    Employment,
    Guardianship,
    ImportChoice,
    Position,
    School,
    Term,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return new_school()


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
def test_who_is_nobody_here_stays_as_they_are(school: School, tmp_path: Path) -> None:
    """C3: a code and a name find people of the whole installation; a row that is refused, or a parent of nobody, corrects none of them."""
    facts = [
        PersonFacts("Svešs", "Bērns", "32000000077", phone="+37120000007"),
        PersonFacts("Sveša", "Māte", "32000000078", phone="+37120000008"),
    ]
    strangers = add_people(people=facts, by=BY)
    report = bring(
        package(
            tmp_path,
            (
                "u3,,,true,uga,,Uga,Čakāns,,,,,",
                "u3,,,true,uga,{LV:320000-00077},Svešs,Bērns,,ne@skola.example,+37129999999,,",
            ),
            ("e3,,,c2,o1,u3,student,,,", "e3,,,c5,o1,u3,student,,,"),
            (
                "g3,,,true,nenis,,Neviena,Vecāks,,,,,",
                "g3,,,true,nenis,{LV:320000-00078},Sveša,Māte,,ne@skola.example,+37129999999,,",
            ),
        ),
        school,
    )
    assert [row[:2] for row in refused(report)] == [("pupil", "Bērns Svešs")]
    found = Person.objects.filter(pk__in=[person.pk for person in strangers]).order_by("pk")
    assert list(found.values_list("phone", "email")) == [("+37120000007", ""), ("+37120000008", "")]
    remembered = ImportChoice.objects.filter(table="person", row_id__in=[person.pk for person in strangers])
    with in_sight_of([school.pk]):
        assert not remembered.exists()


@time_machine.travel(AUTUMN, tick=False)
def test_of_another_schools_people_only_what_is_missing_is_filled_in(school: School, tmp_path: Path) -> None:
    """C3: as by hand; the next package finds them here."""
    (known,) = add_people(people=[PersonFacts("Uga", "Čakāns", "32000000077", phone="+37120000007")], by=BY)
    told = "u3,,,true,uga,{LV:320000-00077},Uga,Čakāns,,uga@skola.example,,+37129999999,"
    for phone in ("+37120000007", "+37129999999"):
        bring(package(tmp_path, ("u3,,,true,uga,,Uga,Čakāns,,,,,", told)), school)
        known.refresh_from_db()
        assert (known.phone, known.email) == (phone, "uga@skola.example")


@time_machine.travel(AUTUMN, tick=False)
def test_a_package_is_no_way_into_an_account(school: School, tmp_path: Path) -> None:
    """C8: neither of whoever uses theirs at another school, nor of the importer's own family; as by hand."""
    (known,) = add_people(people=[PersonFacts("Uga", "Čakāns", "32000000077", phone="+37120000007")], by=BY)
    Account.objects.create(person=known, door="family", password="hashed")
    told = "u3,,,true,uga,{LV:320000-00077},Uga,Čakāns,,uga@skola.example,,+37129999999,"
    report = bring(package(tmp_path, ("u3,,,true,uga,,Uga,Čakāns,,,,,", told)), school)
    known.refresh_from_db()
    assert (known.phone, known.email, notes(report)["kept_contacts"]) == ("+37120000007", "", ("Čakāns Uga",))
    ilze, janis, ieva = (Person.objects.get(given_name=name) for name in ("Ilze", "Jānis", "Ieva"))
    with arranging():
        Guardianship.objects.create(pupil=janis, guardian=ilze, kind="guardian", starts_on=STARTS_ON)
    path = package(tmp_path, ("+371 20000001", "+371 29999999"), ('"g1,g2"', '"g1,g2,g3"'))
    by = Actor(None, ilze.pk, "staff", "staff", school_ids=(school.pk,))
    report = run_oneroster_import(path, school=school, dates=Dates(), by=by, apply=True)
    assert [(kind, name, why) for kind, name, _, why in refused(report)] == [
        ("person", "Bērziņa Ieva", str(OWN_FAMILY)), ("guardian", "Vecāks Neviena", str(OWN_FAMILY)),
    ]  # fmt: skip
    ieva.refresh_from_db()
    assert ieva.phone == "+37120000001"


@time_machine.travel(AUTUMN, tick=False)
def test_a_package_without_a_year_into_a_school_without_one(school: School, tmp_path: Path) -> None:
    rows = {name: listed for name, listed in ROWS.items() if name != "academicSessions"}
    with pytest.raises(NotAllowedNow) as problem:
        bring(package(tmp_path, rows=rows), school)
    assert problem.value.reason == "Pakotnē nav mācību gada, un skolā tāda vēl nav."


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
