"""What becomes of passwords and bars where two records of one human being become one (B5, B10, C4, D3)."""

from datetime import timedelta
from typing import Any

import pytest

from tests.factories.people import actor_of, make_account, make_person
from zvans.accounts.enums import BarKind, Role
from zvans.accounts.models import Account
from zvans.audit.actor import Actor
from zvans.lib.dates import now
from zvans.oversight.actions.bars import bar_person
from zvans.schools.actions.merging import merge_people_anywhere

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")


def joined(**gone_has: Any) -> Account:
    """The account of one of two records, of which the other has a password."""
    kept, gone = make_person("Anna", "Kalna"), make_person("Anna", "Kalna")
    own = make_account(kept, role=Role.MOTHER)
    make_account(gone, role=Role.MOTHER, password="parole", **gone_has)
    merge_people_anywhere(kept=kept, gone=gone, by=SYSTEM)
    own.refresh_from_db()
    return own


def test_an_issued_password_stays_an_issued_one() -> None:
    """B5: it is changed at the first sign-in, whichever record it was printed for."""
    at = now()
    own = joined(password_is_issued=True, password_set_at=at)
    assert (bool(own.password), own.password_is_issued, own.password_set_at) == (True, True, at)


def test_a_password_that_needed_a_second_factor_does_not_open_alone() -> None:
    """B10: the factor goes with its account, so a new password is issued."""
    own = joined(has_second_factor=True, password_set_at=now())
    assert (own.password, own.has_second_factor, own.password_set_at) == ("", False, None)


def test_who_was_barred_is_barred_as_the_one_who_stays() -> None:
    """C4: at each door, also where the record that stays was not barred."""
    operator = make_account(make_person("Uldis", "Uzturētājs"), role=Role.OPERATOR)
    kept, gone = make_person("Anna", "Kalna"), make_person("Anna", "Kalna")
    own = make_account(kept, role=Role.MOTHER), make_account(kept, role=Role.STAFF)
    ends_at = now() + timedelta(days=3)
    bar_person(person=gone, kind=BarKind.ACCESS, reason="Svešas paroles", ends_at=ends_at, by=actor_of(operator))
    merge_people_anywhere(kept=kept, gone=gone, by=SYSTEM)
    for account in own:
        account.refresh_from_db()
    assert [account.barred_until for account in own] == [ends_at, ends_at]
