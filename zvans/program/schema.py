"""Bringing the database to the state that this version of the program expects."""

import click
from django.apps import apps
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from zvans.accounts.queries.codes import missing_keys
from zvans.lib.database.roles import grant_app_rights
from zvans.program.installation import Installation


def append_only_tables() -> list[str]:
    """The record of who did what: read and added to, never changed (C2)."""
    return sorted(model._meta.db_table for model in apps.get_app_config("audit").get_models())


def unapplied_migrations() -> list[str]:
    executor = MigrationExecutor(connections["owner"])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    connections["owner"].close()
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def migrate(found: Installation) -> None:
    """As the owner; the serving role gets its rights on what is new, also where the last attempt was cut off before that."""
    if unapplied_migrations():
        call_command("migrate", database="owner", interactive=False, verbosity=0)
        connections["owner"].close()
    grant_app_rights(found.owner_url, append_only=append_only_tables(), app=found.app_role)


def check_servable(found: Installation) -> None:
    """Raise what stands between this database and its users, in words."""
    if unapplied_migrations():
        raise click.ClickException(
            "The tables are not those of this version.\nRun `zvans init`, or `zvans serve --migrate`."
        )
    if missing_keys():
        raise click.ClickException(
            f"The personal codes in the database were stored with keys that {found.data} does not have.\n"
            "Use the data folder it was made with (ZVANS_DATA), or another database."
        )
