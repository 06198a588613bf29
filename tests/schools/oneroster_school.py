"""A school into which tests bring packages, and what is in it then."""

from datetime import date
from pathlib import Path

from zvans.accounts.models import Account, Person, PersonalCode
from zvans.audit.actor import Actor
from zvans.audit.models import Action
from zvans.lib.database.sight import in_sight_of
from zvans.schools.actions.schools import add_municipality, add_school
from zvans.schools.imports.dates import Dates
from zvans.schools.imports.oneroster.run import run_oneroster_import
from zvans.schools.imports.report import Outcome, Report
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

BY = Actor.system("test")
AUTUMN, LATER = "2026-09-01 12:00+03:00", "2026-11-24 12:00+02:00"
STARTS_ON = date(2026, 9, 1)


def new_school() -> School:
    municipality = add_municipality(name="Ozolkalna novads", by=BY)
    return add_school(municipality=municipality, code="ozolkalna", name="Ozolkalnas skola", short_name="OzS", by=BY)


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
