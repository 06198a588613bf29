"""Turning an action back: every row that it wrote becomes what it was before, as long as nothing has changed it and nothing stands on it.

The history triggers have kept each row before and after. Turning back is an action too, with a history of its own.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.models import Q

from zvans.audit.models import Action, Change
from zvans.lib.database.protection import has_school
from zvans.lib.database.sight import in_sight_of

Row = dict[str, Any]


class CannotUndo(Exception):
    """What stands in the way. `table` → how many of its rows have changed since (`changed`) or refer to what would go (`standing`)."""

    def __init__(self, *, changed: dict[str, int] | None = None, standing: dict[str, int] | None = None) -> None:
        super().__init__()
        self.changed, self.standing = changed or {}, standing or {}


@dataclass
class Undo:
    """What an action and its steps have done to each row: before the first of its changes, after the last. Keys: table, row."""

    last_change: int = 0
    before: dict[tuple[str, int], Row | None] = field(default_factory=dict)
    after: dict[tuple[str, int], Row | None] = field(default_factory=dict)

    def created(self) -> dict[str, list[int]]:
        """Table → rows that were not there before and are to go."""
        return self._keys(lambda before, after: before is None and after is not None)

    def altered(self) -> dict[str, list[int]]:
        return self._keys(lambda before, after: before is not None and after is not None and before != after)

    def removed(self) -> dict[str, list[int]]:
        return self._keys(lambda before, after: before is not None and after is None)

    def leave(self, table: str, keys: Iterable[int]) -> None:
        """These rows stay as they are."""
        for key in keys:
            self.before.pop((table, key), None)
            self.after.pop((table, key), None)

    def _keys(self, wanted: Any) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for (table, key), before in self.before.items():
            if wanted(before, self.after[(table, key)]):
                found[table].append(key)
        return found


def undo_of(action_id: int) -> Undo:
    """What is to be turned back. The schools that the action touched are in sight."""
    steps = Action.objects.filter(Q(pk=action_id) | Q(cause_id=action_id)).values("pk")
    undo = Undo()
    for change in Change.objects.filter(action_id__in=steps).order_by("pk").iterator():
        key = (change.table, change.row_id)
        undo.before.setdefault(key, change.before)
        undo.after[key] = change.after
        undo.last_change = change.pk
    return undo


def check_can_undo(
    undo: Undo, *, school: int, besides: Collection[str] = (), ties: Collection[str] = (), shared: Collection[str] = ()
) -> None:
    """Raises `CannotUndo` where a row is not what the action left, or something else of the school refers to a row that would go.

    Rows of `shared` tables belong to no school. What has changed in them, or what anybody but this school has built on them, is no
    obstacle, for its refusal would tell of other schools (C3): see `held_elsewhere`.

    `besides` are tables whose rows the caller removes along with what they refer to. `ties` are columns by which rows written later
    belong to what would go without referring to it: marks of a pupil whose place in a class would.
    """
    tables = sorted({table for table, _ in undo.after} - set(shared))
    changed = {table: len(keys) for table in tables if (keys := _changed(undo, table))}
    if changed:
        raise CannotUndo(changed=changed)
    standing = _referring(undo, school, besides, shared)
    for table, count in _tied(undo, school, ties).items():
        standing[table] = max(count, standing.get(table, 0))
    if standing:
        raise CannotUndo(standing=standing)


def held_elsewhere(undo: Undo, table: str, *, school: int, besides: Collection[str]) -> set[int]:
    """Rows of a shared table that are not the school's to turn back: changed since, or created and referred to by another school's rows
    or by rows of none that stay."""
    held, keys = _changed(undo, table), undo.created().get(table, [])
    with in_sight_of(None):
        for model in _models(besides):
            for reference in _references(model, {table: keys}):
                rows = model._default_manager.filter(**{f"{reference.attname}__in": keys})
                rows = rows.exclude(school=school) if has_school(model) else rows
                rows = rows.exclude(pk__in=undo.created().get(model._meta.db_table, []))
                held.update(rows.values_list(reference.attname, flat=True))
    return held


def turn_back(undo: Undo) -> None:
    """Write every row as it was before. An action of the caller is under way. Raises `CannotUndo` where the database refuses."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for table, keys in undo.created().items():
                cursor.execute(f"DELETE FROM {_name(table)} WHERE id = ANY(%s)", [keys])
            for table, keys in undo.altered().items():
                _write_back(cursor, table, [undo.before[(table, key)] for key in keys])
            for table, keys in undo.removed().items():
                _put_back(cursor, table, [undo.before[(table, key)] for key in keys])
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as error:
        raise CannotUndo(standing={"": 1}) from error


