"""How a file lists a lesson of several periods.

Most exports write one card for each period («3» and «4» for a double lesson); others write one card with the first period, and the
length stands with the lesson (`periodspercard`, formerly `durationperiods`). A file does not say which: the cards tell.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

_TOLERANCE = 0.01  # periodsperweek is written with one decimal


@dataclass(frozen=True, slots=True)
class Length:
    """What a lesson says of its cards. `per_week`: periods in an average week of the cycle, None when it does not say."""

    per_card: int
    per_week: float | None


@dataclass(frozen=True, slots=True)
class Card:
    """One card of the file; `days` are ISO weekdays, `weeks` and `terms` masks with bit 0 first."""

    row: int
    lesson_key: str
    period: int
    days: tuple[int, ...]
    weeks: int
    terms: int
    room_keys: tuple[str, ...]


def one_for_each_period(cards: Iterable[Card], lengths: Mapping[str, Length], weeks_in_cycle: int) -> list[Card]:
    """The cards with those that stand for several periods written out."""
    of_lesson: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        of_lesson[card.lesson_key].append(card)
    long = {key: listed for key, listed in of_lesson.items() if lengths[key].per_card > 1}
    file_lists_periods = any(_has_neighbours(listed, lengths[key].per_card) for key, listed in long.items())
    stretched = {
        key
        for key, listed in long.items()
        if not _lists_periods(listed, lengths[key], weeks_in_cycle, file_lists_periods)
    }
    return [
        replace(card, period=card.period + n)
        for key, listed in of_lesson.items()
        for card in listed
        for n in range(lengths[key].per_card if key in stretched else 1)
    ]


def _lists_periods(cards: list[Card], length: Length, weeks_in_cycle: int, file_lists_periods: bool) -> bool:
    """Whether these cards stand for one period each. Cards of several periods never overlap, so neighbours settle it; then the sum of
    periods does; a lesson that is only partly placed follows the rest of the file.
    """
    if _has_neighbours(cards, length.per_card):
        return True
    if length.per_week is not None:
        listed = sum(len(card.days) * card.weeks.bit_count() for card in cards) / weeks_in_cycle
        if abs(listed - length.per_week) < _TOLERANCE:
            return True
        if abs(listed * length.per_card - length.per_week) < _TOLERANCE:
            return False
    return file_lists_periods


def _has_neighbours(cards: list[Card], per_card: int) -> bool:
    together: dict[tuple[object, ...], set[int]] = defaultdict(set)
    for card in cards:
        together[card.days, card.weeks, card.terms].add(card.period)
    return any(b - a < per_card for periods in together.values() for a, b in pairwise(sorted(periods)))
