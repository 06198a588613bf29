import time
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.factories.people import make_account, make_code, make_person, sign_in
from tests.web.account.factors import PASSWORD
from zvans.accounts.models import Account


@pytest.fixture
def noon() -> Any:
    """The clock stands ten seconds into a half minute. Of today: sessions end by the database's clock."""
    with time_machine.travel(int(time.time()) // 30 * 30 + 10, tick=False) as clock:
        yield clock


@pytest.fixture
def code() -> str:
    return make_code()


@pytest.fixture
def teacher(client: Client, code: str) -> Account:
    account = make_account(make_person("Ilze", "Kalniņa"), code=code, password=PASSWORD)
    sign_in(client, account)
    return account


@pytest.fixture
def door(code: str) -> Client:
    """Another browser, in which the password has been typed."""
    return Client()
