"""How a text goes into messages of the network: in which alphabet, and in how many parts (3GPP TS 23.038 and 23.040).

140 bytes hold 160 characters of the seven-bit alphabet, or 70 of UCS-2; in a text of several parts six bytes of each say which part it is.
No Latvian letter with its mark is in the seven-bit alphabet.
"""

import re

_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_ESCAPED = "\f^{}\\[~]|€"  # each takes two places
_SEVEN_BIT = re.compile(f"[{re.escape(_BASIC + _ESCAPED)}]*")

_ALONE_7, _PART_7 = 160, 153
_ALONE_16, _PART_16 = 70, 67


def is_seven_bit(text: str) -> bool:
    return _SEVEN_BIT.fullmatch(text) is not None


def parts_of(text: str) -> int:
    """How many messages the operator counts."""
    if is_seven_bit(text):
        return _parts([2 if letter in _ESCAPED else 1 for letter in text], _ALONE_7, _PART_7)
    return _parts([len(letter.encode("utf-16-be")) // 2 for letter in text], _ALONE_16, _PART_16)


def _parts(places: list[int], alone: int, part: int) -> int:
    """A letter of two places is never cut in half."""
    if sum(places) <= alone:
        return 1
    parts, used = 1, 0
    for taken in places:
        if used + taken > part:
            parts, used = parts + 1, 0
        used += taken
    return parts
