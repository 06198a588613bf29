"""Days without lessons in a school year."""

from datetime import date

from django.utils.translation import gettext as _

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.policy import ChangedMeanwhile, RefusedValues
from zvans.schools.actions.naming import locked, tidy
from zvans.schools.actions.spans import day_in_words, overlapping, wrong_span
from zvans.schools.models import Break, SchoolYear
from zvans.schools.policies import check_year_open
from zvans.schools.queries.calendar import Span, break_stamp
from zvans.schools.queries.standing import days_on


def add_break(
    *, year: SchoolYear, name: str, starts_on: date, ends_on: date, by: Actor, despite: bool = False
) -> Break:
    """Refused (`RefusedValues`) at `starts_on`, `ends_on`; over lessons in journals only `despite` them."""
    with recorded("add_break", by=by, schools=[year.school_id], about=year):
        year = locked(SchoolYear.objects.filter(school=year.school_id), year)
        off = Break(school_id=year.school_id, year=year, name=tidy(name), starts_on=starts_on, ends_on=ends_on)
        _check(year, off, despite)
        off.save()
    return off


def change_break(
    *, off: Break, name: str, starts_on: date, ends_on: date, stamp: str, by: Actor, despite: bool = False
) -> Break:
    """`stamp` is that of the break somebody saw (`break_stamp`)."""
    with recorded("change_break", by=by, schools=[off.school_id], about=off):
        year = locked(SchoolYear.objects.filter(school=off.school_id), off.year)
        off = locked(Break.objects.filter(school=off.school_id), off)
        _check_unchanged(off, tidy(name), starts_on, ends_on, stamp)
        days = off.starts_on, off.ends_on
        off.name, off.starts_on, off.ends_on = tidy(name), starts_on, ends_on
        _check(year, off, despite or (days[0] <= starts_on and ends_on <= days[1]))
        off.save()
    return off


def remove_break(*, off: Break, by: Actor) -> None:
    """Lessons of the timetable take place on these days again."""
    with recorded("remove_break", by=by, schools=[off.school_id], about=off):
        check_year_open(locked(SchoolYear.objects.filter(school=off.school_id), off.year))
        locked(Break.objects.filter(school=off.school_id), off).delete()


def _check(year: SchoolYear, off: Break, despite: bool) -> None:
    check_year_open(year)
    others = Break.objects.filter(school=year.school_id, year=year).exclude(pk=off.pk).order_by("starts_on")
    spans = [Span(other.starts_on, other.ends_on, other.name) for other in others]
    wrong = wrong_span(off.starts_on, off.ends_on, year.starts_on, year.ends_on)
    wrong = wrong or overlapping(Span(off.starts_on, off.ends_on, off.name), spans)
    if wrong:
        raise RefusedValues(**{f"{end}_on": reason for end, reason in wrong.items()})
    days = None if despite else days_on(year, off.starts_on, off.ends_on)
    if days is not None:
        said = _(
            "Šajās dienās žurnālos jau ir ieraksti (%(day)s). Tie paliks, bet stundu sarakstā šo stundu vairs nebūs."
        )
        raise RefusedValues(despite=said % {"day": day_in_words(days[0])})


def _check_unchanged(off: Break, name: str, starts_on: date, ends_on: date, stamp: str) -> None:
    now = break_stamp(off)
    if stamp == now:
        return
    said = {"": _("Kamēr Jūs labojāt, kāds cits to mainīja. Ja pareizs ir Jūsu ieraksts, saglabājiet vēlreiz.")}
    if off.name != name:
        said["name"] = _("Tagad te ir «%(now)s».") % {"now": off.name}
    for field, is_now, mine in (("starts_on", off.starts_on, starts_on), ("ends_on", off.ends_on, ends_on)):
        if is_now != mine:
            said[field] = _("Tagad te ir %(now)s") % {"now": day_in_words(is_now)}
    raise ChangedMeanwhile(now, **said)
