"""What a killed worker leaves half done."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from tests.factories.people import make_person
from tests.support.database import OwnDatabase
from tests.support.program import environment_of, zvans
from zvans.accounts.enums import Door, Role
from zvans.accounts.models import Account, Session
from zvans.lib.dates import now

_WORKER = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '2 minutes') RETURNING id"
_JOB = """
INSERT INTO procrastinate_jobs (queue_name, task_name, args, queueing_lock, status, worker_id, attempts)
VALUES ('default', %s, '{"timestamp": 0}', %s, %s, %s, %s)
"""
# Without those that wait: a worker may find the next regular sweep due at any moment.
_LEFT = "SELECT task_name, status::text FROM procrastinate_jobs WHERE status <> 'todo'"


class Queue:
    """The jobs of a database whose worker has gone silent two minutes ago."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        with connection.cursor() as cursor:
            cursor.execute(_WORKER)
            self.silent = cursor.fetchone()[0]

    def add(self, name: str, *, lock: str | None = None, is_begun: bool = False, attempts: int = 0) -> None:
        status, worker = ("doing", self.silent) if is_begun else ("todo", None)
        with connection.cursor() as cursor:
            cursor.execute(_JOB, [name, lock, status, worker, attempts])

    def work(self) -> list[tuple[str, str]]:
        """Let a worker do what waits; what it has left begun or failed."""
        assert zvans("worker", "--once", environment=self.environment).returncode == 0
        with connection.cursor() as cursor:
            cursor.execute(_LEFT)
            return cursor.fetchall()


@pytest.fixture
def queue(fresh_database: OwnDatabase, tmp_path: Path) -> Queue:
    return Queue(environment_of(fresh_database, tmp_path))


def test_a_job_whose_worker_was_killed_is_done_by_another(queue: Queue) -> None:
    account = Account.objects.create(person=make_person("Elza", "Liepa"), door=Door.FAMILY)
    over = now() - timedelta(hours=1)
    Session.objects.create(token_hash=b"over", account=account, role=Role.PUPIL, expires_at=over)
    queue.add("end_expired_sessions", is_begun=True, attempts=1)
    queue.add("take_up_stalled_jobs")
    # A worker that does not wait may find nothing more to do while its own sweep is under way: the next one does.
    assert [queue.work(), queue.work()] == [[], []]
    assert list(Session.objects.all()) == []


def test_one_of_a_kind_waits_at_a_time_and_what_kills_its_workers_is_given_up(queue: Queue) -> None:
    queue.add("take_up_stalled_jobs", lock="take_up_stalled_jobs", is_begun=True)
    queue.add("take_up_stalled_jobs", lock="take_up_stalled_jobs")
    queue.add("end_expired_sessions", is_begun=True, attempts=3)
    assert queue.work() == [("end_expired_sessions", "failed")]
