"""Names that are not the same but may mean the same: what an import asks about instead of guessing."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Protocol, TypeVar

from zvans.lib.text import search_key

_GRADE = re.compile(r"(1[0-2]|[1-9])(?!\d)[.\s-]*[^\W\d_]*")
_ALIKE = 0.8  # of each word: «Anna» and «Ana» are, «Anna» and «Inga», «Kalniņa» and «Kalnbērziņa» are not


class Named(Protocol):
    name: str


ClassGroupT = TypeVar("ClassGroupT", bound=Named)


def folded_class(name: str) -> str:
    """«9.b klase», «9 B» and «9b» are one class to those who write lists."""
    return re.sub(r"[\W_]|klase", "", name.casefold())


def are_like_classes(one: str, other: str) -> bool:
    return folded_class(one) == folded_class(other)


def grade_in(name: str) -> int | None:
    """What the name of a class begins with: «9.b», «10A»; «01_26» and «Kolektīvs» say nothing."""
    found = _GRADE.fullmatch(name)
    return int(found[1]) if found else None


def nearest_classes(name: str, classes: Iterable[ClassGroupT]) -> list[ClassGroupT]:
    """Those that a slip of the pen would make of it, and the others of its grade, the nearest first: «9.z» may be «9.b»."""
    wanted = folded_class(name)
    scored = [(SequenceMatcher(None, wanted, folded_class(row.name)).ratio(), row) for row in classes]
    near = [(ratio, row) for ratio, row in scored if ratio >= _ALIKE or _grade_of(wanted) == _grade_of(row.name) != ""]
    return [row for _ratio, row in sorted(near, key=lambda found: -found[0])]


def _grade_of(name: str) -> str:
    """The digits that it begins with, or empty."""
    return "".join(takewhile(str.isdecimal, folded_class(name)))


def are_like_people(one: str, other: str) -> bool:
    """By a slip of the pen, or by an initial in the place of a given name: «A. Bērziņa» and «Bērziņa Anna»."""
    left, right = sorted(search_key(one).split()), sorted(search_key(other).split())
    return _by_initials(left, right) or _word_by_word(left, right)


def _word_by_word(left: list[str], right: list[str]) -> bool:
    alike = (SequenceMatcher(None, one, other).ratio() >= _ALIKE for one, other in zip(left, right, strict=False))
    return len(left) == len(right) > 0 and all(alike)


def is_begun_by(name: str, short: str) -> bool:
    """«Kalniņa Ilze» may be what a program calls «Kaln»: a word of the name begins so."""
    begins = search_key(short)
    return len(begins) > 2 and any(word.startswith(begins) for word in search_key(name).split())


def _by_initials(left: list[str], right: list[str]) -> bool:
    """One word is the same, and every other one is the beginning of one in the other name."""
    common = {word for word in left if len(word) > 2} & set(right)
    rest = [[word for word in words if word not in common] for words in (left, right)]
    if not common or not rest[0] or len(rest[0]) != len(rest[1]):
        return False
    return all(min(len(a), len(b)) == 1 and a[0] == b[0] for a, b in zip(sorted(rest[0]), sorted(rest[1]), strict=True))
