"""What a provider may answer, and what it may not (B15)."""

import base64
import logging
import runpy
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from secrets import token_urlsafe
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from tests.support.page import read
from tests.support.provider import CLIENT, RSA, Key, OidcProvider, dripping_server, signed_with_the_public_key, unsigned
from tests.web.sign_in.providers import LEAVE, came_back, changed, led, nobody_is_in, told
from zvans.accounts.models import Account
from zvans.audit.models import Action
from zvans.integrations.asking import question
from zvans.integrations.proofs import ProviderAway
from zvans.integrations.tickets import new_ticket

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("PNOLV-{}", "/today/"), ("LV/LV/{}", "/today/"), ("{}", told("no_code")), ("EE/LV/{}", told("no_code")), (["PNOLV-{}"], "/today/"),
        (None, told("no_code")), ("", told("no_code")), ("PNOLT-{}", told("no_code")), ("PNOLV-000000-00000", told("no_code")),
        (7, told("no_code")), (["{}", "{}"], told("no_code")), ({"code": "{}"}, told("no_code")),
    ],
)  # fmt: skip
def test_the_code_is_read_as_providers_write_it(
    client: Client, valsts: OidcProvider, teacher: Account, claim: Any, expected: str
) -> None:
    code = valsts.person["serialNumber"].removeprefix("PNOLV-")
    written = [part.format(code) for part in claim] if isinstance(claim, list) else claim
    valsts.person["serialNumber"] = written.format(code) if isinstance(written, str) else written
    assert came_back(client, valsts) == expected


def test_a_bare_code_counts_where_all_codes_are_latvian(
    client: Client, valsts: OidcProvider, teacher: Account, settings: Any
) -> None:
    """Elsewhere it may be a foreigner's eleven digits."""
    code = valsts.person["serialNumber"].removeprefix("PNOLV-")
    changed(settings, is_latvian_only=True)
    for written in (code, code.replace("-", ""), f"PNOLV-{code}", f"LV/LV/{code}"):
        valsts.person["serialNumber"] = written
        assert came_back(Client(), valsts) == "/today/"
    valsts.person["serialNumber"] = f"PNOLT-{code}"
    assert came_back(client, valsts) == told("no_code")


def test_a_code_that_only_userinfo_tells(client: Client, valsts: OidcProvider, teacher: Account) -> None:
    valsts.userinfo["serialNumber"] = valsts.person.pop("serialNumber")
    assert came_back(client, valsts) == "/today/"
    valsts.userinfo["sub"] = "somebody else"
    assert came_back(Client(), valsts) == told("refused")


def _with(**claims: Any) -> Any:
    def changes(valsts: OidcProvider) -> None:
        valsts.changes = lambda signed: {k: v for k, v in (signed | claims).items() if v is not None}

    return changes


def _no_signature(valsts: OidcProvider) -> None:
    valsts.sign = unsigned


def _public_key(valsts: OidcProvider) -> None:
    valsts.key, valsts.sign = RSA, signed_with_the_public_key


def _strange_key(valsts: OidcProvider) -> None:
    valsts.sign = Key("strange").signed


def _forged_key(valsts: OidcProvider) -> None:
    valsts.sign = Key(valsts.key.kid).signed


def _deep_token(valsts: OidcProvider) -> None:
    head = base64.urlsafe_b64encode(b"[" * 60_000).decode()
    valsts.sign = lambda claims: f"{head}.e30.x"


def _no_token(valsts: OidcProvider) -> None:
    valsts.sign = lambda claims: ""


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (_with(nonce="another"), "nonce"),
        (_with(nonce=None), "nonce"),
        (_with(aud="another"), "InvalidAudienceError"),
        (_with(aud=[CLIENT, "another"]), "azp"),
        (_with(azp="another"), "azp"),
        (_with(iss="https://other.example"), "InvalidIssuerError"),
        (_with(exp=1), "ExpiredSignatureError"),
        (_with(exp=None), "MissingRequiredClaimError"),
        (_with(iat=4_000_000_000), "ImmatureSignatureError"),
        (_with(sub=None), "MissingRequiredClaimError"),
        (_with(at_hash="another"), "at_hash"),
        (_with(auth_time=1), "auth_time"),
        (_with(auth_time="x"), "auth_time"),
        (_with(auth_time=float("nan")), "auth_time"),
        (_with(auth_time=int(time.time()) - 240), "auth_time"),
        (_with(auth_time=None), "auth_time"),
        (_no_signature, "algorithm"),
        (_public_key, "algorithm"),
        (_strange_key, "signature"),
        (_forged_key, "signature"),
        (_no_token, "DecodeError"),
        (_deep_token, "DecodeError"),
    ],
)
def test_a_token_that_is_not_right_opens_nothing(
    client: Client, valsts: OidcProvider, teacher: Account, wrong: Any, why: str, caplog: pytest.LogCaptureFixture
) -> None:
    """And the log says so, without what was in it (B13)."""
    wrong(valsts)
    with caplog.at_level(logging.DEBUG):
        where = came_back(client, valsts)
    assert (where, nobody_is_in(client)) == (told("refused"), True)
    lines = [record.getMessage() for record in caplog.records if record.name.startswith("zvans")]
    assert lines == [f"An answer of the provider valsts is refused: {why}"]
    assert [action.name for action in Action.objects.all()] == ["sign_in_refused"]


def test_a_token_of_several_and_the_right_strength(
    client: Client, valsts: OidcProvider, teacher: Account, settings: Any
) -> None:
    changed(settings, strengths=["eid", "mobile"])
    assert came_back(client, valsts) == told("refused")
    assert valsts.asked["acr_values"] == "eid mobile"
    valsts.person |= {"acr": "mobile", "azp": CLIENT, "aud": ["another", CLIENT]}
    assert came_back(Client(), valsts) == "/today/"


