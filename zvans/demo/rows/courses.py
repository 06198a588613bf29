"""What is taught in a school of the demo: groups with their pupils, courses with their teachers, the year's timetable."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.demo.calendar import DemoYear
from zvans.demo.rows.people import Pupil
from zvans.demo.rows.school import MadeSchool
from zvans.demo.rows.staff import end_of_last_month
from zvans.demo.staffing import HALVES, GroupKey, PlannedCourse
from zvans.demo.teaching.subjects import subject
from zvans.demo.timetabling import timetable_for
from zvans.schools.actions.changes import Changes
from zvans.schools.actions.classes import join_groups
from zvans.schools.enums import ValueSystem
from zvans.schools.models import Course, CourseGroup, CourseTeacher, Room, StudyGroup, Subject
from zvans.timetable.models import Slot, Timetable

_LEVELS_TO_GRADE = 3


def divide_classes(made: MadeSchool, pupils: Sequence[Pupil], starts_on: date, by: Actor) -> None:
    """The groups that classes are parted into, filled: by halves of the register, by sex, or by choice."""
    divisions: dict[tuple[str, str], list[GroupKey]] = {}
    for block in made.plan.blocks:
        for course in block.courses:
            for key in course.groups:
                known = divisions.setdefault((key.class_name, key.division), [])
                if key not in known:
                    known.append(key)
    changes = Changes()
    for (class_name, division), keys in divisions.items():
        of_class = [pupil for pupil in pupils if pupil.seat.class_name == class_name]
        made.members |= _parted(of_class, keys, division, made.plan.is_split_by_sex(division))
        for key in keys:
            if division:
                made.groups[key] = _group(made, key)
                changes.add(made.groups[key])
    with recorded("divide_classes", by=by, schools=[made.school.pk], about=made.school, divisions=len(divisions)):
        changes.write()
    members = [(made.groups[key], p.person.pk) for key, found in made.members.items() if key.division for p in found]
    join_groups(members=members, starts_on=starts_on, by=by)


def _group(made: MadeSchool, key: GroupKey) -> StudyGroup:
    return StudyGroup(
        school=made.school, year=made.year, class_group=made.classes[key.class_name], name=key.name,
        division=key.division,
    )  # fmt: skip


def _parted(pupils: list[Pupil], keys: list[GroupKey], division: str, by_sex: bool) -> dict[GroupKey, list[Pupil]]:
    if by_sex:
        return {key: [p for p in pupils if p.sex == sex] for key, sex in zip(keys, "fm", strict=True)}
    if division != HALVES:
        pupils = Random(str(keys[0])).sample(pupils, len(pupils))
    share = -(-len(pupils) // len(keys))
    return {key: pupils[place * share : (place + 1) * share] for place, key in enumerate(keys)}


def plan_lessons(made: MadeSchool, dates: DemoYear, by: Actor) -> None:
    """Subjects, rooms, courses with their teachers, and the year's timetable."""
    changes = Changes()
    timetable = Timetable(
        school=made.school, year=made.year, name=f"Stundu saraksts {dates.name}", starts_on=dates.first
    )
    rooms, subjects = _rooms(made), _subjects(made)
    changes.add(timetable, *rooms.values(), *subjects.values())
    for block, slots in timetable_for(made.plan).items():
        for planned in block.courses:
            _add_course(changes, made, planned, subjects[subject(planned.subject).name], dates)
            for weekday, number in slots:
                changes.add(
                    Slot(
                        school=made.school, timetable=timetable, course=made.courses[planned], weekday=weekday,
                        number=number, room=rooms[planned.room],
                    )
                )  # fmt: skip
    with recorded("plan_lessons", by=by, schools=[made.school.pk], about=made.school, courses=len(made.courses)):
        changes.write()


def _rooms(made: MadeSchool) -> dict[str, Room]:
    """«305. Ķīmijas kabinets» is 305 for short."""
    names = dict.fromkeys(course.room for block in made.plan.blocks for course in block.courses)
    return {name: Room(school=made.school, name=name, short_name=name.split(".")[0]) for name in names}


def _subjects(made: MadeSchool) -> dict[str, Subject]:
    """By name: what `content/` keeps in two files may be one subject of the school."""
    contents = [subject(course.subject) for block in made.plan.blocks for course in block.courses]
    return {c.name: Subject(school=made.school, name=c.name, short_name=c.short_name) for c in contents}


def _add_course(changes: Changes, made: MadeSchool, planned: PlannedCourse, found: Subject, dates: DemoYear) -> None:
    course = Course(school=made.school, year=made.year, subject=found, name=planned.name, value_system=_values(planned))
    made.courses[planned] = course
    changes.add(course)
    for key in planned.groups:
        changes.add(CourseGroup(school=made.school, course=course, group=made.groups[key]))
    _add_teachers(changes, made, planned, dates)


def _values(planned: PlannedCourse) -> str:
    if subject(planned.subject).marks != "points":
        return ValueSystem.PASS
    return ValueSystem.LEVELS if planned.grade <= _LEVELS_TO_GRADE else ValueSystem.POINTS


def _add_teachers(changes: Changes, made: MadeSchool, planned: PlannedCourse, dates: DemoYear) -> None:
    member = next(m for m in made.plan.staff if m.key == planned.teacher)
    course, starts_on = made.courses[planned], dates.first
    if member.follows:
        left_on = end_of_last_month(dates.today)
        changes.add(_teacher(made, course, member.follows, dates.first, left_on))
        starts_on = left_on + timedelta(days=1)
    changes.add(_teacher(made, course, member.key, starts_on, None))


def _teacher(made: MadeSchool, course: Course, key: str, starts_on: date, ends_on: date | None) -> CourseTeacher:
    return CourseTeacher(
        school=made.school, course=course, employment=made.staff[key], starts_on=starts_on, ends_on=ends_on
    )
