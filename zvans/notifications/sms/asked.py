"""What is written to the short number: `EK 010203-21234`, in any case, with spaces anywhere; at its end perhaps which of several."""

import re
from dataclasses import dataclass

from django.conf import settings

from zvans.accounts.personal_code import InvalidPersonalCode, normalised

_REST = re.compile(r"[\d\s.,:;#\"'‐-―−-]*")
_CODE_DIGITS = 11


@dataclass(frozen=True, slots=True)
class Asked:
    """A personal code (eleven digits), and the place in the list that was sent before, from 1; 0 where none was named."""

    code: str
    choice: int


def read(text: str) -> Asked | None:
    """None for whatever else people write."""
    bare = text.strip("\0\ufeff").strip()
    keyword = settings.SMS_KEYWORD
    if bare[: len(keyword)].upper() != keyword.upper():
        return None
    rest = bare[len(keyword) :]
    if not _REST.fullmatch(rest):
        return None
    digits = "".join(letter for letter in rest if letter.isascii() and letter.isdigit())
    if len(digits) not in (_CODE_DIGITS, _CODE_DIGITS + 1):
        return None
    try:
        return Asked(normalised(digits[:_CODE_DIGITS]), int(digits[_CODE_DIGITS:] or 0))
    except InvalidPersonalCode:
        return None
