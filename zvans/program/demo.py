import os
from collections.abc import Callable
from time import monotonic

import click

from zvans.program import serving
from zvans.program.ending import ends_in_order
from zvans.program.installation import Installation, installation
from zvans.program.personas import table_of_personas
from zvans.program.supervision import keep_running

_HOST = "127.0.0.1"
_WORKERS = 2


@click.command()
@click.option("--port", envvar="ZVANS_PORT", default=8000, show_default=True, help="Port on this machine (ZVANS_PORT).")
@click.option("--check", "is_check", is_flag=True, help="Do everything, answer one request and stop.")
def demo(port: int, is_check: bool) -> None:
    """Run a demo municipality with invented people.

    Starts the database, fills it on the first run, serves on http://127.0.0.1:8000 and prints the sign-ins of the demo's
    people. Ctrl+C stops all of it; what was entered stays.
    """
    serving.check_port_free(_HOST, port)
    os.environ["ZVANS_PORT"] = str(port)  # stands in the messages that the demo sends
    os.environ.setdefault("ZVANS_SMS_URL", "local:")
    with ends_in_order():
        _run(port, is_check)
    click.echo("Stopped.")


def _run(port: int, is_check: bool) -> None:
    started = monotonic()

    def progress(text: str) -> None:
        click.echo(f"{monotonic() - started:6.1f} s  {text}")

    progress("Starting the database")
    with installation() as found:
        _prepare(found, progress)
        progress("Starting the web server")
        with serving.children(_HOST, port, workers=_WORKERS, jobs=True) as running:
            status = serving.first_answer(_HOST, port, running)
            progress("Ready")
            _welcome(port)
            if is_check:
                _judge(status)
            else:
                keep_running(running, found.cluster)


def _prepare(found: Installation, progress: Callable[[str], None]) -> None:
    from zvans.program.demo_data import ensure_demo
    from zvans.program.schema import check_servable, migrate, unapplied_migrations
    from zvans.program.static_files import collect_if_stale

    if unapplied_migrations():
        progress("Creating the tables")
    migrate(found)
    ensure_demo(found, progress)
    check_servable(found)
    if collect_if_stale():
        progress("Collected the static files")


def _welcome(port: int) -> None:
    click.echo(f"\nOpen http://{_HOST}:{port} and sign in as one of these people:\n")
    click.echo(table_of_personas())
    click.echo(f"\nText messages stay here, on http://{_HOST}:{port}/dev/phone/: {_message_to_try()}.")
    click.echo("\nCtrl+C stops the demo.")


def _message_to_try() -> str:
    """Whose password can be forgotten."""
    from zvans.demo.people.cast import GUARDIANS, PHONES, PUPILS

    codes = {pupil.key: pupil.code for pupil in PUPILS}
    mother = next(guardian for guardian in GUARDIANS if guardian.key in PHONES)
    return f"write EK {codes[mother.wards[0]]} from {PHONES[mother.key]}, the phone of {mother.given} {mother.family}"


def _judge(status: int) -> None:
    if status != 200:
        raise click.ClickException(f"The front page answered with {status}.")
