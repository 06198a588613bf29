"""A database server that somebody else runs: which role serves there."""

import psycopg
import pytest

from tests.support.database import OwnDatabase
from zvans.lib.database.addresses import with_role
from zvans.lib.database.outside import app_role_at, check_reachable
from zvans.lib.database.problem import DatabaseProblem
from zvans.lib.database.roles import APP


@pytest.fixture
def creator(worker_database: OwnDatabase) -> str:
    """The address of a role that may create roles, as a hosting company gives out."""
    with psycopg.connect(worker_database.superuser_url, autocommit=True) as superuser:
        superuser.execute("DROP ROLE IF EXISTS hosted; CREATE ROLE hosted LOGIN CREATEROLE PASSWORD 'p@ss/w'")
    return with_role(worker_database.owner_url, "hosted", "p@ss/w")


def signs_in(url: str, role: str, password: str) -> bool:
    try:
        psycopg.connect(with_role(url, role, password)).close()
    except psycopg.OperationalError:
        return False
    return True


def test_a_role_that_is_known_goes_on_serving(worker_database: OwnDatabase) -> None:
    assert app_role_at(worker_database.owner_url, APP, "app") == APP


def test_another_installations_role_is_left_alone(creator: str) -> None:
    role = app_role_at(creator, APP, "not the password of that role")
    assert role.startswith(f"{APP}_")
    assert signs_in(creator, role, "not the password of that role")
    assert signs_in(creator, APP, "app")
    assert app_role_at(creator, role, "not the password of that role") == role


def test_a_role_that_may_not_create_another_is_told_to_set_both_addresses(worker_database: OwnDatabase) -> None:
    with pytest.raises(DatabaseProblem, match=r"permission denied[^$]*DATABASE_URL for zvans_app, DATABASE_OWNER_URL"):
        app_role_at(worker_database.owner_url, APP, "unknown")


def test_a_server_that_is_not_there_is_named_by_its_variable() -> None:
    with pytest.raises(DatabaseProblem, match="DATABASE_OWNER_URL does not let us in"):
        check_reachable("postgresql://somebody@127.0.0.1:9/zvans", "DATABASE_OWNER_URL")
