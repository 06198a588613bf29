"""Jobs of this package, found by their names."""

from procrastinate.contrib.django import app

from zvans.accounts.actions import sessions
from zvans.audit.actor import Actor


@app.periodic(cron="17 * * * *")
@app.task(name="end_expired_sessions", queueing_lock="end_expired_sessions")
def end_expired_sessions(timestamp: int) -> None:
    """Every hour. `timestamp` is when it was due, in seconds of Unix time."""
    sessions.end_expired_sessions(by=Actor.system("worker"))
