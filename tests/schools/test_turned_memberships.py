"""A membership ends by its date without anybody at work: a nightly job brings the accounts into agreement (C3)."""

from datetime import date, timedelta

import pytest
import time_machine

from tests.factories.people import make_account, make_guardian
from tests.factories.school import inside, make_class, make_employee, make_school, make_staff_account
from zvans.accounts.enums import Role
from zvans.accounts.models import Account
from zvans.audit.actor import Actor
from zvans.schools.actions.memberships import refresh_accounts, refresh_turned_accounts
from zvans.schools.enums import PositionKind
from zvans.schools.models import Enrolment, Position

pytestmark = pytest.mark.django_db

BY = Actor.system("worker")
LAST_DAY = date(2026, 11, 30)


def test_whoever_left_yesterday_is_let_go_and_nobody_before() -> None:
    with time_machine.travel("2026-11-23 12:00+02:00", tick=False):
        made = make_school()
        pupil = make_class(made, "9.b", pupils=1).pupils[0]
        accounts = [
            make_account(pupil, made.school, role=Role.PUPIL),
            make_account(make_guardian(pupil), made.school, role=Role.MOTHER),
            make_staff_account(made, make_employee(made, "Rasma", "Ozola", PositionKind.SUPERUSER, ends_on=LAST_DAY)),
            make_staff_account(made, make_employee(made, "Ilze", "Kalniņa")),
        ]
        with inside(made):
            Enrolment.objects.update(ends_on=LAST_DAY)
            Position.objects.filter(kind=PositionKind.SUPERUSER).update(ends_on=LAST_DAY)
            refresh_accounts(account.person_id for account in accounts)
        here, managed = [made.school.pk], [[], [], [made.school.pk], []]
        assert [account.school_ids for account in _fresh(accounts)] == [here] * 4
        assert [account.managed_ids for account in _fresh(accounts)] == managed
    for on, left in ((LAST_DAY, [here] * 4), (LAST_DAY + timedelta(days=1), [[], [], [], here])):
        with time_machine.travel(f"{on} 03:00+02:00", tick=False):
            refresh_turned_accounts(since=on - timedelta(days=3), by=BY)
        assert [account.school_ids for account in _fresh(accounts)] == left


def _fresh(accounts: list[Account]) -> list[Account]:
    return [Account.objects.get(pk=account.pk) for account in accounts]
