"""A batch sent twice is done once: the first takes its place, a repeat gets the first one's answer."""

import json
from typing import Any
from uuid import UUID

from zvans.lib.database.compiled import run_prepared

# A repeat that comes while the first is still at work waits here for it to end.
_CLAIM = """
INSERT INTO journal_savedbatch (account_id, batch, answer, at) VALUES (%s, %s, '[]', statement_timestamp())
ON CONFLICT (account_id, batch) DO NOTHING RETURNING id
"""
_ANSWERED = "SELECT answer::text FROM journal_savedbatch WHERE account_id = %s AND batch = %s"
_KEEP = "UPDATE journal_savedbatch SET answer = %s::jsonb WHERE account_id = %s AND batch = %s"


def answered_before(account_id: int | None, batch: UUID) -> list[dict[str, Any]] | None:
    """What this batch was answered when it came first; None for the first, whose place is taken now."""
    if run_prepared(_CLAIM, [account_id, batch]):
        return None
    stored: list[dict[str, Any]] = json.loads(run_prepared(_ANSWERED, [account_id, batch])[0][0])
    return stored


def keep_answer(account_id: int | None, batch: UUID, answer: list[dict[str, Any]]) -> None:
    run_prepared(_KEEP, [json.dumps(answer), account_id, batch])
