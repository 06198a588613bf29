"""Latvian personal codes: form, check digit, encryption and the keyed hash they are found by.

Old codes are DDMMYY-CNNNK with a check digit; since 1 July 2017 new ones begin with 32…39 and have no check digit in law
(Fizisko personu reģistra likums). A code can change, so it is never a key of anything.
"""

import hashlib
import hmac
import os
import re
from datetime import date
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from stdnum.lv import pvn

_FORM = re.compile(r"[0-9]{6}-?[0-9]{5}")
# Parted by a hyphen or dash, by spaces, or not at all; after a plus it is a telephone number.
_IN_TEXT = re.compile(r"(?<![0-9+])[0-9]{6}\s{0,2}[-\u2010-\u2015]?\s{0,2}[0-9]{5}(?![0-9])")
_NONCE_BYTES = 12
_CENTURIES = {"0": 1800, "1": 1900, "2": 2000}


class InvalidPersonalCode(ValueError):
    """Doesn't say what was typed: errors end up in logs (B13)."""


def normalised(text: str) -> str:
    """The code as eleven digits, spaces and hyphen gone. Raises `InvalidPersonalCode` for what can't be a code."""
    bare = "".join(text.split())
    if not _FORM.fullmatch(bare):
        raise InvalidPersonalCode
    digits = bare.replace("-", "")
    if digits[0] == "3" and digits[1] in "23456789":
        return digits
    if digits[6] not in "012" or not pvn.is_valid(digits):
        raise InvalidPersonalCode
    return digits


def birth_date_in(digits: str) -> date | None:
    """The birth date that codes issued before July 2017 carry; None for newer ones and for no code."""
    if not digits or (digits[0] == "3" and digits[1] >= "2"):
        return None
    try:
        return date(_CENTURIES[digits[6]] + int(digits[4:6]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return None


def hyphenated(digits: str) -> str:
    return f"{digits[:6]}-{digits[6:]}"


def without_codes(text: str) -> str:
    """The text with «xxxxxx-xxxxx» for whatever has the form of a code: it stays out of mails and of what strangers write (B13)."""
    return _IN_TEXT.sub("xxxxxx-xxxxx", text)


@lru_cache
def _keys(configured: tuple[str, ...]) -> dict[str, bytes]:
    """Key id → 32 bytes, newest first."""
    return {name: bytes.fromhex(value) for name, _, value in (entry.partition(":") for entry in configured)}


def keys() -> dict[str, bytes]:
    return _keys(tuple(settings.PERSONAL_CODE_KEYS))


def _derived(key: bytes, use: str) -> bytes:
    return hmac.digest(key, use.encode(), hashlib.sha256)


def keyed_hash(text: str, key_id: str | None = None) -> bytes:
    """What a code (or another sign-in name) is found by: 32 bytes that say nothing without the key."""
    known = keys()
    key = known[key_id] if key_id else next(iter(known.values()))
    return hmac.digest(_derived(key, "find"), text.encode(), hashlib.sha256)


def keyed_hashes(text: str) -> list[bytes]:
    """The same under each key that is still in use, newest first: what was kept before there was a newer one is found too."""
    return [keyed_hash(text, key_id) for key_id in keys()]


def encrypted(digits: str) -> tuple[str, bytes]:
    """(key id, nonce and ciphertext)."""
    key_id, key = next(iter(keys().items()))
    nonce = os.urandom(_NONCE_BYTES)
    return key_id, nonce + AESGCM(_derived(key, "keep")).encrypt(nonce, digits.encode(), None)


def decrypted(key_id: str, stored: bytes) -> str:
    stored = bytes(stored)
    key = _derived(keys()[key_id], "keep")
    return AESGCM(key).decrypt(stored[:_NONCE_BYTES], stored[_NONCE_BYTES:], None).decode()
