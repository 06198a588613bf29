"""Speaking to a provider over HTTP: short, small, no way around by redirects, never without TLS but on this very machine.

The threads that serve pages are few, two in a process. One at most is at providers at a time, and for all that it wants to know together
it has a few seconds. A provider that once lets us wait longer is not asked again for a moment.
"""

import json
import logging
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from socket import SHUT_RDWR
from typing import Any
from urllib.parse import urlencode, urlsplit

from zvans.integrations.addresses import is_safe
from zvans.integrations.proofs import ProviderAway

_log = logging.getLogger(__name__)

_SECONDS = 4
_TURN_SECONDS = 0.5  # an honest answer takes less: two people who come back at once need not read that it does not work
_MOST_BYTES = 512 * 1024
_PAUSE_SECONDS = 10
_away_until: dict[str, float] = {}
_turn = threading.BoundedSemaphore(1)
_until: ContextVar[float | None] = ContextVar("provider_until", default=None)
type_of_answer = tuple[int, bytes]


@contextmanager
def one_exchange() -> Iterator[None]:
    """Whatever is fetched inside must all have come within the same few seconds."""
    token = _until.set(time.monotonic() + _SECONDS)
    try:
        yield
    finally:
        _until.reset(token)


def fetched(
    address: str, *, form: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
) -> tuple[int, Any]:
    """The status and the JSON that an address answers with; a `form` is posted. Raises `ProviderAway`."""
    if not is_safe(address):
        _log.error("A provider names an address without https")
        raise ProviderAway
    host = urlsplit(address).netloc
    if _away_until.get(host, 0) > time.monotonic():
        raise ProviderAway
    try:
        status, body = _asked(address, form, dict(headers or {}))
    except (OSError, HTTPException, ValueError) as problem:
        _away_until[host] = time.monotonic() + _PAUSE_SECONDS
        _log.warning("The provider at %s does not answer: %s", host, type(problem).__name__)
        raise ProviderAway from None
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        said = None
    if status >= 500 or (said is None and status < 400):  # answered at once, if badly: no reason to stop asking
        _log.warning("The provider at %s answers with %d", host, status)
        raise ProviderAway
    return status, said


def _asked(address: str, form: Mapping[str, str] | None, headers: dict[str, str]) -> type_of_answer:
    """Another thread asks, so that this one stops waiting in time wherever that one is: a name that is not resolved, the next of several
    addresses, a byte now and then. The turn is that thread's, and goes on when it has come to its end.
    """
    until = _until.get() or time.monotonic() + _SECONDS
    if not _turn.acquire(timeout=min(_TURN_SECONDS, max(0, until - time.monotonic()))):
        _log.warning("Somebody else waits for a provider already")
        raise ProviderAway
    url = urlsplit(address)
    kind = HTTPSConnection if url.scheme == "https" else HTTPConnection
    connection = kind(url.hostname or "", url.port, timeout=_SECONDS)
    answer: Future[type_of_answer] = Future()

    def ask() -> None:
        try:
            answer.set_result(_answer(connection, address, form, headers, until))
        except Exception as problem:
            answer.set_exception(problem)
        finally:
            connection.close()
            _turn.release()

    try:
        threading.Thread(target=ask, daemon=True).start()
    except RuntimeError:  # no more threads
        _turn.release()
        raise ProviderAway from None
    try:
        return answer.result(timeout=max(0, until - time.monotonic()))
    except TimeoutError:
        sock = connection.sock
        with suppress(OSError, AttributeError):
            sock.shutdown(SHUT_RDWR)  # ends the reading
        raise


def _answer(
    connection: HTTPConnection, address: str, form: Mapping[str, str] | None, headers: dict[str, str], until: float
) -> type_of_answer:
    url = urlsplit(address)
    path = (url.path or "/") + (f"?{url.query}" if url.query else "")
    headers |= {"Accept": "application/json", "User-Agent": "zvans"}
    connection.connect()
    if time.monotonic() >= until:  # nobody waits any more
        raise TimeoutError
    if form is None:
        connection.request("GET", path, headers=headers)
    else:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request("POST", path, urlencode(form).encode(), headers)
    answer = connection.getresponse()
    body = answer.read(_MOST_BYTES + 1)
    if len(body) > _MOST_BYTES:
        raise ValueError("too long")
    return answer.status, body
