"""Files that were brought into a school, and what was answered to their doubts."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from zvans.accounts.models import Account
from zvans.audit.models import Action, Change
from zvans.lib.database.latvian import folded
from zvans.lib.text import search_key
from zvans.schools.enums import ImportKind, Permission
from zvans.schools.models import Import, ImportChoice, Position, School

Choices = Mapping[tuple[str, str], int | None]


def imports_of(school: School, kinds: Collection[ImportKind]) -> QuerySet[Import]:
    """Newest first; of the kinds that the one who asks may bring in. What is in the reports is not loaded."""
    rows = Import.objects.filter(school=school, kind__in=list(kinds)).defer("report")
    return _with_who(rows).order_by("-created_at", "-pk")


def files_named(rows: QuerySet[Import], text: str) -> QuerySet[Import]:
    """Those in whose file's name each word of a text is, whatever its capitals and marks."""
    rows = rows.annotate(folded_name=folded("file_name"))
    for word in search_key(text).split()[:6]:
        rows = rows.filter(folded_name__contains=word)
    return rows


def import_in(school: School, public_id: str) -> Import | None:
    return _with_who(Import.objects.filter(school=school, public_id=public_id)).select_related("school").first()


def _with_who(rows: QuerySet[Import]) -> QuerySet[Import]:
    """`who`: the name of the one who handed the file in or confirmed it."""
    name = Concat("person__given_name", Value(" "), "person__family_name")
    return rows.annotate(who=Subquery(Account.objects.filter(pk=OuterRef("account_id")).values(name=name)))


def rights_written(found: Import) -> frozenset[Permission]:
    """What the positions that an import gave or changed let their holders do now. One statement."""
    steps = Action.objects.filter(Q(pk=found.action_id or 0) | Q(cause_id=found.action_id or 0))
    changed = Change.objects.filter(action_id__in=steps.values("pk"), table=Position._meta.db_table)
    rows = Position.objects.filter(school=found.school_id, pk__in=changed.values("row_id"))
    return frozenset().union(*(position.allowed for position in rows))


def choices_of(school: School, kind: str) -> dict[tuple[str, str], int | None]:
    """(Kind of a report, name in the file) → key of the school's row; None: it is new."""
    rows = ImportChoice.objects.filter(school=school, kind=kind)
    return {(table, name): row for table, name, row in rows.values_list("table", "name", "row_id")}


def counted(report: Mapping[str, Any]) -> dict[tuple[str, str], int]:
    """(Outcome, kind) → how many lines of a report as it is kept; in the order in which they first appear."""
    if "counts" in report:
        return {(outcome, kind): number for outcome, kind, number in report["counts"]}
    return Counter((outcome, kind) for outcome, kind, *_more in report.get("lines", []))


def without_names(report: Mapping[str, Any]) -> dict[str, Any]:
    """What stays of a report when whom it names is to be forgotten (J3): how many of what."""
    counts = [[outcome, kind, number] for (outcome, kind), number in counted(report).items()]
    return {"lines": [], "notes": [], "doubts": [], "heads": [], "counts": counts}