def changed_since(undo: Undo) -> set[tuple[str, int]]:
    """The rows (table, key) that are not what the action left."""
    return {(table, key) for table in {table for table, _ in undo.after} for key in _changed(undo, table)}


def _changed(undo: Undo, table: str) -> set[int]:
    """Rows of a table that are not what the action left. Columns that came later don't count."""
    left = {key: row for (t, key), row in undo.after.items() if t == table}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, to_jsonb(t)::text FROM {_name(table)} t WHERE id = ANY(%s)", [list(left)])
        now = {key: json.loads(row) for key, row in cursor.fetchall()}
    return {key for key, row in left.items() if not _same(row, now.get(key))}


def _same(left: Row | None, now: Row | None) -> bool:
    if left is None or now is None:
        return left is now
    return all(now.get(name) == value for name, value in left.items())


def _models(besides: Collection[str]) -> list[type[models.Model]]:
    return [m for m in apps.get_models() if m._meta.managed and m._meta.db_table not in besides]


def _referring(undo: Undo, school: int, besides: Collection[str], shared: Collection[str]) -> dict[str, int]:
    """Table → how many of its rows refer to rows that would go, and would not go with them."""
    going, written_back = undo.created(), undo.altered()
    found: dict[str, int] = defaultdict(int)
    for model in _models(besides):
        table = model._meta.db_table
        for reference in _references(model, going):
            rows = model._default_manager.filter(**{f"{reference.attname}__in": going[_table(reference)]})
            if has_school(model):
                rows = rows.filter(school=school)
            elif _table(reference) in shared:
                continue
            ours = [*going.get(table, []), *written_back.get(table, [])]
            found[table] += rows.exclude(pk__in=ours).count()
    return {table: count for table, count in found.items() if count}


def _references(model: type[models.Model], going: dict[str, list[int]]) -> Iterable[models.ForeignKey]:
    for field_ in model._meta.local_fields:
        if isinstance(field_, models.ForeignKey) and going.get(_table(field_)):
            yield field_


def _table(reference: models.ForeignKey) -> str:
    return str(reference.related_model._meta.db_table)


def _tied(undo: Undo, school: int, ties: Collection[str]) -> dict[str, int]:
    """Rows of other tables of the school that were first written after the action and name what a row that would go names."""
    found: dict[str, int] = defaultdict(int)
    for tie in ties:
        values = {
            row[tie] for key, row in undo.after.items() if row and undo.before[key] is None and row.get(tie) is not None
        }
        if not values:
            continue
        named = {f"after__{tie}__in": sorted(values), "after__school_id": school}
        later = Change.objects.filter(pk__gt=undo.last_change, before__isnull=True, **named)
        for table, row_id in later.values_list("table", "row_id"):
            found[table] += _exists(table, row_id)
    return dict(found)


def _exists(table: str, row_id: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {_name(table)} WHERE id = %s", [row_id])
        return int(cursor.fetchone()[0])


def _write_back(cursor: Any, table: str, rows: list[Row | None]) -> None:
    names = [_name(name) for name in (rows[0] or {}) if name != "id"]
    values = ", ".join(f"{name} = was.{name}" for name in names)
    was = f"jsonb_populate_recordset(NULL::{_name(table)}, %s::jsonb) was"
    cursor.execute(f"UPDATE {_name(table)} t SET {values} FROM {was} WHERE t.id = was.id", [json.dumps(rows)])


def _put_back(cursor: Any, table: str, rows: list[Row | None]) -> None:
    names = ", ".join(_name(name) for name in rows[0] or {})
    was = f"jsonb_populate_recordset(NULL::{_name(table)}, %s::jsonb)"
    cursor.execute(f"INSERT INTO {_name(table)} ({names}) SELECT {names} FROM {was}", [json.dumps(rows)])


def _name(name: str) -> str:
    return connection.ops.quote_name(name)
