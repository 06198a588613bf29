"""Reading a batch of cells off the wire (the save protocol, docs/architecture.md)."""

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from uuid import UUID

from django.http import HttpRequest

from zvans.journal.actions.cells import CellEdit
from zvans.journal.actions.levels import LevelEdit
from zvans.web.journal.keys import key_from
from zvans.web.journal.outcomes_html import outcome_from
from zvans.web.journal.pupil_lines import LONGEST_TEXT

if TYPE_CHECKING:
    from zvans.schools.models import Course

T = TypeVar("T")
MOST_CELLS = 2000
MOST_BYTES = 1_000_000
_HIGHEST = 2**31 - 2  # of a revision: the next one must fit its column too
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")  # what JSON can write and no database can keep


class NotABatch(ValueError):
    """What was sent is nothing that a script of ours sends."""


class Batch(NamedTuple):
    uuid: UUID
    edits: list[CellEdit]


def read_batch(request: HttpRequest, course: "Course") -> Batch:
    """The batch in a request's body. Raises `NotABatch` for everything that no script of ours sends."""
    return Batch(*_read(request, lambda cell: _edit(cell, course.pk)))


def read_levels(request: HttpRequest) -> tuple[UUID, list[LevelEdit]]:
    """The same for levels of outcomes: an outcome stands in the place of the lesson, the level's revision in that of the mark's."""
    return _read(request, _level_edit)


def _read(request: HttpRequest, edit: Callable[[dict[str, Any]], T]) -> tuple[UUID, list[T]]:
    if request.content_type != "application/json":
        raise NotABatch("content type")
    if len(request.body) > MOST_BYTES:
        raise NotABatch("too long")
    try:
        sent = json.loads(request.body)
        uuid, cells = UUID(sent["batch"]), sent["cells"]
        if not isinstance(cells, list) or len(cells) > MOST_CELLS:
            raise NotABatch("cells")
        return uuid, [edit(cell) for cell in cells]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotABatch(str(error)) from error


def _edit(cell: dict[str, Any], course_id: int) -> CellEdit:
    return CellEdit(
        lesson=key_from(course_id, _text(cell["lesson"])),
        pupil=_number(cell["pupil"]),
        text=_text(cell["text"]),
        was=_text(cell["was"]),
        mark=_number(cell["mark"]),
        absence=_number(cell["absence"]),
    )


def _level_edit(cell: dict[str, Any]) -> LevelEdit:
    return LevelEdit(
        outcome_from(_text(cell["lesson"])), _number(cell["pupil"]), _text(cell["text"]), _number(cell["mark"])
    )


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_TEXT or _NO_TEXT.search(value):
        raise NotABatch("text")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _HIGHEST:
        raise NotABatch("number")
    return value
