"""What the account was told, as pages show it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zvans.accounts.enums import Owing
from zvans.audit.actor import Actor
from zvans.notifications.enums import NoticeKind
from zvans.notifications.queries.notices import NoticeLine
from zvans.notifications.words import advice, said

_SECURITY: tuple[str | Promise, str] = _("Drošība"), "account:security"
_WAYS: dict[str, tuple[str | Promise, str]] = {  # where one goes on from there
    NoticeKind.NEW_DEVICE: _SECURITY,
    NoticeKind.PASSWORD_CHANGED: _SECURITY,
    NoticeKind.FACTOR_CHANGED: (_("Otrais faktors"), "account:factors"),
    NoticeKind.FACTOR_REFUSED: (_("Otrais faktors"), "account:factors"),
    NoticeKind.FACTOR_REQUIRED: (_("Otrais faktors"), "account:factors"),
    NoticeKind.REPORT_ANSWERED: (_("Mani ziņojumi"), "account:report"),
    NoticeKind.COMMENT_REMOVED: (_("Mani komentāri"), "comments:own"),
    NoticeKind.OF_AGE: (_("Kas redz"), "account:who_sees"),
    NoticeKind.REPORT_RECEIVED: (_("Ziņojumi"), "school:reports"),
    NoticeKind.TICKET_GIVEN: (_("Pieteikumi"), "support:ticket"),
}
_NAMED_BY = {NoticeKind.REPORT_RECEIVED: "code", NoticeKind.TICKET_GIVEN: "number"}  # the detail that its address names
_SHOWN = 3  # at once; the next come when these are understood


@dataclass(frozen=True, slots=True)
class ShownNotice:
    id: int
    text: str
    advice: str
    at: datetime
    is_seen: bool
    way: tuple[str | Promise, str] | None  # a page's name and address


def unseen(actor: Actor) -> Sequence[ShownNotice]:
    """The newest that the account has not seen; they have come with the session. Whoever owes a second factor sees none yet.

    That one will be needed a line of its own says, for as long as it is so.
    """
    if not actor.notices or actor.owes == Owing.FACTOR:
        return ()
    told = [notice for notice in map(json.loads, actor.notices) if notice["kind"] != NoticeKind.FACTOR_REQUIRED]
    rows = sorted(told, key=lambda n: n["id"], reverse=True)[:_SHOWN]
    return [_shown(n["id"], n["kind"], n["details"], datetime.fromisoformat(n["at"])) for n in rows]


def shown(line: NoticeLine) -> ShownNotice:
    return _shown(line.id, line.kind, line.details, line.at, line.is_seen)


def _shown(key: int, kind: str, details: dict[str, str], at: datetime, is_seen: bool = False) -> ShownNotice:
    return ShownNotice(key, said(kind, details), advice(kind), at, is_seen, _way(kind, details))


def _way(kind: str, details: dict[str, str]) -> tuple[str | Promise, str] | None:
    name, view = _WAYS.get(kind, ("", ""))
    if not view:
        return None
    if kind not in _NAMED_BY:
        return name, reverse(view)
    named = details.get(_NAMED_BY[NoticeKind(kind)])
    return (name, reverse(view, args=[named])) if named else None
