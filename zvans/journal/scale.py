"""From percent to points: the school's own table, whose lower bounds belong to the points they begin."""

from collections.abc import Sequence
from decimal import Decimal

HIGHEST = 10
# Lowest percents of 10, 9, … 1 points where a school says nothing else (domain.md, «Values»).
USUAL_BOUNDS: tuple[Decimal, ...] = tuple(map(Decimal, (99, 85, 77, 70, 58, 50, 35, 24, 10, 1)))


def points_of(percent: Decimal, bounds: Sequence[Decimal]) -> int | None:
    """The points a percent comes to; None below the lowest bound: there it is no mark, and the teacher decides."""
    return next((HIGHEST - place for place, bound in enumerate(bounds) if percent >= bound), None)
