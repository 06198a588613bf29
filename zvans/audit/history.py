"""Triggers that write the history of a table: `class Meta: triggers = recorded_history()`.

They work on whole statements, so a bulk write costs one pass and can't slip by. A write outside an action has no action id and fails:
nothing but actions writes to a table with history.
"""

import pgtrigger

_ACTION = "current_setting('zvans.action')::bigint"
_INTO = 'INSERT INTO audit_change (action_id, school_id, "table", row_id, before, after) '

_INSERTED = _INTO + f"SELECT {_ACTION}, {{n}}, TG_TABLE_NAME, n.id, NULL, to_jsonb(n) FROM new_rows n; RETURN NULL;"
_UPDATED = (
    _INTO + f"SELECT {_ACTION}, {{n}}, TG_TABLE_NAME, n.id, to_jsonb(o), to_jsonb(n) "
    "FROM new_rows n JOIN old_rows o USING (id); RETURN NULL;"
)
_DELETED = _INTO + f"SELECT {_ACTION}, {{o}}, TG_TABLE_NAME, o.id, to_jsonb(o), NULL FROM old_rows o; RETURN NULL;"


def _trigger(name: str, operation: pgtrigger.Operation, func: str, **rows: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**rows),
        func=func,
    )


def recorded_history(*, of_school: bool = True) -> list[pgtrigger.Trigger]:
    """`of_school=False` for people and their ties, which belong to no school."""
    school = {"n": "n.school_id", "o": "o.school_id"} if of_school else {"n": "NULL::bigint", "o": "NULL::bigint"}
    return [
        _trigger("history_insert", pgtrigger.Insert, _INSERTED.format(**school), new="new_rows"),
        _trigger("history_update", pgtrigger.Update, _UPDATED.format(**school), old="old_rows", new="new_rows"),
        _trigger("history_delete", pgtrigger.Delete, _DELETED.format(**school), old="old_rows"),
    ]
