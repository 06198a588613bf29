"""A journal: the course it is kept of, its pupils, its school's absence codes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Q, QuerySet

from zvans.accounts.enums import Door, Role
from zvans.audit.actor import Actor
from zvans.lib.database.compiled import Later, Param, Row, compiled, compiled_objects
from zvans.lib.dates import today
from zvans.schools.models import AbsenceCode, Course, StudyGroupMember
from zvans.schools.models.dated import current


def _courses() -> QuerySet:
    """The course at an address with the relations that `visible_to` asks for, of somebody who is named when the query runs."""
    somebody: Any = Actor(account_id=None, person_id=Param("person"), door=Door.STAFF, role=Role.STAFF)  # type: ignore[arg-type]
    found = Course.objects.with_relations(somebody, on=Param("on"))  # type: ignore[arg-type]
    return found.select_related("subject", "year").filter(public_id=Param("course"))


_course = compiled_objects(_courses)


def course_for(actor: Actor, course: str) -> Course | None:
    """The course at an address, as far as the actor can see it today. One statement.

    It is what `visible_to` lets through; asking the database for the relations alone takes it half the time.
    """
    if not actor.is_staff:
        return None
    found = _course.objects(person=actor.person_id, on=today(), course=course)
    return next((c for c in found if c.is_taught or c.is_led or c.is_headed), None)


@dataclass(frozen=True, slots=True)
class Code:
    """An absence code of the school."""

    code: str
    label: str
    is_late: bool
    is_excused: bool | None
    counts: bool


@dataclass(frozen=True, slots=True)
class Member:
    """A pupil of the course and the days on which they belong to it (both ends included; no end: still)."""

    pupil_id: int
    name: str
    ranges: tuple[tuple[date, date | None], ...]

    @property
    def starts_on(self) -> date:
        return self.ranges[0][0]

    @property
    def ends_on(self) -> date | None:
        return self.ranges[-1][1]

    def belongs_on(self, day: date) -> bool:
        return any(start <= day and (end is None or day <= end) for start, end in self.ranges)


_codes = compiled(
    lambda: (
        AbsenceCode.objects.filter(current(Param("on")), school_id=Param("school"))
        .order_by("id")
        .values_list("code", "label", "is_late", "is_excused", "counts")
    )
)

_members = compiled(
    lambda: (
        StudyGroupMember.objects.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=Param("start")),
            starts_on__lte=Param("end"),
            group__course_groups__course_id=Param("course"),
        )
        .order_by("pupil__sort_key", "pupil_id", "starts_on")
        .values_list("pupil_id", "pupil__family_name", "pupil__given_name", "starts_on", "ends_on")
    )
)


def ask_absence_codes(school_id: int, on: date) -> Later[tuple[Code, ...]]:
    """The codes that hold on a day, in the school's order."""
    rows = _codes.ask(school=school_id, on=on)
    return lambda: tuple(Code(*row) for row in rows())


def late_by_code(codes: Sequence[Code]) -> dict[str, bool]:
    """The form that the grammar reads codes in."""
    return {code.code.lower(): code.is_late for code in codes}


def ask_members(course_id: int, start: date, end: date) -> Later[tuple[Member, ...]]:
    """Pupils who belong to the course on some day from start to end, in Latvian order."""
    rows = _members.ask(course=course_id, start=start, end=end)
    return lambda: _members_in(rows())


def last_day(course_id: int, pupil_id: int, before: date) -> date | None:
    """The last day on which a pupil belonged to a course before a day; None for who never did."""
    ended = StudyGroupMember.objects.filter(group__course_groups__course=course_id, pupil=pupil_id, ends_on__lt=before)
    return ended.aggregate(last=Max("ends_on"))["last"]


def _members_in(rows: Sequence[Row]) -> tuple[Member, ...]:
    ranges: dict[tuple[int, str], list[tuple[date, date | None]]] = {}
    for pupil_id, family, given, first, last in rows:
        ranges.setdefault((pupil_id, f"{family} {given}"), []).append((first, last))
    return tuple(Member(pupil_id, name, tuple(r)) for (pupil_id, name), r in ranges.items())
