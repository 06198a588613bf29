"""The school year that a package is of: the one that the school has at that time, or a new one with the package's terms."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from zvans.lib.dates import today
from zvans.lib.policy import NotAllowedNow
from zvans.schools.actions.changes import Changes
from zvans.schools.actions.schools import default_terms, year_name
from zvans.schools.imports.dates import Dates, first_day, known_year
from zvans.schools.imports.oneroster.read import Package, Record
from zvans.schools.imports.report import Kind, Outcome, Report
from zvans.schools.models import Enrolment, School, SchoolYear, Term

_TERMS = {"term", "semester"}


@dataclass(frozen=True)
class Session:
    """An academic session with dates that make sense."""

    id: str
    parent: str
    type: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class Frame:
    """`starts_on` is the first day on which the package holds; `sessions` the year of the package with all that is in it."""

    year: SchoolYear
    starts_on: date
    sessions: frozenset[str]

    def has(self, terms: list[str]) -> bool:
        """Whether a class with these terms is of this year; one that names none is."""
        return not self.sessions or not terms or any(term in self.sessions for term in terms)


def date_in(text: str) -> date | None:
    """The day of an ISO date or moment; None for what is none."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def frame_of(package: Package, school: School, dates: Dates, changes: Changes, report: Report) -> Frame:
    """A new year and its terms go into `changes`. Raises `NotAllowedNow`."""
    sessions = list(filter(None, map(_session, package["academicSessions"])))
    wanted = _wanted([s for s in sessions if s.type == "schoolYear"], dates)
    within = _within(wanted.id, sessions) if wanted else frozenset()
    years = list(SchoolYear.objects.filter(school=school).order_by("starts_on"))
    if wanted is not None:
        year = max(
            (y for y in years if _days_of_both(y, wanted) > 0), key=lambda y: _days_of_both(y, wanted), default=None
        )
    else:
        year = known_year(school, dates)
    if year is not None:
        report.say(Outcome.UNCHANGED, Kind.YEAR, year.name)
        has_pupils = Enrolment.objects.filter(class_group__year=year).exists()
        return Frame(year, first_day(year, dates, is_first=not has_pupils), within)
    if wanted is None:
        raise NotAllowedNow(str(_("Pakotnē nav mācību gada, un skolā tāda vēl nav.")))
    year = SchoolYear(
        school=school,
        name=year_name(wanted.starts_on, wanted.ends_on),
        starts_on=wanted.starts_on,
        ends_on=wanted.ends_on,
    )
    terms = _terms(year, [s for s in sessions if s.type in _TERMS and s.parent == wanted.id]) or default_terms(year)
    changes.add(year, *terms)
    report.say(Outcome.CREATED, Kind.YEAR, year.name)
    for term in terms:
        report.say(Outcome.CREATED, Kind.TERM, str(term.number))
    return Frame(year, first_day(year, dates, is_first=True), within)


def _session(record: Record) -> Session | None:
    starts_on, ends_on = date_in(record["startDate"]), date_in(record["endDate"])
    if record.is_deleted or starts_on is None or ends_on is None or starts_on >= ends_on:
        return None
    return Session(record.id, record["parentSourcedId"], record["type"], starts_on, ends_on)


def _wanted(years: list[Session], dates: Dates) -> Session | None:
    """The year of the day that is asked for, or of today; else the last one."""
    day = dates.year_from or dates.starts_on or today()
    covering = [s for s in years if s.starts_on <= day <= s.ends_on]
    return max(covering or years, key=lambda s: s.starts_on, default=None)


def _within(year: str, sessions: list[Session]) -> frozenset[str]:
    """The year and every session below it, however deep: terms have grading periods."""
    found, level = {year}, {year}
    while level:
        level = {s.id for s in sessions if s.parent in level} - found
        found |= level
    return frozenset(found)


def _days_of_both(year: SchoolYear, session: Session) -> int:
    return (min(year.ends_on, session.ends_on) - max(year.starts_on, session.starts_on)).days


def _terms(year: SchoolYear, sessions: list[Session]) -> list[Term]:
    """The package's terms, if they lie in the year one after another; none otherwise."""
    ordered = sorted(sessions, key=lambda s: s.starts_on)
    apart = all(a.ends_on <= b.starts_on for a, b in pairwise(ordered))
    if not apart or any(s.starts_on < year.starts_on or s.ends_on > year.ends_on for s in ordered):
        return []
    return [
        Term(school=year.school, year=year, number=number, starts_on=s.starts_on, ends_on=s.ends_on)
        for number, s in enumerate(ordered, 1)
    ]
