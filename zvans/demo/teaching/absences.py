"""Who was away when: illnesses that last for days, single lessons, and coming late."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

_ILLNESS, _OTHER_REASON = 0.009, 0.004  # that one begins on a school day
_LEFT_EARLY, _LATE, _SKIPPED = 0.006, 0.013, 0.001
# In the upper grades one in so many skips lessons more often than others do.
_SKIPPERS, _SKIPPERS_FROM_GRADE, _SKIPPERS_SKIP = 20, 7, 0.16
_ALL_DAY = 99


@dataclass(frozen=True)
class Away:
    """An absence code for the lessons of a day from `first` to `last`; `minutes` for one who came late."""

    code: str
    first: int = 0
    last: int = _ALL_DAY
    minutes: int | None = None

    def covers(self, number: int) -> bool:
        return self.first <= number <= self.last


class Absences:
    """The absences of pupils, by (pupil, day). On the last day and the one before nobody has explained anything yet: «n»."""

    def __init__(self, days: Sequence[date], random: Random) -> None:
        self.days, self.random = days, random
        self.unexplained = set(days[-2:])

    def of(self, pupils: Iterable[tuple[int, int]]) -> dict[tuple[int, date], Away]:
        """`pupils` are (id, grade)."""
        return {
            (pupil, day): self._unexplained(away) if day in self.unexplained else away
            for pupil, grade in pupils
            for day, away in self._of_pupil(grade).items()
        }

    def _unexplained(self, away: Away) -> Away:
        return away if away.minutes else Away("n", away.first, away.last)

    def _of_pupil(self, grade: int) -> dict[date, Away]:
        found: dict[date, Away] = {}
        skips = _SKIPPED
        if grade >= _SKIPPERS_FROM_GRADE and self.random.randrange(_SKIPPERS) == 0:
            skips = _SKIPPERS_SKIP
        for place, day in enumerate(self.days):
            if day not in found:
                for later, away in zip(self.days[place:], self._begins(skips), strict=False):
                    found[later] = away
        return found

    def _begins(self, skips: float) -> list[Away]:
        """What begins on a day, and on how many days in a row: mostly nothing."""
        draw = self.random.random()
        for share, begin in (
            (_ILLNESS, self._illness),
            (_OTHER_REASON, self._other_reason),
            (_LEFT_EARLY, self._left_early),
            (_LATE, self._late),
            (skips, self._skipped),
        ):
            if draw < share:
                return begin()
            draw -= share
        return []

    def _illness(self) -> list[Away]:
        return [Away("ns")] * self.random.choice((1, 2, 2, 3, 3, 4, 5, 5, 7))

    def _other_reason(self) -> list[Away]:
        return [Away("nc")] * self.random.choice((1, 1, 1, 2, 5))

    def _left_early(self) -> list[Away]:
        return [Away("nc", first=self.random.randint(3, 6))]

    def _late(self) -> list[Away]:
        return [Away("k", 1, 1, minutes=self.random.choice((3, 5, 5, 7, 10, 10, 15, 20)))]

    def _skipped(self) -> list[Away]:
        first = self.random.randint(1, 7)
        return [Away("nn", first, first + self.random.randint(0, 2))]
