"""A school goes into its next year: everything at once, or nothing (D3)."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import today
from zvans.lib.policy import NotAllowedNow
from zvans.schools.actions.changes import Changes
from zvans.schools.actions.classes import class_with_group
from zvans.schools.actions.memberships import refresh_accounts
from zvans.schools.actions.schools import year_with_terms
from zvans.schools.course_defaults import course_name, value_system_for
from zvans.schools.enums import Begun, Ended, Fate
from zvans.schools.models import (
    Break,
    ClassGroup,
    ClassTeacher,
    Course,
    CourseGroup,
    CourseTeacher,
    Enrolment,
    Guardianship,
    SchoolYear,
    StudyGroup,
    StudyGroupMember,
)
from zvans.schools.policies import check_can_close, check_can_roll_over
from zvans.schools.queries.groups import holding
from zvans.schools.queries.rollover import CarriedCourse, Move, NewClass, Plan, plan_rollover
from zvans.schools.rollover import Choices, next_name

_ENDED = {"leaves": Ended.LEFT, Fate.GRADUATES: Ended.GRADUATED}


class PlanChanged(Exception):  # not a fault: the school changed between the preview and the confirmation
    """The plan is not the one that was looked at; nothing was written."""


@dataclass
class _Next:
    """The rows of the next year as they come to be."""

    changes: Changes
    year: SchoolYear
    classes: dict[str, tuple[ClassGroup, StudyGroup]] = field(default_factory=dict)
    groups: dict[int, StudyGroup] = field(default_factory=dict)  # by the present group

    @property
    def own(self) -> dict[str, int]:
        return {"school_id": self.year.school_id}


def roll_over(*, year: SchoolYear, choices: Choices, seen: str, by: Actor) -> SchoolYear:
    """Open the next year with classes, pupils, groups, teaching and class teachers as the plan says; places in this one end.

    `seen` is the fingerprint of the plan that somebody looked at; raises `PlanChanged` where it is another by now, and
    `NotAllowedNow` where the way has been gone already or something stands in it.
    """
    with recorded("roll_over", by=by, schools=[year.school_id], about=year, starts_on=choices.starts_on.isoformat()):
        year = SchoolYear.objects.select_for_update().get(pk=year.pk, school=year.school_id)
        check_can_roll_over(year)
        plan = plan_rollover(year, choices)
        if plan.problems:
            raise NotAllowedNow(" ".join(plan.problems))
        if plan.fingerprint != seen:
            raise PlanChanged
        coming = _open(plan)
        _classes(coming, plan)
        _end_places(coming.changes, plan)
        _groups(coming, plan)
        _places(coming, plan)
        _courses(coming, plan)
        coming.changes.write()
        pupils = {move.enrolment.pupil_id for move in plan.moves}
        guardians = Guardianship.objects.filter(pupil__in=pupils).values_list("guardian", flat=True)
        refresh_accounts({*pupils, *guardians})
    return coming.year


def _open(plan: Plan) -> _Next:
    """The year, if the school has not opened it already."""
    changes = Changes()
    if plan.next_year is not None:
        return _Next(changes, plan.next_year)
    year, terms = year_with_terms(plan.year.school, plan.choices.starts_on, plan.choices.ends_on)
    changes.add(year, *terms)
    for row in plan.choices.breaks:
        changes.add(
            Break(school_id=year.school_id, year=year, name=row.name, starts_on=row.starts_on, ends_on=row.ends_on)
        )
    return _Next(changes, year)


def _classes(coming: _Next, plan: Plan) -> None:
    """Each class of the plan with the group of all its pupils; one that the school has added already is taken."""
    known = StudyGroup.objects.filter(year=plan.next_year, is_whole_class=True) if plan.next_year else None
    there: dict[str, tuple[ClassGroup, StudyGroup]] = {}
    for whole in known.select_related("class_group") if known is not None else ():
        if whole.class_group is not None:
            there[whole.class_group.name] = whole.class_group, whole
    for new in plan.classes:
        if new.name in there:
            coming.classes[new.name] = there[new.name]
        else:
            coming.classes[new.name] = class_with_group(
                coming.year, new.name, grade=new.grade, short_name=_short_name(new)
            )
            coming.changes.add(*coming.classes[new.name])


def _short_name(new: NewClass) -> str:
    return next_name(new.source.short_name) if new.source else new.name


def _end_places(changes: Changes, plan: Plan) -> None:
    """This year's places and memberships end: those of graduates on their last day, all others the day before the next year."""
    last = {move.enrolment.pupil_id: _last_day(move, plan.choices) for move in plan.moves}
    for move in plan.moves:
        ended = _ENDED.get(move.how, Ended.YEAR_OVER)
        day = max(move.enrolment.starts_on, last[move.enrolment.pupil_id])
        changes.alter(move.enrolment, ends_on=day, ended=ended)
    rows = StudyGroupMember.objects.filter(
        holding(plan.year.ends_on), school=plan.year.school_id, group__year=plan.year, pupil__in=last
    )
    for row in rows:
        changes.alter(row, ends_on=max(row.starts_on, last[row.pupil_id]))


