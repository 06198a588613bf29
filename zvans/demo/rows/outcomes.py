"""Learning outcomes of the demo's grades 1–3, with the levels that pupils have reached."""

from collections.abc import Iterator
from random import Random

from django.db.models import Model

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.demo.reading import content, lines
from zvans.demo.rows.school import MadeSchool
from zvans.demo.staffing import PlannedCourse
from zvans.demo.teaching.subjects import subject
from zvans.journal.models import Outcome, OutcomeLevel
from zvans.schools.actions.changes import Changes
from zvans.schools.enums import ValueSystem
from zvans.schools.models import Course

_LEVELS, _SHARES = ("S", "T", "A", "P"), (1, 3, 5, 1)
_NOT_YET = 0.3  # of the pupils, at an outcome that is still being taught


def fill_outcomes(made: MadeSchool, by: Actor) -> None:
    """In every journal of levels that gives marks; the last outcome of each is not judged for everybody yet."""
    random = Random(f"outcomes of {made.plan.key}")
    changes = Changes()
    for planned, course in made.courses.items():
        if course.value_system == ValueSystem.LEVELS and subject(planned.subject).is_marked:
            changes.add(*_of_course(made, planned, course, random))
    with recorded("fill_demo_outcomes", by=by, schools=[made.school.pk], about=made.school):
        changes.write()


def _of_course(made: MadeSchool, planned: PlannedCourse, course: Course, random: Random) -> Iterator[Model]:
    own = {"school": made.school, "year": made.year, "course": course}
    texts = outcomes_for(planned.subject)
    outcomes = [Outcome(text=text, order=number, **own) for number, text in enumerate(texts, 1)]
    yield from outcomes
    pupils = [pupil for group in planned.groups for pupil in made.members[group]]
    for outcome in outcomes:
        for pupil in pupils:
            (level,) = random.choices(_LEVELS, _SHARES)
            if outcome is not outcomes[-1] or random.random() > _NOT_YET:
                yield OutcomeLevel(outcome=outcome, pupil=pupil.person, level=level, **own)


def outcomes_for(key: str) -> tuple[str, ...]:
    """What a subject asks of grades 1–3."""
    found = content("outcomes")
    return lines(found.get(key, found["other"]))
