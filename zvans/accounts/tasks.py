"""Jobs of this package, found by their names."""

from procrastinate.contrib.django import app

from zvans.accounts.actions import allowances, sessions
from zvans.audit.actor import Actor


@app.periodic(cron="17 * * * *")
@app.task(name="end_expired_sessions", queueing_lock="end_expired_sessions")
def end_expired_sessions(timestamp: int) -> None:
    """Every hour. `timestamp` is when it was due, in seconds of Unix time."""
    sessions.end_expired_sessions(by=Actor.system("worker"))


@app.periodic(cron="47 * * * *")
@app.task(name="forget_empty_allowances", queueing_lock="forget_empty_allowances")
def forget_empty_allowances(timestamp: int) -> None:
    """Every hour. `timestamp` is when it was due, in seconds of Unix time."""
    allowances.forget_empty_allowances()
