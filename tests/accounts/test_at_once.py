"""Several of one family at the same moment, each on a connection of their own (B8)."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from tests.accounts.test_passwords import GOOD, GUESSABLE, signed_in
from tests.factories.people import make_account, make_code, make_person
from tests.support.database import OwnDatabase
from zvans.accounts.actions.passwords import choose_password
from zvans.accounts.enums import Role
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
