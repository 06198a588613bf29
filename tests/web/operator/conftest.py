import pytest
from django.test import Client

from tests.factories.people import make_account, make_person, sign_in
from zvans.accounts.enums import Role
from zvans.accounts.models import Account


@pytest.fixture
def operator(db: None, monday_noon: None, client: Client) -> Account:
    """Who runs the installation, signed in."""
    account = make_account(make_person("Uldis", "Uzturētājs"), role=Role.OPERATOR)
    sign_in(client, account)
    return account
