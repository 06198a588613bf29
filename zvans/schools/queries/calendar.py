"""A school year with its semesters and breaks, and the one that is proposed for a school that opens its next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import holidays

from zvans.lib.dates import days_between, monday_of, today
from zvans.lib.policy import stamp_of
from zvans.schools.models import Break, School, SchoolYear, Term
from zvans.schools.queries.workplaces import Workplace

_WEEK = timedelta(days=7)
_TO_FRIDAY = timedelta(days=4)


class Span(NamedTuple):
    """Days from `starts_on` to `ends_on`, both included."""

    starts_on: date
    ends_on: date
    name: str = ""


@dataclass(frozen=True, slots=True)
class YearPage:
    year: SchoolYear
    terms: Sequence[Term]
    breaks: Sequence[Break]

    @property
    def stamp(self) -> str:
        """Names the dates of the year and its semesters as somebody saw them."""
        spans = [(term.number, term.starts_on, term.ends_on) for term in self.terms]
        return stamp_of(self.year.starts_on, self.year.ends_on, spans)


def year_page(year: SchoolYear) -> YearPage:
    """Two statements."""
    terms = Term.objects.filter(school=year.school_id, year=year).order_by("number")
    breaks = Break.objects.filter(school=year.school_id, year=year).order_by("starts_on", "pk")
    return YearPage(year, list(terms), list(breaks))


def year_now(year: SchoolYear) -> SchoolYear | None:
    """The year as it stands, kept from others until the action is over."""
    return SchoolYear.objects.select_for_update().filter(school=year.school_id, pk=year.pk).first()


def break_in(place: Workplace, year_from: date, off: int) -> Break | None:
    rows = Break.objects.select_related("year").filter(school=place.school, year__school=place.school)
    return rows.filter(year__starts_on=year_from, pk=off).first()


def break_stamp(off: Break) -> str:
    return stamp_of(off.name, off.starts_on, off.ends_on)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A year as the law mostly has it; the school corrects it before it is stored."""

    starts_on: date
    ends_on: date
    terms: Sequence[Span]
    breaks: Sequence[Span]


def next_start(school: School) -> int:
    """The calendar year in which the school's next year begins: after its newest one, else the one that is going on or near."""
    newest = SchoolYear.objects.filter(school=school).order_by("-starts_on").first()
    if newest is not None:
        return newest.starts_on.year + 1
    on = today()
    return on.year if on.month >= 6 else on.year - 1


def proposed_year(starts_in: int) -> Proposal:
    """From 1 September to 31 May with the breaks of general education (the Cabinet sets them each year: these are the usual weeks) and the
    public holidays that take lessons away, moved days included."""
    starts_on, ends_on = _from_monday(date(starts_in, 9, 1)), _until_friday(date(starts_in + 1, 5, 31))
    autumn = _monday_from(date(starts_in, 10, 19))
    winter = _monday_from(date(starts_in, 12, 20))
    spring = _monday_from(date(starts_in + 1, 3, 8))
    breaks = [
        Span(autumn, autumn + _TO_FRIDAY, "Rudens brīvlaiks"),
        Span(winter, winter + _WEEK + _TO_FRIDAY, "Ziemas brīvlaiks"),
        Span(spring, spring + _TO_FRIDAY, "Pavasara brīvlaiks"),
    ]
    terms = [Span(starts_on, winter - timedelta(days=3)), Span(winter + 2 * _WEEK, ends_on)]
    off = public_holidays(starts_on, ends_on, breaks)
    return Proposal(starts_on, ends_on, terms, sorted([*breaks, *off]))


def _monday_from(day: date) -> date:
    return monday_of(day + timedelta(days=6))


def _from_monday(day: date) -> date:
    return day if day.weekday() < 5 else _monday_from(day)


def _until_friday(day: date) -> date:
    return day if day.weekday() < 5 else monday_of(day) + _TO_FRIDAY


def public_holidays(first: date, last: date, breaks: Sequence[Span] = ()) -> list[Span]:
    """Those that take a school day away, moved days included; not those inside of breaks."""
    known = holidays.country_holidays("LV", language="lv", years=range(first.year, last.year + 1))
    return [
        Span(day, day, str(known[day]))
        for day in days_between(first, last)
        if day in known and day.weekday() < 5 and not any(b.starts_on <= day <= b.ends_on for b in breaks)
    ]
