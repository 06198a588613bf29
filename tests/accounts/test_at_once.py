"""Two things at the same moment, each on a connection of its own (B5, B8)."""

from concurrent.futures import Future, ThreadPoolExecutor
from time import monotonic
from typing import Any

from django.db import connection, transaction
from django.test import Client

from tests.accounts.test_passwords import GOOD, GUESSABLE, signed_in
from tests.factories.people import make_account, make_code, make_person, sign_in
from tests.support.authenticator import Authenticator
from tests.support.database import OwnDatabase
from tests.web.account.factors import register
from zvans.accounts.actions.passwords import choose_password, issue_password
from zvans.accounts.enums import Role
from zvans.accounts.models import Session
from zvans.audit.actor import Actor
from zvans.lib.policy import NotAcceptable
from zvans.schools.queries.school_names import school_names


def test_two_of_one_family_who_choose_the_same_at_once(fresh_database: OwnDatabase) -> None:
    """One gets it, and the other is told what is told of every password that can be guessed."""
    code = make_code()
    roles = (Role.PUPIL, Role.MOTHER, Role.FATHER, Role.GUARDIAN)
    family = [make_account(make_person(), role=role, code=code, password=f"parole-{role}") for role in roles]
    actors = [signed_in(account) for account in family]

    def chooses(by: Actor) -> str:
        try:
            choose_password(password=GOOD, by=by, schools=school_names)
        except NotAcceptable as refusal:
            return refusal.reason
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(chooses, actors))
    assert sorted(said) == ["", GUESSABLE, GUESSABLE, GUESSABLE]


def test_a_passkey_does_not_come_in_while_a_password_is_issued(fresh_database: OwnDatabase) -> None:
    """B5, B10: it waits until the password is there, and then opens nothing: no session outlives what ends them all."""
    device, teacher, client = Authenticator(), make_account(make_person(), password="vilnis-bura-osta"), Client()
    sign_in(client, teacher)
    register(client, device)
    door = Client()
    answer = device.get(door.post("/sign-in/passkey/options/").json())

    def comes() -> int:
        try:
            return door.post("/sign-in/staff/passkey/", {"answer": answer}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            issue_password(account=teacher, by=Actor.system("test"))
            coming = pool.submit(comes)
            wait_for(coming)
        assert (coming.result(), Session.objects.count()) == (422, 0)


def wait_for(coming: "Future[Any]") -> None:
    """Until it is done, or waits for a row that this transaction holds."""
    deadline = monotonic() + 30
    with connection.cursor() as cursor:
        while not coming.done() and monotonic() < deadline:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"
            )
            if cursor.fetchone()[0]:
                return
