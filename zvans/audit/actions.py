"""How every action begins: one transaction, its record, and what the database must know about it."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction
from django.db.models import Model

from zvans.audit.actor import Actor
from zvans.lib.database.compiled import run_prepared

_BEGIN = """
WITH recorded AS (
    INSERT INTO audit_action (name, account_id, person_id, role, address, school_ids, object_kind, object_id, details, cause_id)
    VALUES (%s, %s, %s, %s, %s, to_jsonb(%s::bigint[]), %s, %s, %s::jsonb, %s) RETURNING id
)
SELECT id, set_config('zvans.action', id::text, true), set_config('zvans.schools', %s::bigint[]::text, true) FROM recorded
"""
_AGAIN = """
SELECT set_config('zvans.action', %s::text, true), set_config('zvans.schools', %s::bigint[]::text, true)
"""

# The actions that are under way here, the outermost first, with the schools that each has in sight.
_under_way: ContextVar[tuple[tuple[int, list[int]], ...]] = ContextVar("actions_under_way", default=())


@contextmanager
def recorded(
    name: str,
    /,
    *,
    by: Actor,
    schools: Sequence[int] | None = None,
    about: Model | None = None,
    savepoint: bool = True,
    **details: Any,
) -> Iterator[int]:
    """The transaction of one action. Yields the id of its audit record, which its history rows carry.

    `schools` are the schools the action touches (default: the actor's own). `details` hold identifiers and counts, never passwords,
    personal codes or bodies of messages. Without a `savepoint` a failure ends the request's transaction too: for an action that
    answers refusals itself, and is not followed by anything when it fails. An action inside another is a step of it: its record
    names the outermost one as its cause, and after it the outer one goes on with what it had in sight.
    """
    outer = _under_way.get()
    school_ids = list(by.school_ids if schools is None else schools)
    kind, key = (about._meta.label_lower, about.pk) if about is not None else ("", None)
    with transaction.atomic(savepoint=savepoint):
        row = run_prepared(
            _BEGIN,
            [
                name,
                by.account_id,
                by.person_id,
                by.role,
                by.address,
                school_ids,
                kind,
                key,
                json.dumps(details),
                outer[0][0] if outer else None,
                school_ids,
            ],
        )
        token = _under_way.set((*outer, (row[0][0], school_ids)))
        try:
            yield row[0][0]
        finally:
            _under_way.reset(token)
        if outer:
            run_prepared(_AGAIN, list(outer[-1]))
