"""A timetable file into a school: look, and then do it."""

from pathlib import Path

from zvans.audit.actor import Actor
from zvans.lib.database.sight import in_sight_of
from zvans.schools.imports.dates import Dates
from zvans.schools.imports.importer import Importer
from zvans.schools.imports.report import Report
from zvans.schools.models import School
from zvans.timetable.actions.imports import import_timetable
from zvans.timetable.imports.asc.read import read_asc
from zvans.timetable.imports.contents import Contents
from zvans.timetable.imports.plan import plan_import
from zvans.timetable.imports.untis.read import read_gpu001

_MARKS = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"  # what may stand before the first character of a file


def run_import(
    path: Path,
    *,
    school: School,
    dates: Dates,
    by: Actor,
    apply: bool,
    importer: Importer = Importer(),  # noqa: B008 - frozen
) -> Report:
    """What the file means for the school; with `apply` it is done, in one transaction, before this returns.

    Raises `UnreadableFile` or `NotAllowedNow`, and then nothing has changed. Two imports into one school wait for each other.
    """
    contents = read_contents(path)
    with in_sight_of([school.pk]):
        if apply:
            School.objects.select_for_update(no_key=True).get(pk=school.pk)
        draft = plan_import(contents, school, dates, importer)
        report = draft.report
        if apply and draft.changes:
            report.expect(draft.changes.size)
            import_timetable(school=school, changes=draft.changes, counts=report.counts(), wrote=report.advance, by=by)
    return report


def read_contents(path: Path) -> Contents:
    """The file by what it holds, not by its name: XML is aSc Timetables, anything else is to be Untis GPU001."""
    return read_asc(path) if _begins_as_xml(path) else read_gpu001(path)


def _begins_as_xml(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(256).lstrip(_MARKS).startswith(b"<")
    except OSError:
        return False  # whoever reads it will say why
