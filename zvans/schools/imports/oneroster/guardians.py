"""Agents of pupils: users who are a parent, a guardian or a relative in a role. Either of the two may name the other."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from zvans.accounts.enums import Sex
from zvans.schools.enums import GuardianKind
from zvans.schools.imports.importer import OWN_FAMILY
from zvans.schools.imports.oneroster.plan import Plan, Somebody, has_ended
from zvans.schools.imports.oneroster.spec import listed
from zvans.schools.imports.report import Kind, Outcome
from zvans.schools.models import Guardianship

ROLES = frozenset({"parent", "guardian", "relative"})


def plan_guardians(plan: Plan, students: Collection[str], guardians: Collection[str]) -> None:
    """`students`, `guardians`: sourcedIds of users. Guardians of nobody in this school are not taken in."""
    parents = {r["userSourcedId"] for r in plan.package["roles"] if r["role"] == "parent"}
    planned: dict[int, list[Somebody]] = {}
    for student, agent in _pairs(plan, students, guardians):
        pupil, who = plan.people.get(student), plan.people.get(agent)
        if pupil is None or who is None or pupil is who or pupil not in plan.pupils:
            continue
        before = plan.known.guardianships.get(pupil.pk or 0, [])
        known = next((row for row in before if row.guardian_id == who.pk), None)
        if known is None and plan.known.family & {pupil.pk, who.pk}:
            plan.report.refuse(Kind.GUARDIAN, who.name, who.row or None, OWN_FAMILY)
            continue
        others = planned.setdefault(id(pupil), [])
        if known is None and who not in others:
            others.append(who)
            plan.wards.append((pupil, who, _kind(who, agent in parents), len(before) + len(others)))
        is_here = (
            pupil.pk is None or pupil.pk in plan.known.pupils_here
        )  # else the school does not know who answers for them
        is_new = known is None or not is_here
        outcome = Outcome.CREATED if is_new else Outcome.CHANGED if who.is_corrected else Outcome.UNCHANGED
        plan.report.say(outcome, Kind.GUARDIAN, who.name, who.row or None)
    _leave_out(plan, guardians)
    for agent in guardians:
        _end(plan, agent)


def _pairs(plan: Plan, students: Collection[str], guardians: Collection[str]) -> list[tuple[str, str]]:
    """Pupil and guardian, each pair once. A role that has ended makes nobody a guardian."""
    ended = {r["userSourcedId"] for r in plan.package["roles"] if r["role"] in ROLES and has_ended(r)}
    found: dict[tuple[str, str], None] = {}
    for key, user in plan.scope.users.items():
        for other in listed(user["agentSourcedIds"]) if not user.is_deleted else ():
            for pair in ((key, other), (other, key)):
                if pair[0] in students and pair[1] in guardians and pair[1] not in ended:
                    found[pair] = None
    return list(found)


def _kind(who: Somebody, is_parent: bool) -> str:
    sex = who.facts.sex or (who.person.sex if who.person else "")
    kinds = {Sex.FEMALE.value: GuardianKind.MOTHER, Sex.MALE.value: GuardianKind.FATHER}
    return str(kinds.get(str(sex), GuardianKind.OTHER) if is_parent else GuardianKind.OTHER)


def _leave_out(plan: Plan, guardians: Collection[str]) -> None:
    """A guardian of nobody here who is nothing else in the school; and is not added, if nobody knows them yet."""
    used = {id(who) for _pupil, who, _kind, _order in plan.wards} | {id(who) for who in plan.workers}
    idle = [plan.people[key] for key in guardians if key in plan.people]
    idle = [who for who in idle if _is_strange(plan, who) and id(who) not in used]
    placed = {id(who) for who, _class, _day in plan.places}
    idle = [who for who in idle if id(who) not in placed]
    for who in idle:
        plan.added.pop(who, None)
    if idle:
        text = _("Vecāki un citi, kam pakotnē nav neviena šīs skolas skolēna: viņus neierakstām.")
        plan.report.note("guardians_of_nobody", text, [who.name for who in idle])


def _is_strange(plan: Plan, who: Somebody) -> bool:
    return who in plan.added or (who.person is not None and not plan.known.is_ours(who.person))


def _end(plan: Plan, agent: str) -> None:
    """A guardian whom the package deletes is one no more, of the pupils that are in this school."""
    user, who = plan.scope.users.get(agent), plan.people.get(agent)
    if user is None or not user.is_deleted or who is None or who.pk is None:
        return
    if who.pk in plan.known.family:
        plan.report.refuse(Kind.GUARDIAN, who.name, who.row or None, OWN_FAMILY)
        return
    here = set(plan.known.enrolments)
    rows: list[Guardianship] = [
        row
        for pupil, wards in plan.known.guardianships.items()
        if pupil in here
        for row in wards
        if row.guardian_id == who.pk
    ]
    plan.say(Kind.GUARDIAN, who, created=False, changed=plan.end(*rows))
