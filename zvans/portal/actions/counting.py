"""Counting readers, not reloads and not programs (A5). No cookie; what is kept of a reader is a hash for a day.

Nothing here says anything about anybody, so it is not recorded; addresses are kept nowhere.
"""

import secrets
from datetime import date
from hashlib import blake2b
from typing import Any

from django.db import connection

from zvans.accounts.actions.allowances import source_of, take
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import now, today
from zvans.portal.limits import VISITS
from zvans.portal.models import DailySalt, PostVisit
from zvans.portal.visitor import is_browser

_LONGEST = 400  # of what a browser says of itself, no more is looked at
_POST = """
SELECT p.id, s.salt FROM portal_post p LEFT JOIN portal_dailysalt s ON s."on" = %s
WHERE p.public_id = %s AND p.state = 'published' AND p.published_at <= %s
"""
_KNOWN = 'SELECT 1 FROM portal_postvisit WHERE "on" = %s AND post_id = %s AND visitor = %s'
# One statement: whoever comes twice at the same moment is counted once, and no count is lost between reading and writing.
_COUNT = """
WITH visit AS (
    INSERT INTO portal_postvisit ("on", post_id, visitor) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING RETURNING "on", post_id
), day AS (
    INSERT INTO portal_postday AS d ("on", post_id, views) SELECT "on", post_id, 1 FROM visit
    ON CONFLICT (post_id, "on") DO UPDATE SET views = d.views + 1
)
INSERT INTO portal_postcount AS c (post_id, views) SELECT post_id, 1 FROM visit
ON CONFLICT (post_id) DO UPDATE SET views = c.views + 1
"""


def count_reader(*, post: str, address: str, agent: str) -> bool:
    """Count who has had the post (its `public_id`) before the eyes; says whether it was a reader new today.

    Programs are not counted, nor what one source sends beyond a school full of readers.
    """
    if not is_browser(agent):
        return False
    on = today()
    found = _one(_POST, [on, post, now()])
    if found is None:
        return False
    post_id, salt = found
    source = source_of(address)
    visitor = _visitor(salt or _salt_of(on), source, agent)
    if _one(_KNOWN, [on, post_id, visitor]) or take([(VISITS, f"{post_id} {source}")]):
        return False
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [on, post_id, visitor])
        return cursor.rowcount == 1


def _one(sql: str, values: list[Any]) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()


def _salt_of(on: date) -> bytes:
    """The first reader of a day makes it; two at once agree on one."""
    DailySalt.objects.bulk_create([DailySalt(on=on, salt=secrets.token_bytes(32))], ignore_conflicts=True)
    return bytes(DailySalt.objects.values_list("salt", flat=True).get(on=on))


def _visitor(salt: bytes | memoryview, source: str, agent: str) -> bytes:
    return blake2b(f"{source}\n{agent[:_LONGEST]}".encode(), key=bytes(salt), digest_size=16).digest()


def forget_visits(*, by: Actor) -> int:
    """Of days that are over, remove salts and readers' hashes: from then on nobody can say who read what. Returns how many hashes."""
    with recorded("forget_visits", by=by, schools=[]):
        DailySalt.objects.filter(on__lt=today()).delete()
        return PostVisit.objects.filter(on__lt=today()).delete()[0]
