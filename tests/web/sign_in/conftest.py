"""A provider beside the doors, and the ways there and back (B15)."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.factories.people import make_account, make_code, make_person
from tests.support.provider import CLIENT, SECRET, OidcProvider, oidc_server
from tests.web.sign_in.providers import coded
from zvans.accounts.models import Account
from zvans.accounts.personal_code import hyphenated
from zvans.integrations.providers import Provider


@pytest.fixture(scope="module")
def server() -> Iterator[Callable[[], OidcProvider]]:
    with oidc_server() as anew:
        yield anew


@pytest.fixture
def valsts(server: Callable[[], OidcProvider], settings: Any) -> OidcProvider:
    """The provider, with the code of a person who is nobody here."""
    provider = server()
    provider.person["serialNumber"] = f"PNOLV-{hyphenated(make_code())}"
    settings.SIGN_IN_PROVIDERS = [
        Provider(
            key="valsts", name="eParakstu", english_name="eSignature", issuer=provider.issuer, client_id=CLIENT, client_secret=SECRET,
            code_claim="serialNumber", doors=["family", "staff"], is_for_everybody=True,
        )
    ]  # fmt: skip
    return provider


@pytest.fixture
def teacher(valsts: OidcProvider) -> Account:
    """Whom the provider knows, and the school has entered; no password was ever issued."""
    code = make_code()
    valsts.person["serialNumber"] = f"PNOLV-{hyphenated(code)}"
    return make_account(coded(make_person("Ilze", "Kalniņa"), code), code=code)
