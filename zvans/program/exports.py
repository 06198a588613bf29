"""`zvans export …`: a school out of the installation."""

from pathlib import Path

import click

from zvans.program.installation import installation


@click.group(name="export")
def exports() -> None:
    """Take a school out, whole, so that another installation can bring it in."""


@exports.command()
@click.argument("code")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def school(code: str, file: Path) -> None:
    """Write everything of the school CODE into one FILE: years, classes, people, timetables, journals.

    The installation may be at work meanwhile. FILE holds personal codes in plain, because another installation has other keys: only
    you can read it, keep it so, and delete it when it has been brought in. Passwords are not in it: the school issues new ones.
    What stays behind: the history of changes, and files that were read. `zvans import archive FILE` brings it in elsewhere.
    """
    with installation():
        from zvans.audit.actor import Actor
        from zvans.lib.database.problem import DatabaseProblem
        from zvans.program.schema import unapplied_migrations
        from zvans.program.school_archive.write import write_school
        from zvans.schools.queries.institutions import institution_of

        if unapplied_migrations():
            raise DatabaseProblem("The database has no tables yet, or old ones.", "Run `zvans init` first.")
        found = institution_of(code)
        if found is None:
            raise click.UsageError(f"There is no school «{code}».")
        counts = write_school(found, file, by=Actor.system("export"))
        size = file.stat().st_size / 1_000_000
        click.echo(f"{file}: {found.name}, {counts['people']} people, {sum(counts.values())} rows, {size:.1f} MB")