def _last_day(move: Move, choices: Choices) -> date:
    return choices.graduated_on if move.how == Fate.GRADUATES else choices.starts_on - timedelta(days=1)


def _groups(coming: _Next, plan: Plan) -> None:
    """Parts of classes and groups of no class, empty for now; one of the same name that is there already is taken."""
    known = StudyGroup.objects.filter(year=plan.next_year, is_whole_class=False) if plan.next_year else None
    there = {} if known is None else {(group.class_group_id, group.name): group for group in known}
    for carried in plan.groups:
        class_group = coming.classes[carried.into][0] if carried.into else None
        same = there.get((class_group.pk if class_group else None, carried.group.name))
        if same is not None and (class_group is None or class_group.pk):
            coming.groups[carried.group.pk] = same
            continue
        group = StudyGroup(
            **coming.own, year=coming.year, class_group=class_group, name=carried.group.name,
            short_name=carried.group.short_name, division=carried.group.division,
        )  # fmt: skip
        coming.groups[carried.group.pk] = group
        coming.changes.add(group)


def _places(coming: _Next, plan: Plan) -> None:
    """A place in the class and its group for everybody who goes on, unless the school has given them one already."""
    begins = {"starts_on": plan.choices.starts_on}
    taken = set(
        Enrolment.objects.filter(class_group__year=plan.next_year).values_list("pupil_id", flat=True)
        if plan.next_year
        else ()
    )
    for move in plan.moves:
        if move.into and move.enrolment.pupil_id not in taken:
            class_group, whole = coming.classes[move.into]
            begun = Begun.REPEATED if move.how == "repeats" else Begun.PROMOTED
            place = {**coming.own, **begins, "pupil_id": move.enrolment.pupil_id}
            coming.changes.add(
                Enrolment(**place, class_group=class_group, begun=begun), StudyGroupMember(**place, group=whole)
            )
    for carried in plan.groups:
        group = coming.groups[carried.group.pk]
        coming.changes.add(
            *(
                StudyGroupMember(**coming.own, **begins, group=group, pupil_id=pupil)
                for pupil in carried.pupils
                if pupil not in taken
            )
        )


def _courses(coming: _Next, plan: Plan) -> None:
    """Teaching and class teachers go on from the first day."""
    begins = {"starts_on": plan.choices.starts_on}
    for carried in plan.courses:
        groups = [_next_group(coming, plan, group) for group in carried.groups]
        course = Course(
            **coming.own, year=coming.year, subject=carried.course.subject, name=course_name(groups),
            value_system=_value_system(carried, groups, coming.year.school.kind),
        )  # fmt: skip
        coming.changes.add(course)
        coming.changes.add(*(CourseGroup(**coming.own, course=course, group=group) for group in groups))
        coming.changes.add(
            *(CourseTeacher(**coming.own, **begins, course=course, employment=t) for t in carried.teachers)
        )
    for employment, into in plan.class_teachers:
        coming.changes.add(
            ClassTeacher(**coming.own, **begins, class_group=coming.classes[into][0], employment=employment)
        )


def _next_group(coming: _Next, plan: Plan, group: StudyGroup) -> StudyGroup:
    if not group.is_whole_class:
        return coming.groups[group.pk]
    name = next(c.name for c in plan.classes if c.source is not None and c.source.pk == group.class_group_id)
    return coming.classes[name][1]


def _value_system(carried: CarriedCourse, groups: list[StudyGroup], school_kind: str) -> str:
    """What is usual in the new grade; what the school has chosen otherwise stays as it chose."""
    usual = value_system_for(carried.was_taught_to, school_kind)
    return (
        value_system_for(groups, school_kind) if carried.course.value_system == usual else carried.course.value_system
    )


def close_year(*, year: SchoolYear, by: Actor) -> None:
    """From today on the year is only read: journals, classes and groups stay as they are."""
    with recorded("close_year", by=by, schools=[year.school_id], about=year):
        year = SchoolYear.objects.select_for_update().get(pk=year.pk, school=year.school_id)
        check_can_close(year, today())
        changes = Changes()
        changes.alter(year, closed_on=today())
        changes.write()
