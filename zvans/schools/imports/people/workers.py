"""Rows of staff."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from zvans.lib.text import search_key
from zvans.schools.imports.importer import OPERATES
from zvans.schools.imports.likeness import are_like_people
from zvans.schools.imports.people.entries import StaffEntry
from zvans.schools.imports.people.plan import PeoplePlan, Somebody, Worker
from zvans.schools.imports.report import NEW, Kind, Refusal
from zvans.schools.models import Employment


def plan_staff(plan: PeoplePlan, entries: Iterable[StaffEntry]) -> None:
    entries = list(entries)
    if not entries:
        return
    rows: dict[str, int] = {}
    found: set[int] = set()
    for entry in entries:
        plan.report.advance()
        try:
            worker = _plan_worker(plan, entry, rows, found)
        except Refusal as refusal:
            name = f"{entry.person.family_name} {entry.person.given_name}"
            plan.report.refuse(Kind.STAFF, name, entry.row, refusal.reason)
            continue
        found |= {row.pk for row in (worker.employment, worker.listed) if row is not None}
    plan.report.leave(Kind.STAFF, (row.name for row in plan.known.employments if row.pk not in found))


def _plan_worker(plan: PeoplePlan, entry: StaffEntry, rows: dict[str, int], taken: set[int]) -> Worker:
    code = entry.person.code
    if code in rows:
        raise Refusal(_("Šis personas kods failā jau ir %(row)s. rindā.") % {"row": rows[code]})
    who = plan.identify(entry.person)
    if who.person is not None and who.person.pk in plan.known.operators:
        raise Refusal(OPERATES)
    rows[code] = entry.row
    corrected = plan.accept(who, entry.person)
    worker = Worker(who, entry.short_name, _employment(plan, who))
    if worker.employment is None:
        worker.listed = _listed(plan, who, entry, taken)
        plan.hires.append(worker)
    renamed = _is_renamed(worker)
    if renamed:
        plan.short_names.append(worker)
    held = plan.known.positions.get(worker.employment.pk, {}) if worker.employment else {}
    posts = [(worker, k, title) for k, title in entry.positions if k not in held or held[k].title != title]
    plan.posts.extend(posts)
    changed = corrected or renamed or bool(posts) or worker.listed is not None
    created = worker.employment is None and worker.listed is None
    plan.say(Kind.STAFF, who, entry.row, created=created, changed=changed)
    return worker


def _employment(plan: PeoplePlan, who: Somebody) -> Employment | None:
    rows = plan.known.employments if who.person else []
    return next((row for row in rows if who.person and row.person_id == who.person.pk), None)


def _is_renamed(worker: Worker) -> bool:
    now = worker.employment.short_name if worker.employment else ""
    return worker.employment is not None and bool(worker.short_name) and worker.short_name != now


def _listed(plan: PeoplePlan, who: Somebody, entry: StaffEntry, taken: set[int]) -> Employment | None:
    """A name that a timetable has put on the staff list: as people have said; else if only one fits by its words, or by the short name."""
    rows = [row for row in plan.known.employments if row.person_id is None and row.pk not in taken]
    said = (Kind.STAFF, who.name)
    if said in plan.known.choices:
        row = next((row for row in rows if row.pk == plan.known.choices[said]), None)
        plan.report.recall(*said, row.name if row else NEW)
        return row
    words = sorted(who.search_key.split())
    by_name = [row for row in rows if sorted(search_key(row.name).split()) == words]
    short = entry.short_name.casefold()
    by_short = [row for row in rows if short and row.short_name.casefold() == short]
    found = next((found[0] for found in (by_name, by_short) if len(found) == 1), None)
    if found is None:
        plan.report.doubt(Kind.STAFF, who.name, entry.row, [row for row in rows if are_like_people(row.name, who.name)])
    return found
