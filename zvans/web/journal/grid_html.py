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

from zvans.journal.queries.grid import Column, Grid, Summary
from zvans.journal.queries.journal import Member
from zvans.web.journal.keys import key_text
from zvans.web.journal.words import day_month, decimal, short_weekday

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
    yield f'<thead><tr><th scope="col">{escape(_("Skolēns"))}'
    for column in columns:
        yield _lesson_head(column)
    yield f'<th scope="col">{escape(_("Vidējais"))}<th scope="col">{escape(_("Kavēts"))}'


def _lesson_head(column: Column) -> str:
    key = column.key
    kind = f" <i>{escape(pgettext('stundas galva', 'f'))}</i>" if column.is_formative else ""
    number = f"{key.number}" if key.part == 1 else f"{key.number}/{key.part}"
    return (
        f'<th scope="col" data-lesson="{key_text(key)}"{_topic(column)}>'
        f'<a href="{key.on.isoformat()}/{key.number}/{key.part}/"><b>{day_month(key.on)}</b> '
        f"<span>{short_weekday(key.on)} {number}{kind}</span></a>"
    )


def _topic(column: Column) -> str:
    text = _("atcelta") if column.is_cancelled else column.topic
    return f' data-topic="{escape(text)}"' if text else ""


def _body(grid: Grid) -> Iterable[str]:
    rows = _rows(grid)
    for number, pupil in enumerate(grid.pupils, 1):
        summary, name = grid.summaries.get(pupil.pupil_id, _NONE), escape(pupil.name)
        yield (
            f'<tr data-pupil="{pupil.pupil_id}"><th scope="row"{_whole(name)}><small>{number}</small><span>{name}</span>'
        )
        yield from rows[pupil.pupil_id]
        yield f"<td>{mean_html(summary)}<td>{absence_html(summary)}"


def _whole(name: str) -> str:
    """The whole of a name that may be cut off; the place line over the grid shows it too."""
    return f' title="{name}"' if len(name) > _FITS else ""


def _rows(grid: Grid) -> dict[int, list[str]]:
    """Each pupil's cells: as many as there are lessons."""
    places = {column.lesson_id: place for place, column in enumerate(grid.columns)}
    rows = {pupil.pupil_id: _empty_row(pupil, grid.columns) for pupil in grid.pupils}
    for (pupil_id, lesson_id), (text, mark, absence) in grid.cells.items():
        if pupil_id in rows and lesson_id in places:
            row, place = rows[pupil_id], places[lesson_id]
            row[place] = f'{row[place][:-1]} data-r="{mark}.{absence}">{escape(text)}'
    return rows


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
