"""Every sourcedId once in its file, and every reference to something that is there."""

from collections.abc import Mapping

from zvans.schools.imports.oneroster.refused import Refused
from zvans.schools.imports.oneroster.spec import LISTS, REFERENCES, listed

Tables = Mapping[str, tuple[tuple[str, ...], list[tuple[int, list[str]]]]]
_SHOWN = 80


def check_references(tables: Tables, modes: Mapping[str, str]) -> None:
    """A reference into a file that is not whole (`delta`, `absent`) may mean what the school has already: the plan looks for it.

    Raises `Refused`; that a sourcedId repeats is said before what else may be wrong.
    """
    known = {name: _keys(name, *table) for name, table in tables.items()}
    for name, (columns, rows) in tables.items():
        for column, target in REFERENCES[name].items():
            if column in columns and modes[target] == "bulk":
                _check_column(f"{name}.csv", columns.index(column), column, rows, known[target], f"{target}.csv")


def _keys(name: str, columns: tuple[str, ...], rows: list[tuple[int, list[str]]]) -> set[str]:
    place = columns.index("sourcedId")
    keys: set[str] = set()
    for line, cells in rows:
        key = cells[place]
        if not key:
            raise Refused("no_key", file=f"{name}.csv", row=line)
        if key in keys:
            raise Refused("duplicate", file=f"{name}.csv", row=line, key=key[:_SHOWN])
        keys.add(key)
    return keys


def _check_column(
    file: str, place: int, column: str, rows: list[tuple[int, list[str]]], known: set[str], target: str
) -> None:
    for line, cells in rows:
        for key in listed(cells[place]) if column in LISTS else filter(None, [cells[place]]):
            if key not in known:
                raise Refused("missing_target", file=file, row=line, column=column, key=key[:_SHOWN], target=target)
