"""OpenID Connect: the authorization code flow with PKCE (RFC 7636), state and nonce."""

import base64
import hashlib
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from zvans.integrations.oidc.discovery import Endpoints, endpoints_of
from zvans.integrations.oidc.tokens import claims_in
from zvans.integrations.oidc.wire import fetched, one_exchange
from zvans.integrations.proofs import Declined, Proof, ProviderAway, ProviderRefused, code_in
from zvans.integrations.providers import Provider
from zvans.integrations.tickets import Ticket

_LONGEST_CODE = 4000


@one_exchange()
def question(provider: Provider, ticket: Ticket, back: str) -> str:
    """The address that a browser is sent to; the provider sends it `back`. Raises `ProviderAway`."""
    asked = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": back,
        "scope": " ".join(provider.scopes),
        "state": ticket.state,
        "nonce": ticket.nonce,
        "code_challenge": _challenge(ticket.verifier),
        "code_challenge_method": "S256",
    }
    if provider.is_asked_anew:
        asked |= {
            "prompt": "login",
            "max_age": "0",
        }  # with `max_age` it must also say when (OpenID Connect Core 3.1.2.1)
    if provider.strengths:
        asked["acr_values"] = " ".join(provider.strengths)
    url = urlsplit(endpoints_of(provider.issuer).authorize)
    query = f"{url.query}&{urlencode(asked)}" if url.query else urlencode(asked)
    return urlunsplit((url.scheme, url.netloc, url.path, query, ""))


@one_exchange()
def proof_in(provider: Provider, ticket: Ticket, answer: Mapping[str, str], back: str) -> Proof:
    """Who it is, by what the browser came back with. Raises `ProviderRefused`, `Declined`, `NoCode` and `ProviderAway`."""
    if "error" in answer:
        raise Declined("error")
    at = endpoints_of(provider.issuer)
    if answer.get("iss", "" if at.names_itself else provider.issuer) != provider.issuer:  # RFC 9207
        raise ProviderRefused("iss")
    if not 0 < len(answer.get("code", "")) <= _LONGEST_CODE:
        raise ProviderRefused("no code")
    tokens = _tokens(provider, at, ticket, answer["code"], back)
    access_token = tokens.get("access_token")
    claims = claims_in(
        tokens.get("id_token"), provider=provider, keys=at.keys, ticket=ticket, access_token=access_token
    )
    said = claims.get(provider.code_claim)
    if said is None and at.userinfo and isinstance(access_token, str):
        said = _userinfo(at, access_token, claims).get(provider.code_claim)
    return Proof(code_in(said, is_latvian_only=provider.is_latvian_only), provider.is_second_factor)


def _challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _tokens(provider: Provider, at: Endpoints, ticket: Ticket, code: str, back: str) -> dict[str, Any]:
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": ticket.verifier}
    headers = {}
    if provider.client_secret and at.takes_basic:
        pair = f"{quote(provider.client_id, safe='')}:{quote(provider.client_secret, safe='')}"  # RFC 6749, 2.3.1
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    else:
        form["client_id"] = provider.client_id
        if provider.client_secret:
            form["client_secret"] = provider.client_secret
    return _right(fetched(at.token, form=form, headers=headers), "token")


def _userinfo(at: Endpoints, access_token: str, claims: dict[str, Any]) -> dict[str, Any]:
    """Not signed, so it must be of whom the token is of."""
    if not access_token.isascii() or not access_token.isprintable():
        raise ProviderRefused("access token")
    said = _right(fetched(at.userinfo, headers={"Authorization": f"Bearer {access_token}"}), "userinfo")
    if said.get("sub") != claims["sub"]:
        raise ProviderRefused("sub")
    return said


def _right(answer: tuple[int, Any], what: str) -> dict[str, Any]:
    status, said = answer
    if status == 429:
        raise ProviderAway
    if status != 200 or not isinstance(said, dict):
        raise ProviderRefused(what)
    return said
