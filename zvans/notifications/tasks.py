"""Jobs of this package, found by their names."""

from datetime import timedelta
from typing import Any

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from zvans.accounts.actions.password_ways import forget_password_ways
from zvans.accounts.models import Account
from zvans.audit.actor import Actor
from zvans.lib.dates import now
from zvans.notifications.actions import email
from zvans.notifications.actions.notices import EMAIL_JOB, tell
from zvans.notifications.actions.received_sms import forget_sms
from zvans.notifications.actions.sms import SMS_JOB, deliver_sms
from zvans.notifications.actions.sms import sweep_sms as sweep
from zvans.notifications.enums import NoticeKind

_KEPT = timedelta(days=90)
_EMAIL_TRIES = RetryStrategy(max_attempts=8, exponential_wait=4)  # after seconds, then minutes, then hours: for a day


@app.task(name="tell_account")
def tell_account(account_id: int, kind: str, details: dict[str, Any]) -> None:
    """For packages below this one, which queue it by its name."""
    account = Account.objects.select_related("person").filter(pk=account_id).first()
    if account is not None:
        tell(account, NoticeKind(kind), **details)


@app.task(name=EMAIL_JOB, retry=_EMAIL_TRIES)
def email_notice(notice_id: int) -> None:
    email.email_notice(notice_id)


@app.task(name=SMS_JOB)
def send_sms(message_id: int) -> None:
    deliver_sms(message_id, by=Actor.system("worker"))


@app.periodic(cron="* * * * *")
@app.task(name="sweep_sms", queueing_lock="sweep_sms")
def sweep_sms(timestamp: int) -> None:
    """Every minute. `timestamp` is when it was due, in seconds of Unix time."""
    sweep(by=Actor.system("worker"))


@app.periodic(cron="43 3 * * *")
@app.task(name="forget_old_sms", queueing_lock="forget_old_sms")
def forget_old_sms(timestamp: int) -> None:
    """Every night. `timestamp` is when it was due, in seconds of Unix time."""
    by = Actor.system("worker")
    forget_sms(now() - _KEPT, by=by)
    forget_password_ways(now() - _KEPT, by=by)
