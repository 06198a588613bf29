"""The school year that a file plans: found in the school, or made."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from zvans.lib.dates import today
from zvans.lib.policy import NotAllowedNow
from zvans.schools.actions.changes import Changes
from zvans.schools.actions.schools import default_terms, year_with_terms
from zvans.schools.imports.dates import Dates, first_day, known_year
from zvans.schools.imports.report import Kind, Outcome, Report
from zvans.schools.models import School, SchoolYear, Term
from zvans.timetable.models import Timetable

_SUMMER = 6  # from June on a new school year is meant


@dataclass(frozen=True)
class Frame:
    """`starts_on` is the first day on which the file's plan holds."""

    school: School
    year: SchoolYear
    terms: list[Term]
    timetables: list[Timetable]
    starts_on: date


def frame_for(school: School, dates: Dates, changes: Changes, report: Report) -> Frame:
    """Find the school year or plan a new one. Raises `NotAllowedNow` for dates that fit no year."""
    year = known_year(school, dates)
    if year is None:
        year, terms = _new_year(school, dates)
        changes.add(year, *terms)
        report.say(Outcome.CREATED, Kind.YEAR, year.name)
        for term in terms:
            report.say(Outcome.CREATED, Kind.TERM, str(term.number))
        return Frame(school, year, terms, [], first_day(year, dates, is_first=True))
    report.say(Outcome.UNCHANGED, Kind.YEAR, year.name)
    terms = _terms_of(year, changes, report)
    timetables = list(Timetable.objects.filter(year=year).order_by("starts_on"))
    return Frame(school, year, terms, timetables, first_day(year, dates, is_first=not timetables))


def _new_year(school: School, dates: Dates) -> tuple[SchoolYear, list[Term]]:
    day = dates.starts_on or today()
    autumn = day.year if day.month >= _SUMMER else day.year - 1
    starts_on = dates.year_from or date(autumn, 9, 1)
    ends_on = dates.year_to or date(starts_on.year + 1, 5, 31)
    if ends_on <= starts_on:
        raise NotAllowedNow(str(_("Mācību gads beidzas, pirms tas sākas.")))
    year, terms = year_with_terms(school, starts_on, ends_on)
    first_day(year, dates, is_first=True)
    if SchoolYear.objects.filter(school=school, starts_on__lte=ends_on, ends_on__gte=starts_on).exists():
        raise NotAllowedNow(str(_("Mācību gads pārklājas ar citu skolas mācību gadu.")))
    return year, terms


def _terms_of(year: SchoolYear, changes: Changes, report: Report) -> list[Term]:
    terms = list(Term.objects.filter(year=year).order_by("number"))
    outcome = Outcome.UNCHANGED if terms else Outcome.CREATED
    if not terms:
        terms = default_terms(year)
        changes.add(*terms)
    for term in terms:
        report.say(outcome, Kind.TERM, str(term.number))
    return terms
