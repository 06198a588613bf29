"""What a form that parts pupils into groups brings, and what it shows again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.http import QueryDict
from django.utils.translation import gettext as _

from zvans.schools.queries.groups import Division

if TYPE_CHECKING:
    from zvans.accounts.models import Person
    from zvans.schools.models import SchoolYear

Seats = dict[int, int | None]


@dataclass(frozen=True, slots=True)
class Line:
    """A pupil's line. `seat` is the group that is chosen, `was` the one that was stored when the page was made."""

    pupil: "Person"
    seat: int | None
    was: int | None
    theirs: str = ""  # where a colleague put the pupil meanwhile

    @property
    def is_proposed(self) -> bool:
        return self.seat != self.was


@dataclass(frozen=True, slots=True)
class Sent:
    """Pupil → group, as chosen and as it was based on; `starts_on` is None where no day of the year was entered."""

    seats: Seats
    based_on: Seats
    starts_on: date | None
    day: str
    error: str = ""


def lines_of(division: Division, proposed: Mapping[int, int] | None = None, *, clear: bool = False) -> list[Line]:
    """Each pupil as stored, or as somebody proposes; whom a proposal does not name stays, unless it clears."""
    lines = []
    for pupil in division.pupils:
        was = division.seats.get(pupil.pk)
        seat = None if clear else (proposed or {}).get(pupil.pk, was)
        lines.append(Line(pupil, seat, was))
    return lines


def lines_again(division: Division, sent: Sent, theirs: Mapping[int, int | None]) -> list[Line]:
    """What was chosen stays chosen; whom this form did not move shows where they are now."""
    names = {group.pk: group.name for group in division.groups}
    lines = []
    for pupil in division.pupils:
        key, now = pupil.pk, division.seats.get(pupil.pk)
        is_moved = key in sent.seats and sent.seats[key] != sent.based_on.get(key)
        note = (names.get(theirs[key] or 0) or _("nevienā grupā")) if key in theirs else ""
        lines.append(Line(pupil, sent.seats[key] if is_moved else now, now, note))
    return lines


def read_division(sent: QueryDict, division: Division) -> Sent:
    """`seat-<pupil>` and `was-<pupil>` of the pupils of the class; what names another group is passed over."""
    groups = {group.pk for group in division.groups}
    seats: Seats = {}
    based_on: Seats = {}
    for pupil in division.pupils:
        if f"was-{pupil.pk}" in sent:
            based_on[pupil.pk] = _one_of(sent.get(f"was-{pupil.pk}", ""), groups)
            seats[pupil.pk] = _one_of(sent.get(f"seat-{pupil.pk}", ""), groups)
    return _with_day(sent, seats, based_on, division.groups[0].year)


def read_members(sent: QueryDict, group: int, year: "SchoolYear", known: Iterable[int]) -> Sent:
    """`in` are the pupils that are ticked, `shown` those who stood on the page, `was` those who were in the group then."""
    ticked, was = set(sent.getlist("in")), set(sent.get("was", "").split())
    shown = {pupil for pupil in known if str(pupil) in set(sent.get("shown", "").split())}
    seats: Seats = {pupil: group if str(pupil) in ticked else None for pupil in shown}
    return _with_day(sent, seats, {pupil: group if str(pupil) in was else None for pupil in shown}, year)


def default_day(year: "SchoolYear", on: date, *, is_untouched: bool) -> date:
    """From which day it holds: from the first one of the year while nobody was in the groups, else from today on."""
    return year.starts_on if is_untouched else min(max(on, year.starts_on), year.ends_on)


def _with_day(sent: QueryDict, seats: Seats, based_on: Seats, year: "SchoolYear") -> Sent:
    day = sent.get("starts_on", "")
    error = _("Izvēlieties dienu no %(first)s līdz %(last)s.") % {
        "first": f"{year.starts_on:%d.%m.%Y.}", "last": f"{year.ends_on:%d.%m.%Y.}",
    }  # fmt: skip
    try:
        starts_on = date.fromisoformat(day)
    except ValueError:
        return Sent(seats, based_on, None, day, error)
    if not year.starts_on <= starts_on <= year.ends_on:
        return Sent(seats, based_on, None, day, error)
    return Sent(seats, based_on, starts_on, day)


def _one_of(text: str, known: set[int]) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 and int(text) in known else None
