"""Bringing the database to the state that this version of the program expects."""

from django.apps import apps
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from zvans.lib.database.roles import grant_app_rights
from zvans.program.installation import Installation


def append_only_tables() -> list[str]:
    """The record of who did what: read and added to, never changed (C2)."""
    return sorted(model._meta.db_table for model in apps.get_app_config("audit").get_models())


def unapplied_migrations() -> list[str]:
    executor = MigrationExecutor(connections["default"])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def migrate(found: Installation) -> None:
    """As the owner; afterwards the serving role gets its rights on what is new. Doing it again changes nothing."""
    call_command("migrate", database="owner", interactive=False, verbosity=0)
    connections["owner"].close()
    grant_app_rights(found.owner_url, append_only=append_only_tables(), app=found.app_role)
