"""How cards of several periods are listed (E1, D4): one card for each period, or one card with the first."""

import pytest

from zvans.timetable.imports.asc.cards import Card, Length, one_for_each_period

EVERY_WEEK = 0b11


def periods(
    cards: list[tuple[int, int]], *lengths: tuple[str, int, float | None], lesson: str = "L"
) -> list[tuple[int, int]]:
    """(weekday, period) of each lesson that cards (weekday, period) mean."""
    listed = [Card(n, lesson, period, (day,), EVERY_WEEK, 1, ()) for n, (day, period) in enumerate(cards)]
    known = {key: Length(per_card, per_week) for key, per_card, per_week in lengths}
    return [(card.days[0], card.period) for card in one_for_each_period(listed, known, 2)]


@pytest.mark.parametrize(
    ("cards", "per_card", "per_week", "meant"),
    [
        ([(1, 3)], 1, 1.0, [(1, 3)]),
        ([(1, 3), (1, 4)], 2, 2.0, [(1, 3), (1, 4)]),
        ([(1, 3)], 2, 2.0, [(1, 3), (1, 4)]),
        ([(1, 1), (1, 3)], 2, 4.0, [(1, 1), (1, 2), (1, 3), (1, 4)]),
        ([(1, 1), (1, 2), (1, 3), (1, 4)], 2, 4.0, [(1, 1), (1, 2), (1, 3), (1, 4)]),
        ([(1, 2), (2, 5)], 3, 6.0, [(1, 2), (1, 3), (1, 4), (2, 5), (2, 6), (2, 7)]),
        ([(1, 1), (1, 2), (2, 1), (2, 2), (3, 1)], 2, 5.0, [(1, 1), (1, 2), (2, 1), (2, 2), (3, 1)]),
        ([(1, 3)], 2, None, [(1, 3), (1, 4)]),
        ([(1, 3)], 2, 6.0, [(1, 3), (1, 4)]),
    ],
    ids=[
        "single", "each period", "first period", "first periods of two", "each period of two", "triple", "two, two and one",
        "says nothing of the week", "partly placed",
    ],
)  # fmt: skip
def test_a_lesson_of_several_periods(
    cards: list[tuple[int, int]], per_card: int, per_week: float | None, meant: list[tuple[int, int]]
) -> None:
    assert periods(cards, ("L", per_card, per_week)) == meant


def test_a_partly_placed_lesson_follows_the_rest_of_its_file() -> None:
    """Elsewhere in the file periods are listed one by one, so a lone card is one period."""
    lengths = {"A": Length(2, 2.0), "B": Length(2, 6.0)}
    cards = [Card(1, "A", 1, (1,), 3, 1, ()), Card(2, "A", 2, (1,), 3, 1, ()), Card(3, "B", 5, (1,), 3, 1, ())]
    assert [(c.lesson_key, c.period) for c in one_for_each_period(cards, lengths, 2)] == [("A", 1), ("A", 2), ("B", 5)]


def test_neighbours_of_different_weeks_are_different_cards() -> None:
    """«3rd–4th in weeks A, 4th–5th in weeks B» overlap in no week."""
    lengths = {"L": Length(2, 2.0)}
    cards = [Card(1, "L", 3, (1,), 0b01, 1, ()), Card(2, "L", 4, (1,), 0b10, 1, ())]
    assert [(c.weeks, c.period) for c in one_for_each_period(cards, lengths, 2)] == [(1, 3), (1, 4), (2, 4), (2, 5)]
