"""How far children have come with the learning outcomes of their journals (F5)."""

from collections.abc import Sequence
from typing import NamedTuple

from zvans.journal.models import OutcomeLevel
from zvans.lib.database.compiled import Param, compiled


class GivenLevel(NamedTuple):
    """A level of one outcome; `is_removed`: nobody is asked for it any more."""

    pupil_id: int
    course_id: int
    text: str
    level: str
    is_removed: bool


_levels = compiled(
    lambda: (
        OutcomeLevel.objects.filter(course_id__any=Param("courses"), pupil_id__any=Param("pupils"))
        .exclude(level="")
        .order_by("outcome__is_removed", "outcome__order", "outcome_id")
        .values_list("pupil_id", "course_id", "outcome__text", "level", "outcome__is_removed")
    )
)


def levels_of(pupils: Sequence[int], courses: Sequence[int]) -> list[GivenLevel]:
    """What stands at the outcomes of these journals, in their order: one statement."""
    return [GivenLevel(*row) for row in _levels(pupils=pupils, courses=courses)]
