"""The program `zvans`. Each command is a small module, loaded when it is asked for."""

from importlib import import_module
from importlib.metadata import version
from typing import Any

import click

from zvans.lib.database.problem import DatabaseProblem

_COMMANDS = {
    "demo": "zvans.program.demo:demo",
    "init": "zvans.program.init:init",
    "serve": "zvans.program.serve:serve",
    "worker": "zvans.program.worker:worker",
    "import": "zvans.program.imports:imports",
    "export": "zvans.program.exports:exports",
    "backup": "zvans.program.backup:backup",
    "restore": "zvans.program.restore:restore",
    "check": "zvans.program.check:check",
    "rehash": "zvans.program.rehash:rehash",
    "personas": "zvans.program.personas:personas",
    "manage": "zvans.program.manage:manage",
}


class _Commands(click.Group):
    """Finds commands by name and tells problems of the database as plain words, not as a trace."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        module, _, attribute = _COMMANDS[name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except DatabaseProblem as problem:
            raise click.ClickException(str(problem)) from problem


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(version("zvans"), message="zvans %(version)s")
def main() -> None:
    """zvans: class journal, family diary and school portal in one installation.

    To look around:   zvans demo

    To set it up:     zvans init, then zvans import, then zvans serve

    Where things are kept and what is used is said by the environment:

    \b
      ZVANS_DATA          data folder: database, keys, files
      ZVANS_PORT          port of the web server (8000)
      DATABASE_URL        a PostgreSQL server of yours, instead of the embedded one
      DATABASE_OWNER_URL  the role that owns that database, when DATABASE_URL names the one that serves
      ZVANS_PG_BINDIR     folder of PostgreSQL's programs for the embedded server
    """


if __name__ == "__main__":
    main()
