"""Jobs of this package, found by their names."""

from contextlib import suppress

from procrastinate.contrib.django import app

from zvans.accounts.models import Account
from zvans.audit.actor import Actor
from zvans.lib.policy import TooOften
from zvans.oversight.actions import retention
from zvans.oversight.actions.reports import report_login_known
from zvans.schools.models import School


@app.task(name="report_login_known")
def tell_schools(account_id: int, role: str) -> None:
    """«Somebody knows my password», pressed on the security page: every school of the account is told. Queued by its name from below."""
    account = Account.objects.get(pk=account_id)
    by = Actor(account.pk, account.person_id, account.door, role, school_ids=tuple(account.school_ids))
    for school in School.objects.filter(pk__in=account.school_ids):
        with suppress(TooOften):  # it has been told ten times
            report_login_known(school=school, by=by, ends_sessions=False)


@app.periodic(cron="41 3 * * *")
@app.task(name="forget_records", queueing_lock="forget_records")
def forget_records(timestamp: int) -> None:
    """Every night. `timestamp` is when it was due, in seconds of Unix time."""
    retention.forget_records(by=Actor.system("worker"))
