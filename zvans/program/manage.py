import sys

import click

from zvans.program.installation import installation


@click.command(
    short_help="For developers: Django's own commands.",
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    add_help_option=False,
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """For developers: Django's own commands, with the database running.

    Example: zvans manage makemigrations
    """
    with installation():
        from django.core.management import execute_from_command_line

        execute_from_command_line([f"{sys.argv[0]} manage", *arguments])
