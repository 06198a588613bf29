"""Jobs of the journal, done by the worker as the role that serves."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db.models.functions import Now

from tests.support.database import OwnDatabase
from tests.support.program import environment_of, zvans
from zvans.audit.actor import Actor
from zvans.audit.models import Action
from zvans.journal.actions.old_batches import clear_saved_batches
from zvans.journal.models import SavedBatch
from zvans.journal.tasks import clear_saved_batches as job
from zvans.lib.dates import now


def keep_batch(at: Any) -> SavedBatch:
    return SavedBatch.objects.create(account_id=1, batch=uuid4(), answer=[], at=at)


def test_the_worker_clears_the_answers_of_batches_older_than_thirty_days(
    fresh_database: OwnDatabase, tmp_path: Path
) -> None:
    """The worker lives in the real day, and so do these batches: their times are the database's."""
    keep_batch(Now() - timedelta(days=31))
    kept = [keep_batch(Now() - timedelta(days=29)), keep_batch(Now())]

    job.defer(timestamp=0)
    assert zvans("worker", "--once", environment=environment_of(fresh_database, tmp_path)).returncode == 0

    assert list(SavedBatch.objects.order_by("id")) == kept
    mine = Action.objects.filter(
        name="clear_saved_batches"
    )  # at some minutes of the day the worker has jobs of its own
    assert list(mine.values_list("role", flat=True)) == ["worker"]


def test_many_go_in_portions_and_none_leave_no_record(db: None) -> None:
    for days in (40, 39, 38, 37, 36, 1):
        keep_batch(now() - timedelta(days=days))
    assert clear_saved_batches(by=Actor.system("worker"), portion=2) == 5
    assert [action.details["batches"] for action in Action.objects.order_by("id")] == [2, 2, 1]

    assert clear_saved_batches(by=Actor.system("worker"), portion=2) == 0
    assert (SavedBatch.objects.count(), Action.objects.count()) == (1, 3)
