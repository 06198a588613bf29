"""What may be typed as a username: a personal code, or a name that the person has chosen (B2)."""

import re
import unicodedata

from zvans.accounts.personal_code import InvalidPersonalCode, keyed_hashes, normalised

_FORM = re.compile(r"[a-zāčēģīķļņšūž][a-zāčēģīķļņšūž0-9._-]{3,29}")


def name_hashes_of(typed: str) -> list[bytes]:
    """By what an account is found whose username this is, whatever it is: under each key, newest first."""
    try:
        return keyed_hashes(normalised(typed))
    except InvalidPersonalCode:
        return keyed_hashes(f"name {folded(typed)}")


def folded(typed: str) -> str:
    """The same name however it is written: without spaces around it, in small letters."""
    return unicodedata.normalize("NFC", typed).strip().casefold()


def can_be_chosen(typed: str) -> bool:
    """Begins with a letter, so nobody's personal code looks like it; 4 to 30 letters, digits, dots and hyphens."""
    return bool(_FORM.fullmatch(folded(typed)))


def number_of(name_hash: bytes) -> int:
    """What the record of actions calls a name by, known or not, so that tries of one name can be found there."""
    return int.from_bytes(name_hash[:8]) >> 1
