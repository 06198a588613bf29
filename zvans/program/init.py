import click

from zvans.program.installation import installation


@click.command()
def init() -> None:
    """Set up the data folder, the database and its tables.

    Doing it again changes nothing; after an update of zvans it brings the tables to the new version.
    """
    with installation() as found:
        from zvans.program.schema import migrate
        from zvans.program.static_files import collect_if_stale

        migrate(found)
        collect_if_stale()
        click.echo(f"Ready. The data folder is {found.data}; back it up with `zvans backup FILE`.")
        click.echo("Next: bring in a school with `zvans import people FILE` and `zvans import timetable FILE`,")
        click.echo("then `zvans serve`.")
