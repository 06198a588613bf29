"""What a child is taught: the courses of its study groups, the whole class being one of them, from when until when."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from zvans.diary.queries.children import Child, by_key
from zvans.lib.database.compiled import Param, compiled
from zvans.schools.models import StudyGroupMember


class ChildCourse(NamedTuple):
    """A child takes a course from `starts_on` to `ends_on` (empty: until further notice)."""

    child: Child
    course_id: int
    subject: str
    starts_on: date
    ends_on: date | None

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


_courses = compiled(
    lambda: (
        StudyGroupMember.objects.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=Param("start")),
            pupil_id__any=Param("pupils"),
            starts_on__lte=Param("end"),
            group__course_groups__isnull=False,
        )
        .order_by("group__course_groups__course__subject__sort_key", "id")
        .values_list(
            "pupil_id", "school_id", "group__course_groups__course_id", "group__course_groups__course__subject__name",
            "starts_on", "ends_on",
        )
    )
)  # fmt: skip


def courses_of(children: Sequence[Child], start: date, end: date) -> list[ChildCourse]:
    """The courses children take on some day from start to end, in the schools they attend now, in Latvian order of the
    subject: one statement."""
    known = by_key(children)
    rows = _courses(pupils=[child.person_id for child in children], start=start, end=end)
    return [ChildCourse(known[row[0], row[1]], *row[2:]) for row in rows if row[:2] in known]
