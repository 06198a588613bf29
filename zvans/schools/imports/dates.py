"""Which school year an import belongs to, and from which day what it says holds."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from zvans.lib.dates import today
from zvans.lib.policy import NotAllowedNow
from zvans.schools.models import School, SchoolYear
from zvans.schools.policies import check_year_open


@dataclass(frozen=True, slots=True)
class Dates:
    """What the one who imports says about dates; None: the defaults."""

    starts_on: date | None = None
    year_from: date | None = None
    year_to: date | None = None


def known_year(school: School, dates: Dates) -> SchoolYear | None:
    """The year of the day that is asked for; else the present one, or in summer the next one that the school has."""
    years = list(SchoolYear.objects.filter(school=school).order_by("starts_on"))
    asked = dates.year_from or dates.starts_on
    day = asked or today()
    covering = [year for year in years if year.starts_on <= day <= year.ends_on]
    coming = [year for year in years if year.starts_on > day] if asked is None else []
    return next(iter(covering + coming), None)


def first_day(year: SchoolYear, dates: Dates, *, is_first: bool) -> date:
    """The day that was asked for; by default a first import holds from the beginning of the year, a later one from today.

    Raises `NotAllowedNow` for a day outside the year, and for a year that is closed: no file writes into it.
    """
    check_year_open(year)
    default = year.starts_on if is_first else max(min(today(), year.ends_on), year.starts_on)
    day = dates.starts_on or default
    if not year.starts_on <= day <= year.ends_on:
        raise NotAllowedNow(str(_("Diena, no kuras ievestais ir spēkā, nav šajā mācību gadā.")))
    return day
