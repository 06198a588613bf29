"""Passwords that somebody would guess: offline lists, and what is known of the person (B8, S52). Nothing here asks the database.

Lists: Django's 20,000 commonest of those that have leaked, Latvian name-days, and words of our own making (data/words.txt). A password is
as weak as what is left of it without digits at its ends, letters written as digits, and runs over the keyboard.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from django.contrib.auth.password_validation import CommonPasswordValidator
from lv_namedays import NameDayDB

_WORDS = Path(__file__).parent / "data" / "words.txt"
_LEET = str.maketrans("0134578@$!|€", "oleastbasiie")
_WALKS = (
    "qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "01234567890", "abcdefghijklmnopqrstuvwxyz", "qazwsxedcrfvtgbyhnujmikolp",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "q1w2e3r4t5y6u7i8o9p0",
)  # fmt: skip
_SHORTEST_RUN = 4
_FEWEST_LEFT = 4  # letters and digits that nobody could foretell
_FEWEST_DIFFERENT = 5
_SHORTEST_WORD = 3
_LONG_WORD = 5  # looked for anywhere; a shorter one («Eva») only where it stands alone, for «sieva» is no name
_STEM = re.compile(r"(?:is|us|s|a|e)$")
_ENDING = re.compile(r"(?:as|es|us|is|ai|ei|am|im|um|s|u|i|a|e)$")
_CODE_PARTS = (slice(0, 6), slice(6, 11))
_OF_ANY_SCHOOL = frozenset(
    "skola vidusskola pamatskola sakumskola gimnazija valsts pilsetas novada pagasta izglitibas iestade pirmsskolas tehnikums "
    "vidusskolas centrs licejs vakara majs macibu muzikas makslas sporta interesu speciala internatskola".split()
)


@dataclass(frozen=True, slots=True)
class Known:
    """What somebody near knows of a person: names (own, relatives', the school's), birth dates, personal codes."""

    names: tuple[str, ...] = ()
    born_on: tuple[date, ...] = ()
    codes: tuple[str, ...] = ()


def is_common(password: str) -> bool:
    """Whether it is made of what very many people use."""
    flat = _flat(_folded(password))
    if len(set(flat)) < _FEWEST_DIFFERENT or len(_without_walks(_folded(password))) < _FEWEST_LEFT:
        return True
    core = _core(_folded(password))
    cores = {core, core.translate(_LEET), _core(_folded(password).translate(_LEET)), _letters(_folded(password))}
    return any(len(core) < _FEWEST_LEFT or _made_of_words(_unit(core)) for core in cores)


def is_about(password: str, known: Known) -> bool:
    """Whether it contains what is known of the person."""
    folded = _folded(password)
    digits = "".join(character for character in folded if character.isdigit())
    numbers = {part for code in known.codes for part in _parts(code)} | {
        form for day in known.born_on for form in _forms(day)
    }
    return any(number in digits for number in numbers) or any(_names(folded, word) for word in _words_of(known.names))


def _names(folded: str, word: str) -> bool:
    for written in (folded, folded.translate(_LEET)):
        if len(word) < _LONG_WORD and _bare(word) in map(_bare, re.split(r"[^a-z]+", written)):
            return True
        letters = _letters(written)
        if len(word) >= _LONG_WORD and (_stem(word) in letters or word[::-1] in letters):
            return True
    return False


def _words_of(names: Iterable[str]) -> set[str]:
    words = {word for name in names for word in re.split(r"[^a-z]+", _folded(name)) if len(word) >= _SHORTEST_WORD}
    return words - _OF_ANY_SCHOOL


def _bare(word: str) -> str:
    """«Eva», «Evas» and «Evai» are one."""
    return _ENDING.sub("", word) if len(word) >= _SHORTEST_WORD else word


def _stem(word: str) -> str:
    """Names are declined: «Kārlis» is found in «Kārļa» too, as far as spelling lets it."""
    stem = _STEM.sub("", word)
    return stem if len(stem) >= _FEWEST_LEFT else word


def _parts(code: str) -> list[str]:
    return [code[part] for part in _CODE_PARTS]


def _forms(day: date) -> list[str]:
    return [f"{day:%d%m%Y}", f"{day:%d%m%y}", f"{day:%Y%m%d}", f"{day:%y%m%d}", f"{day.day}{day.month}{day.year}"]


def _folded(text: str) -> str:
    """Small letters without diacritics."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def _flat(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalpha())


def _core(text: str) -> str:
    """Without what is hung on at the ends: years, digits, signs."""
    return _flat(re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text))


def _unit(text: str) -> str:
    """«kakiskakis» is «kakis» twice."""
    return next((text[:n] for n in range(1, len(text) // 2 + 1) if text[:n] * (len(text) // n) == text), text)


def _without_walks(text: str) -> str:
    left, at = [], 0
    while at < len(text):
        run = _run_at(text, at)
        if run < _SHORTEST_RUN:
            left.append(text[at])
        at += run if run >= _SHORTEST_RUN else 1
    return _flat("".join(left))


def _run_at(text: str, at: int) -> int:
    """How many characters from here on lie beside each other, in a row of keys or the alphabet, either way."""
    longest = 1
    for walk in (*_WALKS, *(walk[::-1] for walk in _WALKS)):
        length = 1
        while at + length < len(text) and text[at : at + length + 1] in walk:
            length += 1
        longest = max(longest, length)
    return longest


def _made_of_words(text: str) -> bool:
    """Whether it is one word of the lists, or two."""
    words = _common_words()
    return text in words or any(text[:n] in words and text[n:] in words for n in range(_SHORTEST_WORD, len(text) - 2))


@cache
def _common_words() -> frozenset[str]:
    own = [word for line in _WORDS.read_text().splitlines() if not line.startswith("#") for word in line.split()]
    return frozenset(CommonPasswordValidator().passwords) | frozenset(own) | _given_names()


def _given_names() -> frozenset[str]:
    calendar, leap = NameDayDB(), date(2024, 1, 1)
    days = (leap + timedelta(days=n) for n in range(366))
    return frozenset(
        _letters(_folded(name)) for day in days for name in calendar.get_names_for_date(f"{day:%m-%d}") or []
    )
