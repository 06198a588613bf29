"""A timetable that comes from a file."""

from collections.abc import Callable
from typing import Any

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.schools.actions.changes import Changes
from zvans.schools.models import School


def import_timetable(
    *, school: School, changes: Changes, counts: dict[str, int], wrote: Callable[[int], None], by: Actor
) -> None:
    """Write what the plan of an import has decided, all of it or nothing; `wrote` is told how many rows are stored."""
    details: dict[str, Any] = {**counts}
    with recorded("import_timetable", by=by, schools=[school.pk], about=school, **details):
        changes.write(wrote)
