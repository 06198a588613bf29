"""Jobs of this package, found by their names."""

from datetime import timedelta
from pathlib import Path

from procrastinate.contrib.django import app

from zvans.audit.actor import Actor
from zvans.lib.dates import today
from zvans.schools.actions import adults, memberships
from zvans.schools.actions.imports import clear_imports, forget_import_reports, job_name
from zvans.schools.enums import ImportKind, Permission
from zvans.schools.imports.importer import importer_at
from zvans.schools.imports.jobs import Order, apply_file, read_file
from zvans.schools.imports.oneroster.run import run_oneroster_import
from zvans.schools.imports.people.run import Said, run_people_import
from zvans.schools.imports.report import Kind, Report

_NIGHTS = timedelta(days=7)
_WHO = {
    Permission.PEOPLE: {Kind.PUPIL, Kind.GUARDIAN},
    Permission.STAFF: {Kind.STAFF},
}


def _people(path: Path, order: Order, apply: bool) -> Report:
    may = {kind for permission, kinds in _WHO.items() if permission in order.place.permissions for kind in kinds}
    said = Said(order.columns, may, order.place.permissions)
    return run_people_import(path, school=order.school, dates=order.dates, by=order.by, apply=apply, said=said)


@app.task(name=job_name(ImportKind.PEOPLE, "read"))
def read_people_file(school_id: int, import_id: int) -> None:
    read_file(_people, school_id, import_id)


@app.task(name=job_name(ImportKind.PEOPLE, "apply"))
def apply_people_file(school_id: int, import_id: int) -> None:
    apply_file(_people, school_id, import_id)


def _oneroster(path: Path, order: Order, apply: bool) -> Report:
    importer = importer_at(order.place, order.by)
    return run_oneroster_import(
        path, school=order.school, dates=order.dates, by=order.by, apply=apply, importer=importer
    )


@app.task(name=job_name(ImportKind.ONEROSTER, "read"))
def read_oneroster_file(school_id: int, import_id: int) -> None:
    read_file(_oneroster, school_id, import_id)


@app.task(name=job_name(ImportKind.ONEROSTER, "apply"))
def apply_oneroster_file(school_id: int, import_id: int) -> None:
    apply_file(_oneroster, school_id, import_id)


@app.periodic(cron="37 * * * *")
@app.task(name="sweep_imports", queueing_lock="sweep_imports")
def sweep_imports(timestamp: int) -> None:
    """Every hour. `timestamp` is when it was due, in seconds of Unix time."""
    clear_imports(by=Actor.system("worker"))


@app.periodic(cron="27 1 * * *")
@app.task(name="forget_import_reports", queueing_lock="forget_import_reports")
def forget_reports(timestamp: int) -> None:
    """Every night. `timestamp` is when it was due, in seconds of Unix time."""
    forget_import_reports(by=Actor.system("worker"))


@app.periodic(cron="7 1 * * *")
@app.task(name="refresh_turned_accounts", queueing_lock="refresh_turned_accounts")
def refresh_turned_accounts(timestamp: int) -> None:
    """Every night. A worker that was down for some days catches up; doing it again changes nothing."""
    memberships.refresh_turned_accounts(since=today() - _NIGHTS, by=Actor.system("worker"))


@app.periodic(cron="7 6 * * *")
@app.task(name="tell_of_age", queueing_lock="tell_of_age")
def tell_of_age(timestamp: int) -> None:
    """Every morning. `timestamp` is when it was due, in seconds of Unix time."""
    adults.tell_of_age(by=Actor.system("worker"))
