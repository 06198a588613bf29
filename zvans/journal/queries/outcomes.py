"""Learning outcomes of a journal, and how far its pupils have come with them (F5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from zvans.journal.models import Outcome, OutcomeLevel
from zvans.journal.queries.journal import Member, ask_members
from zvans.lib.database.compiled import Param, Row, compiled, together
from zvans.schools.models import Course
from zvans.schools.models.course import CourseQuerySet


class OutcomeRow(NamedTuple):
    """What pupils are to reach; a removed one is still read where levels were given."""

    outcome_id: int
    text: str
    is_removed: bool
    revision: int


class Level(NamedTuple):
    """A pupil's level with an outcome and its revision; 0 where there is no row."""

    text: str
    revision: int = 0


NO_LEVEL = Level("")
_LEARNED = ("A", "P", "+")


class Reached(NamedTuple):
    """What a pupil's row comes to: outcomes `learned` of those `judged`, and those without a level yet."""

    learned: int
    judged: int
    missing: int


@dataclass(frozen=True, slots=True)
class Outcomes:
    """`writable_on` is the day by which somebody is a pupil of the journal or is not: today, inside the school year."""

    course: Course
    outcomes: tuple[OutcomeRow, ...]
    removed: tuple[OutcomeRow, ...]
    pupils: tuple[Member, ...]
    levels: dict[int, dict[int, Level]]
    writable_on: date

    def level(self, pupil: int, outcome: int) -> Level:
        return self.levels.get(pupil, {}).get(outcome, NO_LEVEL)

    def reached(self, pupil: int) -> Reached:
        given = [self.level(pupil, row.outcome_id).text for row in self.outcomes]
        judged = [text for text in given if text]
        return Reached(sum(text in _LEARNED for text in judged), len(judged), len(given) - len(judged))


_outcomes = compiled(
    lambda: (
        Outcome.objects.filter(course_id=Param("course"), school_id=Param("school"))
        .order_by("order", "id")
        .values_list("id", "text", "is_removed", "revision")
    )
)
_levels = compiled(
    lambda: OutcomeLevel.objects.filter(course_id=Param("course"), school_id=Param("school")).values_list(
        "pupil_id", "outcome_id", "level", "revision"
    )
)


def day_in_year(course: Course, today: date) -> date:
    """Today, or the nearest day of the journal's school year."""
    return min(max(today, course.year.starts_on), course.year.ends_on)


def outcomes_of(course: Course, today: date) -> Outcomes:
    """All outcomes and levels of a journal, with everybody who belonged to it in the year: three statements."""
    place = {"course": course.pk, "school": course.school_id}
    with together():
        outcomes, levels = _outcomes.ask(**place), _levels.ask(**place)
        members = ask_members(course.pk, course.year.starts_on, course.year.ends_on)
    given = _by_pupil(levels())
    rows = [OutcomeRow(*row) for row in outcomes()]
    judged = {outcome for found in given.values() for outcome, level in found.items() if level.text}
    on = day_in_year(course, today)
    return Outcomes(
        course=course,
        outcomes=tuple(row for row in rows if not row.is_removed),
        removed=tuple(row for row in rows if row.is_removed and row.outcome_id in judged),
        pupils=tuple(
            m for m in members() if m.belongs_on(on) or any(x.text for x in given.get(m.pupil_id, {}).values())
        ),
        levels=given,
        writable_on=on,
    )


def _by_pupil(rows: Sequence[Row]) -> dict[int, dict[int, Level]]:
    found: dict[int, dict[int, Level]] = {}
    for pupil, outcome, level, revision in rows:
        found.setdefault(pupil, {})[outcome] = Level(level, revision)
    return found


def outcome_in(course: Course, outcome: int) -> Outcome | None:
    """An outcome of this journal by the number in its address."""
    return Outcome.objects.filter(school=course.school_id, course=course, pk=outcome).first()


def journals_to_copy(course: Course, visible: CourseQuerySet) -> list[Course]:
    """Of the journals that somebody can see: those of the same subject that have outcomes, the newest year first."""
    others = visible.filter(school=course.school_id, subject=course.subject_id, outcomes__is_removed=False)
    return list(
        others.exclude(pk=course.pk).select_related("subject", "year").distinct().order_by("-year__starts_on", "name")
    )
