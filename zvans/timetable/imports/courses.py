"""Lessons of a file folded into courses: one for each subject, set of groups and set of teachers."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from zvans.schools.actions.classes import end_or_remove
from zvans.schools.course_defaults import course_name, value_system_for
from zvans.schools.imports.importer import NOT_ONESELF
from zvans.schools.imports.matching import ref
from zvans.schools.imports.report import Kind, Outcome
from zvans.schools.models import Course, CourseGroup, CourseTeacher, Employment, StudyGroup, Subject
from zvans.schools.models.dated import current
from zvans.timetable.imports.catalogue import Catalogue
from zvans.timetable.imports.contents import LessonEntry
from zvans.timetable.imports.draft import Draft

Refs = frozenset[Hashable]


@dataclass
class PlannedCourse:
    """A course as the file means it. `course` is the row that it turned out to be, or a new one."""

    subject: Subject
    groups: dict[Hashable, StudyGroup]
    teachers: dict[Hashable, Employment]
    lessons: list[LessonEntry] = field(default_factory=list)
    course: Course = field(init=False)

    @property
    def taught(self) -> tuple[Hashable, Refs]:
        """Subject and groups: what stays when the teacher changes."""
        return ref(self.subject), frozenset(self.groups)

    @property
    def title(self) -> str:
        return f"{self.subject.name} {self.course.name}".strip()


@dataclass
class _Stored:
    course: Course
    groups: Refs
    teachers: list[CourseTeacher]

    @property
    def taught(self) -> tuple[Hashable, Refs]:
        return self.course.subject_id, self.groups

    @property
    def teacher_refs(self) -> Refs:
        return frozenset(row.employment_id for row in self.teachers)


def courses_of(draft: Draft, catalogue: Catalogue) -> list[PlannedCourse]:
    """The courses of the file, matched with those of the school year; what differs goes into the draft."""
    planned = _folded(draft, catalogue)
    stored = _stored(draft)
    found = _pair(planned, stored)
    for number, course in enumerate(planned):
        _settle(draft, course, found.get(number))
    kept = {match.course.pk for match in found.values()}
    draft.report.leave(
        Kind.COURSE,
        (f"{s.course.subject.name} {s.course.name}" for s in stored if s.course.pk not in kept),
    )
    return planned


def _folded(draft: Draft, catalogue: Catalogue) -> list[PlannedCourse]:
    courses: dict[Hashable, PlannedCourse] = {}
    for lesson in draft.contents.lessons:
        groups = [catalogue.whole[key] for key in lesson.class_keys] + [
            catalogue.groups[key] for key in lesson.group_keys
        ]
        teachers = [catalogue.teachers[key] for key in lesson.teacher_keys]
        course = PlannedCourse(
            catalogue.subjects[lesson.subject_key], {ref(g): g for g in groups}, {ref(t): t for t in teachers}
        )
        key = (course.taught, frozenset(course.teachers))
        courses.setdefault(key, course).lessons.append(lesson)
    return list(courses.values())


def _stored(draft: Draft) -> list[_Stored]:
    year = draft.frame.year
    if year.pk is None:
        return []
    groups: dict[int, set[int]] = defaultdict(set)
    for course, group in CourseGroup.objects.filter(course__year=year).values_list("course", "group"):
        groups[course].add(group)
    teachers: dict[int, list[CourseTeacher]] = defaultdict(list)
    for row in CourseTeacher.objects.filter(current(draft.frame.starts_on), course__year=year):
        teachers[row.course_id].append(row)
    courses = Course.objects.filter(year=year).select_related("subject").order_by("pk")
    return [_Stored(course, frozenset(groups[course.pk]), teachers[course.pk]) for course in courses]


def _pair(planned: list[PlannedCourse], stored: list[_Stored]) -> dict[int, _Stored]:
    """Place in `planned` → stored course: the same teachers first; then, among those of one subject and groups, the course that
    holds one of the lessons, and the only one left over. A journal goes on when its teacher changes.
    """
    found: dict[int, _Stored] = {}
    exact = {(s.taught, s.teacher_refs): s for s in reversed(stored)}
    for number, course in enumerate(planned):
        match = exact.get((course.taught, frozenset(course.teachers)))
        if match is not None:
            found[number] = match
    used = {id(match) for match in found.values()}
    left: dict[Hashable, list[_Stored]] = defaultdict(list)
    for match in stored:
        if id(match) not in used:
            left[match.taught].append(match)
    missing: dict[Hashable, list[int]] = defaultdict(list)
    for number, course in enumerate(planned):
        if number not in found:
            missing[course.taught].append(number)
    for taught, numbers in missing.items():
        found |= _pair_changed(planned, numbers, left[taught])
    return found


def _pair_changed(planned: list[PlannedCourse], numbers: list[int], left: list[_Stored]) -> dict[int, _Stored]:
    found: dict[int, _Stored] = {}
    for number in numbers:
        keys = {lesson.key for lesson in planned[number].lessons}
        match = next((s for s in left if s.course.external_key in keys), None)
        if match is not None:
            found[number] = match
            left.remove(match)
    rest = [number for number in numbers if number not in found]
    if len(rest) == 1 and len(left) == 1:
        found[rest[0]] = left[0]
    return found


def _settle(draft: Draft, planned: PlannedCourse, match: _Stored | None) -> None:
    name = course_name(planned.groups.values())
    row = planned.lessons[0].row
    _leave_out_importer(draft, planned, match)
    if match is None:
        planned.course = _new_course(draft, planned, name)
        draft.report.say(Outcome.CREATED, Kind.COURSE, planned.title, row)
        return
    planned.course = match.course
    renamed = match.course.name != name
    if renamed:
        draft.changes.alter(match.course, name=name)
    teachers_changed = match.teacher_refs != frozenset(planned.teachers)
    if teachers_changed:
        gone = [r for r in match.teachers if r.employment_id not in planned.teachers]
        end_or_remove(draft.changes, gone, draft.frame.starts_on)
        _teach(draft, planned, (t for key, t in planned.teachers.items() if key not in match.teacher_refs))
    outcome = Outcome.CHANGED if renamed or teachers_changed else Outcome.UNCHANGED
    draft.report.say(outcome, Kind.COURSE, planned.title, row)


def _leave_out_importer(draft: Draft, planned: PlannedCourse, match: _Stored | None) -> None:
    """Who brings in the file comes by no new journal with it, unless they may read them all."""
    held = match.teacher_refs if match else frozenset()
    own = [key for key, teacher in planned.teachers.items() if key not in held and not draft.may_appoint(teacher)]
    for key in own:
        del planned.teachers[key]
        draft.report.refuse(Kind.TEACHER, planned.lessons[0].name, planned.lessons[0].row, NOT_ONESELF)


def _new_course(draft: Draft, planned: PlannedCourse, name: str) -> Course:
    school = draft.frame.school
    course = planned.course = Course(
        school=school,
        year=draft.frame.year,
        subject=planned.subject,
        name=name,
        value_system=value_system_for(planned.groups.values(), school.kind),
        external_key=planned.lessons[0].key,
    )
    draft.changes.add(course)
    draft.changes.add(*(CourseGroup(school=school, course=course, group=group) for group in planned.groups.values()))
    _teach(draft, planned, planned.teachers.values())
    return course


def _teach(draft: Draft, planned: PlannedCourse, teachers: Iterable[Employment]) -> None:
    frame = draft.frame
    draft.changes.add(
        *(
            CourseTeacher(school=frame.school, course=planned.course, employment=teacher, starts_on=frame.starts_on)
            for teacher in teachers
        )
    )
