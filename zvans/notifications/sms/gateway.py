"""The gateway that speaks to the mobile operators, over HTTP: `sendsms` as Kannel has it.

Text, name and password go in the body and the headers of a POST: an address ends up in logs. Once the request may have left us, an answer
that does not come leaves the fate of the message unknown; before that it can be tried again.
"""

import base64
import hmac
import logging
from enum import Enum
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from django.conf import settings

from zvans.notifications.sms import local
from zvans.notifications.sms.parts import is_seven_bit

_log = logging.getLogger(__name__)

_SECONDS = 20
_ANSWER_BYTES = 2000
_REPORTS = 1 | 2 | 16  # delivered, not delivered, refused by the operator
_USER = "gateway"


class Answer(Enum):
    ACCEPTED = "accepted"
    LATER = "later"  # it has not taken the message: it can be offered again
    REFUSED = "refused"  # it will never take it
    UNKNOWN = "unknown"  # it may have taken it


def hand_over(*, phone: str, text: str, key: str, minutes: int) -> Answer:
    """Offer a message to the gateway; `key` comes back in reports, after `minutes` the operator drops what it could not deliver."""
    if settings.SMS_URL == local.URL:
        local.keep(phone, text)
        return Answer.ACCEPTED
    return _posted(text.encode(), _headers(phone, text, key, minutes))


def is_genuine(authorization: str) -> bool:
    """Whether whoever calls us is the gateway: the secret stands in the addresses that it was given (`http://gateway:secret@…`)."""
    expected = base64.b64encode(f"{_USER}:{settings.SMS_SECRET}".encode()).decode()
    return bool(settings.SMS_SECRET) and hmac.compare_digest(authorization.encode(), f"Basic {expected}".encode())


def _headers(phone: str, text: str, key: str, minutes: int) -> dict[str, str]:
    report = urlsplit(settings.SMS_REPORT_URL)
    return {
        "Content-Type": "text/plain; charset=UTF-8",
        "X-Kannel-Username": settings.SMS_USER,
        "X-Kannel-Password": settings.SMS_PASSWORD,
        "X-Kannel-From": settings.SMS_NUMBER,
        "X-Kannel-To": phone,
        "X-Kannel-Coding": "0" if is_seven_bit(text) else "2",
        "X-Kannel-Validity": str(max(1, minutes)),
        "X-Kannel-DLR-Mask": str(_REPORTS),
        "X-Kannel-DLR-URL": f"{report.scheme}://{_USER}:{settings.SMS_SECRET}@{report.netloc}{report.path}?id={key}&state=%d",
    }


def _posted(body: bytes, headers: dict[str, str]) -> Answer:
    url = urlsplit(settings.SMS_URL)
    kind = HTTPSConnection if url.scheme == "https" else HTTPConnection
    connection = kind(url.hostname or "", url.port, timeout=_SECONDS)
    try:
        connection.connect()
    except OSError as problem:
        _log.warning("The SMS gateway can't be reached: %s", type(problem).__name__)
        return Answer.LATER
    try:
        connection.request("POST", url.path, body, headers)
        answer = connection.getresponse()
        answer.read(_ANSWER_BYTES)
    except (OSError, HTTPException) as problem:
        _log.warning("The SMS gateway did not answer: %s", type(problem).__name__)
        return Answer.UNKNOWN
    finally:
        connection.close()
    return _meant(answer.status)


def _meant(status: int) -> Answer:
    """Who does not know us, or can't just now, will when somebody has seen to it. Of a proxy's errors nobody knows what is behind."""
    if 200 <= status < 300:
        return Answer.ACCEPTED
    _log.warning("The SMS gateway answered with %d", status)
    if status in (401, 403, 404, 429, 503):
        return Answer.LATER
    return Answer.REFUSED if status < 500 else Answer.UNKNOWN
