"""Marks that a pupil brought along: given in another journal of the same subject and year, before they came into this one (F1).

They stay where they were given, and count here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef

from zvans.journal.models import Mark
from zvans.journal.queries.cells import Entries
from zvans.journal.queries.journal import Member
from zvans.lib.database.compiled import Later, Param, Row, compiled
from zvans.schools.models import Course, StudyGroupMember


def _here(**dates: OuterRef) -> Exists:
    return Exists(
        StudyGroupMember.objects.filter(
            pupil=OuterRef("pupil"), group__course_groups__course_id=Param("course"), **dates
        )
    )


_marks = compiled(
    lambda: Mark.objects.exclude(course_id=Param("course"))
    .filter(
        _here(starts_on__gt=OuterRef("on")), ~_here(starts_on__lte=OuterRef("on")),
        year_id=Param("year"), course__subject_id=Param("subject"), on__gte=Param("start"), on__lte=Param("end"), points__isnull=False,
        lesson__is_formative=False,
    )
    .values_list("pupil_id", "lesson_id", "text", "revision", "points", "lesson__work_kind__weight")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Earlier:
    """Rows as `Entries` has them and their weight: (pupil, lesson, text, revision, points, weight), those of formative lessons left out."""

    marks: list[Row]

    def beside(self, entries: Entries) -> Entries:
        return Entries([*entries.marks, *(row[:5] for row in self.marks)], entries.absences)

    @property
    def weights(self) -> dict[int, Decimal]:
        """By lesson, where a mark brought along weighs otherwise than 1."""
        return {row[1]: row[5] for row in self.marks if row[5] is not None and row[5] != 1}

    @property
    def counts(self) -> dict[int, int]:
        """How many marks each pupil brought along."""
        found: dict[int, int] = {}
        for pupil, *_ in self.marks:
            found[pupil] = found.get(pupil, 0) + 1
        return found


NONE = Earlier([])


def ask_earlier(course: Course, start: date, end: date) -> Later[Earlier]:
    """From start to end: one statement."""
    rows = _marks.ask(course=course.pk, year=course.year_id, subject=course.subject_id, start=start, end=end)
    return lambda: Earlier(rows())


def came_later(course: Course, pupils: Iterable[Member], start: date) -> bool:
    """Whether anybody came into the group after the first of these days: only then somebody may have brought marks along."""
    first = max(course.year.starts_on, start)
    return any(pupil.starts_on > first for pupil in pupils)
