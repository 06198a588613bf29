"""What was taken off the portal lately: no page that was made before comes back while the database is away (C4).

It stands on the disk, beside the last known pages and for as long as they do: the database can't be asked then.
"""

import time
from collections.abc import Collection, Iterable

from django.core.cache import caches

_SECONDS = 10  # longer than an action takes: a page that is made while it is under way shows what was


def mark_taken_off(public_ids: Iterable[str]) -> None:
    """Part of an action that takes posts, comments or adverts away. One that fails leaves the mark behind, which costs older pages only."""
    caches["taken_off"].set_many(dict.fromkeys(public_ids, time.time() + _SECONDS))


def is_taken_off(public_ids: Collection[str], *, since: float) -> bool:
    """Whether one of these was taken off after a moment, in seconds of Unix time by the clock of the machine."""
    return any(at >= since for at in caches["taken_off"].get_many(public_ids).values())
