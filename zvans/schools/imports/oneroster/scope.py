"""Which part of a package is a school's: a package may be of a whole municipality.

The school's organisation is the one it was before; else the one that bears its code (as `identifier` or `sourcedId`) or its name; else
the only school there is. Its classes, enrolments and roles name it; its users are those whom they name, with their agents.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from zvans.schools.imports.matching import folded
from zvans.schools.imports.oneroster.read import Package, Record
from zvans.schools.imports.oneroster.spec import listed
from zvans.schools.imports.report import UnreadableFile
from zvans.schools.models import School

_SHOWN = 8


@dataclass(frozen=True)
class Scope:
    """Rows of one school. `users`: by sourcedId, those whom the package tells of."""

    org: str
    org_name: str
    users: dict[str, Record]
    roles: list[Record]
    classes: dict[str, Record]
    enrollments: list[Record]
    others: int  # users that are of other schools only


def scope_of(package: Package, school: School, remembered: Mapping[str, int]) -> Scope:
    """`remembered`: sourcedIds of organisations that were this school before. Raises `UnreadableFile`."""
    org = _org(package, school, remembered)
    classes = {r.id: r for r in package["classes"] if r["schoolSourcedId"] == org}
    enrollments = [r for r in package["enrollments"] if r["schoolSourcedId"] == org]
    roles = [r for r in package["roles"] if r["orgSourcedId"] == org]
    named = {r["userSourcedId"] for r in [*roles, *enrollments]}
    users = package.by_id("users")
    elsewhere = {r["userSourcedId"] for r in [*package["roles"], *package["enrollments"]]} - named
    agents = {key for name in named if name in users for key in listed(users[name]["agentSourcedIds"])}
    ours = {key: user for key, user in users.items() if key in named | agents or key not in elsewhere}
    found = package.by_id("orgs").get(org)
    return Scope(org, found["name"] if found else org, ours, roles, classes, enrollments, len(users) - len(ours))


def _org(package: Package, school: School, remembered: Mapping[str, int]) -> str:
    if remembered:
        return next(iter(remembered))
    orgs = [r for r in package["orgs"] if not r.is_deleted]
    names = {folded(school.name), folded(school.short_name)}
    named = [r for r in orgs if school.code in (r["identifier"], r.id)]
    named = named or [r for r in orgs if folded(r["name"]) in names]
    schools = [r for r in orgs if r["type"] == "school"]
    for found in (named, schools):
        if len(found) == 1:
            return found[0].id
    if not orgs:
        raise UnreadableFile(_("Pakotnē nav faila orgs.csv ar skolu, un šī skola nav ievesta agrāk."))
    listed_names = ", ".join(r["name"] for r in (named or schools or orgs)[:_SHOWN])
    reason = _("Nav zināms, kura no pakotnes skolām ir šī: %(names)s. Skolas kodam jābūt orgs.csv slejā identifier.")
    raise UnreadableFile(reason % {"names": listed_names})
