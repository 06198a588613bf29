"""A file of people into a school: look, and then do it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from django.utils.translation import gettext_lazy as _

from zvans.audit.actor import Actor
from zvans.lib.database.sight import in_sight_of
from zvans.lib.text import search_key
from zvans.schools.enums import PERMISSIONS, Permission, PositionKind
from zvans.schools.imports.dates import Dates
from zvans.schools.imports.importer import KEPT_CONTACTS
from zvans.schools.imports.people import entries
from zvans.schools.imports.people.apply import apply_plan
from zvans.schools.imports.people.columns import Row, rows_of
from zvans.schools.imports.people.guardians import plan_guardians
from zvans.schools.imports.people.known import known_of
from zvans.schools.imports.people.plan import PeoplePlan
from zvans.schools.imports.people.pupils import plan_pupils
from zvans.schools.imports.people.table import read_tables
from zvans.schools.imports.people.workers import plan_staff
from zvans.schools.imports.report import Kind, Refusal, Report
from zvans.schools.models import School
from zvans.schools.queries.kin import kin_of

Entry = TypeVar("Entry")


EVERYBODY = frozenset({Kind.PUPIL, Kind.GUARDIAN, Kind.STAFF})


@dataclass(frozen=True)
class Said:
    """What the one who imports says of the file, and may do: what its columns are (head → our name), of which kinds they enter people,
    and which rights they have: nobody gives others with a position (C8), nor makes a class without being one who sets up the school."""

    columns: Mapping[str, str] = field(default_factory=dict)
    may: Collection[Kind] = EVERYBODY
    gives: Collection[Permission] = frozenset(Permission)


def run_people_import(
    path: Path, *, school: School, dates: Dates, by: Actor, apply: bool, said: Said | None = None
) -> Report:
    """What the file means for the school; with `apply` it is done, in one transaction, before this returns.

    Raises `UnreadableFile` or `NotAllowedNow`, and then nothing has changed. Two imports into one school wait for each other.
    """
    report, said = Report(), said or Said()
    rows = _rows(path, report, said)
    report.expect(len(rows))
    pupils = _entries(rows, Kind.PUPIL, entries.pupil, report)
    guardians = _entries(rows, Kind.GUARDIAN, entries.guardian, report)
    staff = _entries(rows, Kind.STAFF, partial(_staff, said.gives), report)
    people = [*(p.person for p in pupils), *(g.person for g in guardians), *(s.person for s in staff)]
    codes = {person.code for person in people} | {g.pupil_code for g in guardians}
    names = {search_key(f"{g.person.family_name} {g.person.given_name}") for g in guardians}
    with in_sight_of([school.pk]):
        if apply:
            School.objects.select_for_update(no_key=True).get(pk=school.pk)
        known = known_of(school, dates, codes - {""}, names)
        known.importer, known.family = by.person_id, kin_of(by.person_id)
        plan = PeoplePlan(known, report, frozenset(said.gives))
        if any(row.kind == Kind.PUPIL for row in rows):
            plan_pupils(plan, pupils)
        plan_guardians(plan, guardians)
        plan_staff(plan, staff)
        if plan.kept_contacts:
            report.note("kept_contacts", KEPT_CONTACTS, dict.fromkeys(plan.kept_contacts))
        if apply and plan.does_something:
            report.expect(plan.size)
            apply_plan(plan, by=by)
    return report


def _rows(path: Path, report: Report, said: Said) -> list[Row]:
    rows: list[Row] = []
    unknown: list[str] = []
    for table in read_tables(path):
        found, heads = rows_of(table, said.columns)
        report.heads += [head for head in table.head if head and head not in report.heads]
        rows += found
        unknown += heads
    if unknown:
        report.note("unknown_columns", _("Slejas, ko nepazīstam un nelasām."), unknown)
    for row in rows:
        if row.kind is None:
            report.refuse(Kind.PERSON, entries.name_of(row), row.number, _("Nav saprotams, par ko ir šī rinda."))
        elif row.kind not in said.may:
            report.refuse(
                row.kind, entries.name_of(row), row.number, _("Jums nav tiesību skolā ierakstīt šādus cilvēkus.")
            )
    return [row for row in rows if row.kind in said.may]


def _staff(gives: Collection[Permission], row: Row) -> entries.StaffEntry:
    entry = entries.staff(row)
    if any(PERMISSIONS[PositionKind(kind)] - frozenset(gives) for kind, _title in entry.positions):
        raise Refusal(_("Šim amatam ir tiesības, kuru Jums nav, tāpēc dot to nevarat."))
    return entry


def _entries(rows: list[Row], kind: Kind, read: Callable[[Row], Entry], report: Report) -> list[Entry]:
    """What `read` makes of the rows of a kind; those it refuses go to the report."""
    found = []
    for row in rows:
        if row.kind != kind:
            continue
        try:
            if row.is_too_long:
                raise Refusal(_("Rindā ir vairāk šūnu nekā virsrakstu."))
            found.append(read(row))
        except Refusal as refusal:
            report.refuse(kind, entries.name_of(row), row.number, refusal.reason)
            report.advance()
    return found
