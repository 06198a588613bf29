"""Names that somebody may choose to comment under (A8)."""

import re
import unicodedata

from zvans.portal.offensive import folded

LONGEST = 40
_FEWEST_LETTERS = 3
_FORM = re.compile(r"[^\W_]+(?:[ .'’\-]{1,2}[^\W_]+)*\.?")
_WORDS = frozenset("zvans admin skola redaktors redaktore uzturetajs uzturetaja atbalsts sistema".split())
_BEGINNINGS = ("redakcij", "moderator", "moderacij", "administrator", "administracij")


def name_key(name: str) -> str:
    """What two names share that look alike: without marks and spaces, digits and Cyrillic read as the Latin letters they look like."""
    return folded(name)[:60]


def is_well_formed(name: str) -> bool:
    """Letters, digits, and between them spaces, dots, hyphens; at least three letters, all of one script."""
    letters = [character for character in name if character.isalpha()]
    scripts = {unicodedata.name(character, "?").split()[0] for character in letters}
    return (
        len(letters) >= _FEWEST_LETTERS
        and len(scripts) == 1
        and scripts <= {"LATIN", "CYRILLIC"}
        and bool(_FORM.fullmatch(name))
    )


def is_reserved(name: str) -> bool:
    """Whether it would pass for the portal's own people."""
    words = [folded(word) for word in re.split(r"[ .'’\-]+", name)]
    whole = name_key(name)
    return bool(_WORDS & {*words, whole}) or any(beginning in whole for beginning in _BEGINNINGS)


def holds_word_of(name: str, other: str) -> bool:
    """Whether one of the words of `other` (a family name) stands in the name."""
    whole = name_key(name)
    return any(len(word) > 2 and folded(word) in whole for word in re.split(r"[ \-]+", other))
