"""What the account was told, as pages show it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from zvans.accounts.enums import Owing
from zvans.audit.actor import Actor
from zvans.notifications.queries.notices import NoticeLine
from zvans.notifications.words import advice, said

_SHOWN = 3  # at once; the next come when these are understood


@dataclass(frozen=True, slots=True)
class ShownNotice:
    id: int
    text: str
    advice: str
    at: datetime
    is_seen: bool = False


def unseen(actor: Actor) -> Sequence[ShownNotice]:
    """The newest that the account has not seen; they have come with the session. Whoever owes a second factor sees none yet."""
    if not actor.notices or actor.owes == Owing.FACTOR:
        return ()
    rows = sorted(map(json.loads, actor.notices), key=lambda n: n["id"], reverse=True)[:_SHOWN]
    return [_shown(n["id"], n["kind"], n["details"], datetime.fromisoformat(n["at"])) for n in rows]


def shown(line: NoticeLine) -> ShownNotice:
    return _shown(line.id, line.kind, line.details, line.at, line.is_seen)


def _shown(key: int, kind: str, details: dict[str, str], at: datetime, is_seen: bool = False) -> ShownNotice:
    return ShownNotice(key, said(kind, details), advice(kind), at, is_seen)
