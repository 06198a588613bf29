"""Rows to write, gathered first and written at once: a constant number of statements for any number of rows.

New rows may point to one another before any of them has a key; they are written in the order in which their tables were first named.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import Model

_BATCH = 5000


@dataclass
class Changes:
    added: dict[type[Model], list[Model]] = field(default_factory=dict)
    altered: dict[tuple[type[Model], tuple[str, ...]], list[Model]] = field(default_factory=dict)
    removed: dict[type[Model], list[int]] = field(default_factory=dict)

    def add(self, *rows: Model) -> None:
        for row in rows:
            self.added.setdefault(type(row), []).append(row)

    def alter(self, row: Model, **values: object) -> None:
        """Set fields of a row that is stored already."""
        for name, value in values.items():
            setattr(row, name, value)
        self.altered.setdefault((type(row), tuple(sorted(values))), []).append(row)

    def remove(self, rows: Iterable[Model]) -> None:
        for row in rows:
            self.removed.setdefault(type(row), []).append(row.pk)

    def __bool__(self) -> bool:
        return bool(self.added or self.altered or self.removed)

    @property
    def size(self) -> int:
        return sum(len(rows) for kept in (self.added, self.altered, self.removed) for rows in kept.values())

    def write(self, wrote: Callable[[int], None] = lambda _rows: None) -> None:
        """Store everything; what goes first makes room for what comes. The caller is an action: its transaction is open.

        `wrote` is told how many rows each step has stored.
        """
        for model, keys in self.removed.items():
            model._default_manager.filter(pk__in=keys).delete()
            wrote(len(keys))
        for (model, names), rows in self.altered.items():
            model._default_manager.bulk_update(rows, [*names, *_derived(rows)], batch_size=_BATCH)
            wrote(len(rows))
        for model, rows in self.added.items():
            _derived(rows)
            model._default_manager.bulk_create(rows, batch_size=_BATCH)
            wrote(len(rows))


def _derived(rows: list[Model]) -> list[str]:
    """Fill what is derived from a name (a bulk write calls no `save`) and say which fields that is."""
    names = [name for name in ("sort_key", "search_key") if hasattr(rows[0], name)]
    if names:
        for row in rows:
            row.fill_keys()  # type: ignore[attr-defined]
    return names
