"""A OneRoster package into a school: look, and then do it."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from zvans.audit.actor import Actor
from zvans.lib.database.sight import in_sight_of
from zvans.schools.actions.changes import Changes
from zvans.schools.actions.oneroster import importing_oneroster
from zvans.schools.imports.dates import Dates
from zvans.schools.imports.importer import KEPT_CONTACTS, Importer
from zvans.schools.imports.oneroster.apply import apply_plan
from zvans.schools.imports.oneroster.frame import frame_of
from zvans.schools.imports.oneroster.guardians import ROLES as GUARDIANS
from zvans.schools.imports.oneroster.guardians import plan_guardians
from zvans.schools.imports.oneroster.known import ORG, PERSON, Memory, known_of
from zvans.schools.imports.oneroster.moments import moments_taken_in, new_moments, without_older
from zvans.schools.imports.oneroster.plan import Plan
from zvans.schools.imports.oneroster.pupils import plan_pupils
from zvans.schools.imports.oneroster.read import Package, read_package
from zvans.schools.imports.oneroster.scope import scope_of
from zvans.schools.imports.oneroster.staff import POSITIONS, plan_staff
from zvans.schools.imports.oneroster.structure import Structure
from zvans.schools.imports.oneroster.users import code_of, name_key, plan_users
from zvans.schools.imports.report import Kind, Report
from zvans.schools.models import School
from zvans.schools.queries.kin import kin_of


def run_oneroster_import(
    path: Path,
    *,
    school: School,
    dates: Dates,
    by: Actor,
    apply: bool,
    importer: Importer = Importer(),  # noqa: B008 - frozen
) -> Report:
    """What the package means for the school; with `apply` it is done, in one transaction, before this returns.

    Raises `UnreadableFile` or `NotAllowedNow`, and then nothing has changed. Two imports into one school wait for each other.
    """
    package, report = read_package(path), Report()
    if package.others:
        report.note("unknown_files", _("Faili, ko OneRoster nepazīst un mēs nelasām."), package.others)
    if package.is_empty:
        report.note("empty_package", _("Pakotnē nav nevienas rindas: nav, ko darīt."))
        return report
    with in_sight_of([school.pk]):
        if apply:
            School.objects.select_for_update(no_key=True).get(pk=school.pk)
        plan = _planned(package, school, dates, report, importer, by)
        if apply and plan.does_something:
            report.expect(plan.size)
            with importing_oneroster(school=school, counts=report.counts(), by=by):
                apply_plan(plan, by=by)
    return report


def _planned(
    package: Package, school: School, dates: Dates, report: Report, importer: Importer, by: Actor
) -> Plan:  # fmt: skip
    memory, changes, taken_in = Memory(school), Changes(), moments_taken_in(school)
    package = without_older(package, taken_in, report)
    scope = scope_of(package, school, memory.of(ORG))
    report.note("organisation", _("Pakotnes organizācija, ko ievedam šajā skolā."), [scope.org_name])
    if scope.others:
        report.note(
            "other_schools", _("Lietotāji, kas ir tikai citās pakotnes skolās: viņus neievedam."), [str(scope.others)]
        )
    frame = frame_of(package, school, dates, changes, report)
    codes = {code for user in scope.users.values() if (code := code_of(user))}
    names = {name_key(user) for user in scope.users.values()}
    known = known_of(school, memory, frame.year, frame.starts_on, codes, names)
    known.importer, known.family = by.person_id, kin_of(by.person_id)
    plan = Plan(package, scope, frame, known, changes, report, importer, moments=new_moments(package, scope, taken_in))
    students, guardians, kinds = _kinds(plan)
    report.expect(2 * len(scope.classes) + len(kinds) + len(students) + len(guardians))
    structure = Structure(plan)
    report.advance(len(scope.classes))
    plan_users(plan, kinds)
    plan_staff(plan, structure)
    report.advance(len(scope.classes))
    plan_pupils(plan, structure, students)
    plan_guardians(plan, students, guardians)
    report.advance(len(guardians))
    plan.leave_strangers()
    if plan.kept_contacts:
        report.note("kept_contacts", KEPT_CONTACTS, plan.kept_contacts)
    _tell_others(plan, kinds)
    report.remembers = len(plan.moments)
    return plan


def _kinds(plan: Plan) -> tuple[list[str], list[str], dict[str, Kind]]:
    """Students and guardians in the order of the package, and for each user what they are first of all.

    A package of changes may name a user whom it gives no role: they are what they were.
    """
    scope, known = plan.scope, plan.known
    was = {key: known.kind_of(row) for key, row in known.memory.of(PERSON).items() if key in scope.users}
    students = [r["userSourcedId"] for r in [*scope.roles, *scope.enrollments] if r["role"] == "student"]
    students += [key for key, kind in was.items() if kind == Kind.PUPIL and key in scope.users]
    staff = [r["userSourcedId"] for r in scope.roles if r["role"] in POSITIONS]
    staff += [r["userSourcedId"] for r in scope.enrollments if r["role"] == "teacher"]
    parents = {r["userSourcedId"] for r in plan.package["roles"] if r["role"] in GUARDIANS}
    guardians = [key for key in scope.users if key in parents]
    guardians += [key for key, row in known.memory.of(PERSON).items() if row in known.guardians]
    kinds = was | dict.fromkeys(guardians, Kind.GUARDIAN)
    kinds |= dict.fromkeys(students, Kind.PUPIL) | dict.fromkeys(staff, Kind.STAFF)
    return list(dict.fromkeys(students)), list(dict.fromkeys(guardians)), kinds


def _tell_others(plan: Plan, kinds: dict[str, Kind]) -> None:
    """Those known of whom the package says nothing but who they are."""
    told = {line.name for line in plan.report.lines}
    for key, who in plan.people.items():
        is_ours = who.person is not None and plan.known.is_ours(who.person)
        if key in plan.scope.users and key in kinds and is_ours and who.name not in told:
            plan.say(Kind.PERSON, who, created=False, changed=False)
