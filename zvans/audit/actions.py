"""How every action begins: one transaction, its record, and what the database must know about it."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models import Model

from zvans.audit.actor import Actor
from zvans.lib.database.compiled import run_prepared

_BEGIN = """
WITH recorded AS (
    INSERT INTO audit_action (name, account_id, person_id, role, address, school_ids, object_kind, object_id, details)
    VALUES (%s, %s, %s, %s, %s, to_jsonb(%s::bigint[]), %s, %s, %s::jsonb) RETURNING id
)
SELECT id, set_config('zvans.action', id::text, true), set_config('zvans.schools', %s::bigint[]::text, true) FROM recorded
"""


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
    answers refusals itself, and is not followed by anything when it fails.
    """
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
                school_ids,
            ],
        )
        yield row[0][0]
