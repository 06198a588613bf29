"""Roles of employees, and what they teach and lead."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.utils.translation import gettext_lazy as _

from zvans.lib.text import search_key
from zvans.schools.enums import PERMISSIONS, PositionKind
from zvans.schools.imports.importer import NOT_ONESELF, OPERATES
from zvans.schools.imports.oneroster.plan import Plan, Somebody, Worker, has_ended
from zvans.schools.imports.oneroster.read import Record
from zvans.schools.imports.oneroster.structure import Structure
from zvans.schools.imports.report import Kind, Outcome, Refusal
from zvans.schools.models import Employment

# Role → position and its title. An administrator of computers gets no rights in the school from a file: the school gives them.
POSITIONS = {
    "teacher": (PositionKind.TEACHER, ""),
    "principal": (PositionKind.HEAD, ""),
    "aide": (PositionKind.SUPPORT, "skolotāja palīgs"),
    "counselor": (PositionKind.SUPPORT, "konsultants"),
    "proctor": (PositionKind.SUPPORT, "eksāmenu vadītājs"),
    "siteAdministrator": (PositionKind.SUPPORT, "administrators"),
    "systemAdministrator": (PositionKind.SUPPORT, "administrators"),
    "districtAdministrator": (PositionKind.SUPPORT, "administrators"),
}
_ADMINISTRATORS = {role for role in POSITIONS if role.endswith("Administrator")}


def plan_staff(plan: Plan, structure: Structure) -> None:
    planner = _Staff(plan, structure)
    for key in planner.roles:
        planner.plan_one(key)
    planner.plan_classes()
    planner.report_left()


class _Staff:
    def __init__(self, plan: Plan, structure: Structure) -> None:
        self.plan = plan
        self.structure = structure
        self.roles: dict[str, list[Record]] = defaultdict(list)
        self.found: set[int] = set()
        self.administrators: list[str] = []
        self.teaching = {
            r["userSourcedId"] for r in plan.scope.enrollments if r["role"] == "teacher" and not has_ended(r)
        }
        for record in plan.scope.roles:
            if record["role"] in POSITIONS:
                self.roles[record["userSourcedId"]].append(record)
        employed = [key for key, who in plan.people.items() if who.pk in plan.known.employment_of]
        for key in [*self.teaching, *(key for key in employed if key in plan.scope.users)]:
            self.roles.setdefault(key, [])

    def plan_one(self, key: str) -> None:
        user, who = self.plan.scope.users.get(key), self.plan.people.get(key)
        if who is None:
            if user is None:
                reason = _("Šī lietotāja pakotnē un skolā nav, vai tā rinda nav pieņemta.")
                row = self.roles[key][0].row if self.roles[key] else None
                self.plan.report.refuse(Kind.STAFF, key[:160], row, reason)
            return
        records = self.roles[key]
        live = {r["role"] for r in records if not has_ended(r)}
        if user is not None and user.is_deleted:
            live = set()
        elif not records and (key in self.teaching or who.pk in self.plan.known.employment_of):
            live = {"teacher"} if key in self.teaching else {""}
        employment = self._employment(who)
        if employment is not None:
            self.found.add(employment.pk)
        try:
            if live:
                self._take(who, employment, live)
            else:
                self._lose(who, employment, {r["role"] for r in records} or set(POSITIONS))
        except Refusal as refusal:
            self.plan.drop(who)
            self.plan.report.refuse(Kind.STAFF, who.name, who.row or None, refusal.reason)

    def _check_gives(self, rights: Iterable[Collection[str]]) -> None:
        if any(map(self.plan.importer.lacks, rights)):
            raise Refusal(_("Šim amatam ir tiesības, kuru Jums nav, tāpēc ne dot, ne noņemt to nevarat."))

    def _take(self, who: Somebody, employment: Employment | None, roles: set[str]) -> None:
        held = self.plan.known.positions.get(employment.pk, {}) if employment else {}
        wanted = {kind: title for role, (kind, title) in POSITIONS.items() if role in roles}
        self._check_gives(PERMISSIONS[kind] for kind in wanted if kind not in held)
        if who.pk in self.plan.known.operators:
            raise Refusal(OPERATES)
        worker = self.plan.workers.get(who)
        is_new = worker is None and employment is None
        if worker is None:
            worker = self.plan.workers[who] = Worker(who, employment)
            if employment is None:
                worker.listed = self._listed(who)
                self.plan.hires.append(worker)
        missing = [(worker, str(kind), title) for kind, title in wanted.items() if kind not in held]
        self.plan.posts.extend(missing)
        if roles & _ADMINISTRATORS and missing:
            self.administrators.append(who.name)
        self.plan.say(Kind.STAFF, who, created=is_new and worker.listed is None, changed=bool(missing) or is_new)

    def _lose(self, who: Somebody, employment: Employment | None, roles: set[str]) -> None:
        """Positions end; who has none left is employed no more."""
        if employment is None:
            self.plan.drop(who)
            return
        held = self.plan.known.positions.get(employment.pk, {})
        ending = [row for kind, row in held.items() if kind in {POSITIONS[role][0] for role in roles}]
        self._check_gives(row.allowed for row in ending)
        changed = self.plan.end(*ending)
        if len(ending) == len(held):
            taught = [rows[employment.pk] for rows in self.plan.known.course_teachers.values() if employment.pk in rows]
            led = [rows[employment.pk] for rows in self.plan.known.class_teachers.values() if employment.pk in rows]
            changed = self.plan.end(*taught, *led, employment) or changed
        self.plan.say(Kind.STAFF, who, created=False, changed=changed)

    def _employment(self, who: Somebody) -> Employment | None:
        if who.pk is None:
            return None
        return self.plan.known.employment_of.get(who.pk)

    def _listed(self, who: Somebody) -> Employment | None:
        """Somebody of that name whom a timetable has put on the staff list without a person."""
        words = sorted(who.search_key.split())
        taken = {worker.listed.pk for worker in self.plan.hires if worker.listed}
        free = [row for row in self.plan.known.employments if row.person_id is None and row.pk not in taken]
        alike = [row for row in free if sorted(search_key(row.name).split()) == words]
        return alike[0] if len(alike) == 1 else None

    def plan_classes(self) -> None:
        """Course teachers and class teachers; a line for each course that the package names."""
        changed: set[object] = set()
        for record in self.plan.scope.enrollments:
            if record["role"] == "teacher" and self._teaches(record):
                changed.add(record["classSourcedId"])
        created = {id(row) for rows in self.plan.changes.added.values() for row in rows}
        for record in self.plan.scope.classes.values():
            course = self.structure.courses.get(record.id)
            if course is not None and id(course) not in created and not record.is_deleted:
                outcome = Outcome.CHANGED if record.id in changed else Outcome.UNCHANGED
                self.plan.report.say(outcome, Kind.COURSE, f"{course.subject.name} {course.name}", record.row)

    def _teaches(self, record: Record) -> bool:
        key = record["classSourcedId"]
        worker = self.plan.workers.get(self.plan.people.get(record["userSourcedId"]))  # type: ignore[arg-type]
        course, class_group = self.structure.courses.get(key), self.structure.homerooms.get(key)
        if course is None and class_group is None:
            return False
        row = self._held(record, key)
        if has_ended(record):
            return row is not None and self.plan.end(row)
        if worker is None or row is not None:
            return False
        if worker.who.pk is not None and worker.who.pk == self.plan.importer.not_teacher:
            title = course.name if course else class_group.name if class_group else ""
            self.plan.report.refuse(Kind.TEACHER, title, record.row, NOT_ONESELF)
            return False
        if course is not None:
            if (course, worker) in self.plan.taught:
                return False
            self.plan.taught.append((course, worker))
        elif class_group is not None:
            self.plan.led.append((class_group, worker))
            self.plan.report.say(Outcome.CREATED, Kind.CLASS_TEACHER, class_group.name, record.row)
        return True

    def _held(self, record: Record, key: str) -> object:
        """The row that says so already."""
        who = self.plan.people.get(record["userSourcedId"])
        employment = self._employment(who) if who else None
        if employment is None:
            return None
        course, class_group = self.structure.courses.get(key), self.structure.homerooms.get(key)
        if course is not None:
            return self.plan.known.course_teachers.get(course.pk or 0, {}).get(employment.pk)
        return self.plan.known.class_teachers.get((class_group.pk if class_group else 0) or 0, {}).get(employment.pk)

    def report_left(self) -> None:
        if self.administrators:
            text = _("Administratori: pakotne tiesību skolā nedod; tās piešķiriet paši.")
            self.plan.report.note("administrators", text, self.administrators)
        if self.plan.package.modes["roles"] == "bulk":
            listed = {worker.listed.pk for worker in self.plan.hires if worker.listed}
            rows = [row for row in self.plan.known.employments if row.pk not in self.found | listed]
            self.plan.report.leave(Kind.STAFF, (row.name for row in rows))
