"""Answers to batches of cells that nobody will ask for again (F4)."""

from datetime import timedelta

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.journal.models import SavedBatch
from zvans.lib.dates import now

KEPT = timedelta(days=30)
_PORTION = 10_000


def clear_saved_batches(*, by: Actor, portion: int = _PORTION) -> int:
    """Remove answers older than thirty days, `portion` in a transaction, and say how many went.

    A browser that comes back with a batch after that long finds the revisions changed where it was done: it is asked, and nothing is
    overwritten unseen.
    """
    cleared = 0
    while found := _oldest(portion):
        with recorded("clear_saved_batches", by=by, schools=[], batches=len(found)):
            cleared += SavedBatch.objects.filter(id__in=found).delete()[0]
        if len(found) < portion:
            break
    return cleared


def _oldest(portion: int) -> list[int]:
    """Those of the first rows that are too old: rows are numbered as they come, so no index by time is needed."""
    first = SavedBatch.objects.order_by("id").values_list("id", "at")[:portion]
    return [number for number, at in first if at < now() - KEPT]
