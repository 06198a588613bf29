"""A timetable file into a school: look, and then do it."""

from pathlib import Path

from zvans.audit.actor import Actor
from zvans.lib.database.sight import in_sight_of
from zvans.schools.imports.dates import Dates
from zvans.schools.imports.report import Report
from zvans.schools.models import School
from zvans.timetable.actions.imports import import_timetable
from zvans.timetable.imports.asc.read import read_asc
from zvans.timetable.imports.plan import plan_import


def run_import(path: Path, *, school: School, dates: Dates, by: Actor, apply: bool) -> Report:
    """What the file means for the school; with `apply` it is done, in one transaction, before this returns.

    Raises `UnreadableFile` or `NotAllowedNow`, and then nothing has changed. Two imports into one school wait for each other.
    """
    contents = read_asc(path)
    with in_sight_of([school.pk]):
        if apply:
            School.objects.select_for_update().get(pk=school.pk)
        draft = plan_import(contents, school, dates)
        if apply and draft.changes:
            import_timetable(school=school, changes=draft.changes, counts=draft.report.counts(), by=by)
    return draft.report
