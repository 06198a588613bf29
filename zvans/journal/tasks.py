"""Jobs of this package, found by their names."""

from procrastinate.contrib.django import app

from zvans.audit.actor import Actor
from zvans.journal.actions import old_batches


@app.periodic(cron="23 1 * * *")
@app.task(name="clear_saved_batches", queueing_lock="clear_saved_batches")
def clear_saved_batches(timestamp: int) -> None:
    """Every night. `timestamp` is when it was due, in seconds of Unix time."""
    old_batches.clear_saved_batches(by=Actor.system("worker"))
