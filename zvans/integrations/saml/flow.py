"""SAML 2.0: we ask by a redirect, the provider's page posts its answer (web browser SSO profile).

What is posted comes from another site, so the browser sends none of our cookies along: the post is read, sealed, and given back to the
browser as a cookie, with which it comes again by itself. Only then it is looked whose question was answered.
"""

import base64
import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from urllib.parse import urlencode, urlsplit, urlunsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from cryptography.fernet import Fernet, InvalidToken
from django.utils.crypto import salted_hmac

from zvans.integrations.proofs import Declined, NoCode, Proof, ProviderRefused, code_in
from zvans.integrations.providers import Provider
from zvans.integrations.saml.metadata import described
from zvans.integrations.saml.response import LEEWAY, Asserted, asserted_in
from zvans.integrations.saml.words import ASSERTION, POST, PROTOCOL
from zvans.integrations.tickets import Ticket

SEALED_SECONDS = 60


def question(provider: Provider, ticket: Ticket, back: str) -> str:
    """The address that a browser is sent to. Raises `ProviderAway`."""
    url = urlsplit(described(provider).address)
    packed = zlib.compress(_request(provider, ticket, back, url.geturl()), wbits=-15)
    asked = urlencode({"SAMLRequest": base64.b64encode(packed).decode(), "RelayState": ticket.state})
    return urlunsplit((url.scheme, url.netloc, url.path, f"{url.query}&{asked}" if url.query else asked, ""))


def _request_id(ticket: Ticket) -> str:
    return f"_{ticket.nonce}"


def _request(provider: Provider, ticket: Ticket, back: str, to: str) -> bytes:
    says = {
        "ID": _request_id(ticket), "Version": "2.0", "IssueInstant": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}", "Destination": to,
        "AssertionConsumerServiceURL": back, "ProtocolBinding": POST,
    }  # fmt: skip
    if provider.is_asked_anew:
        says["ForceAuthn"] = "true"
    request = Element(f"{{{PROTOCOL}}}AuthnRequest", says)
    SubElement(request, f"{{{ASSERTION}}}Issuer").text = provider.client_id
    if provider.strengths:
        wanted = SubElement(request, f"{{{PROTOCOL}}}RequestedAuthnContext", {"Comparison": "exact"})
        for strength in provider.strengths:
            SubElement(wanted, f"{{{ASSERTION}}}AuthnContextClassRef").text = strength
    return tostring(request)


def sealed(provider: Provider, posted: str, back: str) -> str:
    """What was posted, read and shut for the way through the browser: a minute, and nobody reads the personal code in it."""
    try:
        said: dict[str, object] = asdict(asserted_in(provider, posted, back))
    except Declined:
        said = {"declined": True}
    except ProviderRefused as refusal:
        said = {"refused": refusal.why}
    return _lock(provider).encrypt(json.dumps(said).encode()).decode()


def _lock(provider: Provider) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(salted_hmac("zvans.saml", provider.key, algorithm="sha256").digest()))


def proof_in(provider: Provider, ticket: Ticket, answer: Mapping[str, str], back: str) -> Proof:
    """Who it is, by what was posted, in the browser that asked. Raises `ProviderRefused`, `Declined` and `NoCode`."""
    try:
        said = json.loads(_lock(provider).decrypt(answer["sealed"], ttl=SEALED_SECONDS))
    except (InvalidToken, ValueError):  # a cookie that anybody may have written
        raise ProviderRefused("no answer") from None
    if "declined" in said:
        raise Declined("StatusCode")
    if "refused" in said:
        raise ProviderRefused(said["refused"])
    asserted = Asserted(**said)
    if asserted.in_response_to != _request_id(ticket):
        raise ProviderRefused("InResponseTo")
    if provider.is_asked_anew and asserted.proved_at < ticket.at - LEEWAY:
        raise ProviderRefused("AuthnInstant")
    if len(asserted.codes) != 1:
        raise NoCode("no personal code")
    return Proof(code_in(asserted.codes[0], is_latvian_only=provider.is_latvian_only), provider.is_second_factor)
