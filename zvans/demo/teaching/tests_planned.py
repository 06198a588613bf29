"""How many tests a class can stand: the default limits of a test calendar."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from zvans.lib.dates import monday_of

_A_WEEK = 4
_A_DAY_LOWER, _A_DAY_UPPER, _LOWER_TO_GRADE = 1, 2, 6


class TestCalendar:
    """The tests of each class, by day and week."""

    __test__ = False  # no case for pytest, in spite of its name

    def __init__(self) -> None:
        self._days = Counter[tuple[str, date]]()
        self._weeks = Counter[tuple[str, date]]()

    def fits(self, classes: Iterable[str], grade: int, on: date) -> bool:
        a_day = _A_DAY_LOWER if grade <= _LOWER_TO_GRADE else _A_DAY_UPPER
        return all(self._days[name, on] < a_day and self._weeks[name, monday_of(on)] < _A_WEEK for name in classes)

    def add(self, classes: Iterable[str], on: date) -> None:
        for name in classes:
            self._days[name, on] += 1
            self._weeks[name, monday_of(on)] += 1
