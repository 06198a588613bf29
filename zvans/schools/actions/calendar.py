"""School years: their dates, their semesters."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError
from django.utils.translation import gettext as _

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.policy import ChangedMeanwhile, RefusedValues
from zvans.schools.actions.changes import Changes
from zvans.schools.actions.schools import year_name
from zvans.schools.actions.spans import Entered, check_breaks, check_terms, day_in_words
from zvans.schools.models import Break, School, SchoolYear, Term
from zvans.schools.policies import check_year_open, check_year_unused
from zvans.schools.queries.calendar import Span, YearPage, year_now, year_page
from zvans.schools.queries.standing import days_on, last_begun

_LONGEST = 366  # days


def open_year(
    *, school: School, starts_on: date, ends_on: date, terms: Sequence[Entered], breaks: Sequence[Entered], by: Actor
) -> SchoolYear:
    """A school year with its semesters and breaks. Refused (`RefusedValues`) at `starts_on`, `ends_on`, `term_1_ends`, `break_3_name` …"""
    year = SchoolYear(school=school, starts_on=starts_on, ends_on=ends_on, name=year_name(starts_on, ends_on))
    with _one_of_a_name(year.name), recorded("open_year", by=by, schools=[school.pk], about=school):
        _check_dates(year)
        spans, off = check_terms(terms, starts_on, ends_on), check_breaks(breaks, starts_on, ends_on)
        changes = Changes()
        changes.add(year, *_terms(year, spans))
        changes.add(*(Break(school=school, year=year, **span._asdict()) for span in off))
        changes.write()
    return year


def change_year(
    *, year: SchoolYear, starts_on: date, ends_on: date, terms: Sequence[Entered], stamp: str, by: Actor
) -> SchoolYear:
    """Give a year other dates. It does not shrink past its breaks, nor past lessons in journals; closed, it stays as it is."""
    name = year_name(starts_on, ends_on)
    with _one_of_a_name(name), recorded("change_year", by=by, schools=[year.school_id], about=year):
        now = _as_it_stands(year)
        check_year_open(now.year)
        _check_unchanged(now, starts_on, ends_on, terms, stamp)
        _check_dates(SchoolYear(pk=year.pk, school_id=year.school_id, name=name, starts_on=starts_on, ends_on=ends_on))
        _check_nothing_falls_out(now, starts_on, ends_on)
        spans = check_terms(terms, starts_on, ends_on)
        changes = Changes()
        changes.alter(now.year, name=name, starts_on=starts_on, ends_on=ends_on)
        _set_terms(changes, now, spans)
        changes.write()
    return now.year


def remove_year(*, year: SchoolYear, by: Actor) -> None:
    """Only a year that was opened by mistake: without classes, timetables and anything else but its semesters and breaks."""
    with recorded("remove_year", by=by, schools=[year.school_id], about=year):
        now = _as_it_stands(year).year
        check_year_open(now)
        check_year_unused(now)
        now.delete()


def _one_of_a_name(name: str) -> "_NameTaken":
    return _NameTaken(name)


class _NameTaken:
    """Two people open the same year at the same moment: the second is told as if the first had been long before."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, IntegrityError):
            raise RefusedValues(starts_on=_taken(self.name)) from error


def _taken(name: str) -> str:
    return _("%(year)s mācību gads jau ir. Atveriet to un labojiet.") % {"year": name}


def _as_it_stands(year: SchoolYear) -> YearPage:
    now = year_now(year)
    if now is None:
        raise RefusedValues(**{"": _("Kamēr Jūs labojāt, kāds cits to noņēma. Atveriet sarakstu vēlreiz.")})
    return year_page(now)


