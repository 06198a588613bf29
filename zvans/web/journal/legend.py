"""What the symbols of a journal mean; each page that shows them shows this (look.md, «Words»)."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zvans.journal.queries.grid import Grid
from zvans.journal.queries.journal import Code
from zvans.journal.queries.values import Kind
from zvans.journal.scale import HIGHEST, USUAL_BOUNDS
from zvans.schools.enums import ValueSystem
from zvans.web.journal.grid_html import kind_words
from zvans.web.shared.words import amount


class Symbol(NamedTuple):
    symbol: str
    meaning: str


def grid_legend(grid: Grid) -> SafeString:
    """The whole legend under a grid."""
    return _grid_legend(
        grid.course.value_system,
        tuple(grid.codes),
        tuple(grid.bounds),
        tuple(grid.kinds),
        grid.has_means,
        get_language(),
    )


@lru_cache(1_000)
def _grid_legend(
    system: str,
    codes: tuple[Code, ...],
    bounds: tuple[Decimal, ...],
    kinds: tuple[Kind, ...],
    has_means: bool,
    language: str | None,
) -> SafeString:
    """The same for all journals of a school that take the same marks: put together once."""
    named = kind_legend(kinds, has_means=has_means)
    context = {"marks": mark_legend(system, bounds), "codes": codes, "kinds": named, "has_means": has_means}
    return render_to_string("journal/_legend.html", context)


def mark_legend(system: str, bounds: Sequence[Decimal] = USUAL_BOUNDS) -> list[Symbol]:
    """The marks that a journal of this value system takes (journal/grammar.py)."""
    own = {
        ValueSystem.POINTS: [Symbol("1–10", _("balles")), _passed(), _percent(bounds)],
        ValueSystem.LEVELS: [
            Symbol("S T A P", _("sācis apgūt, turpina apgūt, apguvis, apguvis padziļināti")),
            _passed(),
        ],
        ValueSystem.PASS: [_passed(), Symbol("85%", _("procenti"))],
        ValueSystem.STEPS: _steps(),
        ValueSystem.WORDS: [Symbol("…", _("apraksts vārdiem, līdz 300 zīmēm"))],
    }
    corrected = {
        ValueSystem.POINTS: "5|7", ValueSystem.LEVELS: "S|T", ValueSystem.PASS: "ni|i", ValueSystem.STEPS: "–|+",
    }.get(ValueSystem(system))  # fmt: skip
    return [
        *own[ValueSystem(system)],
        *([Symbol(corrected, _("labots: skaitās pēdējais"))] if corrected else []),
        *_none_given(),
    ]


def level_legend(system: str) -> list[Symbol]:
    """What may stand at a learning outcome."""
    levels = [
        Symbol("S", _("sācis apgūt")), Symbol("T", _("turpina apgūt")), Symbol("A", _("apguvis")),
        Symbol("P", _("apguvis padziļināti")),
    ]  # fmt: skip
    return [*(_steps() if system == ValueSystem.STEPS else levels), *_none_given()]


def kind_legend(kinds: Sequence[Kind], *, has_means: bool = True) -> list[Symbol]:
    """The school's kinds of work, each once: of two with other dates the one that came last. Where there are means, what they weigh."""
    named = {kind.short_name: kind for kind in sorted(kinds, key=lambda kind: kind.starts_on)}.values()
    if not has_means:
        return [Symbol(kind.short_name, kind.name) for kind in named]
    return [Symbol(k.short_name, kind_words(k.name, k.weight, is_formative=k.is_formative)) for k in named]


def _steps() -> list[Symbol]:
    return [Symbol("+", _("apguvis")), Symbol("+/–", _("daļēji")), Symbol("–", _("vēl jāapgūst"))]


def _none_given() -> list[Symbol]:
    return [Symbol("nv", _("nav vērtējuma, vēl jānokārto")), Symbol("atbr", _("atbrīvots"))]


def _passed() -> Symbol:
    return Symbol("i ni", _("ieskaitīts, neieskaitīts"))


def _percent(bounds: Sequence[Decimal]) -> Symbol:
    table = ", ".join(f"{HIGHEST - place} – {amount(bound)}%" for place, bound in enumerate(bounds))
    return Symbol("85%", _("procenti, skaitās kā balles; balles un zemākie procenti: %(table)s") % {"table": table})
