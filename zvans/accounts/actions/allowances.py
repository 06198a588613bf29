"""What may be tried only so often: leaky buckets, counted in the database, so that it does not matter which process counts (B9, C7).

    wait = take([(SIGN_IN_SOURCE, address), (SIGN_IN_NAME, name)])     # seconds; 0: all of them were taken, else none was

A bucket holds `holds` uses and runs empty by `an_hour`; a use that it can't hold is not counted, so whoever goes on trying waits no longer.
Levels are kept in seconds until empty: every bucket runs at one second a second. The clock is the database's, and one that is set
back lengthens nothing.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from math import ceil, inf
from typing import Any

from django.db import connection, transaction

from zvans.accounts.models import Allowance
from zvans.accounts.personal_code import keyed_hash
from zvans.lib.network import plain
from zvans.lib.policy import TooOften


@dataclass(frozen=True, slots=True)
class Limit:
    name: str
    holds: int
    an_hour: float

    @property
    def seconds(self) -> float:
        """What one use costs."""
        return 3600 / self.an_hour


type_of_use = tuple[Limit, str]

# What one account may hand in and take away, whatever it is (C7): more than anybody does by hand.
UPLOADS = Limit("uploads", holds=30, an_hour=60)
EXPORTS = Limit("exports", holds=40, an_hour=120)

_TAKE = """
WITH asked (key, cost, most) AS (SELECT * FROM unnest(%s::bytea[], %s::float8[], %s::float8[]))
INSERT INTO accounts_allowance AS a (key, level, at) SELECT key, cost, clock_timestamp() FROM asked ORDER BY key
ON CONFLICT (key) DO UPDATE SET at = excluded.at,
    level = greatest(a.level - greatest(extract(epoch FROM excluded.at - a.at), 0), 0) + excluded.level
WHERE greatest(a.level - greatest(extract(epoch FROM excluded.at - a.at), 0), 0) + excluded.level
    <= (SELECT most FROM asked WHERE asked.key = excluded.key)
RETURNING key
"""
# Rows are locked in the order of their keys, as taking does: two that meet wait for each other and don't block each other.
_GIVE_BACK = """
WITH asked (key, cost) AS (SELECT * FROM unnest(%s::bytea[], %s::float8[])),
held AS (SELECT key FROM accounts_allowance WHERE key IN (SELECT key FROM asked) ORDER BY key FOR UPDATE)
UPDATE accounts_allowance a SET level = greatest(a.level - asked.cost * {uses}, 0) FROM held JOIN asked USING (key) WHERE a.key = held.key
"""
_ONE = "1"
_LEVELS = """
SELECT key, greatest(level - greatest(extract(epoch FROM clock_timestamp() - at), 0), 0)
FROM accounts_allowance WHERE key = ANY(%s) ORDER BY key FOR UPDATE
"""
_AS_OFTEN = """(
    SELECT greatest(own.level - greatest(extract(epoch FROM clock_timestamp() - own.at), 0), 0) / %s
    FROM accounts_allowance own WHERE own.key = %s
)"""
_WAIT = """
SELECT coalesce(max(a.level - greatest(extract(epoch FROM clock_timestamp() - a.at), 0) + asked.cost - asked.most), 0)
FROM unnest(%s::bytea[], %s::float8[], %s::float8[]) asked (key, cost, most) JOIN accounts_allowance a USING (key)
"""


def take(uses: Sequence[type_of_use]) -> int:
    """Count these uses, all or none; the same one may stand there several times. Returns 0, or after how many seconds it can be tried
    again."""
    often = Counter(uses)
    keys, costs = _keys(list(often)), [limit.seconds * times for (limit, _), times in often.items()]
    most = [limit.holds * limit.seconds for limit, _ in often]
    over = max((cost - room for cost, room in zip(costs, most, strict=True)), default=0)
    if over > 0:  # more at once than it ever holds
        return ceil(over)
    with transaction.atomic(), connection.cursor() as cursor:
        if wait := _wait(cursor, keys, costs, most):  # whoever is stopped leaves nothing behind
            return wait
        cursor.execute(_TAKE, [keys, costs, most])
        taken = {bytes(key) for (key,) in cursor.fetchall()}
        if len(taken) == len(keys):
            return 0
        given = [(key, cost) for key, cost in zip(keys, costs, strict=True) if key in taken]
        cursor.execute(_GIVE_BACK.format(uses=_ONE), [[key for key, _ in given], [cost for _, cost in given]])
        return max(1, _wait(cursor, keys, costs, most))


def _wait(cursor: Any, keys: list[bytes], costs: list[float], most: list[float]) -> int:
    cursor.execute(_WAIT, [keys, costs, most])
    return max(0, ceil(cursor.fetchone()[0]))


def spend(*uses: type_of_use) -> None:
    """Count these uses, all or none. Raises `TooOften`."""
    if wait := take(uses):
        raise TooOften(wait)


def source_of(address: str) -> str:
    """One home or school: an IPv4 address, or the network of an IPv6 one, of whose addresses everybody has as many as they like."""
    try:
        parsed = ip_address(plain(address))
    except ValueError:
        return address
    return str(ip_network((parsed, 64), strict=False)) if parsed.version == 6 else address


def forgive(uses: Sequence[type_of_use], *, like: type_of_use) -> None:
    """Give back, in each of these, as many uses as `like` holds: who got in at last has tried nothing but the own password."""
    with connection.cursor() as cursor:
        cursor.execute(
            _GIVE_BACK.format(uses=_AS_OFTEN),
            [_keys(uses), [limit.seconds for limit, _ in uses], like[0].seconds, _keys([like])[0]],
        )


@transaction.atomic
def forgive_once(use: type_of_use, *, of: type_of_use, noted: type_of_use) -> None:
    """Give back in `of` as many uses as `use` holds that were not given back before; `noted`, which runs empty as fast as `use`, keeps
    how many were. Without it each success would give back the same ones again."""
    own, kept = _keys([use, noted])
    with connection.cursor() as cursor:
        cursor.execute(_LEVELS, [[own, kept]])
        levels = {bytes(key): level for key, level in cursor.fetchall()}
        new = levels.get(own, 0) - levels.get(kept, 0)
        if new <= 0:
            return
        cursor.execute(_TAKE, [[kept], [new], [inf]])
        cursor.execute(_GIVE_BACK.format(uses=_ONE), [_keys([of]), [new / use[0].seconds * of[0].seconds]])


def empty(*uses: type_of_use) -> None:
    """Forget what was counted there."""
    Allowance.objects.filter(key__in=_keys(uses)).delete()


def give_back(uses: Sequence[type_of_use]) -> None:
    """One of each, which turned out to be none that counts."""
    with connection.cursor() as cursor:
        cursor.execute(_GIVE_BACK.format(uses=_ONE), [_keys(uses), [limit.seconds for limit, _ in uses]])


def forget_empty_allowances() -> int:
    """Remove what has run empty, and say how many rows that were. It says nothing about anybody, so it is not recorded."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {Allowance._meta.db_table} WHERE at + make_interval(secs => level) < clock_timestamp()"  # noqa: S608
        )
        return cursor.rowcount


def _keys(uses: Sequence[type_of_use]) -> list[bytes]:
    return [keyed_hash(f"{limit.name}|{what}") for limit, what in uses]
