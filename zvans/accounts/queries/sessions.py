"""Who a session's cookie belongs to: one statement, which also tells the transaction whose rows it may touch.

It brings the notices that the account has not seen, so that every page can show them without a statement of its own; where there are none,
that costs the database 4 µs: a look into an empty corner of an index. A page shows three of them; more than four do not travel.
"""

import hashlib

from zvans.accounts.enums import Owing
from zvans.accounts.terms import TERMS_VERSION
from zvans.audit.actor import Actor
from zvans.lib.database.compiled import run_prepared

_LOAD = """
SELECT a.id, p.id, a.door, s.role, p.given_name, p.family_name, a.school_ids, a.label, s.id, a.managed_ids, a.offices,
       s.awaits_factor, (a.password_is_issued OR a.password_known_at IS NOT NULL) AND s.way = 'password', a.terms_version,
       a.second_factor_from <= now() AND NOT a.has_second_factor AND NOT s.shows_factor,
       CASE WHEN NOT a.has_second_factor AND NOT s.shows_factor THEN a.second_factor_from END,
       -- "+ 0": sorted are the few of the account; the key itself would tempt into walking everybody's from the end
       ARRAY(SELECT jsonb_build_object('id', n.id, 'kind', n.kind, 'at', n.created_at, 'details', n.details)::text
             FROM notifications_notice n WHERE n.account_id = a.id AND n.seen_at IS NULL
             ORDER BY n.id + 0 DESC LIMIT 4),
       set_config('zvans.schools', a.school_ids::text, true)
FROM accounts_session s JOIN accounts_account a ON a.id = s.account_id JOIN accounts_person p ON p.id = a.person_id
WHERE s.token_hash = %s AND s.expires_at > now() AND a.is_active AND (a.barred_until IS NULL OR a.barred_until <= now())
"""


def token_hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def actor_for(token: str, address: str) -> Actor | None:
    """The actor behind a cookie, or None for a session that is unknown, over, or of an account that is closed or barred."""
    rows = run_prepared(_LOAD, [token_hash(token)])
    if not rows:
        return None
    (
        account_id,
        person_id,
        door,
        role,
        given,
        family,
        schools,
        label,
        session_id,
        managed,
        offices,
        *owing,
        factor_from,
        notices,
        _,
    ) = rows[0]
    return Actor(
        account_id, person_id, door, role, given, family, tuple(schools), address, label, session_id, tuple(managed),
        tuple(offices), _owed(*owing), factor_from, tuple(notices),
    )  # fmt: skip


def _owed(awaits_factor: bool, typed_known: bool, terms_version: int, lacks_factor: bool | None) -> str:
    """The first thing that the person must do before anything else, or nothing.

    A password that others know (issued, or said to be known) is changed by whoever has typed it; who came by a provider may never have
    seen it.
    """
    if awaits_factor:
        return Owing.FACTOR
    if typed_known:
        return Owing.PASSWORD
    if terms_version < TERMS_VERSION:
        return Owing.TERMS
    return Owing.SECOND_FACTOR if lacks_factor else ""
