"""What a SAML provider has asserted: signed by it, for us, for now. Only the element that the signature covers is read."""

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from lxml.etree import LxmlError
from signxml import DigestAlgorithm, SignatureConfiguration, SignatureMethod, VerifyResult, XMLVerifier
from signxml.exceptions import SignXMLException

from zvans.integrations.proofs import Declined, ProviderRefused
from zvans.integrations.providers import Provider
from zvans.integrations.saml.metadata import described
from zvans.integrations.saml.reading import check_signature_is_plain, read
from zvans.integrations.saml.words import ASSERTION, BEARER, NAMES, PROTOCOL, SUCCESS

LEEWAY = 60  # seconds by which clocks may differ
_LONGEST = 100_000  # letters
_EXPECTED = SignatureConfiguration(
    location=f"./{{{ASSERTION}}}Assertion/",
    signature_methods=frozenset(
        method
        for method in SignatureMethod
        if method.name.startswith(("RSA_SHA", "ECDSA_SHA")) and "SHA1" not in method.name
    ),
    digest_algorithms=frozenset({DigestAlgorithm.SHA256, DigestAlgorithm.SHA384, DigestAlgorithm.SHA512}),
)


@dataclass(frozen=True, slots=True)
class Asserted:
    """To which request it is the answer, when (in seconds) the person proved who it is, and the values that should be the code."""

    in_response_to: str
    proved_at: float
    codes: Sequence[str] = field(repr=False)


def asserted_in(provider: Provider, posted: str, back: str) -> Asserted:
    """Raises `ProviderRefused` (`Declined`), `ProviderAway`."""
    try:
        raw = base64.b64decode(posted if len(posted) <= _LONGEST else "", validate=False)
        return _asserted(provider, read(raw), raw, back)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as problem:
        raise ProviderRefused(type(problem).__name__) from None


def _asserted(provider: Provider, response: Element, raw: bytes, back: str) -> Asserted:
    _check("Response", response.tag == f"{{{PROTOCOL}}}Response" and response.get("Version") == "2.0")
    _check("Destination", response.get("Destination", back) == back)
    status = response.find("p:Status/p:StatusCode", NAMES)
    if status is None or status.get("Value") != SUCCESS:
        raise Declined("StatusCode")
    said = _signed(provider, response, raw)
    _check("Issuer", _text(said.find("a:Issuer", NAMES)) == provider.issuer)
    _check_conditions(said, provider)
    statement = _part(said, "AuthnStatement")
    _check("SessionNotOnOrAfter", _is_before_end(statement, "SessionNotOnOrAfter"))
    strength = _text(statement.find("a:AuthnContext/a:AuthnContextClassRef", NAMES))
    _check("AuthnContextClassRef", not provider.strengths or strength in provider.strengths)
    question = _confirmed(said, back)
    _check("InResponseTo", response.get("InResponseTo", question) == question)
    return Asserted(question, _seconds(statement.get("AuthnInstant")), _values(said, provider.code_claim))


def _signed(provider: Provider, response: Element, raw: bytes) -> Element:
    """The one assertion, as the bytes that were signed. A second one, or one whose signature covers another element, is refused: there the
    reader and the verifier would look at different things (signature wrapping).
    """
    assertions = list(response.iter(f"{{{ASSERTION}}}Assertion"))
    _check("one Assertion", len(assertions) == 1 and assertions[0] in list(response))
    signatures = assertions[0].findall("d:Signature", NAMES)
    _check("Signature", len(signatures) == 1)
    check_signature_is_plain(signatures[0])
    said: Element = fromstring(_verified(provider, raw).signed_data, forbid_dtd=True)
    key = assertions[0].get("ID")
    _check("what is signed", said.tag == assertions[0].tag and bool(key) and said.get("ID") == key)
    _check("Version", said.get("Version") == "2.0")
    return said


def _verified(provider: Provider, raw: bytes) -> VerifyResult:
    """By one of the certificates of the provider's metadata; those that come along in the answer count for nothing."""
    for certificate in described(provider).certificates:
        try:
            found = XMLVerifier().verify(raw, x509_cert=certificate, id_attribute="ID", expect_config=_EXPECTED)
        except (SignXMLException, LxmlError, ValueError, TypeError, KeyError, AttributeError):
            continue
        if isinstance(found, VerifyResult):
            return found
    raise ProviderRefused("Signature")


def _check_conditions(said: Element, provider: Provider) -> None:
    conditions = _part(said, "Conditions")
    _check("NotBefore", _is_after_beginning(conditions))
    _check("NotOnOrAfter", _is_before_end(conditions, "NotOnOrAfter"))
    audiences = [
        [_text(audience) for audience in restriction.findall("a:Audience", NAMES)]
        for restriction in conditions.findall("a:AudienceRestriction", NAMES)
    ]
    _check("Audience", bool(audiences) and all(provider.client_id in several for several in audiences))


def _confirmed(said: Element, back: str) -> str:
    """To which request the assertion answers: whoever brings it may use it, here and for minutes."""
    for data in _confirmations(said):
        is_ours = data.get("Recipient") == back and data.get("NotOnOrAfter") is not None
        question = data.get("InResponseTo")
        if is_ours and question and _is_before_end(data, "NotOnOrAfter") and _is_after_beginning(data):
            return question
    raise ProviderRefused("SubjectConfirmation")


def _confirmations(said: Element) -> Iterator[Element]:
    for confirmation in said.findall("a:Subject/a:SubjectConfirmation", NAMES):
        if confirmation.get("Method") == BEARER:
            yield from confirmation.findall("a:SubjectConfirmationData", NAMES)


def _values(said: Element, name: str) -> list[str]:
    """Of the attribute that holds the code; «NameID» is the subject itself."""
    if name == "NameID":
        return [_text(found) for found in said.findall("a:Subject/a:NameID", NAMES)]
    attributes = [one for one in said.findall("a:AttributeStatement/a:Attribute", NAMES) if one.get("Name") == name]
    return [_text(value) for one in attributes for value in one.findall("a:AttributeValue", NAMES)]


def _text(element: Element | None) -> str:
    return "".join(element.itertext()).strip() if element is not None else ""


def _is_after_beginning(element: Element) -> bool:
    begins = element.get("NotBefore")
    return begins is None or _seconds(begins) <= datetime.now(UTC).timestamp() + LEEWAY


def _is_before_end(element: Element, name: str) -> bool:
    ends = element.get(name)
    return ends is None or datetime.now(UTC).timestamp() - LEEWAY < _seconds(ends)


def _seconds(moment: str | None) -> float:
    """SAML says moments in UTC. Raises `ValueError`."""
    at = datetime.fromisoformat(moment or "")
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()


def _part(said: Element, name: str) -> Element:
    found = said.find(f"a:{name}", NAMES)
    if found is None:
        raise ProviderRefused(name)
    return found


def _check(what: str, is_right: bool) -> None:
    if not is_right:
        raise ProviderRefused(what)
