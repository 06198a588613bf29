"""Rows of pupils."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from zvans.schools.imports.people.classes import ask_about_classes, class_of
from zvans.schools.imports.people.entries import PupilEntry
from zvans.schools.imports.people.plan import PeoplePlan
from zvans.schools.imports.report import Kind, Refusal
from zvans.schools.models import ClassGroup, StudyGroup


def plan_pupils(plan: PeoplePlan, entries: Iterable[PupilEntry]) -> None:
    rows: dict[str, int] = {}
    entries = list(entries)
    ask_about_classes(plan, entries)
    for entry in entries:
        plan.report.advance()
        try:
            _plan_pupil(plan, entry, rows)
        except Refusal as refusal:
            name = f"{entry.person.family_name} {entry.person.given_name}"
            plan.report.refuse(Kind.PUPIL, name, entry.row, refusal.reason)
    named = {who.person.pk for code in rows if (who := plan.with_code(code)) and who.person}
    plan.report.leave(
        Kind.PUPIL, (place.pupil.register_name for key, place in plan.known.enrolments.items() if key not in named)
    )


def _plan_pupil(plan: PeoplePlan, entry: PupilEntry, rows: dict[str, int]) -> None:
    code = entry.person.code
    if code in rows:
        raise Refusal(_("Šis personas kods failā jau ir %(row)s. rindā.") % {"row": rows[code]})
    class_group, groups = _class_and_groups(plan, entry)
    who = plan.identify(entry.person)
    rows[code] = entry.row
    corrected = plan.accept(who, entry.person)
    place = plan.known.enrolments.get(who.person.pk) if who.person else None
    stays = place is not None and place.class_group_id == class_group.pk
    if not stays:
        plan.places.append((who, class_group))
    member_of = plan.known.memberships.get(who.person.pk, set()) if who.person and stays else set()
    joined = [(group, who) for group in groups if group.pk not in member_of]
    plan.members.extend(joined)
    plan.say(Kind.PUPIL, who, entry.row, created=place is None, changed=corrected or not stays or bool(joined))


def _class_and_groups(plan: PeoplePlan, entry: PupilEntry) -> tuple[ClassGroup, list[StudyGroup]]:
    class_group = class_of(plan, entry)
    groups = []
    for name in entry.group_names:
        group = plan.known.group_called(name, class_group)
        if group is None:
            names = {"group": name[:40], "class": class_group.name}
            raise Refusal(_("Grupas «%(group)s» klasē %(class)s nav.") % names)
        groups.append(group)
    divisions = [group.division for group in groups if group.division and group.class_group_id is not None]
    if len(divisions) != len(set(divisions)):
        raise Refusal(_("Skolēns nevar būt divās viena dalījuma grupās."))
    return class_group, groups
