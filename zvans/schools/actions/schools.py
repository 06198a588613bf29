"""Schools and their years."""

from datetime import date

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.database.sight import in_sight_of
from zvans.schools.actions.changes import Changes
from zvans.schools.enums import SchoolKind
from zvans.schools.models import AbsenceCode, Municipality, School, SchoolYear, Term

# code, label, excused, medical, late. What a school begins with; it edits the list.
_ABSENCE_CODES = [
    ("n", "Nav stundā, iemesls nav zināms", None, False, False),
    ("ns", "Slimības dēļ", True, True, False),
    ("nc", "Cits attaisnots iemesls", True, False, False),
    ("nn", "Neattaisnots", False, False, False),
    ("k", "Nokavēja stundas sākumu", None, False, True),
]
_ALWAYS = date(2000, 1, 1)


def add_municipality(*, name: str, by: Actor) -> Municipality:
    with recorded("add_municipality", by=by, name=name):
        return Municipality.objects.create(name=name)


def add_school(
    *, municipality: Municipality, code: str, name: str, short_name: str, by: Actor, kind: str = SchoolKind.GENERAL
) -> School:
    """A new school with the default absence codes."""
    with recorded("add_school", by=by, code=code):
        school = School.objects.create(
            municipality=municipality, code=code, name=name, short_name=short_name, kind=kind
        )
        with in_sight_of([school.pk]):
            AbsenceCode.objects.bulk_create(
                AbsenceCode(
                    school=school, code=code, label=label, is_excused=excused, is_medical=medical, is_late=late,
                    counts=not late, starts_on=_ALWAYS,
                )
                for code, label, excused, medical, late in _ABSENCE_CODES
            )  # fmt: skip
    return school


def year_name(starts_on: date, ends_on: date) -> str:
    """«2025/26»."""
    return f"{starts_on.year}/{ends_on.year % 100:02}" if ends_on.year > starts_on.year else str(starts_on.year)


def year_with_terms(school: School, starts_on: date, ends_on: date) -> tuple[SchoolYear, list[Term]]:
    """A school year and its two semesters, not stored yet. The second begins with the calendar year until the school says otherwise."""
    year = SchoolYear(school=school, name=year_name(starts_on, ends_on), starts_on=starts_on, ends_on=ends_on)
    return year, default_terms(year)


def default_terms(year: SchoolYear) -> list[Term]:
    new_year = date(year.ends_on.year, 1, 1)
    if not year.starts_on < new_year < year.ends_on:
        return [Term(school=year.school, year=year, number=1, starts_on=year.starts_on, ends_on=year.ends_on)]
    old_year = date(new_year.year - 1, 12, 31)
    return [
        Term(school=year.school, year=year, number=1, starts_on=year.starts_on, ends_on=old_year),
        Term(school=year.school, year=year, number=2, starts_on=new_year, ends_on=year.ends_on),
    ]


def open_school_year(*, school: School, starts_on: date, ends_on: date, by: Actor) -> SchoolYear:
    """A school year with two semesters."""
    year, terms = year_with_terms(school, starts_on, ends_on)
    changes = Changes()
    changes.add(year, *terms)
    with recorded("open_school_year", by=by, schools=[school.pk], about=school):
        changes.write()
    return year
