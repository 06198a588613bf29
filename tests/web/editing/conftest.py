import pytest
from django.test import Client

from tests.factories.people import actor_of, make_account, make_person, sign_in
from zvans.accounts.models import Account
from zvans.audit.actor import Actor


@pytest.fixture
def editor(db: None) -> Account:
    return make_account(make_person("Edīte", "Ezeriņa"), offices=["editor"])


@pytest.fixture
def by_editor(editor: Account) -> Actor:
    return actor_of(editor)


@pytest.fixture
def desk(client: Client, editor: Account) -> Client:
    """The editor's browser."""
    sign_in(client, editor)
    return client
