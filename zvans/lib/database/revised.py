"""Writing rows that several people edit: an upsert that goes through only where the row is still as its editor saw it.

Each row sends the revision it was based on (0: there was none). What comes back was written; what doesn't was changed meanwhile.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Model

from zvans.lib.database.compiled import run_prepared


class RevisedUpsert:
    """One statement for any number of rows of `model`.

    `fixed` columns have one value for all rows, `varying` ones a value a row; rows collide on `unique`; `update` columns are
    overwritten. The table has `revision`, and `changed_at` if `stamped`.
    """

    def __init__(
        self,
        model: type[Model],
        *,
        fixed: Sequence[str],
        varying: Sequence[str],
        unique: Sequence[str],
        update: Sequence[str],
        stamped: bool = True,
    ) -> None:
        self.model, self.fixed, self.varying, self.unique, self.update = model, fixed, varying, unique, update
        self.stamped = stamped
        self._sql = ""

    def _type(self, column: str) -> str:
        field = next(f for f in self.model._meta.local_fields if f.column == column)
        return str(field.rel_db_type(connection) if field.is_relation else field.db_type(connection))

    def _statement(self) -> str:
        table = self.model._meta.db_table
        columns = ", ".join(f'"{c}"' for c in (*self.fixed, *self.varying, "revision"))
        constants = ", ".join(f"%s::{self._type(c)}" for c in self.fixed)
        arrays = ", ".join(f"%s::{self._type(c)}[]" for c in (*self.varying, "revision"))
        names = ", ".join(f'"{c}"' for c in (*self.varying, "revision"))
        changes = [f'"{c}" = EXCLUDED."{c}"' for c in (*self.update, "revision")]
        changes += ["changed_at = statement_timestamp()"] if self.stamped else []
        return (
            f'INSERT INTO "{table}" ({columns}{", changed_at" if self.stamped else ""}) '  # noqa: S608 - names of columns
            f"SELECT {constants}, u.*{', statement_timestamp()' if self.stamped else ''} "
            f"FROM unnest({arrays}) AS u({names}) "
            f"ON CONFLICT ({', '.join(self.unique)}) DO UPDATE SET {', '.join(changes)} "
            f'WHERE "{table}".revision = EXCLUDED.revision - 1 '
            f"RETURNING {', '.join(chr(34) + c + chr(34) for c in self.varying)}, revision"
        )

    def __call__(
        self, fixed: Sequence[Any], rows: Sequence[Sequence[Any]], based_on: Sequence[int]
    ) -> list[tuple[Any, ...]]:
        """Write the rows whose base is still current; returns those as (*varying, new revision)."""
        if not rows:
            return []
        self._sql = self._sql or self._statement()
        columns = [list(column) for column in zip(*rows, strict=True)]
        return run_prepared(self._sql, [*fixed, *columns, [base + 1 for base in based_on]])
