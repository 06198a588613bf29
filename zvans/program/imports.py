"""`zvans import …`: files of other programs into a school."""

import json
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from zvans.program.import_doubts import Answers, answered, asked, parsed, told
from zvans.program.installation import installation

if TYPE_CHECKING:
    from zvans.schools.imports.report import Report
    from zvans.schools.models import School

REFUSED_ROWS, UNREADABLE = 1, 2  # exit statuses; 0 is success
_SHOWN = 20  # names listed to people; --json lists all
_HEADS = ("created", "changed", "unchanged", "left", "refused")
_KINDS = {
    "year": "school years", "term": "terms", "bell": "bell times", "subject": "subjects", "teacher": "teachers",
    "room": "rooms", "class": "classes", "class_teacher": "class teachers", "group": "groups", "course": "journals",
    "lesson": "lessons", "slot": "lessons a week", "pupil": "pupils", "guardian": "guardians", "staff": "employees",
    "person": "other rows",
}  # fmt: skip

Run = Callable[..., "Report"]


@click.group(name="import")
def imports() -> None:
    """Bring in a timetable, people or a OneRoster package from a file, or a whole school from its archive.

    Without --apply the file is only looked at: you read what would be created, changed, left as it is and refused, and
    nothing changes. Importing the same file again changes nothing. Names that may mean something that the school has are
    listed with what they may mean: answer with --choose, or at the keyboard with --apply. The exit status is 0 when all
    went well, 1 when rows were refused (the others went through) and 2 when the file can't be used.
    """


def _day(_context: click.Context, _parameter: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value else None


_DATE = click.DateTime(formats=["%Y-%m-%d"])
_OPTIONS = [
    click.argument("file", type=click.Path(path_type=Path)),
    click.option("--school", "code", required=True, metavar="CODE", help="The school's code."),
    click.option("--new-school", "name", metavar="NAME", help="If there is no such school yet, make one of this name."),
    click.option("--municipality", metavar="NAME", help="Where the new school belongs (the only one there is, if not named)."),
    click.option("--apply", is_flag=True, help="Do it. Without this nothing changes."),
    click.option("--json", "as_json", is_flag=True, help="For programs: counts, refused rows, notes and doubts."),
    click.option(
        "--choose", "choices", multiple=True, metavar="DOUBT=ANSWER",
        help="What a name of the file is: a number of those listed, «new» or «out». Repeatable; with --apply it is remembered.",
    ),
    click.option(
        "--from", "starts_on", type=_DATE, callback=_day, metavar="DATE",
        help="First day it holds. By default a first import holds from the beginning of the school year, a later one from today.",
    ),
]  # fmt: skip


def _takes_a_file(command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@imports.command()
@_takes_a_file
@click.option(
    "--year-from", type=_DATE, callback=_day, metavar="DATE", help="First day of a new school year (1 September)."
)
@click.option("--year-to", type=_DATE, callback=_day, metavar="DATE", help="Its last day (31 May).")
def timetable(year_from: date | None, year_to: date | None, starts_on: date | None, **options: Any) -> None:
    """Import a timetable from an aSc Timetables XML file or an Untis export GPU001; the file is known by what it holds.

    Brings subjects, teachers, rooms, classes, groups, bell times and the plan of lessons. A plan that differs from the one
    that holds closes it the day before; lessons already held never change. GPU001 knows short names only: names that the
    school has written stay, and bell times are the school's.
    """

    def run(path: Path, **values: Any) -> "Report":
        from zvans.schools.imports.dates import Dates
        from zvans.timetable.imports.run import run_import

        return run_import(path, dates=Dates(starts_on, year_from, year_to), **values)

    _import("timetable", run, **options)


@imports.command()
@_takes_a_file
def people(starts_on: date | None, **options: Any) -> None:
    """Import pupils, guardians and staff from a CSV or XLSX file.

    The first row names the columns, in Latvian or English: given name, family name, personal code, birth date, class, groups;
    for guardians the pupil's code, relation, phone and e-mail; for staff the positions and the short name. One file may hold
    all of them with a column «kind». Import the timetable first: it brings the classes.
    """

    def run(path: Path, **values: Any) -> "Report":
        from zvans.schools.imports.dates import Dates
        from zvans.schools.imports.people.run import run_people_import

        return run_people_import(path, dates=Dates(starts_on), **values)

    _import("people", run, **options)


@imports.command()
@_takes_a_file
def oneroster(starts_on: date | None, **options: Any) -> None:
    """Import a OneRoster 1.2 CSV package (ZIP), of all there is (bulk) or of changes (delta).

    Homeroom classes become classes, scheduled ones journals with their groups, courses subjects; students, teachers and
    guardians become pupils, employees and guardians. Of a package with several schools the one is taken that has the school's
    code as identifier, or its name. Everything is found again by its sourcedId. A broken package is refused as a whole.
    """

    def run(path: Path, **values: Any) -> "Report":
        from zvans.schools.imports.dates import Dates
        from zvans.schools.imports.oneroster.run import run_oneroster_import

        return run_oneroster_import(path, dates=Dates(starts_on), **values)

    _import("oneroster", run, **options)


@imports.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--apply", is_flag=True, help="Do it. Without this nothing changes.")
def archive(file: Path, apply: bool) -> None:
    """Bring in a school that `zvans export school` wrote.

    There must be no school of that code here yet. People who are here already, by personal code, are not added again and stay as they
    are; codes are encrypted with the keys of this installation. Nobody has a password yet: the school issues new ones. The file is a
    secret, because it holds personal codes in plain: delete it afterwards.
    """
    with installation():
        from django.db import transaction

        from zvans.audit.actor import Actor
        from zvans.program.school_archive.read import UnusableArchive, read_school

        _check_tables()
        try:
            with transaction.atomic():
                brought = read_school(file, by=Actor.system("import"))
                transaction.set_rollback(not apply)
        except UnusableArchive as problem:
            _fail(str(problem), False)
        click.echo(f"{brought.school.name}: {sum(brought.rows.values())} rows")
        click.echo(f"People: {brought.new} new, {brought.known} known already")
        click.echo("Done." if apply else "Nothing was changed. To do it, run the same command with --apply.")


def _check_tables() -> None:
    from zvans.lib.database.problem import DatabaseProblem
    from zvans.program.schema import unapplied_migrations

    if unapplied_migrations():
        raise DatabaseProblem("The database has no tables yet, or old ones.", "Run `zvans init` first.")


def _import(kind: str, run: Run, *, as_json: bool, apply: bool, choices: tuple[str, ...], **options: Any) -> None:
    said = parsed(choices)
    is_asking = apply and not as_json and sys.stdin.isatty()
    with installation():
        from django.utils import translation

        from zvans.lib.policy import NotAllowedNow
        from zvans.schools.imports.report import UnreadableFile

        _check_tables()
        with translation.override("en"):
            try:
                answers: Answers = {}
                if said or is_asking:
                    doubts = _attempt(kind, run, apply=False, forgotten=list(said), **options).doubts
                    answers = answered(doubts, said)
                    open_ones = [doubt for doubt in doubts if (doubt.kind, doubt.name) not in answers]
                    answers |= asked(open_ones) if is_asking else {}
                report = _attempt(kind, run, apply=apply, answers=answers, **options)
            except (UnreadableFile, NotAllowedNow) as problem:
                _fail(str(problem.reason), as_json)
            click.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=2) if as_json else _told(report, apply))
    if report.counts()["refused"]:
        raise SystemExit(REFUSED_ROWS)


