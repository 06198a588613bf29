"""A week of lessons as a table: days side by side, lesson numbers with their times as rows.

Built in Python: the week of a school with divided classes has hundreds of lessons in it (design.md, Speed).
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zvans.timetable.queries.week import Day, Entry, Place, Times, Week
from zvans.web.diary.words import clock, weekday
from zvans.web.shared.markup import escape
from zvans.web.shared.words import day_month, short_weekday

_LONG = 28  # characters of class names in a cell
_MANY = 6  # teachers or rooms named in a cell


def day_tabs(days: Iterable[date], first: date, address: Callable[[date], str]) -> SafeString:
    """On a phone: the days of the week, the one shown marked."""
    links = "".join(_tab(day, address(day), is_shown=day == first) for day in days)
    return mark_safe(links)  # noqa: S308 - days and addresses of our own


def _tab(day: date, address: str, *, is_shown: bool) -> str:
    current = ' aria-current="true"' if is_shown else ""
    return (
        f'<a href="{address}"{current} aria-label="{weekday(day)} {day_month(day)}">'
        f"<b>{short_weekday(day)}</b> {day.day}.</a>"
    )


def week_table(week: Week, first: date, kind: str) -> SafeString:
    """`kind` is what the week is of (class, teacher, room): that needs no naming in each lesson."""
    head = "".join(_head(day, first) for day in week.days)
    rows = "".join(_row(number, week, first, kind) for number in week.numbers)
    lesson = _("Stunda")
    return mark_safe(  # noqa: S308 - every text from the school is escaped below
        f'<table class="timetable"><thead><tr><th scope="col"><span class="only-read">{lesson}</span></th>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _shown(day: Day, first: date) -> str:
    return ' class="shown"' if day.on == first else ""


def _head(day: Day, first: date) -> str:
    pause = f'<span class="pause">{escape(day.break_name)}</span>' if day.break_name else ""
    return f'<th scope="col"{_shown(day, first)}>{weekday(day.on)} <span class="date">{day_month(day.on)}</span>{pause}</th>'


def _row(number: int, week: Week, first: date, kind: str) -> str:
    usual = week.times.get(number)
    cells = "".join(
        f"<td{_shown(day, first)}>{_other_times(day, number, usual)}{_entries(day, number, kind)}</td>"
        for day in week.days
    )
    return f'<tr><th scope="row"><b>{number}.</b>{_times(usual)}</th>{cells}</tr>'


def _times(times: Times | None) -> str:
    return f' <span class="time">{clock(times[0])}<span class="till">–{clock(times[1])}</span></span>' if times else ""


def _other_times(day: Day, number: int, usual: Times | None) -> str:
    """The bells of a day that does not ring as the others, where it has a lesson."""
    times = day.times.get(number)
    return _times(times) if times and times != usual and number in day.entries else ""


def _entries(day: Day, number: int, kind: str) -> str:
    return "".join(_entry(entry, kind) for entry in day.entries.get(number, ()))


def _entry(entry: Entry, kind: str) -> str:
    groups = f'<span class="groups">{_folded(escape(entry.groups), _LONG)}</span>' if entry.groups else ""
    teachers = "" if kind == "teacher" else _places("teacher", entry.teachers)
    rooms = "" if kind == "room" else _places("room", entry.rooms)
    folds = len(entry.teachers) > _MANY
    where = f"{rooms}{teachers}" if folds else " · ".join(part for part in (teachers, rooms) if part)
    line = f'<div class="where">{where}</div>' if where else ""
    return f'<div class="planned"><b>{escape(entry.subject)}</b> {groups}{line}</div>'


def _folded(text: str, limit: int) -> str:
    """A long list of classes behind its beginning."""
    if len(text) <= limit:
        return text
    start = text[:limit].rpartition(",")[0] or text[:limit]
    return f"<details><summary>{start} …</summary>{text}</details>"


def _places(kind: str, places: Sequence[Place]) -> str:
    """Links to other timetables; a whole staff room behind its number."""
    links = ", ".join(
        f'<a href="{_address(kind, place.public_id)}"{_whole(place)}>{escape(place.short_name)}</a>' for place in places
    )
    if len(places) <= _MANY:
        return links
    number = len(places)
    if kind == "teacher":
        count = ngettext("%(number)s skolotājs", "%(number)s skolotāji", number) % {"number": number}
    else:
        count = ngettext("%(number)s telpa", "%(number)s telpas", number) % {"number": number}
    return f"<details><summary>{count}</summary>{links}</details>"


@lru_cache(maxsize=4096)
def _address(kind: str, public_id: str) -> str:
    return reverse(f"timetable:{kind}", args=[public_id])


def _whole(place: Place) -> str:
    """The whole name where a short one is shown."""
    return "" if place.name == place.short_name else f' title="{escape(place.name)}"'
