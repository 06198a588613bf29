"""Classes and the groups their pupils are taught in."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.schools.actions.changes import Changes
from zvans.schools.course_defaults import course_name
from zvans.schools.models import (
    ClassGroup,
    ClassTeacher,
    Course,
    CourseTeacher,
    Employment,
    Enrolment,
    SchoolYear,
    StudyGroup,
    StudyGroupMember,
)
from zvans.schools.policies import (
    check_class_empty,
    check_class_name_free,
    check_class_unchanged,
    check_day_in_year,
    check_works_on,
    check_year_open,
)
from zvans.schools.queries.groups import holding


def class_with_group(year: SchoolYear, name: str, **fields: object) -> tuple[ClassGroup, StudyGroup]:
    """A class and the study group of all its pupils, not stored yet: one never goes without the other."""
    class_group = ClassGroup(school_id=year.school_id, year=year, name=name, **fields)
    whole = StudyGroup(school_id=year.school_id, year=year, class_group=class_group, name=name, is_whole_class=True)
    return class_group, whole


def add_class(*, year: SchoolYear, name: str, by: Actor, short_name: str = "", grade: int | None = None) -> ClassGroup:
    """Raises `NotAllowedNow` in a closed year, `NotAcceptable` where the year has a class of that name."""
    class_group, whole = class_with_group(year, name, short_name=short_name, grade=grade)
    changes = Changes()
    changes.add(class_group, whole)
    with recorded("add_class", by=by, schools=[year.school_id], about=year, class_name=name):
        check_year_open(SchoolYear.objects.select_for_update().get(pk=year.pk))
        check_class_name_free(year, name)
        changes.write()
    return class_group


def change_class(
    *, class_group: ClassGroup, name: str, grade: int | None, based_on: tuple[str, int | None], by: Actor
) -> None:
    """Call a class otherwise, or set its grade. Its whole-class group and the names of its courses follow.

    `based_on` is the (name, grade) that the writer saw. Raises `NotAllowedNow` where it is another by now.
    """
    with recorded("change_class", by=by, schools=[class_group.school_id], about=class_group):
        check_year_open(SchoolYear.objects.select_for_update().get(pk=class_group.year_id))
        now = ClassGroup.objects.get(pk=class_group.pk)
        check_class_unchanged(now, based_on)
        check_class_name_free(class_group.year, name, besides=now)
        changes = Changes()
        changes.alter(now, name=name, short_name=name, grade=grade)
        for whole in StudyGroup.objects.filter(class_group=now, is_whole_class=True):
            changes.alter(whole, name=name)
        changes.write()
        _rename_courses(now)


def _rename_courses(class_group: ClassGroup) -> None:
    """A course is called by its groups."""
    changes = Changes()
    taught = Course.objects.filter(course_groups__group__class_group=class_group).distinct()
    for course in taught.prefetch_related("course_groups__group__class_group"):
        changes.alter(course, name=course_name(row.group for row in course.course_groups.all()))
    changes.write()


def remove_class(*, class_group: ClassGroup, by: Actor) -> None:
    """Take away a class that was added by mistake. Raises `NotAllowedNow` where anything stands on it."""
    with recorded(
        "remove_class", by=by, schools=[class_group.school_id], about=class_group, class_name=class_group.name
    ):
        check_year_open(class_group.year)
        ClassGroup.objects.select_for_update().get(pk=class_group.pk)
        check_class_empty(class_group)
        class_group.delete()


def lead_class(*, class_group: ClassGroup, employment: Employment, starts_on: date, by: Actor) -> None:
    """Make an employee the class teacher from a day on, in the place of whoever was or would have been.

    Ends with the employment. Raises `NotAcceptable` for a day outside the year or the employment, `NotAllowedNow` in a closed year.
    """
    year = class_group.year
    changes = Changes()
    with recorded("lead_class", by=by, schools=[class_group.school_id], about=class_group, employment=employment.pk):
        check_year_open(year)
        check_day_in_year(year, starts_on)
        check_works_on(employment, starts_on, field="employment")
        before = ClassTeacher.objects.filter(class_group=class_group).exclude(ends_on__lt=starts_on)
        end_or_remove(changes, list(before.select_for_update()), starts_on)
        changes.add(
            ClassTeacher(
                school_id=class_group.school_id,
                class_group=class_group,
                employment=employment,
                starts_on=starts_on,
                ends_on=employment.ends_on,
            )
        )
        changes.write()


def join_groups(*, members: Sequence[tuple[StudyGroup, int]], starts_on: date, by: Actor) -> None:
    """Put pupils (by the id of the person) into study groups of one school from a day on.

    Groups of one division exclude each other: the other one ends for that pupil, and so does what was to begin there later.
    Raises `NotAllowedNow` where the year of one of the groups is closed.
    """
    if not members:
        return
    school = members[0][0].school_id
    changes = Changes()
    with recorded("join_groups", by=by, schools=[school], members=len(members)):
        _check_years_open(school, members)
        of_pupil = _held_from(school, {pupil for _, pupil in members}, starts_on)
        for group, pupil in members:
            rows = of_pupil.get(pupil, [])
            end_or_remove(changes, [row for row in rows if _excludes(group, row.group)], starts_on)
            _join(changes, group, pupil, [row for row in rows if row.group_id == group.pk], starts_on)
        changes.write()


def leave_groups(*, members: Sequence[tuple[StudyGroup, int]], starts_on: date, by: Actor) -> None:
    """Take pupils out of study groups of one school: the day before `starts_on` is their last one there.

    Raises `NotAllowedNow` where the year of one of the groups is closed.
    """
    if not members:
        return
    school = members[0][0].school_id
    changes = Changes()
    with recorded("leave_groups", by=by, schools=[school], members=len(members)):
        _check_years_open(school, members)
        of_pupil = _held_from(school, {pupil for _, pupil in members}, starts_on)
        for group, pupil in members:
            end_or_remove(changes, [row for row in of_pupil.get(pupil, []) if row.group_id == group.pk], starts_on)
        changes.write()


def _check_years_open(school: int, members: Sequence[tuple[StudyGroup, int]]) -> None:
    for year in SchoolYear.objects.filter(school=school, pk__in={group.year_id for group, _ in members}):
        check_year_open(year)


def _held_from(school: int, pupils: set[int], starts_on: date) -> dict[int, list[StudyGroupMember]]:
    """Pupil → the memberships in a school that hold on a day or begin after it."""
    rows = StudyGroupMember.objects.filter(holding(starts_on), school=school, pupil__in=pupils)
    of_pupil: dict[int, list[StudyGroupMember]] = {}
    for row in rows.select_related("group"):
        of_pupil.setdefault(row.pupil_id, []).append(row)
    return of_pupil


def _join(changes: Changes, group: StudyGroup, pupil: int, rows: Sequence[StudyGroupMember], starts_on: date) -> None:
    """Who is in the group already stays, until further notice; what would begin later begins now."""
    now = next((row for row in rows if row.starts_on <= starts_on), None)
    changes.remove(row for row in rows if row.starts_on > starts_on)
    if now is None:
        changes.add(StudyGroupMember(school_id=group.school_id, group=group, pupil_id=pupil, starts_on=starts_on))
    elif now.ends_on is not None:
        changes.alter(now, ends_on=None)


def _excludes(group: StudyGroup, other: StudyGroup) -> bool:
    same_division = bool(group.division) and (group.class_group_id, group.division) == (
        other.class_group_id,
        other.division,
    )
    return same_division and group.pk != other.pk


def end_or_remove(
    changes: Changes, rows: Iterable[ClassTeacher | CourseTeacher | Enrolment | StudyGroupMember], starts_on: date
) -> None:
    """End dated rows the day before something else starts. A row that would begin on that day or later never held: it goes."""
    for row in rows:
        if row.starts_on < starts_on:
            changes.alter(row, ends_on=starts_on - timedelta(days=1))
        else:
            changes.remove([row])
