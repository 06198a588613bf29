"""Archives of a whole school that somebody has asked for.

There is no table of them: the record of the asking is the order, and a file of its number the answer.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from zvans.audit.actor import Actor
from zvans.audit.models import Action
from zvans.lib.dates import now
from zvans.schools.models import School

ASKED = "ask_school_archive"  # the name of the action
KEPT = timedelta(hours=24)  # it holds personal codes in plain: it does not lie about
_LONGEST_WORK = timedelta(hours=1)
_SHOWN = 5


class ArchiveState(StrEnum):
    MAKING = "making"
    READY = "ready"
    GONE = "gone"  # its day is over
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class OrderedArchive:
    """`megabytes` is the size of a file that is ready."""

    key: int
    account_id: int | None
    asked_at: datetime
    state: ArchiveState
    megabytes: float = 0.0

    @property
    def path(self) -> Path:
        return archive_path(self.key)


def archive_folder() -> Path:
    folder = Path(settings.DATA_DIR) / "archives"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def archive_path(key: int) -> Path:
    """Where the file of an order lies, or will."""
    return archive_folder() / f"{key}.zip"


def failed_path(key: int) -> Path:
    """Is there where the file could not be made."""
    return archive_folder() / f"{key}.failed"


def archives_of(actor: Actor, school: School) -> list[OrderedArchive]:
    """The last ones that this account has asked for, newest first."""
    orders = _orders(school).filter(account_id=actor.account_id).order_by("-pk")[:_SHOWN]
    return [_archive(order) for order in orders]


def archive_in(school: School, key: int) -> OrderedArchive | None:
    order = _orders(school).filter(pk=key).first()
    return _archive(order) if order else None


def _orders(school: School) -> QuerySet[Action]:
    return Action.objects.filter(name=ASKED, object_kind="schools.school", object_id=school.pk)


def _archive(order: Action) -> OrderedArchive:
    state, size = _state(order.pk, now() - order.at)
    return OrderedArchive(order.pk, order.account_id, order.at, state, size / 1_000_000)


def _state(key: int, age: timedelta) -> tuple[ArchiveState, int]:
    path = archive_path(key)
    if age > KEPT:
        return ArchiveState.GONE, 0
    if path.exists():
        return ArchiveState.READY, path.stat().st_size
    if failed_path(key).exists() or age > _LONGEST_WORK:
        return ArchiveState.FAILED, 0
    return ArchiveState.MAKING, 0
