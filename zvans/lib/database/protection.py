"""A school's rows are refused to every other school by the database itself.

`ProtectSchoolRows` is a migration operation. For each table of its app that has `school_id` it adds

- a foreign key `(school_id, parent_id) → (school_id, id)` for each `SchoolForeignKey`, and the parent's unique key behind it,
- row-level security: only rows of the schools named in the transaction's `zvans.schools` can be read or written.

It is idempotent: a migration that adds tables later ends with the same operation again.
"""

from typing import Any

from django.db import models
from django.db.migrations.operations.base import Operation

# An unset value is "" after the first transaction that set it, not NULL. The outer cast keeps ANY from taking it for a set of rows.
SCHOOLS_OF_THE_TRANSACTION = (
    "(SELECT coalesce(nullif(current_setting('zvans.schools', true), ''), '{}')::bigint[])::bigint[]"
)


class SchoolForeignKey(models.ForeignKey):
    """A reference inside one school. The database constraint carries `school_id`, so another school's row can't be named."""

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        super().__init__(to, on_delete, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("db_constraint", None)
        return name, path, args, kwargs


def _statements(model: type[models.Model]) -> list[tuple[str, str]]:
    """(name in the catalogue, statement that makes it) for each reference of a model: the parent's key first, then the reference."""
    table = model._meta.db_table
    made = []
    for field in model._meta.local_fields:
        if isinstance(field, SchoolForeignKey):
            parent = field.related_model._meta.db_table
            key = f"{parent}_in_school"
            made.append((key, f'ALTER TABLE "{parent}" ADD CONSTRAINT "{key}" UNIQUE (school_id, id)'))
            name = f"{table}_{field.column}_in_school"
            reference = f'FOREIGN KEY (school_id, "{field.column}") REFERENCES "{parent}" (school_id, id)'
            made.append(
                (name, f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {reference} DEFERRABLE INITIALLY DEFERRED')
            )
    return made


def has_school(model: type[models.Model]) -> bool:
    return any(field.column == "school_id" for field in model._meta.local_fields)


class ProtectSchoolRows(Operation):
    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label: str, state: Any) -> None:
        pass

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        tables = [m for m in to_state.apps.get_app_config(app_label).get_models() if has_school(m)]
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("SELECT conname FROM pg_constraint")
            present = {row[0] for row in cursor.fetchall()}
            cursor.execute("SELECT tablename FROM pg_policies WHERE policyname = 'own_schools'")
            policed = {row[0] for row in cursor.fetchall()}
        for name, statement in [s for m in tables for s in _statements(m)]:
            if name not in present:
                schema_editor.execute(statement)
                present.add(name)
        for model in tables:
            table = model._meta.db_table
            if table not in policed:
                schema_editor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
                schema_editor.execute(
                    f'CREATE POLICY own_schools ON "{table}" USING (school_id = ANY({SCHOOLS_OF_THE_TRANSACTION}))'
                )

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Tables that go take their constraints with them; tables that stay keep their protection."""

    def describe(self) -> str:
        return "Protect the rows of each school"
