"""What the symbols of a journal mean; each page that shows them shows this (look.md, «Words»)."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from zvans.schools.enums import ValueSystem


class Symbol(NamedTuple):
    symbol: str
    meaning: str


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
