from pathlib import Path

import click

from zvans.program.installation import installation


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Put it in the place of what is in the installation now.")
def restore(file: Path, replace: bool) -> None:
    """Bring back database, keys and files from a backup FILE.

    Into an empty installation; with --replace in the place of another, which must not be serving. A restore that fails half-way
    leaves what was there.
    """
    with installation() as found:
        from zvans.program.archive import read_archive

        version = read_archive(found, file, replace=replace)
        click.echo(f"Restored from a backup of zvans {version}. `zvans check` says whether all is well.")
