"""The demo's people and lessons in the database, and what else may be there."""

from collections.abc import Callable

import click
from django.db import connections

from zvans.demo.load import SCHOOLS, demo_exists, is_current, load_demo
from zvans.lib.database.exchange import exchange
from zvans.program.installation import Installation
from zvans.program.schema import migrate
from zvans.schools.models import School

Progress = Callable[[str], None]


def ensure_demo(found: Installation, progress: Progress) -> None:
    """A demo whose semester is over makes way for a new one, unless somebody has added schools of their own to it."""
    if is_current():
        return
    others = School.objects.exclude(code__in=SCHOOLS).exists()
    if not demo_exists():
        _check_is_no_real_installation(found, others)
    elif others:
        progress("The demo's semester is over; it stays as it is, because other schools are here too")
        return
    else:
        progress("The demo's semester is over: making a new one")
        connections.close_all()
        exchange(found.owner_url, lambda url: None)
        migrate(found)
    progress("Filling in the demo municipality")
    load_demo(progress)


def _check_is_no_real_installation(found: Installation, others: bool) -> None:
    if others:
        raise click.ClickException(
            f"There are schools in {found.data} already; the demo does not mix with them.\n"
            "Choose another data folder for it, for example ZVANS_DATA=~/zvans-demo."
        )
