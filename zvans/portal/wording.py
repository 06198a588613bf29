"""Words as the search compares them and addresses show them, all of them folded (`lib.text.search_key`)."""

import re
from collections.abc import Sequence

from zvans.lib.text import search_key

_WORD = re.compile(r"\w+")

SHORTEST, LONGEST = 4, 40  # letters of a stem that slips are forgiven in

# Endings of Latvian nouns, adjectives and verbs, folded, the longest first: what is left finds every form of the word.
_ENDINGS = (
    "iem", "ajam", "ajiem", "ajos", "ajas", "ajai", "ies", "am", "as", "em", "es", "is", "us", "os", "um", "ai", "ei", "ie", "ij", "im",
    "a", "e", "i", "o", "s", "u",
)  # fmt: skip


def cuts_of(word: str) -> list[str]:
    """The word, and what is left when one of its letters is missing: two words a slip apart (a letter too many, too few, another,
    or two that changed places) share one of these."""
    return sorted({word, *(word[:place] + word[place + 1 :] for place in range(len(word)))})


def stem_of(word: str) -> str:
    """The word without its ending, if enough is left of it: «ekskursijas» and «ekskursiju» have the same."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word.removesuffix(ending)
    return word


_NO_SLUGS = {"", "comment", "seen"}  # what stands there in the address of a post is something else


def slug_of(title: str) -> str:
    """A title as a part of an address, whole words of at most 60 letters: «ziemas-koncerts-zvanupe»."""
    words = search_key(title).encode("ascii", "ignore").decode().split()
    while len("-".join(words)) > 60 and len(words) > 1:
        words.pop()
    slug = "-".join(words)[:60]
    return slug if slug not in _NO_SLUGS else "raksts"


type_of_piece = tuple[str, bool]  # a piece of text, and whether it is what was looked for


def excerpt_of(text: str, stems: Sequence[str], length: int = 200) -> list[type_of_piece]:
    """A part of a text around the first word that was looked for, in pieces; cut at words, with «…» where something is left out."""
    found = [match for match in _WORD.finditer(text) if _is_one_of(match[0], stems)]
    start = _word_begin(text, found[0].start() - length // 3) if found and len(text) > length else 0
    end = _word_end(text, start + length)
    pieces, at = [("…", False)] if start else [], start
    for match in found:
        if start <= match.start() and match.end() <= end:
            pieces += [(text[at : match.start()], False), (match[0], True)]
            at = match.end()
    return [*pieces, (text[at:end] + ("…" if end < len(text) else ""), False)]


def has_all(text: str, stems: Sequence[str]) -> bool:
    """Whether each stem begins a word of the text."""
    words = search_key(text).split()
    return all(any(word.startswith(stem) for word in words) for stem in stems)


def _is_one_of(word: str, stems: Sequence[str]) -> bool:
    folded = search_key(word)
    return any(folded.startswith(stem) for stem in stems)


def _word_begin(text: str, place: int) -> int:
    return 0 if place <= 0 else text.find(" ", place) + 1


def _word_end(text: str, place: int) -> int:
    return len(text) if place >= len(text) else max(text.rfind(" ", 0, place), 1)
