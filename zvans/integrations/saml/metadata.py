"""What a SAML provider says of itself, in a file that whoever installs has got from it; and what we say of us."""

import base64
import logging
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, tostring

from cryptography.x509 import Certificate, load_der_x509_certificate
from defusedxml.ElementTree import fromstring

from zvans.integrations.addresses import is_safe
from zvans.integrations.proofs import ProviderAway
from zvans.integrations.providers import Provider
from zvans.integrations.saml.words import METADATA, NAMES, POST, PROTOCOL, REDIRECT

_log = logging.getLogger(__name__)


type_of_version = tuple[int, int]  # of a file: when it was written, and its size


@dataclass(frozen=True, slots=True)
class Described:
    """Where the provider is asked, and the certificates that it signs with."""

    address: str
    certificates: list[Certificate]


_kept: dict[tuple[str, str], tuple[type_of_version, Described]] = {}


def described(provider: Provider) -> Described:
    """Read anew when the file has changed: new certificates hold as soon as it does. Raises `ProviderAway` where it is of no use."""
    try:
        file = Path(provider.metadata).stat()
    except OSError:
        _log.error("The metadata of the provider %s are not there", provider.key)
        raise ProviderAway from None
    source, version = (provider.metadata, provider.issuer), (file.st_mtime_ns, file.st_size)
    kept_version, found = _kept.get(source, (None, None))
    if found is None or kept_version != version:
        found = _read(provider)
        _kept[source] = version, found
    return found


def _read(provider: Provider) -> Described:
    try:
        root = fromstring(Path(provider.metadata).read_bytes(), forbid_dtd=True)
        entities = [root, *root.iter(f"{{{METADATA}}}EntityDescriptor")]
        entity = next(one for one in entities if one.get("entityID") == provider.issuer)
        role = entity.find("m:IDPSSODescriptor", NAMES)
        ways = {way.get("Binding"): way.get("Location") for way in role.findall("m:SingleSignOnService", NAMES)}
        found = Described(ways[REDIRECT], [_certificate(text) for text in _signing(role)])
    except (OSError, ValueError, SyntaxError, LookupError, StopIteration, AttributeError):
        _log.error("The metadata of the provider %s are of no use", provider.key)
        raise ProviderAway from None
    if not is_safe(found.address) or not found.certificates:
        _log.error("The metadata of the provider %s name no safe address, or no certificate", provider.key)
        raise ProviderAway
    return found


def _signing(role: Element) -> list[str]:
    keys = [key for key in role.findall("m:KeyDescriptor", NAMES) if key.get("use", "signing") == "signing"]
    return [found.text or "" for key in keys for found in key.findall("d:KeyInfo/d:X509Data/d:X509Certificate", NAMES)]


def _certificate(text: str) -> Certificate:
    return load_der_x509_certificate(base64.b64decode("".join(text.split()), validate=True))


def own_metadata(provider: Provider, back: str) -> bytes:
    """What the provider's keepers want to know of us."""
    entity = Element(f"{{{METADATA}}}EntityDescriptor", {"entityID": provider.client_id})
    says = {"AuthnRequestsSigned": "false", "WantAssertionsSigned": "true", "protocolSupportEnumeration": PROTOCOL}
    role = SubElement(entity, f"{{{METADATA}}}SPSSODescriptor", says)
    where = {"Binding": POST, "Location": back, "index": "0", "isDefault": "true"}
    SubElement(role, f"{{{METADATA}}}AssertionConsumerService", where)
    return tostring(entity, encoding="utf-8", xml_declaration=True)
