"""The sheets of an XLSX file, read in a process of their own: `python -m zvans.schools.imports.people.workbook`.

The file comes from a stranger, and its reader is native code that keeps a whole sheet in memory. One cell in the last corner, or one
long text that every cell points to, takes all there is and ends the program. So that program is a small one, with little to take.
"""

import json
import sys
from datetime import date, datetime
from io import BytesIO
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook

from zvans.schools.imports.limited import Stopped, run_limited

MAX_SHEETS = 20
MAX_ROWS = 20_000
MAX_COLUMNS = 60
MAX_CELL = 1000

Sheet = list[list[str]]


class UnreadableWorkbook(ValueError):
    """The reader gave up, or was stopped."""


def sheets_of(content: bytes) -> list[Sheet]:
    """Each sheet as rows of plain text."""
    try:
        sheets: list[Sheet] = json.loads(run_limited(__spec__.name, content))
    except Stopped as error:
        raise UnreadableWorkbook from error
    return sheets


def _read(content: bytes) -> list[Sheet]:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return [_rows(book.get_sheet_by_name(name)) for name in book.sheet_names[:MAX_SHEETS]]


def _rows(sheet: CalamineSheet) -> Sheet:
    """As far as the limits, and one more row and cell by which it shows that there is too much."""
    rows = sheet.to_python(skip_empty_area=False, nrows=MAX_ROWS + 1)
    return [[_cell(value) for value in row[: MAX_COLUMNS + 1]] for row in rows]


def _cell(value: Any) -> str:
    """Dates as ISO; whole numbers without a decimal point."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return trimmed(str(value))


def trimmed(text: str) -> str:
    """Without what can't be seen: control characters, and the marks that are copied along with a code from a web page."""
    words = ("".join(filter(str.isprintable, word)) for word in text[: 10 * MAX_CELL].split())
    return " ".join(word for word in words if word)[:MAX_CELL]


if __name__ == "__main__":
    json.dump(_read(sys.stdin.buffer.read()), sys.stdout)
