"""Which days of a journal are on the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zvans.journal.queries.grid import term_of
from zvans.web.shared.markup import escape
from zvans.web.shared.words import month_name

if TYPE_CHECKING:
    from zvans.schools.models import Course

_YEAR = timedelta(days=366)
_AHEAD = timedelta(days=14)  # coming lessons within reach: to write what will be taught and set


@dataclass(frozen=True)
class Span:
    """From start to end, both included; `is_term` for the semester that the page shows of itself."""

    start: date
    end: date
    is_term: bool = False


def asked_span(query: Mapping[str, str]) -> Span | None:
    """The days that an address names by `from` and `to`, at most a school year's length; None where it names none, or nonsense."""
    try:
        start, end = date.fromisoformat(query.get("from", "")), date.fromisoformat(query.get("to", ""))
    except ValueError:
        return None
    return Span(start, end) if 2000 <= start.year < 2100 and start <= end <= start + _YEAR else None


def term_span(course: "Course", today: date) -> Span:
    """The current semester, as far as the lessons of the next two weeks."""
    start, end = term_of(course, today)
    return Span(start, min(end, max(start, today) + _AHEAD) if today <= end else end, is_term=True)


def span_links(course: "Course", shown: Span) -> SafeString:
    """The ways to the semester and to each month of the school year, the one on the page marked."""
    year = course.year
    return _span_links(year.starts_on, year.ends_on, None if shown.is_term else shown, get_language())


@lru_cache(1_000)
def _span_links(starts_on: date, ends_on: date, shown: Span | None, language: str | None) -> SafeString:
    """The same for every journal of a year and language: put together once, since it costs a tenth of the page."""
    links = [_link(_("Semestris"), "", shown is None)]
    first = starts_on.replace(day=1)
    while first <= ends_on:
        following = (first + timedelta(days=31)).replace(day=1)
        month = Span(first, following - timedelta(days=1))
        links.append(_link(month_name(first), f"?from={month.start}&amp;to={month.end}", shown == month))
        first = following
    return mark_safe("".join(links))  # noqa: S308 - escaped where it is built


def _link(name: str, query: str, is_current: bool) -> str:
    current = ' aria-current="page"' if is_current else ""
    return f'<a href="./{query}"{current}>{escape(name)}</a>'
