"""Latvian names inside a statement, for tables that keep no `sort_key`: institutions, municipalities, posts.

`zvans.lib.text` says what is meant; here vowels of two lengths are one letter, which orders a list as a reader expects. Built of plain
functions, so that it needs no ICU and no extension in the database.
"""

from typing import Any

from django.db.models import F, Func, Value
from django.db.models.functions import Collate, Replace

_UPPER, _LOWER = "AĀBCČDEĒFGĢHIĪJKĶLĻMNŅOŌPQRŖSŠTUŪVWXYZŽ", "aābcčdeēfgģhiījkķlļmnņoōpqrŗsštuūvwxyzž"
_LONG, _SHORT = "āēīōūy", "aeioui"
_OWN_LETTERS = {"č": "c~", "ģ": "g~", "ķ": "k~", "ļ": "l~", "ņ": "n~", "ŗ": "r~", "š": "s~", "ž": "z~"}


def _translated(name: Any, these: str, those: str) -> Func:
    return Func(name, Value(these), Value(those), function="translate")


def in_latvian_order(name: str) -> Collate:
    """What rows are ordered by to stand in Latvian order of a column: letters with a háček or cedilla after those without."""
    key: Any = _translated(F(name), _UPPER + _LONG, _LOWER + _SHORT)
    key = _translated(key, _LONG, _SHORT)
    for letter, place in _OWN_LETTERS.items():
        key = Replace(key, Value(letter), Value(place))
    return Collate(key, "C")


def folded(name: str) -> Func:
    """A column as `search_key` folds it, but for signs between words: what a search looks into."""
    marked = "ĀČĒĢĪĶĻŅŌŖŠŪŽāčēģīķļņōŗšūž"
    plain = "acegiklnorsuz" * 2
    return _translated(_translated(F(name), _UPPER, _LOWER), marked, plain)
