"""Speaking to a provider over HTTP: short, small, no way around by redirects, never without TLS but on this very machine.

The threads that serve pages are few. A provider that once lets us wait is not asked again for a moment, so that it can't hold all of them.
"""

import json
import logging
import time
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

from zvans.integrations.addresses import is_safe
from zvans.integrations.proofs import ProviderAway

_log = logging.getLogger(__name__)

_SECONDS = 4
_MOST_BYTES = 512 * 1024
_PAUSE_SECONDS = 10
_away_until: dict[str, float] = {}


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
    except ValueError:
        said = None
    if status >= 500 or (said is None and status < 400):  # answered at once, if badly: no reason to stop asking
        _log.warning("The provider at %s answers with %d", host, status)
        raise ProviderAway
    return status, said


def _asked(address: str, form: Mapping[str, str] | None, headers: dict[str, str]) -> tuple[int, bytes]:
    url = urlsplit(address)
    kind = HTTPSConnection if url.scheme == "https" else HTTPConnection
    connection = kind(url.hostname or "", url.port, timeout=_SECONDS)
    path = (url.path or "/") + (f"?{url.query}" if url.query else "")
    headers |= {"Accept": "application/json", "User-Agent": "zvans"}
    try:
        if form is None:
            connection.request("GET", path, headers=headers)
        else:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request("POST", path, urlencode(form).encode(), headers)
        answer = connection.getresponse()
        body = answer.read(_MOST_BYTES + 1)
    finally:
        connection.close()
    if len(body) > _MOST_BYTES:
        raise ValueError("too long")
    return answer.status, body