def _attempt(
    kind: str,
    run: Run,
    *,
    file: Path,
    code: str,
    name: str | None,
    municipality: str | None,
    apply: bool,
    answers: Answers | None = None,
    forgotten: Sequence[str] = (),
) -> "Report":
    """The import with these answers; of `forgotten` names the earlier ones do not count. Nothing stays of it unless `apply`."""
    from django.db import transaction

    from zvans.audit.actor import Actor
    from zvans.schools.actions.imports import forget_answers, remember_answers

    with transaction.atomic():
        school = _school(code, name, municipality)
        by = Actor.system("import", (school.pk,))
        if forgotten:
            forget_answers(school=school, kind=kind, names=[n.partition(":")[2] or n for n in forgotten], by=by)
        if answers:
            remember_answers(school=school, kind=kind, answers=answers, by=by)
        report = run(file, school=school, by=by, apply=apply)
        transaction.set_rollback(not apply)
    return report


def _fail(reason: str, as_json: bool) -> NoReturn:
    if as_json:
        click.echo(json.dumps({"error": reason}, ensure_ascii=False))
    click.echo(f"Error: {reason}\nNothing was changed.", err=True)
    raise SystemExit(UNREADABLE)


def _school(code: str, name: str | None, municipality: str | None) -> "School":
    from zvans.audit.actor import Actor
    from zvans.schools.actions.schools import add_municipality, add_school
    from zvans.schools.models import Municipality, School

    school = School.objects.filter(code=code).first()
    if school is not None:
        return school
    if not re.fullmatch(r"[a-z0-9-]{1,40}", code):
        raise click.UsageError("A school's code is of small Latin letters, digits and hyphens, at most 40.")
    if not name:
        known = ", ".join(School.objects.order_by("code").values_list("code", flat=True)[:_SHOWN]) or "none yet"
        raise click.UsageError(f"There is no school «{code}» (known: {known}). To make it, add --new-school NAME.")
    by = Actor.system("import")
    places = Municipality.objects.filter(name=municipality) if municipality else Municipality.objects.all()
    place = places.first() if len(places) == 1 else None
    if place is None and not municipality:
        raise click.UsageError("Say with --municipality NAME where the new school belongs.")
    place = place or add_municipality(name=(municipality or "")[:120], by=by)
    return add_school(municipality=place, code=code, name=name[:160], short_name=name[:60], by=by)


def _told(report: "Report", apply: bool) -> str:
    """The report for people: a table by kind, what was refused and why, and what to know."""
    from zvans.schools.imports.report import Outcome

    lines = ["".join([" " * 16, *(head.rjust(11) for head in _HEADS)])]
    for kind, counts in report.counts_by_kind().items():
        lines.append(_KINDS[kind].ljust(16) + "".join(str(counts[head] or "·").rjust(11) for head in _HEADS))
    refused = report.of(Outcome.REFUSED)
    if refused:
        lines += ["", "Refused:"]
        lines += [f"  row {line.row}: {line.name}: {line.reason}" for line in refused]
    for note in report.notes:
        lines += ["", f"{note.text} ({len(note.names)})" if note.names else str(note.text)]
        lines += [f"  {name}" for name in note.names[:_SHOWN]]
        lines += [f"  … and {len(note.names) - _SHOWN} more"] if len(note.names) > _SHOWN else []
    lines += told(report.doubts)
    lines += ["", "Done." if apply else "Nothing was changed. To do it, run the same command with --apply."]
    return "\n".join(lines)
