"""Week masks of one cycle, written from different beginnings.

A file counts the weeks of its cycle from the first week of the school year. A timetable counts them from the week in which it begins
(see `Slot`), so that one that begins in the middle of a cycle holds its masks turned.
"""

from datetime import date

from zvans.lib.dates import monday_of


def turn(mask: int, weeks: int, by: int) -> int:
    """The mask whose week `n` is week `n + by` of the given one, round the cycle."""
    return sum(1 << n for n in range(weeks) if mask >> (n + by) % weeks & 1)


def offset(year_starts_on: date, starts_on: date) -> int:
    """Weeks from the first week of the year to the week in which a timetable begins."""
    return (monday_of(starts_on) - monday_of(year_starts_on)).days // 7


def over(mask: int, weeks: int, longer: int) -> int:
    """The mask repeated over a cycle that is a multiple of its own."""
    return sum(mask << start for start in range(0, longer, weeks))
