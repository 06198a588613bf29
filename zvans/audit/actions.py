"""How every action begins: one transaction, its record, and what the database must know about it."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
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

_OF_EACH = """
INSERT INTO audit_action (name, account_id, person_id, role, address, school_ids, object_kind, object_id, cause_id, details)
SELECT %s, %s, %s, %s, %s, to_jsonb(%s::bigint[]), %s, one.id, %s, '{}' FROM unnest(%s::bigint[]) one (id)
"""
_ONCE_A_DAY = """
WHERE NOT EXISTS (
    SELECT FROM audit_action a
    WHERE a.object_kind = %s AND a.object_id = one.id AND a.at >= date_trunc('day', now(), %s)
      AND (a.name, a.role, a.address, a.school_ids) = (%s, %s, %s, to_jsonb(%s::bigint[])) AND a.person_id = %s
)
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


def record_of_each(
    name: str, /, *, of: Iterable[int], kind: type[Model], by: Actor, schools: Sequence[int], once_a_day: bool = False
) -> None:
    """Put on record that something was done about each of these objects, or that it was looked at. One statement; it changes no row.

    Inside of an action these are its steps. `once_a_day`: no second time on one day by the same person, in the same role and school, from
    the same address. It is the day of the clock on the wall, by the clock of the database.
    """
    keys, outer = sorted(set(of)), _under_way.get()
    if not keys:
        return
    who, what = [by.role, by.address, list(schools)], kind._meta.label_lower
    values = [name, by.account_id, by.person_id, *who, what, outer[0][0] if outer else None, keys]
    if once_a_day:
        run_prepared(_OF_EACH + _ONCE_A_DAY, [*values, what, settings.TIME_ZONE, name, *who, by.person_id])
    else:
        run_prepared(_OF_EACH, values)
