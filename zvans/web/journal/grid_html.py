"""The journal's table, built as text: 1,800 cells are too many for a template.

A cell carries its text and, where it has rows, their revisions («data-r»: mark.absence); its place tells pupil and lesson, which stand
once in the head of row and column. End tags that HTML lets out are let out.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from zvans.journal.queries.cells import Cell
from zvans.journal.queries.columns import OUTSIDE
from zvans.journal.queries.grid import Column, Grid, Summary
from zvans.journal.queries.journal import Member
from zvans.journal.queries.values import Kind
from zvans.web.shared.markup import escape
from zvans.web.shared.words import amount, decimal, short_weekdays

_EMPTY = "<td>"
_NOT_A_MEMBER = '<td class="out"'
_NONE = Summary()
_OUTSIDE = "+"  # in the place of a number
_FITS = 24  # letters of a name beside its number
_FITS_CELL = 5  # letters of a mark


def grid_table(grid: Grid, *, can_write: bool, today: date) -> SafeString:
    """The whole table; a grid to write in for who may, a table to read for others."""
    kind = 'role="grid" ' if can_write else ""
    with_kinds = " with-kinds" if any(column.kind for column in grid.columns) else ""
    parts = [
        f'<table {kind}class="journal{with_kinds}" aria-labelledby="journal-name">',
        *_columns(grid, today),
        *_head(grid),
        "<tbody>",
        *_body(grid),
        "</table>",
    ]
    return mark_safe("".join(parts))  # noqa: S308 - every text in it is escaped where it enters


def _columns(grid: Grid, today: date) -> Iterable[str]:
    yield '<colgroup><col class="who">'
    for column in grid.columns:
        state = "cancelled" if column.is_cancelled else "ahead" if column.key.on > today else ""
        yield f'<col class="{state}">' if state else "<col>"
    yield '<col class="mean">' if grid.has_means else ""
    yield '<col class="absent"></colgroup>'


def _head(grid: Grid) -> Iterable[str]:
    pupil, mean, weighted, absent = map(escape, (_("Skolēns"), _("Vidējais"), _("svērtais"), _("Kavēts")))
    weekdays, formative = short_weekdays(), f" <i>{escape(pgettext('stundas galva', 'f'))}</i>"
    yield f'<thead><tr><th scope="col">{pupil}'
    for column in grid.columns:
        yield _lesson_head(column, weekdays[column.key.on.weekday()], formative if column.is_formative else "")
    by_weight = f' <small class="weighted">{weighted}</small>' if grid.is_weighted else ""
    yield f'<th scope="col">{mean}{by_weight}' if grid.has_means else ""
    yield f'<th scope="col">{absent}'


def _lesson_head(column: Column, weekday: str, kind: str) -> str:
    _course, on, number, part = column.key
    day = on.isoformat()
    which = _OUTSIDE if number == OUTSIDE else f"{number}"
    which += f"/{part}" if part > 1 else ""
    work = f" <em>{escape(column.kind)}</em>" if column.kind else ""
    return (
        f'<th scope="col" data-lesson="{day}.{number}.{part}"{_topic(column)}{_kind(column)}>'
        f'<a href="{day}/{number}/{part}/"><b>{day[8:]}.{day[5:7]}.</b> <span>{weekday} {which}{kind}</span>{work}</a>'
    )


def _kind(column: Column) -> str:
    """The kind of work: its number, and what the place line says of it."""
    if not column.kind_id:
        return ""
    said = kind_words(column.kind_name, column.weight, is_formative=column.is_formative)
    return f' data-kind="{column.kind_id}" data-kind-name="{escape(said)}"'


def kind_words(name: str, weight: Decimal, *, is_formative: bool) -> str:
    """«pārbaudes darbs, svars 2», «mutiska atbilde, vidējā neskaitās»."""
    counts = _("vidējā neskaitās") if is_formative else _("svars %(weight)s") % {"weight": amount(weight)}
    return f"{name}, {counts}"


def kind_choices(kinds: Iterable[Kind]) -> list[tuple[str, str]]:
    """What a form offers."""
    return [(str(kind.kind_id), kind_words(kind.name, kind.weight, is_formative=kind.is_formative)) for kind in kinds]


def _topic(column: Column) -> str:
    text = _("atcelta") if column.is_cancelled else column.topic
    return f' data-topic="{escape(text)}"' if text else ""


def _body(grid: Grid) -> Iterable[str]:
    lessons = [column.lesson_id for column in grid.columns]
    language, has_means = get_language(), grid.has_means
    shown = _shown({cell for cells in grid.cells.values() for cell in cells.values()})
    for number, pupil in enumerate(grid.pupils, 1):
        summary, name = grid.summaries.get(pupil.pupil_id, _NONE), escape(pupil.name)
        head = f"<small>{number}</small><span>{name}</span>{_earlier(grid, pupil)}"
        yield f'<tr data-pupil="{pupil.pupil_id}"><th scope="row"{_whole(name)}>{head}'
        written: dict[int | None, str] = {
            lesson: shown[cell] for lesson, cell in grid.cells.get(pupil.pupil_id, {}).items()
        }
        if _is_member_throughout(pupil, grid.columns):
            yield "".join([written.get(lesson, _EMPTY) for lesson in lessons])
        else:
            yield "".join([_guest_cell(pupil, column, written) for column in grid.columns])
        yield _comes_to(summary, language, has_means=has_means)


@lru_cache(5_000)
def _comes_to(summary: Summary, language: str | None, *, has_means: bool) -> str:
    """The end of a row. Many rows come to the same, and each is put together in words as well: a tenth of the page."""
    absent = f"<td>{absence_html(summary)}"
    if not has_means:
        return absent
    about = mean_words(summary)
    said = f' aria-label="{escape(about)}"' if about else ""
    return f"<td{said}>{mean_html(summary)}{absent}"


def _earlier(grid: Grid, pupil: Member) -> str:
    """«+3»: marks from another journal of the subject, which count here."""
    count = grid.earlier.get(pupil.pupil_id)
    if not count:
        return ""
    said = escape(_("no iepriekšējās grupas"))
    return f'<sup>+{count}<span class="only-read"> {said}</span></sup>'


def _shown(cells: Iterable[Cell]) -> dict[Cell, str]:
    """Cells that have rows; few of thousands differ."""
    return {
        cell: f'<td data-r="{cell.mark}.{cell.absence}"{_points(cell)}{_long(cell.text)}>{escape(cell.text)}'
        for cell in cells
    }


def _long(text: str) -> str:
    """A text that may not fit its cell; the script says the same of what is typed (journal-cells.js)."""
    return " data-long" if len(text) > _FITS_CELL else ""


def _points(cell: Cell) -> str:
    """What a percent counts as; the place line says it."""
    return f' data-p="{cell.points}"' if cell.points is not None else ""


def _whole(name: str) -> str:
    """The whole of a name that may be cut off; the place line over the grid shows it too."""
    return f' title="{name}"' if len(name) > _FITS else ""


def _is_member_throughout(pupil: Member, columns: Sequence[Column]) -> bool:
    start, end = pupil.ranges[0]
    return not columns or (
        len(pupil.ranges) == 1 and start <= columns[0].key.on and (end is None or columns[-1].key.on <= end)
    )


def _guest_cell(pupil: Member, column: Column, written: Mapping[int | None, str]) -> str:
    """A cell of somebody who came or left: days outside are marked, whatever stands there."""
    cell = written.get(column.lesson_id, _EMPTY)
    return cell if pupil.belongs_on(column.key.on) else _NOT_A_MEMBER + cell.removeprefix("<td")


def mean_html(summary: Summary) -> str:
    """The mean, and how many marks it counts."""
    return f"{decimal(summary.mean)} <small>({summary.counted})</small>" if summary.mean is not None else ""


def mean_words(summary: Summary) -> str:
    """What the mean counts, for who can't see the head and the legend: «7,43 no 6 vērtējumiem, svērtais; formatīvi 8,00 no 3»."""
    parts = []
    if summary.mean is not None:
        of = ngettext("no %(count)s vērtējuma", "no %(count)s vērtējumiem", summary.counted) % {
            "count": summary.counted
        }
        parts.append(f"{decimal(summary.mean)} {of}" + (", " + _("svērtais") if summary.is_weighted else ""))
    if summary.formative_mean is not None:
        said = _("formatīvi %(mean)s no %(count)s")
        parts.append(said % {"mean": decimal(summary.formative_mean), "count": summary.formative})
    return "; ".join(parts)


def absence_html(summary: Summary) -> str:
    """Lessons missed, and how many of them without excuse."""
    if not summary.absent:
        return ""
    return f"{summary.absent} <small>({summary.unexcused})</small>" if summary.unexcused else f"{summary.absent}"
