"""The demo's school year. It is always the one around the day it is made for: a semester eleven weeks old, another after it."""

from dataclasses import dataclass
from datetime import date, timedelta

import holidays

from zvans.lib.dates import days_between, monday_of

_SEASONS = {
    9: "Rudens",
    10: "Rudens",
    11: "Rudens",
    12: "Ziemas",
    1: "Ziemas",
    2: "Ziemas",
    3: "Pavasara",
    4: "Pavasara",
}


@dataclass(frozen=True)
class Span:
    """Days from `first` to `last`, both included."""

    first: date
    last: date
    name: str = ""

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class DemoYear:
    today: date
    name: str
    terms: tuple[Span, Span]
    breaks: tuple[Span, ...]
    shortened: tuple[date, ...]

    @property
    def first(self) -> date:
        return self.terms[0].first

    @property
    def last(self) -> date:
        return self.terms[1].last

    @property
    def school_days(self) -> list[date]:
        """Those until today."""
        days = days_between(self.first, self.today)
        return [day for day in days if day.weekday() < 5 and not any(day in span for span in self.breaks)]

    @property
    def started_in(self) -> int:
        """The calendar year in which a school year of this name begins; pupils' ages follow from it."""
        return int(self.name[:4])


def year_around(today: date) -> DemoYear:
    monday = monday_of(today)

    def weeks(number: int, days: int = 0) -> date:
        return monday + timedelta(weeks=number, days=days)

    terms = (Span(weeks(-11), weeks(5, 4)), Span(weeks(8), weeks(27, 4)))
    breaks = (
        _break(weeks(-4), weeks(-4, 4)),
        _break(weeks(6), weeks(7, 4)),
        _break(weeks(18), weeks(18, 4)),
    )
    days_off = _public_holidays(terms, breaks)
    eves = [day.first - timedelta(days=1) for day in days_off]
    shortened = tuple(
        eve for eve in eves if eve.weekday() < 5 and not any(eve in span for span in (*breaks, *days_off))
    )
    return DemoYear(today, _name(terms[0].first), terms, (*breaks, *days_off), shortened)


def _name(first: date) -> str:
    """School years begin in September, whenever the demo's term does."""
    year = first.year if first.month >= 8 else first.year - 1
    return f"{year}/{(year + 1) % 100:02}"


def _break(first: date, last: date) -> Span:
    season = _SEASONS.get(first.month)
    return Span(first, last, f"{season} brīvlaiks" if season else "Brīvlaiks")


def _public_holidays(terms: tuple[Span, Span], breaks: tuple[Span, ...]) -> list[Span]:
    """Public holidays, moved days included, that take lessons away."""
    known = holidays.country_holidays("LV", language="lv", years=range(terms[0].first.year, terms[1].last.year + 1))
    return [
        Span(day, day, str(known[day]))
        for day in days_between(terms[0].first, terms[1].last)
        if day in known and day.weekday() < 5 and not any(day in span for span in breaks)
    ]
