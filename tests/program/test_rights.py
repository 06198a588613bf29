"""What the serving role can do in the database, whatever the program asks of it."""

import psycopg
import pytest
from django.db import ProgrammingError, connection
from psycopg.errors import InsufficientPrivilege

from tests.support.database import OwnDatabase
from zvans.lib.database.roles import faults_of_app_role, grant_app_rights, writable_again
from zvans.program.schema import append_only_tables, unapplied_migrations

pytestmark = pytest.mark.django_db


def test_tests_and_pages_are_served_by_the_role_that_owns_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("zvans_app",)


def test_the_serving_role_has_no_fault_and_the_owner_has(worker_database: OwnDatabase) -> None:
    assert faults_of_app_role(worker_database.app_url) == []
    assert [fault for fault in faults_of_app_role(worker_database.owner_url) if fault.startswith("owns")] != []


def test_the_record_of_actions_can_only_grow(worker_database: OwnDatabase) -> None:
    """C2."""
    assert append_only_tables() == ["audit_action", "audit_change"]
    assert writable_again(worker_database.app_url, append_only_tables()) == []


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_action SET name = ''", "DELETE FROM audit_change", "TRUNCATE audit_action"]
)
def test_changing_the_record_is_refused_by_the_database(statement: str) -> None:
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
        cursor.execute(statement)


def test_the_record_can_not_be_led_elsewhere(fresh_database: OwnDatabase) -> None:
    """A temporary table of its name would stand before it, and take what the triggers write."""
    grant_app_rights(fresh_database.owner_url, append_only=append_only_tables())
    with psycopg.connect(fresh_database.app_url) as asking, pytest.raises(InsufficientPrivilege):
        asking.execute("CREATE TEMPORARY TABLE audit_change (LIKE public.audit_change)")


def test_what_runs_with_the_owners_rights_is_not_led_elsewhere(fresh_database: OwnDatabase) -> None:
    """Where the right to make temporary tables is given after all, `zvans check` says so, and forgetting still finds the record itself."""
    with psycopg.connect(fresh_database.superuser_url, dbname=fresh_database.name, autocommit=True) as giving:
        giving.execute(f'GRANT TEMPORARY ON DATABASE "{fresh_database.name}" TO PUBLIC')
    assert faults_of_app_role(fresh_database.app_url) == [
        "can make temporary tables, which stand before those of the record (TEMPORARY)"
    ]
    with psycopg.connect(fresh_database.app_url) as asking:
        for table in ("audit_action", "audit_change", "portal_ticket", "portal_ticketentry"):
            asking.execute(f"CREATE TEMPORARY TABLE {table} AS TABLE public.{table} WITH NO DATA")
            asking.execute(f"GRANT ALL ON {table} TO PUBLIC")
        asking.execute("INSERT INTO pg_temp.audit_action (id, at) VALUES (1, now() - interval '2 years')")
        asking.execute(
            "INSERT INTO pg_temp.portal_ticket (id, text, changed_at) VALUES (1, '', now() - interval '2 years')"
        )
        asking.execute("INSERT INTO pg_temp.audit_change (action_id, row_id, \"table\") VALUES (1, 1, 'portal_ticket')")
        asked = "SELECT forget_actions(now(), 10), forget_ticket_history('{1}')"
        assert asking.execute(asked).fetchone() == (0, 0)


def test_no_table_can_be_emptied_at_once(worker_database: OwnDatabase) -> None:
    asked = "SELECT count(*) FROM pg_class WHERE relkind = 'r' AND has_table_privilege(oid, 'TRUNCATE')"
    with psycopg.connect(worker_database.app_url) as asking:
        assert asking.execute(asked).fetchone() == (0,)


@pytest.mark.django_db(databases=["default", "owner"])
def test_all_migrations_are_applied() -> None:
    assert unapplied_migrations() == []
