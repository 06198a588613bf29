"""Jobs of accounts, done by the worker as the role that serves."""

from datetime import timedelta
from pathlib import Path

from tests.factories.people import make_person
from tests.support.database import OwnDatabase
from tests.support.program import environment_of, zvans
from zvans.accounts.enums import Door, Role
from zvans.accounts.models import Account, Session
from zvans.accounts.tasks import end_expired_sessions
from zvans.audit.models import Action
from zvans.lib.dates import now


def open_session(account: Account, token: bytes, hours: int) -> Session:
    return Session.objects.create(
        token_hash=token, account=account, role=Role.PUPIL, expires_at=now() + timedelta(hours=hours)
    )


def test_the_worker_ends_sessions_whose_time_is_over(fresh_database: OwnDatabase, tmp_path: Path) -> None:
    person = make_person("Elza", "Liepa")
    account = Account.objects.create(person=person, door=Door.FAMILY)
    open_session(account, b"over", hours=-1)
    current = open_session(account, b"current", hours=1)

    end_expired_sessions.defer(timestamp=0)
    assert zvans("worker", "--once", environment=environment_of(fresh_database, tmp_path)).returncode == 0

    assert list(Session.objects.all()) == [current]
    mine = Action.objects.filter(
        name="end_expired_sessions"
    )  # at some minutes of the day the worker does it by itself too
    assert set(mine.values_list("role", flat=True)) == {"worker"}
