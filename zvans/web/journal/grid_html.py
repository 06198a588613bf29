"""The journal's table, built as text: 1,800 cells are too many for a template.

A cell carries its text and, where it has rows, their revisions («data-r»: mark.absence); its place tells pupil and lesson, which stand
once in the head of row and column. End tags that HTML lets out are let out.
"""

from collections.abc import Iterable
from datetime import date
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zvans.journal.queries.cells import Cell
from zvans.journal.queries.grid import Column, Grid, Summary
from zvans.journal.queries.journal import Member
from zvans.web.journal.keys import key_text
from zvans.web.shared.words import day_month, decimal, short_weekdays

_EMPTY = "<td>"
_NOT_A_MEMBER = '<td class="out">'
_NONE = Summary()
_FITS = 24  # letters of a name beside its number


def grid_table(grid: Grid, *, can_write: bool, today: date) -> SafeString:
    """The whole table; a grid to write in for who may, a table to read for others."""
    kind = 'role="grid" ' if can_write else ""
    parts = [
        f'<table {kind}class="journal" aria-labelledby="journal-name">',
        *_columns(grid.columns, today),
        *_head(grid.columns),
        "<tbody>",
        *_body(grid),
        "</table>",
    ]
    return mark_safe("".join(parts))  # noqa: S308 - every text in it is escaped where it enters


def _columns(columns: Iterable[Column], today: date) -> Iterable[str]:
    yield '<colgroup><col class="who">'
    for column in columns:
        state = "cancelled" if column.is_cancelled else "ahead" if column.key.on > today else ""
        yield f'<col class="{state}">' if state else "<col>"
    yield '<col class="mean"><col class="absent"></colgroup>'


def _head(columns: Iterable[Column]) -> Iterable[str]:
    pupil, mean, absent = map(escape, (_("Skolēns"), _("Vidējais"), _("Kavēts")))
    weekdays = short_weekdays()
    yield f'<thead><tr><th scope="col">{pupil}'
    for column in columns:
        yield _lesson_head(column, weekdays[column.key.on.weekday()])
    yield f'<th scope="col">{mean}<th scope="col">{absent}'


def _lesson_head(column: Column, weekday: str) -> str:
    key = column.key
    kind = f" <i>{_formative()}</i>" if column.is_formative else ""
    number = f"{key.number}" if key.part == 1 else f"{key.number}/{key.part}"
    return (
        f'<th scope="col" data-lesson="{key_text(key)}"{_topic(column)}>'
        f'<a href="{key.on.isoformat()}/{key.number}/{key.part}/"><b>{day_month(key.on)}</b> '
        f"<span>{weekday} {number}{kind}</span></a>"
    )


def _formative() -> str:
    return escape(pgettext("stundas galva", "f"))


def _topic(column: Column) -> str:
    text = _("atcelta") if column.is_cancelled else column.topic
    return f' data-topic="{escape(text)}"' if text else ""


def _body(grid: Grid) -> Iterable[str]:
    lessons = [column.lesson_id for column in grid.columns]
    shown = _shown({cell for cells in grid.cells.values() for cell in cells.values()})
    for number, pupil in enumerate(grid.pupils, 1):
        summary, name = grid.summaries.get(pupil.pupil_id, _NONE), escape(pupil.name)
        yield (
            f'<tr data-pupil="{pupil.pupil_id}"><th scope="row"{_whole(name)}><small>{number}</small><span>{name}</span>'
        )
        cells, empty = grid.cells.get(pupil.pupil_id, {}), _empty_row(pupil, grid.columns)
        yield from (
            f"{start[:-1]}{shown[cells[lesson]]}" if lesson in cells else start
            for lesson, start in zip(lessons, empty, strict=True)
        )
        yield f"<td>{mean_html(summary)}<td>{absence_html(summary)}"


def _shown(cells: Iterable[Cell]) -> dict[Cell, str]:
    """What follows the start of a cell that has a row; few of thousands differ."""
    return {cell: f' data-r="{cell.mark}.{cell.absence}">{escape(cell.text)}' for cell in cells}


def _whole(name: str) -> str:
    """The whole of a name that may be cut off; the place line over the grid shows it too."""
    return f' title="{name}"' if len(name) > _FITS else ""


def _empty_row(pupil: Member, columns: tuple[Column, ...]) -> list[str]:
    if not columns:
        return []
    start, end = pupil.ranges[0]
    if len(pupil.ranges) == 1 and start <= columns[0].key.on and (end is None or columns[-1].key.on <= end):
        return [_EMPTY] * len(columns)
    return [_EMPTY if pupil.belongs_on(column.key.on) else _NOT_A_MEMBER for column in columns]


def mean_html(summary: Summary) -> str:
    """The mean, and how many marks it counts."""
    return f"{decimal(summary.mean)} <small>({summary.counted})</small>" if summary.mean is not None else ""


def absence_html(summary: Summary) -> str:
    """Lessons missed, and how many of them without excuse."""
    if not summary.absent:
        return ""
    return f"{summary.absent} <small>({summary.unexcused})</small>" if summary.unexcused else f"{summary.absent}"
