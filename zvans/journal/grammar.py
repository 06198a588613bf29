"""One cell, one grammar: what may be typed for a pupil in a lesson, and what it means.

A cell holds at most one mark and one absence code, parted by a space, in any order: «7», «n», «n 7», «5|7», «85%», «k5».
Marks: 1–10, i/ni, percent, levels S T A P, `nv` (owed), `atbr` (exempt). «5|7» corrects 5 to 7: both are kept, the last counts.
Which marks a journal takes depends on its value system; absence codes are the school's.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zvans.journal.enums import ValueKind
from zvans.schools.enums import ValueSystem

type_of_text = str | Promise
_MAX_LENGTH = 12
_MAX_WORDS = 300  # letters of a description
_MAX_MINUTES = 240


class Refused(ValueError):
    """The typed text is not in the grammar; `reason` says what would be."""

    def __init__(self, reason: type_of_text) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class MarkValue:
    """A mark as written, its kind, and the points it counts as (None where it doesn't count).

    A `percent` counts by the school's scale of the lesson's day, which the grammar doesn't know.
    """

    text: str
    kind: ValueKind
    points: int | None = None
    percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class AbsenceValue:
    """An absence code of the school, with minutes where the pupil came late."""

    code: str
    minutes: int | None = None

    @property
    def text(self) -> str:
        return f"{self.code}{self.minutes or ''}"


@dataclass(frozen=True, slots=True)
class CellValue:
    mark: MarkValue | None = None
    absence: AbsenceValue | None = None

    @property
    def text(self) -> str:
        return " ".join(part.text for part in (self.absence, self.mark) if part)


def _points(token: str) -> MarkValue | None:
    if re.fullmatch(r"[1-9]|10", token):
        return MarkValue(token, ValueKind.POINTS, int(token))
    return None


def _passed(token: str) -> MarkValue | None:
    return MarkValue(token.lower(), ValueKind.PASS) if token.lower() in ("i", "ni") else None


def _percent(token: str) -> MarkValue | None:
    match = re.fullmatch(r"([0-9]{1,3}(?:[.,][0-9])?)%", token)
    percent = Decimal(match[1].replace(",", ".")) if match else None
    if match is None or percent is None or percent > 100:
        return None
    return MarkValue(match[1].replace(".", ",") + "%", ValueKind.PERCENT, percent=percent)


def _level(token: str) -> MarkValue | None:
    return MarkValue(token.upper(), ValueKind.LEVEL) if token.upper() in ("S", "T", "A", "P") else None


def _step(token: str) -> MarkValue | None:
    """Learned, partly, still to learn; «+/-» is typed on any keyboard."""
    step = {"+": "+", "+/-": "+/–", "+/–": "+/–", "-": "–", "–": "–"}.get(token)
    return MarkValue(step, ValueKind.STEP) if step else None


def _owed(token: str) -> MarkValue | None:
    return MarkValue("nv", ValueKind.OWED) if token.lower() == "nv" else None


def _exempt(token: str) -> MarkValue | None:
    return MarkValue("atbr", ValueKind.EXEMPT) if token.lower() == "atbr" else None


_Reader = Callable[[str], MarkValue | None]
_READERS: dict[str, tuple[_Reader, ...]] = {
    ValueSystem.POINTS: (_points, _passed, _percent, _owed, _exempt),
    ValueSystem.LEVELS: (_level, _passed, _owed, _exempt),
    ValueSystem.PASS: (_passed, _percent, _owed, _exempt),
    ValueSystem.STEPS: (_step, _owed, _exempt),
    ValueSystem.WORDS: (_owed, _exempt),
}
_EXPECTED: dict[str, type_of_text] = {
    ValueSystem.POINTS: _("Te var rakstīt 1–10, i vai ni, procentus ar zīmi % (85%), nv, atbr vai kavējuma kodu."),
    ValueSystem.LEVELS: _("Te var rakstīt S, T, A vai P, i vai ni, nv, atbr vai kavējuma kodu."),
    ValueSystem.STEPS: _("Te var rakstīt +, +/– vai –, nv, atbr vai kavējuma kodu."),
    ValueSystem.WORDS: _("Te var rakstīt aprakstu līdz 300 zīmēm, nv, atbr vai kavējuma kodu."),
    ValueSystem.PASS: _("Te var rakstīt i vai ni, procentus ar zīmi % (85%), nv, atbr vai kavējuma kodu."),
}


_LEVELS = {ValueSystem.STEPS: ("+", "+/–", "–", "nv", "atbr")}
_OTHER_LEVELS = ("S", "T", "A", "P", "nv", "atbr")


def levels_of(system: str) -> tuple[str, ...]:
    """What may stand at a learning outcome: steps in a journal of steps, else S T A P."""
    return _LEVELS.get(ValueSystem(system), _OTHER_LEVELS)


def parse_level(text: str, system: str) -> str:
    """A level of a learning outcome as it is kept; an empty text is none. Raises `Refused` with what may be written."""
    readers = (_step if system == ValueSystem.STEPS else _level, _owed, _exempt)
    token = text.strip()
    mark = next((mark for read in readers if (mark := read(token))), None)
    if token and mark is None:
        raise Refused(
            _("Te var rakstīt +, +/– vai –, nv vai atbr.")
            if system == ValueSystem.STEPS
            else _("Te var rakstīt S, T, A vai P, nv vai atbr.")
        )
    return mark.text if mark else ""


def _single_mark(token: str, system: str) -> MarkValue | None:
    return next((mark for read in _READERS[system] if (mark := read(token))), None)


def _mark(token: str, system: str) -> MarkValue | None:
    """One mark, or one corrected into another («5|7»; «5/7» is as good: not every keyboard has |)."""
    if whole := _single_mark(token, system):
        return whole
    parts = re.split(r"[|/]", token)
    marks = [_single_mark(part, system) for part in parts]
    if len(parts) > 2 or not all(marks):
        return None
    last = marks[-1]
    assert last is not None  # noqa: S101 - all() above
    return MarkValue("|".join(m.text for m in marks if m), last.kind, last.points, last.percent)


def _absence(token: str, codes: Mapping[str, bool]) -> AbsenceValue | None:
    match = re.fullmatch(r"([^0-9]+)([0-9]{0,3})", token.lower())
    if not match or match[1] not in codes:
        return None
    if not match[2]:
        return AbsenceValue(match[1])
    minutes = int(match[2])
    return AbsenceValue(match[1], minutes) if codes[match[1]] and 0 < minutes <= _MAX_MINUTES else None


def parse(text: str, system: str, codes: Mapping[str, bool]) -> CellValue:
    """What a cell's text means in a journal of this value system.

    `codes` are the school's absence codes in lower case; True where the code says late and may carry minutes. An empty text is an
    empty cell. Raises `Refused` with a reason for everything else.
    """
    if system == ValueSystem.WORDS:
        return _described(text, codes)
    mark: MarkValue | None = None
    absence: AbsenceValue | None = None
    for token in text.split():
        if absence is None and (found := _absence(token, codes)):
            absence = found
        elif mark is None and (read := _mark(token, system)):
            mark = read
        else:
            raise Refused(_EXPECTED[system])
    if mark and len(mark.text) > _MAX_LENGTH:
        raise Refused(_EXPECTED[system])
    return CellValue(mark, absence)


def _described(text: str, codes: Mapping[str, bool]) -> CellValue:
    """A description after an absence code, if one comes first. Single marks that a journal of words takes stay what they are."""
    first, _space, rest = text.strip().partition(" ")
    absence = _absence(first, codes)
    words = " ".join((rest if absence else text).split())
    if len(words) > _MAX_WORDS:
        raise Refused(_EXPECTED[ValueSystem.WORDS])
    mark = _single_mark(words, ValueSystem.WORDS) or (MarkValue(words, ValueKind.WORDS) if words else None)
    return CellValue(mark, absence)
