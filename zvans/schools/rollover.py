"""What a school decides about the way into its next year, and what its names become (D3)."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from zvans.schools.enums import Fate

_LAST_GRADES = (9, 12)  # the end of basic school and of secondary school
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class ClassChoice:
    """`name` is what the class is called next year where it goes up; `joins` the present class whose way it goes."""

    class_group: int
    fate: str
    name: str = ""
    joins: int | None = None


@dataclass(frozen=True, slots=True)
class BreakChoice:
    name: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Choices:
    """`graduated_on` is the last day of those who graduate; `repeats` and `leaves` are ids of people; `first` names new first classes."""

    starts_on: date
    ends_on: date
    graduated_on: date
    classes: tuple[ClassChoice, ...]
    breaks: tuple[BreakChoice, ...] = ()
    repeats: frozenset[int] = frozenset()
    leaves: frozenset[int] = frozenset()
    first: tuple[str, ...] = ()
    groups: bool = True
    teaching: bool = True
    class_teachers: bool = True


def next_name(name: str) -> str:
    """«9.a» → «10.a»: the first number in it goes up; a name without one stays."""
    return _DIGITS.sub(lambda number: str(int(number[0]) + 1), name, count=1)


def grade_of(name: str, grade: int | None) -> int | None:
    """The grade of a class: what the school has noted, else the number in its name."""
    number = _DIGITS.search(name)
    return grade if grade is not None else int(number[0]) if number and len(number[0]) < 3 else None


def default_fate(name: str, grade: int | None) -> Fate:
    return Fate.GRADUATES if grade_of(name, grade) in _LAST_GRADES else Fate.UP


def school_day(day: date, *, step: int) -> date:
    """The day itself, or the nearest one before (-1) or after (1) it that is no Saturday or Sunday."""
    while day.weekday() > 4:
        day += timedelta(days=step)
    return day


def a_year_later(day: date) -> date:
    """The same date in the next year; 29 February becomes the 28th."""
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
