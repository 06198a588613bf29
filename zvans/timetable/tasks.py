"""Jobs of this package, found by their names."""

from pathlib import Path

from procrastinate.contrib.django import app

from zvans.schools.actions.imports import job_name
from zvans.schools.enums import ImportKind
from zvans.schools.imports.importer import importer_at
from zvans.schools.imports.jobs import Order, apply_file, read_file
from zvans.schools.imports.report import Report
from zvans.timetable.imports.run import run_import


def _timetable(path: Path, order: Order, apply: bool) -> Report:
    importer = importer_at(order.place, order.by)
    return run_import(path, school=order.school, dates=order.dates, by=order.by, apply=apply, importer=importer)


@app.task(name=job_name(ImportKind.TIMETABLE, "read"))
def read_timetable_file(school_id: int, import_id: int) -> None:
    read_file(_timetable, school_id, import_id)


@app.task(name=job_name(ImportKind.TIMETABLE, "apply"))
def apply_timetable_file(school_id: int, import_id: int) -> None:
    apply_file(_timetable, school_id, import_id)
