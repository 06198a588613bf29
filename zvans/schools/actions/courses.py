"""Courses by hand: what is taught, to which groups, by whom from when."""

from collections.abc import Sequence
from datetime import date

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.schools.actions.changes import Changes
from zvans.schools.actions.classes import end_or_remove
from zvans.schools.course_defaults import course_name, value_system_for
from zvans.schools.models import Course, CourseGroup, CourseTeacher, Employment, SchoolYear, StudyGroup, Subject
from zvans.schools.policies import (
    check_course_is_new,
    check_day_in_year,
    check_teaching_unchanged,
    check_works_on,
    check_year_open,
)
from zvans.schools.queries.teaching import teaching_state


def add_course(
    *,
    year: SchoolYear,
    subject: Subject,
    groups: Sequence[StudyGroup],
    teachers: Sequence[Employment],
    starts_on: date,
    by: Actor,
    value_system: str = "",
) -> Course:
    """A subject for study groups of a year, taught by employees from a day on.

    Without a `value_system` the grades of its classes decide. Raises `NotAcceptable` for what is there already, for a day outside the
    year and for a teacher who does not work here then; `NotAllowedNow` in a closed year.
    """
    school = year.school_id
    course = Course(
        school_id=school, year=year, subject=subject, name=course_name(groups),
        value_system=value_system or value_system_for(groups, year.school.kind),
    )  # fmt: skip
    changes = Changes()
    changes.add(course, *(CourseGroup(school_id=school, course=course, group=group) for group in groups))
    with recorded("add_course", by=by, schools=[school], about=year, subject=subject.pk, groups=len(groups)):
        check_year_open(SchoolYear.objects.select_for_update().get(pk=year.pk))
        check_course_is_new(year, subject, groups)
        check_day_in_year(year, starts_on)
        for number, employment in enumerate(dict.fromkeys(teachers)):
            check_works_on(employment, starts_on, field="second" if number else "teacher")
            changes.add(_teacher(course, employment, starts_on))
        changes.write()
    return course


def set_teachers(*, course: Course, teachers: Sequence[Employment], starts_on: date, state: str, by: Actor) -> None:
    """From a day on these teach the course and nobody else: who taught it till then ends the day before, who stays goes on.

    Lessons held are not touched. `state` is what the writer saw (`teaching_state`): raises `NotAllowedNow` where it is another by now.
    """
    with recorded("set_teachers", by=by, schools=[course.school_id], about=course, teachers=len(teachers)):
        check_year_open(course.year)
        Course.objects.select_for_update().get(pk=course.pk)
        check_teaching_unchanged(teaching_state(course), state)
        check_day_in_year(course.year, starts_on)
        rows = list(CourseTeacher.objects.filter(course=course).exclude(ends_on__lt=starts_on))
        staying = {row.employment_id: row for row in rows if row.starts_on <= starts_on}
        changes, wanted = Changes(), {employment.pk: employment for employment in teachers}
        gone = [row for row in rows if row.employment_id not in wanted or row.starts_on > starts_on]
        end_or_remove(changes, gone, starts_on)
        for employment in wanted.values():
            check_works_on(employment, starts_on, field="teacher")
            if employment.pk not in staying:
                changes.add(_teacher(course, employment, starts_on))
            elif staying[employment.pk].ends_on != employment.ends_on:
                changes.alter(staying[employment.pk], ends_on=employment.ends_on)
        changes.write()


def _teacher(course: Course, employment: Employment, starts_on: date) -> CourseTeacher:
    return CourseTeacher(
        school_id=course.school_id,
        course=course,
        employment=employment,
        starts_on=starts_on,
        ends_on=employment.ends_on,
    )