def _check_dates(year: SchoolYear) -> None:
    days = (year.ends_on - year.starts_on).days
    if days <= 0:
        raise RefusedValues(ends_on=_("Gads beidzas, pirms tas sākas. Ierakstiet vēlāku datumu."))
    if days >= _LONGEST:
        raise RefusedValues(ends_on=_("Mācību gads nevar būt garāks par gadu. Ierakstiet agrāku datumu."))
    others = SchoolYear.objects.filter(school=year.school_id).exclude(pk=year.pk)
    if others.filter(name=year.name).exists():
        raise RefusedValues(starts_on=_taken(year.name))
    other = others.filter(starts_on__lte=year.ends_on, ends_on__gte=year.starts_on).first()
    if other is not None:
        said = _("Šajās dienās jau ir %(year)s mācību gads: no %(first)s līdz %(last)s")
        raise RefusedValues(
            starts_on=said
            % {"year": other.name, "first": day_in_words(other.starts_on), "last": day_in_words(other.ends_on)}
        )


def _check_nothing_falls_out(now: YearPage, starts_on: date, ends_on: date) -> None:
    """Breaks, lessons written in journals and timetables stay inside the year."""
    errors: dict[str, str] = {}
    said = _("«%(name)s» (no %(day)s) paliktu ārpus gada. Vispirms labojiet to.")
    for off in now.breaks:
        if off.starts_on < starts_on:
            errors["starts_on"] = said % {"name": off.name, "day": day_in_words(off.starts_on)}
        if off.ends_on > ends_on:
            errors["ends_on"] = said % {"name": off.name, "day": day_in_words(off.starts_on)}
    days = days_on(now.year)
    if days is not None and days[0] < starts_on:
        said = _("Žurnālos jau ir stundas no %(day)s Gads nevar sākties vēlāk.")
        errors["starts_on"] = said % {"day": day_in_words(days[0])}
    if days is not None and days[1] > ends_on:
        said = _("Žurnālos jau ir stundas līdz %(day)s Gads nevar beigties agrāk.")
        errors["ends_on"] = said % {"day": day_in_words(days[1])}
    begun = last_begun(now.year)
    if begun is not None and begun > ends_on and "ends_on" not in errors:
        said = _("Gada stundu saraksts sākas %(day)s Gads nevar beigties agrāk.")
        errors["ends_on"] = said % {"day": day_in_words(begun)}
    if errors:
        raise RefusedValues(**errors)


def _terms(year: SchoolYear, spans: Sequence[Span]) -> list[Term]:
    return [
        Term(school_id=year.school_id, year=year, number=number, starts_on=span.starts_on, ends_on=span.ends_on)
        for number, span in enumerate(spans, 1)
    ]


def _set_terms(changes: Changes, now: YearPage, spans: Sequence[Span]) -> None:
    changes.remove(now.terms[len(spans) :])
    changes.add(*_terms(now.year, spans)[len(now.terms) :])
    for number, (term, span) in enumerate(zip(now.terms, spans, strict=False), 1):
        changes.alter(term, number=number, starts_on=span.starts_on, ends_on=span.ends_on)


def _check_unchanged(now: YearPage, starts_on: date, ends_on: date, terms: Sequence[Entered], stamp: str) -> None:
    """Refuse to overwrite what somebody else changed since `stamp`; each field says what stands there now."""
    if stamp == now.stamp:
        return
    stored: dict[str, date | None] = {"starts_on": now.year.starts_on, "ends_on": now.year.ends_on}
    mine: dict[str, date | None] = {"starts_on": starts_on, "ends_on": ends_on}
    for number, term in enumerate(now.terms, 1):
        stored |= {f"term_{number}_starts": term.starts_on, f"term_{number}_ends": term.ends_on}
    for line in terms:
        mine |= {f"term_{line.number}_starts": line.starts_on, f"term_{line.number}_ends": line.ends_on}
    said = {"": _("Kamēr Jūs labojāt, kāds cits mainīja šo gadu. Ja pareizs ir Jūsu ieraksts, saglabājiet vēlreiz.")}
    for name in sorted(stored.keys() | mine.keys()):
        if stored.get(name) != mine.get(name):
            now_there = stored.get(name)
            said[name] = _("Tagad te ir %(now)s") % {"now": day_in_words(now_there) if now_there else "–"}
    raise ChangedMeanwhile(now.stamp, **said)
