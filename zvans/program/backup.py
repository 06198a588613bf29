from pathlib import Path

import click

from zvans.program.installation import installation


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write database, keys and files into one FILE.

    The installation may be at work meanwhile. FILE holds personal data and the keys to it: only you can read it, keep it so.
    """
    with installation() as found:
        from zvans.program.archive import write_archive

        write_archive(found, file)
        click.echo(f"{file}: {file.stat().st_size / 1_000_000:.1f} MB")
