"""Who a session's cookie belongs to: one statement, which also tells the transaction whose rows it may touch."""

import hashlib

from zvans.audit.actor import Actor
from zvans.lib.database.compiled import run_prepared

_LOAD = """
SELECT a.id, p.id, a.door, s.role, p.given_name, p.family_name, a.school_ids, a.label, s.id, a.managed_ids,
       set_config('zvans.schools', a.school_ids::text, true)
FROM accounts_session s JOIN accounts_account a ON a.id = s.account_id JOIN accounts_person p ON p.id = a.person_id
WHERE s.token_hash = %s AND s.expires_at > now() AND a.is_active
"""


def token_hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def actor_for(token: str, address: str) -> Actor | None:
    """The actor behind a cookie, or None for a session that is unknown, over, or of a closed account."""
    rows = run_prepared(_LOAD, [token_hash(token)])
    if not rows:
        return None
    account_id, person_id, door, role, given, family, schools, label, session_id, managed, _ = rows[0]
    return Actor(
        account_id, person_id, door, role, given, family, tuple(schools), address, label, session_id, tuple(managed),
    )  # fmt: skip
