"""How long the record knows who signed in, looked and searched (J3)."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import now

_AT_ONCE = 20_000


def forget_records(*, by: Actor) -> int:
    """Forget what is older than `RECORD_DAYS` and changed nothing; says how much. The database keeps a year, whatever is set."""
    before, forgotten = now() - timedelta(days=settings.RECORD_DAYS), 0
    while count := _forget(before):
        forgotten += count
    if forgotten:
        with recorded("forget_records", by=by, schools=[], records=forgotten):
            pass
    return forgotten


def _forget(before: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT forget_actions(%s, %s)", [before, _AT_ONCE])
        return int(cursor.fetchone()[0])
