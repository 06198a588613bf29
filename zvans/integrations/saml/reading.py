"""Reading what anybody may post, before any signature was looked at: within bounds, so that nothing costs much more than it weighs.

Canonicalisation, which comes before the check of a signature, takes a time that grows with namespaces in scope times elements, and with
attributes of one element squared. An honest answer has a handful of each.
"""

from io import BytesIO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse

from zvans.integrations.proofs import ProviderRefused
from zvans.integrations.saml.words import EXCLUSIVE, NAMES

_LONGEST = 75_000  # bytes
_MOST_ELEMENTS, _DEEPEST = 2000, 40
_MOST_NAMESPACES, _MOST_ATTRIBUTES = 48, 48  # in scope; of one element
_MOST_TRANSFORMS = 2  # SAML core 5.4.4: the enveloped signature, and a canonicalisation
_ALGORITHMS = ("CanonicalizationMethod", "SignatureMethod", "DigestMethod", "Transform")
_INCLUSIVE = f"{{{EXCLUSIVE}}}InclusiveNamespaces"


def read(raw: bytes) -> Element:
    """The document, as long as it stays within the bounds. Raises `ProviderRefused`, `ParseError`, `DefusedXmlException`."""
    _check(0 < len(raw) <= _LONGEST)
    elements = depth = namespaces = 0
    steps = iterparse(BytesIO(raw), events=("start", "end", "start-ns", "end-ns"), forbid_dtd=True)
    for step, what in steps:
        if step == "start":
            elements, depth = elements + 1, depth + 1
            _check(elements <= _MOST_ELEMENTS and depth <= _DEEPEST and len(what.attrib) <= _MOST_ATTRIBUTES)
        elif step == "start-ns":
            namespaces += 1
            _check(namespaces <= _MOST_NAMESPACES)
        elif step == "end":
            depth -= 1
        else:
            namespaces -= 1
    root: Element = steps.root
    return root


def check_signature_is_plain(signature: Element) -> None:
    """One thing is signed, and what says how holds nothing else: `SignedInfo` is canonicalised before it is known whose it is.

    Raises `ProviderRefused`.
    """
    plain = len(signature.findall("d:SignedInfo/d:Reference", NAMES)) == 1
    plain &= len(list(signature.iter(f"{{{NAMES['d']}}}Transform"))) <= _MOST_TRANSFORMS
    for name in _ALGORITHMS:
        for algorithm in signature.iter(f"{{{NAMES['d']}}}{name}"):
            inside = list(algorithm.iter())[1:]
            plain &= len(inside) <= 1 and all(one.tag == _INCLUSIVE for one in inside)
            plain &= all(len(one.get("PrefixList", "").split()) <= _MOST_NAMESPACES for one in inside)
    if not plain:
        raise ProviderRefused("SignedInfo")


def _check(is_within: bool) -> None:
    if not is_within:
        raise ProviderRefused("too much")