def test_a_provider_that_does_not_say_when_it_asked(
    client: Client, valsts: OidcProvider, teacher: Account, settings: Any
) -> None:
    """It is taken only where the settings don't want people asked anew; then nothing of it is asked for."""
    _with(auth_time=None)(valsts)
    assert came_back(client, valsts) == told("refused")
    assert (valsts.asked["prompt"], valsts.asked["max_age"]) == ("login", "0")
    changed(settings, is_asked_anew=False)
    assert came_back(client, valsts) == "/today/"
    assert ("prompt" in valsts.asked, "max_age" in valsts.asked) == (False, False)


def test_new_keys_are_fetched_when_they_are_met(client: Client, valsts: OidcProvider, teacher: Account) -> None:
    came_back(client, valsts)
    came_back(Client(), valsts)
    assert valsts.requests.count("/keys") <= 1
    valsts.key = Key("rotated")
    before = valsts.requests.count("/keys")
    assert came_back(Client(), valsts) == "/today/"
    assert valsts.requests.count("/keys") == before + 1
    valsts.key = RSA
    assert came_back(Client(), valsts) == "/today/"


def test_a_provider_that_is_away_is_said_to_be(
    client: Client, valsts: OidcProvider, teacher: Account, settings: Any
) -> None:
    """Never an error of ours: the door, with the way by password."""
    valsts.token_status = 503
    assert came_back(client, valsts) == told("away")
    changed(settings, issuer="http://127.0.0.1:9")
    for _ in range(2):
        assert led(client.get(LEAVE["staff"])) == (302, told("away"))
    page = read(client.get(told("away")).content)
    assert (
        "Pieslēgšanās ar eParakstu pašlaik nedarbojas. Pieslēdzieties ar paroli vai pēc brīža mēģiniet vēlreiz."
        in page.text
    )
    assert nobody_is_in(client)


def test_an_answer_as_deep_as_a_well_is_none(client: Client, valsts: OidcProvider, teacher: Account) -> None:
    valsts.nonsense = b"[" * 100_000
    assert came_back(client, valsts) == told("away")


def test_a_provider_that_never_ends_holds_one_thread_for_a_few_seconds(
    client: Client, valsts: OidcProvider, teacher: Account, settings: Any
) -> None:
    """C7: another who wants to go there is told so meanwhile; who had to wait, too; and then the turn is free again."""
    with dripping_server() as (address, asked), ThreadPoolExecutor() as pool:
        slow = replace(settings.SIGN_IN_PROVIDERS[0], key="slow", issuer=address)
        settings.SIGN_IN_PROVIDERS = [replace(slow, key="valsts", issuer=f"{address}/other"), slow]
        first = pool.submit(question, slow, new_ticket(provider="slow", door="staff", wanted="", is_kept=False), "")
        assert asked.wait(10)
        assert led(client.get(LEAVE["staff"])) == (302, told("away"))
        assert not first.done()
        assert isinstance(first.exception(timeout=60), ProviderAway)
        assert led(client.get(LEAVE["staff"])) == (302, told("away"))
    changed(settings, issuer=valsts.issuer)
    assert came_back(client, valsts) == "/today/"


@pytest.mark.parametrize(
    "metadata",
    [{"issuer": "https://other.example"}, {"token_endpoint": "http://other.example/token"}, {"jwks_uri": None}],
)
def test_a_provider_that_is_another_or_unsafe_is_not_gone_to(
    client: Client, valsts: OidcProvider, settings: Any, metadata: dict[str, Any]
) -> None:
    issuer = f"{valsts.issuer}/{token_urlsafe(4)}"  # not asked yet, so not remembered
    valsts.metadata = {"issuer": issuer} | metadata
    changed(settings, issuer=issuer)
    assert led(client.get(LEAVE["staff"])) == (302, told("away"))


def test_the_settings_say_who_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {
        "ZVANS_SIGN_IN_WITH": "valsts", "ZVANS_SIGN_IN_VALSTS_NAME": "eParakstu", "ZVANS_SIGN_IN_VALSTS_DOORS": "family,staff",
        "ZVANS_SIGN_IN_VALSTS_ISSUER": "https://id.example", "ZVANS_SIGN_IN_VALSTS_CLIENT_ID": "zvans",
        "ZVANS_SIGN_IN_VALSTS_CLIENT_SECRET": "not to be seen", "ZVANS_SIGN_IN_VALSTS_CODE_CLAIM": "serialNumber",
        "ZVANS_SIGN_IN_VALSTS_SECOND_FACTOR": "true", "ZVANS_SIGN_IN_VALSTS_SCHOOLS": "alfa,beta",
        "ZVANS_SIGN_IN_VALSTS_LATVIAN_ONLY": "true",
    }  # fmt: skip
    for name, value in said.items():
        monkeypatch.setenv(name, value)

    def providers() -> Any:
        return runpy.run_path("config/settings.py")["SIGN_IN_PROVIDERS"]

    (valsts,) = providers()
    assert (valsts.doors, valsts.is_second_factor, valsts.is_asked_anew) == (["family", "staff"], True, True)
    assert (valsts.schools, valsts.is_for_everybody, valsts.is_latvian_only) == (["alfa", "beta"], False, True)
    assert "not to be seen" not in repr(valsts)
    for name, wrong in {"ISSUER": "http://id.example", "DOORS": "cellar", "KIND": "ldap", "EVERYBODY": "true"}.items():
        with monkeypatch.context() as patch:
            patch.setenv(f"ZVANS_SIGN_IN_VALSTS_{name}", wrong)
            with pytest.raises(ImproperlyConfigured):
                providers()
