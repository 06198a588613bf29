"""What the symbols of a journal mean; each page that shows them shows this (look.md, «Words»)."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zvans.journal.queries.journal import Code
from zvans.schools.enums import ValueSystem


class Symbol(NamedTuple):
    symbol: str
    meaning: str


def grid_legend(system: str, codes: Sequence[Code]) -> SafeString:
    """The whole legend under a grid."""
    return _grid_legend(system, tuple(codes), get_language())


@lru_cache(1_000)
def _grid_legend(system: str, codes: tuple[Code, ...], language: str | None) -> SafeString:
    """The same for all journals of a school that take the same marks: put together once."""
    return render_to_string("journal/_legend.html", {"marks": mark_legend(system), "codes": codes})


def mark_legend(system: str) -> list[Symbol]:
    """The marks that a journal of this value system takes (journal/grammar.py)."""
    own = {
        ValueSystem.POINTS: [Symbol("1–10", _("balles")), _passed(), _percent()],
        ValueSystem.LEVELS: [
            Symbol("S T A P", _("sācis apgūt, turpina apgūt, apguvis, apguvis padziļināti")),
            _passed(),
        ],
        ValueSystem.PASS: [_passed(), _percent()],
    }
    return [
        *own[ValueSystem(system)],
        Symbol("5|7", _("labots: skaitās pēdējais")),
        Symbol("nv", _("nav vērtējuma, vēl jānokārto")),
        Symbol("atbr", _("atbrīvots")),
    ]


def _passed() -> Symbol:
    return Symbol("i ni", _("ieskaitīts, neieskaitīts"))


def _percent() -> Symbol:
    return Symbol("85%", _("procenti"))
