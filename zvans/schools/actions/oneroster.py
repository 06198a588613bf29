"""A OneRoster package brought into a school: what no other action does."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.schools.actions.changes import Changes
from zvans.schools.actions.memberships import refresh_accounts
from zvans.schools.enums import Ended, ImportKind
from zvans.schools.models import (
    ClassGroup,
    ClassTeacher,
    Course,
    CourseTeacher,
    Employment,
    Enrolment,
    Guardianship,
    ImportChoice,
    School,
)


@contextmanager
def importing_oneroster(*, school: School, counts: dict[str, Any], by: Actor) -> Iterator[int]:
    """The action of which everything that a package does is a step."""
    with recorded("import_oneroster", by=by, schools=[school.pk], about=school, **counts) as action:
        yield action


def write_structure(*, school: School, changes: Changes, by: Actor) -> None:
    """Year, terms, subjects, classes, groups and courses."""
    if not changes:
        return
    with recorded("write_structure", by=by, schools=[school.pk], about=school):
        changes.write()


def assign_teachers(
    *,
    school: School,
    taught: Sequence[tuple[Course, Employment]],
    led: Sequence[tuple[ClassGroup, Employment]],
    starts_on: date,
    by: Actor,
) -> None:
    """Who teaches courses and leads classes from a day on, beside whoever does already."""
    if not taught and not led:
        return
    changes = Changes()
    changes.add(*(CourseTeacher(school=school, course=c, employment=e, starts_on=starts_on) for c, e in taught))
    changes.add(*(ClassTeacher(school=school, class_group=c, employment=e, starts_on=starts_on) for c, e in led))
    with recorded("assign_teachers", by=by, schools=[school.pk], about=school, courses=len(taught), classes=len(led)):
        changes.write()


def end_memberships(
    *, school: School, rows: Sequence[Any], last_day: date, by: Actor, ended: Ended = Ended.LEFT
) -> None:
    """End dated rows of a school (enrolments, memberships, positions, employments, guardianships) with a day.

    One that began later ends on the day on which it began: what was is not taken from the record.
    """
    if not rows:
        return
    changes = Changes()
    people: set[int] = set()
    for row in rows:
        why = {"ended": ended} if isinstance(row, Enrolment) else {}
        changes.alter(row, ends_on=max(last_day, row.starts_on), **why)
        people.update(_touched(row))
    with recorded("end_memberships", by=by, schools=[school.pk], about=school, rows=len(rows)):
        changes.write()
        refresh_accounts(people)


def _touched(row: Any) -> set[int]:
    """Whose accounts may see less after it."""
    if isinstance(row, Employment):
        return {row.person_id} if row.person_id else set()
    if isinstance(row, Guardianship):
        return {row.guardian_id}
    if isinstance(row, Enrolment):
        guardians = Guardianship.objects.filter(pupil=row.pupil_id).values_list("guardian", flat=True)
        return {row.pupil_id, *guardians}
    return set()


def remember(
    *, school: School, answers: Mapping[tuple[str, str], int], moments: Mapping[tuple[str, str], datetime], by: Actor
) -> None:
    """Which row each sourcedId of a package is (`table` and sourcedId → key): the next package finds it by that. And when each record
    (file and sourcedId) was last modified: what is older does not replace it."""
    rows = [
        ImportChoice(school=school, kind=ImportKind.ONEROSTER, table=table, name=name, row_id=row)
        for (table, name), row in answers.items()
    ]
    with recorded("remember_import", by=by, schools=[school.pk], about=school, names=len(rows)):
        unique = ["school", "kind", "table", "name"]
        ImportChoice.objects.bulk_create(rows, update_conflicts=True, unique_fields=unique, update_fields=["row_id"])
        dated = [
            ImportChoice(school=school, kind=ImportKind.ONEROSTER, table=file, name=name, modified_at=moment)
            for (file, name), moment in moments.items()
        ]
        ImportChoice.objects.bulk_create(
            dated, 5000, update_conflicts=True, unique_fields=unique, update_fields=["modified_at"]
        )
