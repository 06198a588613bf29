"""Semesters and breaks as somebody enters them: checked against the year they belong to."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from zvans.lib.policy import RefusedValues
from zvans.schools.queries.calendar import Span


class Entered(NamedTuple):
    """A line of the form; left empty it is not there."""

    number: int
    name: str
    starts_on: date | None
    ends_on: date | None

    @property
    def is_empty(self) -> bool:
        return not self.name and self.starts_on is None and self.ends_on is None


def day_in_words(day: date) -> str:
    return f"{day:%d.%m.%Y.}"


def check_terms(entered: Iterable[Entered], starts_on: date, ends_on: date) -> list[Span]:
    """Semesters in order, inside the year; refused at `term_1_starts`, `term_1_ends`."""
    spans: list[Span] = []
    errors: dict[str, str] = {}
    for line in entered:
        if line.is_empty:
            continue
        wrong = wrong_span(line.starts_on, line.ends_on, starts_on, ends_on) or _wrong_after(spans, line)
        errors |= {f"term_{line.number}_{end}": reason for end, reason in wrong.items()}
        if not wrong and line.starts_on is not None and line.ends_on is not None:
            spans.append(Span(line.starts_on, line.ends_on))
    if not spans and not errors:
        errors["term_1_starts"] = _("Ierakstiet vismaz vienu semestri.")
    if errors:
        raise RefusedValues(**errors)
    return spans


def _wrong_after(spans: list[Span], line: Entered) -> dict[str, str]:
    if not spans or line.starts_on is None or line.starts_on > spans[-1].ends_on:
        return {}
    said = _("Semestri pārklājas: iepriekšējais beidzas %(day)s Ierakstiet vēlāku datumu.")
    return {"starts": said % {"day": day_in_words(spans[-1].ends_on)}}


def check_breaks(entered: Iterable[Entered], starts_on: date, ends_on: date) -> list[Span]:
    """Breaks inside the year that don't overlap; refused at `break_3_name`, `break_3_starts`, `break_3_ends`."""
    spans: list[Span] = []
    errors: dict[str, str] = {}
    for line in entered:
        if line.is_empty:
            continue
        first, last = line.starts_on, line.ends_on or line.starts_on
        wrong = wrong_span(first, last, starts_on, ends_on)
        if not line.name:
            wrong["name"] = _("Ierakstiet nosaukumu.")
        if not wrong and first is not None and last is not None:
            span = Span(first, last, line.name)
            wrong = overlapping(span, spans)
            spans.append(span)
        errors |= {f"break_{line.number}_{end}": reason for end, reason in wrong.items()}
    if errors:
        raise RefusedValues(**errors)
    return spans


def overlapping(span: Span, others: Iterable[Span]) -> dict[str, str]:
    """What to say where a break covers a day of another one."""
    for other in others:
        if other.starts_on <= span.ends_on and span.starts_on <= other.ends_on:
            said = _("Šajās dienās jau ir «%(name)s»: no %(first)s līdz %(last)s")
            first, last = day_in_words(other.starts_on), day_in_words(other.ends_on)
            return {"starts": said % {"name": other.name, "first": first, "last": last}}
    return {}


def wrong_span(first: date | None, last: date | None, year_from: date, year_until: date) -> dict[str, str]:
    """What is wrong with days that belong inside a year, by «starts» and «ends»."""
    if first is None:
        return {"starts": _("Ierakstiet datumu.")}
    if last is None:
        return {"ends": _("Ierakstiet datumu.")}
    if first < year_from:
        said = _("Šī diena ir pirms mācību gada: tas sākas %(day)s")
        return {"starts": said % {"day": day_in_words(year_from)}}
    if first > year_until:
        said = _("Šī diena ir pēc mācību gada: tas beidzas %(day)s")
        return {"starts": said % {"day": day_in_words(year_until)}}
    if last > year_until:
        said = _("Šī diena ir pēc mācību gada: tas beidzas %(day)s")
        return {"ends": said % {"day": day_in_words(year_until)}}
    if last < first:
        return {"ends": _("Pēdējā diena ir pirms pirmās. Ierakstiet vēlāku datumu.")}
    return {}
