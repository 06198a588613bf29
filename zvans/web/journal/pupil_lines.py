"""A pupil's line on the lesson's screen: the parts of a cell, each with a field of its own, and back."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from zvans.journal.actions.cells import CellEdit
from zvans.journal.queries.journal import Code
from zvans.journal.queries.lesson import LessonPage

_ABSENCE = re.compile(r"(\D+)(\d*)")
LONGEST_MARK = 300  # letters of a description
LONGEST_TEXT = 320  # of a cell: an absence code before it
_BASE = re.compile(rf"(\d{{1,9}})\.(\d{{1,9}})\.(.{{0,{LONGEST_TEXT}}})")


@dataclass(frozen=True, slots=True)
class CellParts:
    """A cell taken apart: an absence code with its minutes, and what else stands there."""

    code: str
    minutes: str
    mark: str

    @property
    def text(self) -> str:
        return " ".join(part for part in (self.code + self.minutes, self.mark) if part)


def parts_of(text: str, codes: Iterable[str]) -> CellParts:
    """The parts of a cell's text. What doesn't begin with one of the school's codes is all mark."""
    first, _, rest = text.partition(" ")
    match = _ABSENCE.fullmatch(first)
    if match and match[1] in codes:
        return CellParts(match[1], match[2], rest)
    return CellParts("", "", text)


def late_codes(codes: Iterable[Code]) -> set[str]:
    return {code.code.lower() for code in codes if code.is_late}


def edits_from(page: LessonPage, form: Mapping[str, Any]) -> list[CellEdit]:
    """The cells that a posted form changes. A form without a pupil's fields leaves that pupil alone."""
    late = late_codes(page.absence_codes)
    edits = [_edit(page, line.pupil_id, form, late) for line in page.pupils]
    return [edit for edit in edits if edit is not None]


def _edit(page: LessonPage, pupil: int, form: Mapping[str, Any], late: set[str]) -> CellEdit | None:
    base = _BASE.fullmatch(form.get(f"base-{pupil}", ""))
    if base is None:
        return None
    code = _typed(form, f"code-{pupil}")
    minutes = _typed(form, f"minutes-{pupil}") if code in late else ""
    text = CellParts(code, minutes, _typed(form, f"mark-{pupil}")).text[:LONGEST_TEXT]
    if text == base[3]:
        return None
    return CellEdit(page.key, pupil, text, was=base[3], mark=int(base[1]), absence=int(base[2]))


def _typed(form: Mapping[str, Any], name: str) -> str:
    """Without NUL, which no browser sends and no database keeps."""
    typed: str = form.get(name, "")
    return typed.replace("\x00", "").strip()
