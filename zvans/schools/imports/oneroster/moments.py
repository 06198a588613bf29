"""When records were last modified where they come from: what is older than what the school has taken in already is left.

OneRoster 1.2 (CSV binding): in a package of changes each record says its `dateLastModified`, ISO 8601 in UTC; a package of all there is
leaves it empty. Packages may arrive out of order; a record without a moment can't be compared and is taken as it comes.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from django.utils.translation import gettext_lazy as _

from zvans.schools.enums import ImportKind
from zvans.schools.imports.oneroster.read import Package, Record
from zvans.schools.imports.oneroster.scope import Scope
from zvans.schools.imports.report import Report
from zvans.schools.models import ImportChoice, School

Moments = Mapping[tuple[str, str], datetime]  # file, sourcedId
_ONLY_TELL = {
    "orgs",
    "academicSessions",
}  # which school and year a package is of; they change nothing that the school has
MAX_KEY = 200  # what the table holds


def moment_of(record: Record) -> datetime | None:
    """None where it says nothing, or nothing that is a moment."""
    try:
        found = datetime.fromisoformat(record["dateLastModified"])
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def moments_taken_in(school: School) -> Moments:
    """One statement."""
    rows = ImportChoice.objects.filter(school=school, kind=ImportKind.ONEROSTER, modified_at__isnull=False)
    return {(table, key): moment for table, key, moment in rows.values_list("table", "name", "modified_at") if moment}


def without_older(package: Package, taken_in: Moments, report: Report) -> Package:
    """The package without what was modified before that which is in the school; the same moment is the same record."""
    older: list[str] = []
    tables: dict[str, list[Record]] = {}
    for file, records in package.tables.items():
        kept = tables[file] = []
        for record in records:
            moment, before = moment_of(record), taken_in.get((file, record.id))
            if file in _ONLY_TELL or moment is None or before is None or moment >= before:
                kept.append(record)
            else:
                older.append(f"{file}.csv, {record.row}: {_name(record)}")
    if older:
        text = _("Ieraksti, kas ir vecāki par jau ievestajiem (dateLastModified): tos atstājam, kā ir.")
        report.note("older_records", text, older)
    return replace(package, tables=tables)


def new_moments(package: Package, scope: Scope, taken_in: Moments) -> Moments:
    """What the school is to remember, of the records that are its own."""
    ours = {
        "users": scope.users.keys(), "demographics": scope.users.keys(), "classes": scope.classes.keys(),
        "roles": {r.id for r in scope.roles}, "enrollments": {r.id for r in scope.enrollments},
    }  # fmt: skip
    found = {}
    for file, records in package.tables.items():
        for record in records:
            moment, key = moment_of(record), (file, record.id)
            is_ours = record.id in ours.get(file, {record.id}) and len(record.id) <= MAX_KEY
            if moment is not None and is_ours and file not in _ONLY_TELL and moment != taken_in.get(key):
                found[key] = moment
    return found


def _name(record: Record) -> str:
    person = f"{record['familyName']} {record['givenName']}".strip()
    return (person or record["title"] or record["name"] or record.id)[:160]
