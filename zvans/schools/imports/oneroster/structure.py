"""Classes and courses: a `homeroom` is a class, what is `scheduled` is a course with a group of its own or of a whole class."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from zvans.schools.actions.classes import class_with_group
from zvans.schools.course_defaults import course_name, value_system_for
from zvans.schools.imports.matching import folded, ref
from zvans.schools.imports.oneroster.known import CLASS, COURSE, SUBJECT
from zvans.schools.imports.oneroster.plan import Plan, has_ended
from zvans.schools.imports.oneroster.read import Record
from zvans.schools.imports.oneroster.spec import listed
from zvans.schools.imports.people.known import folded_class
from zvans.schools.imports.report import Kind, Outcome
from zvans.schools.models import ClassGroup, Course, CourseGroup, StudyGroup, Subject

_MAX_NAME, _MAX_SHORT_NAME = 160, 60


class Structure:
    """sourcedId of a class → the class or the course that it is; for each course its groups."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.homerooms: dict[str, ClassGroup] = {}
        self.courses: dict[str, Course] = {}
        self.groups: dict[object, list[StudyGroup]] = {pk: list(rows) for pk, rows in plan.known.course_groups.items()}
        self.whole = {g.class_group_id: g for g in plan.known.groups if g.is_whole_class}
        self.new_whole: dict[int, StudyGroup] = {}
        self.terms: dict[object, set[str]] = {}
        self.subjects: dict[str, Subject] = {}
        self.course_records = plan.package.by_id("courses")
        self.pupils = self._pupils_of_classes()
        self._take()

    def is_homeroom(self, key: str) -> bool:
        return key in self.homerooms

    def _take(self) -> None:
        known = self.plan.known
        by_pk = {row.pk: row for row in known.classes}
        for key, row in known.memory.of(CLASS).items():
            if row in by_pk:
                self.homerooms[key] = by_pk[row]
        for key, row in known.memory.of(COURSE).items():
            if row in known.courses:
                self.courses[key] = known.courses[row]
        kept: list[Record] = []
        others: list[Record] = []
        for record in self.plan.scope.classes.values():
            of_year = self.plan.frame.has(listed(record["termSourcedIds"]))
            (kept if of_year else others).append(record)
        deleted = [r["title"] for r in kept if r.is_deleted]
        live = [r for r in kept if not r.is_deleted]
        for record in live:
            if record["classType"] == "homeroom":
                self._homeroom(record)
        for record in live:
            if record["classType"] != "homeroom":
                self._scheduled(record)
        self._tell(deleted, [r["title"] for r in others])

    def _tell(self, deleted: list[str], others: list[str]) -> None:
        report = self.plan.report
        if deleted:
            text = _("Klases un kursi, ko pakotne lūdz dzēst: tie paliek, jo pie tiem glabājas žurnāli.")
            report.note("kept_classes", text, deleted)
        if others:
            report.note("other_years", _("Citu mācību gadu klases un kursi: tos neievedam."), others)

    def _pupils_of_classes(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for record in self.plan.scope.enrollments:
            if record["role"] == "student" and not has_ended(record):
                found[record["classSourcedId"]].add(record["userSourcedId"])
        return found

    def _homeroom(self, record: Record) -> None:
        plan, name = self.plan, _name(record)
        row = self.homerooms.get(record.id)
        taken = {ref(found) for found in self.homerooms.values()}
        if row is None:
            alike = [
                c for c in plan.known.classes if folded_class(c.name) == folded_class(name) and ref(c) not in taken
            ]
            row = next((c for c in alike if c.name == name), alike[0] if alike else None)
        elif folded(row.name) != folded(name) and not any(folded(c.name) == folded(name) for c in plan.known.classes):
            self._rename(row, name)
            plan.report.say(Outcome.CHANGED, Kind.CLASS, name, record.row)
            return self._keep_class(record, row)
        if row is None and any(folded(c.name) == folded(name) for c in [*plan.known.classes, *self.homerooms.values()]):
            return plan.report.refuse(Kind.CLASS, name, record.row, _("Skolā šādu nosaukumu jau lieto cits ieraksts."))
        plan.report.say(Outcome.CREATED if row is None else Outcome.UNCHANGED, Kind.CLASS, name, record.row)
        if row is None:
            row, group = class_with_group(
                plan.frame.year, name, short_name=record["classCode"][:_MAX_SHORT_NAME], grade=_grade(record)
            )
            plan.changes.add(row, group)
            self.new_whole[id(row)] = group
        return self._keep_class(record, row)

    def _rename(self, row: ClassGroup, name: str) -> None:
        """A class, the group of its pupils, and the journals that are called after it."""
        changes, known = self.plan.changes, self.plan.known
        changes.alter(row, name=name)
        changes.alter(self.whole[row.pk], name=name)
        for group in known.groups:
            if group.class_group_id == row.pk:
                group.class_group = row
        for pk, groups in known.course_groups.items():
            course = known.courses[pk]
            if any(group.class_group_id == row.pk for group in groups) and course.name != course_name(groups):
                changes.alter(course, name=course_name(groups))

    def _keep_class(self, record: Record, row: ClassGroup) -> None:
        self.homerooms[record.id] = row
        self.plan.remembered[CLASS, record.id] = row

    def whole_of(self, row: ClassGroup) -> StudyGroup:
        return self.new_whole[id(row)] if row.pk is None else self.whole[row.pk]

    def _scheduled(self, record: Record) -> None:
        plan = self.plan
        subject = self._subject(record)
        if subject is None:
            return plan.report.refuse(
                Kind.COURSE, _name(record), record.row, _("Kursa, kuram šī klase pieder, pakotnē nav.")
            )
        course = self.courses.get(record.id)
        if course is None:
            group = self._group(record)
            course = self._same_course(subject, group) or self._other_term(record, subject, group)
            if course is None:
                course = self._new_course(subject, group)
                plan.report.say(Outcome.CREATED, Kind.COURSE, f"{subject.name} {course.name}", record.row)
        self.courses[record.id] = course
        self.terms[ref(course)] = self.terms.get(ref(course), set()) | set(listed(record["termSourcedIds"]))
        plan.remembered[COURSE, record.id] = course

    def _new_course(self, subject: Subject, group: StudyGroup) -> Course:
        plan = self.plan
        if group.pk is None and not group.is_whole_class:
            plan.changes.add(group)
            plan.report.say(Outcome.CREATED, Kind.GROUP, group.name)
        course = Course(
            school=plan.known.school, year=plan.frame.year, subject=subject, name=course_name([group]),
            value_system=value_system_for([group], plan.known.school.kind),
        )  # fmt: skip
        plan.changes.add(course, CourseGroup(school=plan.known.school, course=course, group=group))
        self.groups[ref(course)] = [group]
        return course

    def _same_course(self, subject: Subject, group: StudyGroup) -> Course | None:
        """One that a timetable has brought already, of this subject and this group alone."""
        taken = {ref(course) for course in self.courses.values()}
        for pk, course in self.plan.known.courses.items():
            groups = self.plan.known.course_groups.get(pk, [])
            if course.subject_id == subject.pk and [g.pk for g in groups] == [group.pk] and pk not in taken:
                return course
        return None

    def _other_term(self, record: Record, subject: Subject, group: StudyGroup) -> Course | None:
        """A whole class that is taught a subject by one class a term has one journal of it, which lasts the year."""
        terms = set(listed(record["termSourcedIds"]))
        for course in self.courses.values():
            same = course.pk is None and course.subject is subject and self.groups[ref(course)] == [group]
            if same and group.is_whole_class and terms and not terms & self.terms[ref(course)]:
                return course
        return None

    def _group(self, record: Record) -> StudyGroup:
        """The whole class, if all its pupils and nobody else are taught; a part of it; else a group across classes.

        A package of changes does not say who is in a class, unless it is the first.
        """
        pupils = self.pupils[record.id]
        is_whole = self.plan.package.modes["enrollments"] == "bulk" or not self.plan.known.memory.of(CLASS)
        homes = [key for key in self.homerooms if is_whole and self.pupils[key] & pupils]
        home = self.homerooms[homes[0]] if len(homes) == 1 and pupils <= self.pupils[homes[0]] else None
        if home is not None and pupils == self.pupils[homes[0]]:
            return self.whole_of(home)
        name, plan = _name(record), self.plan
        groups = [*plan.known.groups, *self._new_groups()]
        for candidate in (name, f"{name[:70]} ({record['classCode'][:40]})", f"{name[:70]} ({record.id[:80]})"):
            found = [g for g in groups if folded(g.name) == folded(candidate) and g.class_group == home]
            if not found:
                return StudyGroup(school=plan.known.school, year=plan.frame.year, class_group=home, name=candidate)
            if candidate == name and found[0].pk is not None and not found[0].is_whole_class:
                return found[0]
        return found[0]

    def _new_groups(self) -> Iterable[StudyGroup]:
        return (row for row in self.plan.changes.added.get(StudyGroup, []) if isinstance(row, StudyGroup))

    def _subject(self, record: Record) -> Subject | None:
        key, plan = record["courseSourcedId"], self.plan
        if key in self.subjects:
            return self.subjects[key]
        course = self.course_records.get(key)
        remembered = plan.known.memory.of(SUBJECT).get(key)
        row = next((s for s in plan.known.subjects if s.pk == remembered), None)
        if course is None and row is None:
            return None
        if course is not None:
            row = self._named_subject(course, row)
        assert row is not None  # noqa: S101 - `_named_subject` makes one
        self.subjects[key] = row
        plan.remembered[SUBJECT, key] = row
        return row

    def _named_subject(self, course: Record, row: Subject | None) -> Subject:
        plan, name = self.plan, _name(course)
        rows = [*plan.known.subjects, *self.subjects.values()]
        same = next((s for s in rows if folded(s.name) == folded(name)), None)
        if row is not None and same is None:
            plan.changes.alter(row, name=name)
            plan.report.say(Outcome.CHANGED, Kind.SUBJECT, name, course.row)
            return row
        row = row or same
        plan.report.say(Outcome.CREATED if row is None else Outcome.UNCHANGED, Kind.SUBJECT, name, course.row)
        if row is None:
            row = Subject(school=plan.known.school, name=name, short_name=course["courseCode"][:_MAX_SHORT_NAME])
            plan.changes.add(row)
        return row


def _name(record: Record) -> str:
    return record["title"][:_MAX_NAME] or record.id[:_MAX_NAME]


def _grade(record: Record) -> int | None:
    grades = [grade for grade in listed(record["grades"]) if grade.isdecimal() and 1 <= int(grade[:3]) <= 12]
    return int(grades[0][:3]) if len(grades) == 1 else None
