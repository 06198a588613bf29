"""The marks of one semester: each pupil has an ability, another liking for each subject, and good and bad days."""

from dataclasses import dataclass, field
from functools import cache
from random import Random

from zvans.journal.grammar import MarkValue, parse
from zvans.schools.enums import ValueSystem

_MIDDLE, _SPREAD = 6.7, 1.3
_LIKING, _MOOD = 0.7, 1.0
_RETAKE_BELOW = 6
_PASSES = 5
_RETAKES, _OWED, _MADE_UP = 0.22, 0.7, 0.6
_PERCENT_OF_POINTS = (3, 12, 27, 40, 52, 62, 71, 79, 88, 97)


@cache
def value_of(text: str, system: str) -> MarkValue:
    """A mark as the journal's own grammar reads it."""
    mark = parse(text, system, {}).mark
    if mark is None:
        raise ValueError(text)
    return mark


def level_of(points: int) -> str:
    """Grades 1–3 are given levels: 1–3 S, 4–5 T, 6–8 A, 9–10 P."""
    return "S" if points <= 3 else "T" if points <= 5 else "A" if points <= 8 else "P"


def step_of(points: int) -> str:
    """In a pre-school: still to learn, partly, learned."""
    return "–" if points <= 3 else "+/–" if points <= 5 else "+"


_WORDS = {
    "S": "Dara ar skolotāja palīdzību, vēl jāvingrinās.", "T": "Lielāko daļu dara pats, dažviet vajag atgādināt.",
    "A": "Dara pats un saprot, kāpēc tā.", "P": "Dara pats, skaidro citiem un meklē savu ceļu.",
}  # fmt: skip


@dataclass
class Marking:
    random: Random
    _ability: dict[int, float] = field(default_factory=dict)
    _liking: dict[tuple[int, str], float] = field(default_factory=dict)

    def points(self, pupil: int, subject: str) -> int:
        ability = self._ability.setdefault(pupil, self.random.gauss(_MIDDLE, _SPREAD))
        liking = self._liking.setdefault((pupil, subject), self.random.gauss(0, _LIKING))
        return min(max(round(ability + liking + self.random.gauss(0, _MOOD)), 1), 10)

    def test(self, pupil: int, subject: str, system: str, *, in_percent: bool) -> str:
        """A test's mark; a weak one is sometimes made better, and both stay."""
        points = self.points(pupil, subject)
        if system == ValueSystem.POINTS and points < _RETAKE_BELOW and not in_percent and self._happens(_RETAKES):
            return f"{points}|{min(points + self.random.randint(1, 3), 10)}"
        return self._written(points, system, in_percent=in_percent)

    def missed_test(self, pupil: int, subject: str, system: str, *, is_long_ago: bool) -> str:
        """Who was away owes the test; most have written it some time later."""
        if not self._happens(_OWED):
            return ""
        if is_long_ago and self._happens(_MADE_UP):
            return f"nv|{self._written(self.points(pupil, subject), system)}"
        return "nv"

    def formative(self, pupil: int, subject: str, system: str, *, in_percent: bool) -> str:
        points = self.points(pupil, subject)
        if system == ValueSystem.LEVELS:
            return level_of(points)
        return self._percent(points) if in_percent else "i" if points >= _PASSES else "ni"

    def ordinary(self, pupil: int, subject: str, system: str) -> str:
        """A mark for an answer, a homework, a piece of work: a little kinder than tests."""
        return self._written(min(self.points(pupil, subject) + self.random.randint(0, 1), 10), system)

    def _written(self, points: int, system: str, *, in_percent: bool = False) -> str:
        if system == ValueSystem.LEVELS:
            return level_of(points)
        if system == ValueSystem.PASS:
            return "i" if points >= _PASSES else "ni"
        if system == ValueSystem.STEPS:
            return step_of(points)
        if system == ValueSystem.WORDS:
            return _WORDS[level_of(points)]
        return self._percent(points) if in_percent else str(points)

    def _percent(self, points: int) -> str:
        return f"{min(_PERCENT_OF_POINTS[points - 1] + self.random.randint(-3, 3), 100)}%"

    def _happens(self, share: float) -> bool:
        return self.random.random() < share
