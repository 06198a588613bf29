"""Which days of a journal are on the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from zvans.journal.queries.grid import term_of
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


@dataclass(frozen=True)
class SpanLink:
    """A place of the page's own navigation."""

    name: str
    query: str
    is_current: bool


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


def span_links(course: "Course", shown: Span) -> list[SpanLink]:
    """The semester, and each month of the school year."""
    links = [SpanLink(_("Semestris"), "", shown.is_term)]
    first = course.year.starts_on.replace(day=1)
    while first <= course.year.ends_on:
        following = (first + timedelta(days=31)).replace(day=1)
        last = following - timedelta(days=1)
        shows = not shown.is_term and (shown.start, shown.end) == (first, last)
        links.append(SpanLink(month_name(first), f"?from={first.isoformat()}&to={last.isoformat()}", shows))
        first = following
    return links
