"""An OpenID Connect provider on this machine, honest as long as a test does not tell it otherwise: it checks what it is asked, gives each
code once, and signs with keys of its own.
"""

import base64
import hashlib
import hmac
import json
import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, unquote, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

BACK = "http://127.0.0.1:8000/sign-in/with/valsts/"
CLIENT, SECRET = "zvans:skola", "a secret/of both"
type_of_changes = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass
class Key:
    kid: str
    private: Any = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    @property
    def algorithm(self) -> str:
        return "ES256" if isinstance(self.private, ec.EllipticCurvePrivateKey) else "RS256"

    @property
    def public(self) -> dict[str, Any]:
        kind = jwt.algorithms.ECAlgorithm if self.algorithm == "ES256" else jwt.algorithms.RSAAlgorithm
        return {**kind.to_jwk(self.private.public_key(), as_dict=True), "kid": self.kid, "use": "sig"}

    def signed(self, claims: dict[str, Any]) -> str:
        return jwt.encode(claims, self.private, algorithm=self.algorithm, headers={"kid": self.kid})


RSA = Key("rsa", rsa.generate_private_key(public_exponent=65537, key_size=2048))


@dataclass
class OidcProvider:
    """`person` holds what it says of whoever signs in; `userinfo` what it says only there. The rest is for what is not honest."""

    issuer: str = ""
    back: str = BACK
    person: dict[str, Any] = field(default_factory=lambda: {"sub": "somebody"})
    userinfo: dict[str, Any] = field(default_factory=dict)
    key: Key = field(default_factory=lambda: Key(secrets.token_hex(4)))
    changes: type_of_changes = dict  # of the claims, before they are signed
    sign: Callable[[dict[str, Any]], str] | None = None
    token_status: int = 200
    nonsense: bytes = b""  # what the token endpoint sends instead of an answer
    metadata: dict[str, Any] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)  # at the last authorization
    requests: list[str] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)

    def sign_in(self, address: str) -> str:
        """Somebody's browser comes with a question and proves there who it is. Where it is sent back to."""
        url = urlsplit(address)
        connection = HTTPConnection(url.netloc, timeout=5)
        connection.request("GET", f"{url.path}?{url.query}")
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        assert answer.status == 302, body
        return answer.headers["Location"]

    def discovery(self) -> tuple[int, Any]:
        said = {
            "issuer": self.issuer, "authorization_endpoint": f"{self.issuer}/authorize?realm=lv", "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys", "userinfo_endpoint": f"{self.issuer}/userinfo",
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        }  # fmt: skip
        return 200, said | self.metadata

    def authorize(self, query: dict[str, str]) -> str:
        """Where the browser is sent. An assertion that fails is an answer of 500, which no test expects."""
        assert query["realm"] == "lv"
        assert (query["response_type"], query["client_id"], query["redirect_uri"]) == ("code", CLIENT, self.back)
        assert (query["code_challenge_method"], "openid" in query["scope"].split()) == ("S256", True)
        self.asked = query
        code = secrets.token_urlsafe(12)
        self.codes[code] = query
        return f"{self.back}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, Any]:
        if self.nonsense:
            return 200, self.nonsense
        if self.token_status != 200:
            return self.token_status, {"error": "server_error"}
        name, _, secret = base64.b64decode(authorization.removeprefix("Basic ")).decode().partition(":")
        query = self.codes.pop(form["code"], None)
        if (unquote(name), unquote(secret)) != (CLIENT, SECRET):
            return 401, {"error": "invalid_client"}
        if query is None or query["redirect_uri"] != form["redirect_uri"] or not _fits(query, form["code_verifier"]):
            return 400, {"error": "invalid_grant"}
        access_token = secrets.token_urlsafe(12)
        self.tokens.add(access_token)
        claims = self.changes(self._claims(query["nonce"], access_token))
        signed = self.sign(claims) if self.sign else self.key.signed(claims)
        return 200, {"token_type": "Bearer", "access_token": access_token, "id_token": signed}

    def _claims(self, nonce: str, access_token: str) -> dict[str, Any]:
        now = int(time.time())
        return {
            "iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "auth_time": now, "nonce": nonce,
            "at_hash": _text(hashlib.sha256(access_token.encode()).digest()[:16]), **self.person,
        }  # fmt: skip

    def told(self, authorization: str) -> tuple[int, Any]:
        if authorization.removeprefix("Bearer ") not in self.tokens:
            return 401, {"error": "invalid_token"}
        return 200, {"sub": self.person["sub"], **self.userinfo}


def _fits(query: dict[str, str], verifier: str) -> bool:
    return _text(hashlib.sha256(verifier.encode()).digest()) == query["code_challenge"]


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def unsigned(claims: dict[str, Any]) -> str:
    return jwt.encode(claims, "", algorithm="none")


def signed_with_the_public_key(claims: dict[str, Any]) -> str:
    """HS256, whose secret is what everybody can read: the trick of CVE-2015-9235."""
    pem = RSA.private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    head = _text(json.dumps({"alg": "HS256", "kid": RSA.kid}).encode())
    text = f"{head}.{_text(json.dumps(claims).encode())}"
    return f"{text}.{_text(hmac.digest(pem, text.encode(), 'sha256'))}"


@contextmanager
def oidc_server() -> Iterator[Callable[[], OidcProvider]]:
    """Makes providers, one after another at the same address."""
    current = OidcProvider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url = urlsplit(self.path)
            current.requests.append(url.path)
            if url.path == "/authorize":
                self._send(302, {}, current.authorize(dict(parse_qsl(url.query))))
            elif url.path.endswith("/.well-known/openid-configuration"):
                self._send(*current.discovery())
            elif url.path == "/keys":
                self._send(200, {"keys": [{"kty": "oct"}, current.key.public]})
            else:
                self._send(*current.told(self.headers["Authorization"]))

        def do_POST(self) -> None:
            current.requests.append(self.path)
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self._send(*current.token(form, self.headers.get("Authorization", "")))

        def _send(self, status: int, said: Any, location: str = "") -> None:
            body = said if isinstance(said, bytes) else json.dumps(said).encode()
            self.send_response(status)
            if location:
                self.send_header("Location", location)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()

    def anew() -> OidcProvider:
        nonlocal current
        current = OidcProvider(f"http://127.0.0.1:{server.server_port}")
        return current

    try:
        yield anew
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def dripping_server() -> Iterator[tuple[str, threading.Event]]:
    """The address of one that never comes to an end of its answer and never lets anybody wait long for a byte; and whether it was asked."""
    listening = socket.create_server(("127.0.0.1", 0))
    asked, is_over = threading.Event(), threading.Event()

    def drip() -> None:
        with suppress(OSError):
            connection, _ = listening.accept()
            with connection:
                connection.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
                asked.set()
                while not is_over.wait(0.1):
                    connection.sendall(b"a")

    thread = threading.Thread(target=drip)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", asked
    finally:
        is_over.set()
        listening.close()
        thread.join()
