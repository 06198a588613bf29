"""What holds a comment until a moderator has looked: offensive words, and links (A8, S53). Nothing here asks the database.

The words are our own (data/offensive.txt); how its lines are read is said there. What pupils do to pass a filter is undone first: Cyrillic
and digits in the place of letters, letters written apart or many times over, marks left out, one letter starred. To hold is not to
judge: a moderator lets through what was meant well, and so a word that is mostly meant well is not in the list.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

_WORDS = Path(__file__).parent / "data" / "offensive.txt"
_LOOK_ALIKES = str.maketrans("0134578@$€!|", "oieastbaseil")
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "z", "з": "z", "и": "i", "й": "j", "к": "k", "л": "l",
    "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "c", "ч": "c", "ш": "s",
    "щ": "s", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "ju", "я": "ja",
}  # fmt: skip
_TRANSLITERATED = str.maketrans(_CYRILLIC)
_DIGRAPHS = (("sh", "s"), ("zh", "z"), ("ch", "c"), ("w", "v"), ("ks", "x"), ("y", "i"))  # as one writes without marks
_PREFIXES = ("", "aiz", "ap", "at", "ie", "iz", "ne", "no", "pa", "par", "pie", "sa", "uz", "ja")
_TOKEN = re.compile(r"[\w@$€!|*]+(?:[.'’_\-][\w@$€!|*]+)*")
# «s ū d s», «p.i.s.t». What parts letters is never a letter itself: else hostile text could be read in endless ways.
_PARTED = re.compile(r"(?<![^\W_])[^\W_](?:[\s.,'’_*\-]{1,3}[^\W_]){2,}(?![^\W_])")
_INSIDE = re.compile(r"[.'’_\-]+")
_RUNS = re.compile(r"(.)\1+")
_DOMAINS = (
    "lv|lt|ee|eu|com|net|org|info|biz|ru|by|ua|de|uk|fr|pl|fi|se|us|io|me|tv|gg|ly|gl|cc|co|to|app|dev|xyz|site|online|shop|store|club|top|"
    "link|live|click|page|blog|cloud|space|website"
)
_LINK = re.compile(rf"https?:|\bt\.me/|\bwww\.|[\w-]{{2,}}\.(?:{_DOMAINS})(?![\w])", re.IGNORECASE)
_LONGEST_PIECE = 3  # letters of a word written in pieces


@dataclass(frozen=True, slots=True)
class _Stems:
    """The lines of the list by how they are compared."""

    words: frozenset[str]
    beginnings: tuple[str, ...]
    anywhere: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]
    honest_words: frozenset[str]
    honest: tuple[str, ...]

    def spares(self, word: str) -> bool:
        return word in self.honest_words or word.startswith(self.honest)

    def hit(self, word: str) -> bool:
        return word in self.words or word.startswith(self.beginnings) or any(stem in word for stem in self.anywhere)


def offensive_words(text: str) -> list[str]:
    """The words of a text that hold it, as they were written, each once."""
    found = dict.fromkeys(written for written in _candidates(text) if _is_offensive(written))
    return list(found) + [phrase for phrase in _phrases(text) if phrase not in found]


def has_link(text: str) -> bool:
    """Whether there is an address of a page, or of a mailbox, in it."""
    return bool(_LINK.search(text))


def folded(word: str) -> str:
    """Without marks, in Latin letters, digits read as the letters that they look like where there are letters around them."""
    lower = word.casefold()
    if any(character.isalpha() for character in lower):
        lower = lower.translate(_LOOK_ALIKES)
    plain = unicodedata.normalize("NFD", lower.translate(_TRANSLITERATED))
    return "".join(character for character in plain if character.isalnum())


def _candidates(text: str) -> Iterator[str]:
    """Words, and what may be one word: letters written apart, short pieces with dots between."""
    for match in _TOKEN.finditer(text):
        token = match.group()
        pieces = _INSIDE.split(token)
        yield from pieces
        if len(pieces) > 1 and all(len(piece) <= _LONGEST_PIECE for piece in pieces):
            yield token
    yield from (match.group() for match in _PARTED.finditer(text))


def _is_offensive(written: str) -> bool:
    own = "".join(c for c in unicodedata.normalize("NFC", written).casefold() if c.isalnum())
    if not own or own.isdigit():
        return False
    forms, stems = {own, *_forms(written)}, _stems()
    if any(map(stems.spares, forms)):
        return False
    return any(map(stems.hit, forms)) or ("*" in written.strip("*") and _fits_starred(written))


def _forms(written: str) -> set[str]:
    plain = folded(written)
    once = _RUNS.sub(r"\1", plain)
    latin = once
    for pair, letter in _DIGRAPHS:
        latin = latin.replace(pair, letter)
    return {plain, once} | ({latin} if latin not in _KNOWN_WORDS else set())


# What reading «sh» as «š» would make of an honest word.
_KNOWN_WORDS = frozenset({"sit"})


def _fits_starred(written: str) -> bool:
    """«p*zda»: one letter or more is hidden."""
    hidden = [folded(part) if part != "*" else "." for part in re.split(r"(\*)", written.strip("*"))]
    shape, stems = "".join(hidden), _stems()
    begun = (*stems.beginnings, *stems.anywhere)
    as_long = [(stem, shape[: len(stem)]) for stem in begun if len(stem) > _LONGEST_PIECE]
    as_long += [(word, shape) for word in stems.words if len(word) == len(shape) > _LONGEST_PIECE]
    return any(re.fullmatch(cut, stem) for stem, cut in as_long)


def _phrases(text: str) -> Iterator[str]:
    words = [match.group() for match in _TOKEN.finditer(text)]
    flat = [_forms(word) for word in words]
    for (first, second), (forms, next_forms) in zip(pairwise(words), pairwise(flat), strict=True):
        for one, other in _stems().phrases:
            if one in forms and any(form.startswith(other) for form in next_forms):
                yield f"{first} {second}"
                break


@cache
def _stems() -> _Stems:
    lines = [line.strip() for line in _WORDS.read_text(encoding="utf-8").splitlines()]
    lines = [unicodedata.normalize("NFC", line) for line in lines if line and not line.startswith("#")]
    plain = [line for line in lines if not line.startswith("!")]
    honest = [line[1:] for line in lines if line.startswith("!")]
    return _Stems(
        words=frozenset(line for line in plain if not re.search(r"[-~ ]", line)),
        beginnings=(*_beginnings(plain), *_with_prefixes(plain)),
        anywhere=tuple(line.strip("~") for line in plain if line.startswith("~")),
        phrases=tuple(_pair(line) for line in plain if " " in line),
        honest_words=frozenset(line for line in honest if "-" not in line),
        honest=(*_beginnings(honest), *_with_prefixes(honest)),
    )


def _beginnings(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(line[:-1] for line in lines if re.fullmatch(r"[^-~ ]+-", line))


def _with_prefixes(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple({prefix + line.strip("-") for prefix in _PREFIXES for line in lines if line.startswith("-")})


def _pair(line: str) -> tuple[str, ...]:
    first, second = line.split(" ")
    return first, second.rstrip("-")
