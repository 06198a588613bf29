"""Enrolments of students: a homeroom gives a place in a class, a scheduled class a place in the group that is taught."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from zvans.schools.imports.matching import ref
from zvans.schools.imports.oneroster.plan import Plan, Somebody, has_ended
from zvans.schools.imports.oneroster.read import Record
from zvans.schools.imports.oneroster.structure import Structure
from zvans.schools.imports.report import Kind, Refusal
from zvans.schools.models import ClassGroup, StudyGroup


def plan_pupils(plan: Plan, structure: Structure, students: Iterable[str]) -> None:
    """`students`: sourcedIds of all who are students in a role or an enrolment."""
    planner = _Pupils(plan, structure)
    for key in students:
        plan.report.advance()
        planner.plan_one(key)
    planner.report_left()


class _Pupils:
    def __init__(self, plan: Plan, structure: Structure) -> None:
        self.plan = plan
        self.structure = structure
        self.named: set[int] = set()
        self.records: dict[str, list[Record]] = defaultdict(list)
        for record in plan.scope.enrollments:
            if record["role"] == "student":
                self.records[record["userSourcedId"]].append(record)

    def plan_one(self, key: str) -> None:
        user = self.plan.scope.users.get(key)
        if key not in self.plan.people and (user is None or not user.is_deleted):
            if user is None:
                self._refuse(
                    key, key, self.records[key], _("Šī lietotāja pakotnē un skolā nav, vai tā rinda nav pieņemta.")
                )
            return
        if key not in self.plan.people:
            return  # deleted, and never known here
        who = self.plan.people[key]
        if who.pk is not None:
            self.named.add(who.pk)
        if user is not None and user.is_deleted:
            self.plan.say(Kind.PUPIL, who, created=False, changed=self._leaves(who))
            return
        try:
            self._placed(who, self.records[key], user)
        except Refusal as refusal:
            self.plan.drop(who)
            self._refuse(key, who.name, [user] if user else self.records[key], refusal.reason)

    def _placed(self, who: Somebody, records: list[Record], user: Record | None) -> None:
        held = self.plan.known.enrolments.get(who.pk or 0)
        home, moved = self._home(who, records)
        if home is None and held is None:
            if any(has_ended(record) and self.structure.is_homeroom(record["classSourcedId"]) for record in records):
                self.plan.drop(who)
                return  # was here once
            raise Refusal(_("Skolēnam pakotnē nav klases: neviena ieraksta enrollments.csv ar klasi «homeroom»."))
        if home is not None:
            self.plan.pupils.add(who)
        joined = [self._joined(who, home, record) for record in records]
        self.plan.say(Kind.PUPIL, who, created=held is None, changed=moved or any(joined))

    def _home(self, who: Somebody, records: list[Record]) -> tuple[ClassGroup | None, bool]:
        """The class in which the pupil is after this, and whether that is a change. Of several the latest one counts."""
        plan, held = self.plan, self.plan.known.enrolments.get(who.pk or 0)
        homes = [record for record in records if self.structure.is_homeroom(record["classSourcedId"])]
        live = sorted((r for r in homes if not has_ended(r)), key=lambda r: (r["beginDate"], r.row))
        if live:
            home = self.structure.homerooms[live[-1]["classSourcedId"]]
            if held is not None and held.class_group_id == home.pk:
                return home, False
            plan.places.append((who, home, plan.starts_on(live[-1])))
            plan.outgrown.extend(plan.known.older_places.pop(who.pk or 0, []))
            return home, True
        ended = {self.structure.homerooms[record["classSourcedId"]].pk for record in homes}
        if held is not None and held.class_group_id in ended:
            return None, self._leaves(who)
        return (self._class_of(held.class_group_id) if held else None), False

    def _class_of(self, pk: int) -> ClassGroup | None:
        return next((row for row in self.plan.known.classes if row.pk == pk), None)

    def _joined(self, who: Somebody, home: ClassGroup | None, record: Record) -> bool:
        """Whether membership of a course's group changes. Raises `Refusal` for no enrolment: it goes to the report by itself."""
        if self.structure.is_homeroom(record["classSourcedId"]):
            return False
        course = self.structure.courses.get(record["classSourcedId"])
        if course is None:
            if not has_ended(record) and self._is_of_year(record):
                self._refuse(record.id, who.name, [record], _("Klases vai kursa, uz ko rinda norāda, skolā nav."))
            return False
        groups = self.structure.groups.get(ref(course), [])
        if has_ended(record):
            members = [self.plan.known.members.get((g.pk or 0, who.pk or 0)) for g in groups if not g.is_whole_class]
            return self.plan.end(*filter(None, members))
        group = self._group(who, home, groups)
        if group is None:
            self._refuse(record.id, who.name, [record], _("Šo kursu apgūst visa klase, bet skolēns ir citā klasē."))
            return False
        is_there = group.is_whole_class or (group.pk or 0, who.pk or 0) in self.plan.known.members
        if not is_there:
            self.plan.members.append((group, who, self.plan.starts_on(record)))
        return not is_there

    def _is_of_year(self, record: Record) -> bool:
        return record["classSourcedId"] not in self.plan.scope.classes

    def _group(self, who: Somebody, home: ClassGroup | None, groups: list[StudyGroup]) -> StudyGroup | None:
        """Of the course's groups the one in which the pupil is or belongs."""
        fitting = [g for g in groups if g.class_group is None or (home is not None and ref(g.class_group) == ref(home))]
        present = [g for g in fitting if g.is_whole_class or (g.pk or 0, who.pk or 0) in self.plan.known.members]
        parts = [g for g in groups if not g.is_whole_class]
        return next(iter([*present, *fitting, *parts]), None)

    def _leaves(self, who: Somebody) -> bool:
        """Everything that the pupil is in ends."""
        held = self.plan.known.enrolments.get(who.pk or 0)
        members = [row for (_group, pupil), row in self.plan.known.members.items() if pupil == who.pk]
        return self.plan.end(*([held] if held else []), *members)

    def _refuse(self, key: str, name: str, records: list[Record], reason: object) -> None:
        self.plan.report.refuse(Kind.PUPIL, (name or key)[:160], records[0].row if records else None, reason)

    def report_left(self) -> None:
        if self.plan.package.modes["enrollments"] == "bulk":
            rows = self.plan.known.enrolments.values()
            self.plan.report.leave(Kind.PUPIL, (r.pupil.register_name for r in rows if r.pupil_id not in self.named))
