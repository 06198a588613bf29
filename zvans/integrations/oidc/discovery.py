"""What a provider says of itself: where it is asked, and which keys it signs with. Kept for a while in each process."""

import logging
import time
from dataclasses import dataclass
from typing import Any

from zvans.integrations.addresses import is_safe
from zvans.integrations.oidc.wire import fetched
from zvans.integrations.proofs import ProviderAway

_log = logging.getLogger(__name__)

_KEPT_SECONDS = 3600
_kept: dict[str, tuple[float, dict[str, Any]]] = {}


@dataclass(frozen=True, slots=True)
class Endpoints:
    """`takes_basic`: the secret goes in a header, not in the form. `names_itself`: its answers say whose they are (RFC 9207)."""

    authorize: str
    token: str
    keys: str
    userinfo: str
    takes_basic: bool
    names_itself: bool


def endpoints_of(issuer: str) -> Endpoints:
    """Raises `ProviderAway`, also where the provider says it is another, or names an address without https."""
    said = _remembered(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    if said.get("issuer") != issuer:
        _log.error("At %s is a provider that calls itself otherwise", issuer)
        raise ProviderAway
    userinfo = said.get("userinfo_endpoint") or ""
    named = [said.get("authorization_endpoint"), said.get("token_endpoint"), said.get("jwks_uri")]
    if not all(map(is_safe, named + [userinfo] * bool(userinfo))):
        _log.error("The provider at %s names no address, or one without https", issuer)
        raise ProviderAway
    ways = said.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    return Endpoints(
        authorize=said["authorization_endpoint"],
        token=said["token_endpoint"],
        keys=said["jwks_uri"],
        userinfo=userinfo,
        takes_basic="client_secret_basic" in ways,
        names_itself=said.get("authorization_response_iss_parameter_supported") is True,
    )


def keys_at(address: str, *, anew: bool = False) -> list[dict[str, Any]]:
    """The provider's public keys (JWKS); `anew` where it has signed with one that we don't know yet. Raises `ProviderAway`."""
    keys = _remembered(address, anew=anew).get("keys")
    return [key for key in keys if isinstance(key, dict)] if isinstance(keys, list) else []


def _remembered(address: str, *, anew: bool = False) -> dict[str, Any]:
    until, said = _kept.get(address, (0.0, {}))
    if not said or anew or until < time.monotonic():
        status, said = fetched(address)
        if status != 200 or not isinstance(said, dict):
            raise ProviderAway
        _kept[address] = time.monotonic() + _KEPT_SECONDS, said
    return said
