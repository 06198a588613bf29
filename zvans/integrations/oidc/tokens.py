"""ID tokens: signed by the provider, for us, for this very sign-in (OpenID Connect Core 3.1.3.7)."""

import base64
import hashlib
import hmac
from typing import Any

import jwt

from zvans.integrations.oidc.discovery import keys_at
from zvans.integrations.proofs import ProviderRefused
from zvans.integrations.providers import Provider
from zvans.integrations.tickets import Ticket

_LEEWAY = 60  # seconds by which clocks may differ
# What a provider may sign with, and the kind of key for it. No «none», and none whose key is a secret of both: such a token anybody
# could make who knows the provider's public key.
_ALGORITHMS = {
    "RS256": "RSA", "RS384": "RSA", "RS512": "RSA", "PS256": "RSA", "PS384": "RSA", "PS512": "RSA",
    "ES256": "EC", "ES384": "EC", "ES512": "EC", "EdDSA": "OKP",
}  # fmt: skip


def claims_in(token: object, *, provider: Provider, keys: str, ticket: Ticket, access_token: object) -> dict[str, Any]:
    """What an ID token says, after everything about it was found right. Raises `ProviderRefused`, `ProviderAway`."""
    if not isinstance(token, str):
        raise ProviderRefused("no token")
    try:
        header = jwt.get_unverified_header(token)
        claims = _signed(token, header, provider, keys)
    except (jwt.PyJWTError, ValueError, TypeError, KeyError, RecursionError) as problem:
        raise ProviderRefused(type(problem).__name__) from None
    _check_is_for_us(claims, provider)
    _check_is_of_this_sign_in(claims, provider, ticket)
    if "at_hash" in claims and not _is_hash_of(claims["at_hash"], access_token, header["alg"]):
        raise ProviderRefused("at_hash")
    return claims


def _signed(token: str, header: dict[str, Any], provider: Provider, address: str) -> dict[str, Any]:
    """What is signed with the provider's key. The keys are asked for anew where none that we know fits: providers change them."""
    algorithm = header.get("alg")
    if not isinstance(algorithm, str) or algorithm not in _ALGORITHMS:
        raise ProviderRefused("algorithm")
    for anew in (False, True):
        fitting = [key for key in keys_at(address, anew=anew) if _fits(key, header, algorithm)]
        if len(fitting) != 1:
            continue
        try:
            claims: dict[str, Any] = jwt.decode(
                token,
                key=jwt.PyJWK(fitting[0], algorithm=algorithm).key,
                algorithms=[algorithm],
                audience=provider.client_id,
                issuer=provider.issuer,
                leeway=_LEEWAY,
                options={"require": ["iss", "aud", "exp", "iat", "sub"]},
            )
        except jwt.InvalidSignatureError:
            continue
        return claims
    raise ProviderRefused("signature")


def _fits(key: dict[str, Any], header: dict[str, Any], algorithm: str) -> bool:
    return (
        key.get("kty") == _ALGORITHMS[algorithm]
        and key.get("use", "sig") == "sig"
        and key.get("alg", algorithm) == algorithm
        and ("kid" not in header or key.get("kid") == header["kid"])
    )


def _check_is_for_us(claims: dict[str, Any], provider: Provider) -> None:
    """A token for several names the one it was given to."""
    is_shared = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if (is_shared or "azp" in claims) and claims.get("azp") != provider.client_id:
        raise ProviderRefused("azp")


def _check_is_of_this_sign_in(claims: dict[str, Any], provider: Provider, ticket: Ticket) -> None:
    if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), ticket.nonce.encode()):
        raise ProviderRefused("nonce")
    if provider.strengths and claims.get("acr") not in provider.strengths:
        raise ProviderRefused("acr")
    if provider.is_asked_anew:  # a provider that can't say when it has asked may have asked nobody
        proved = claims.get("auth_time")
        if not isinstance(proved, int | float) or not proved >= ticket.at - _LEEWAY:
            raise ProviderRefused("auth_time")


def _is_hash_of(said: object, access_token: object, algorithm: str) -> bool:
    """The left half of the hash that the signature is made with."""
    if not isinstance(access_token, str) or not isinstance(said, str):
        return False
    bits = algorithm[2:] if algorithm[2:].isdigit() else "512"
    digest = hashlib.new(f"sha{bits}", access_token.encode()).digest()
    half = base64.urlsafe_b64encode(digest[: len(digest) // 2]).rstrip(b"=")
    return hmac.compare_digest(said.encode(), half)
