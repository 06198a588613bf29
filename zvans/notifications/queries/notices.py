from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zvans.audit.actor import Actor
from zvans.notifications.models import Notice

_SHOWN = 50


@dataclass(frozen=True, slots=True)
class NoticeLine:
    id: int
    kind: str
    details: dict[str, Any]
    at: datetime
    is_seen: bool


def notices_of(actor: Actor) -> list[NoticeLine]:
    """The last fifty that the actor's account was told, newest first. One statement."""
    rows = Notice.objects.filter(account=actor.account_id).order_by("-created_at", "-pk")[:_SHOWN]
    return [NoticeLine(n.pk, n.kind, n.details, n.created_at, n.seen_at is not None) for n in rows]
