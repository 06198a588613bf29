"""A SAML provider, honest as long as a test does not tell it otherwise: it reads what it is asked and answers with a signed assertion."""

import base64
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from xml.etree.ElementTree import Element

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from defusedxml.ElementTree import fromstring
from lxml import etree
from signxml import CanonicalizationMethod, SignatureConstructionMethod, SignatureMethod, XMLSigner

ENTITY, BACK = "urn:skolas:konti", "http://127.0.0.1:8000/sign-in/with/skola/"
OURS = f"{BACK}metadata/"
NAMES = {"a": "urn:oasis:names:tc:SAML:2.0:assertion", "p": "urn:oasis:names:tc:SAML:2.0:protocol"}
_RESPONSE = """<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"
ID="_r1" Version="2.0" IssueInstant="{now}" Destination="{back}" InResponseTo="{question}"><saml:Issuer>{issuer}</saml:Issuer><samlp:Status>
<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:{status}"/></samlp:Status>{assertion}</samlp:Response>"""
_ASSERTION = """<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="{id}" Version="2.0" IssueInstant="{now}">
<saml:Issuer>{issuer}</saml:Issuer><saml:Subject><saml:NameID>{subject}</saml:NameID>
<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:{method}"><saml:SubjectConfirmationData InResponseTo="{question}"
NotOnOrAfter="{until}" Recipient="{recipient}"/></saml:SubjectConfirmation></saml:Subject>
<saml:Conditions NotBefore="{begins}" NotOnOrAfter="{ends}"><saml:AudienceRestriction><saml:Audience>{audience}</saml:Audience>
</saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement AuthnInstant="{proved}"><saml:AuthnContext>
<saml:AuthnContextClassRef>{strength}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>
<saml:AttributeStatement><saml:Attribute Name="name"><saml:AttributeValue>Ilze</saml:AttributeValue></saml:Attribute>
<saml:Attribute Name="{attribute}"><saml:AttributeValue>{code}</saml:AttributeValue></saml:Attribute>
</saml:AttributeStatement></saml:Assertion>"""


@dataclass
class Pair:
    """A key and its certificate."""

    key: Any
    certificate: x509.Certificate


@cache
def pair(name: str) -> Pair:
    key = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    until = datetime.now(UTC) + timedelta(days=3650)
    made = x509.CertificateBuilder().subject_name(called).issuer_name(called).public_key(key.public_key())
    made = made.serial_number(x509.random_serial_number()).not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
    return Pair(key, made.not_valid_after(until).sign(key, SHA256()))


def moment(seconds: float = 0) -> str:
    return f"{datetime.now(UTC) + timedelta(seconds=seconds):%Y-%m-%dT%H:%M:%SZ}"


class _Signer(XMLSigner):
    def check_deprecated_methods(self) -> None:
        """SHA-1 is what a test may want."""


@dataclass
class SamlProvider:
    """`says` is what goes into the assertion instead of the truth; `changes` are made to the answer after it was signed."""

    code: str
    back: str = BACK
    says: dict[str, str] = field(default_factory=dict)
    status: str = "Success"
    signer: Pair = field(default_factory=lambda: pair("skola"))
    method: SignatureMethod = SignatureMethod.ECDSA_SHA256
    changes: Callable[[str, str], str] = lambda response, signed: response
    asked: Element = field(default_factory=lambda: Element("nothing"))

    def described(self, folder: Path, address: str = "https://konti.example") -> str:
        """The file of its metadata, among those of others; it will sign with another key soon."""
        keys = "".join(
            f'<md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>{_text(one)}</ds:X509Certificate>'
            "</ds:X509Data></ds:KeyInfo></md:KeyDescriptor>"
            for one in (pair("next"), pair("skola"))
        )
        way = f'Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="{address}/sso?realm=lv"'
        file = folder / "metadata.xml"
        file.write_text(
            '<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">'
            f'<md:EntityDescriptor entityID="urn:others"/><md:EntityDescriptor entityID="{ENTITY}"><md:IDPSSODescriptor>{keys}'
            f"<md:SingleSignOnService {way}/></md:IDPSSODescriptor></md:EntityDescriptor></md:EntitiesDescriptor>"
        )
        return str(file)

    def sign_in(self, address: str) -> dict[str, str]:
        """Somebody's browser comes with a question and proves there who it is. What its page then posts to us."""
        url = urlsplit(address)
        query = dict(parse_qsl(url.query))
        assert (url.path, query["realm"]) == ("/sso", "lv")
        self.asked = fromstring(zlib.decompress(base64.b64decode(query["SAMLRequest"]), wbits=-15))
        assert self.asked.get("AssertionConsumerServiceURL") == self.back
        assert [issuer.text for issuer in self.asked.findall("a:Issuer", NAMES)] == [OURS]
        return {"SAMLResponse": self.answer(str(self.asked.get("ID"))), "RelayState": query["RelayState"]}

    def answer(self, question: str) -> str:
        signed = self._signed(question)
        whole = _RESPONSE.format(
            now=moment(), back=self.back, question=question, issuer=ENTITY, status=self.status, assertion=signed
        )
        return base64.b64encode(self.changes(whole, signed).encode()).decode()

    def _signed(self, question: str) -> str:
        says = {
            "id": "_a1", "now": moment(), "issuer": ENTITY, "subject": "somebody", "method": "bearer", "question": question,
            "until": moment(300), "recipient": self.back, "begins": moment(-10), "ends": moment(300), "audience": OURS, "proved": moment(),
            "strength": "urn:eid", "attribute": "personalCode", "code": self.code,
        }  # fmt: skip
        return self.signed(_ASSERTION.format(**(says | self.says)))

    def signed(self, element: str) -> str:
        """An element whose ID is «_a1»."""
        signer = _Signer(
            method=SignatureConstructionMethod.enveloped,
            signature_algorithm=self.method,
            c14n_algorithm=CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0,
        )
        pem = self.signer.certificate.public_bytes(Encoding.PEM).decode()
        read = etree.fromstring(element)
        return etree.tostring(
            signer.sign(read, key=self.signer.key, cert=pem, reference_uri="#_a1", id_attribute="ID")
        ).decode()


@contextmanager
def saml_page(provider: SamlProvider) -> Iterator[str]:
    """The address of its page, whose button posts the answer."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            form = provider.sign_in(self.path) if self.path.startswith("/sso") else {}
            fields = "".join(f'<input type="hidden" name="{name}" value="{value}">' for name, value in form.items())
            page = f'<form method="post" action="{provider.back}">{fields}<button>Turpināt</button></form>'.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def _text(one: Pair) -> str:
    return base64.b64encode(one.certificate.public_bytes(Encoding.DER)).decode()
