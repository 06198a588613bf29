"""Tables as files for spreadsheets."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter

# A cell that begins so is run by spreadsheets as a formula; whoever wrote the name of a pupil must not run anything on a secretary's desk.
_RUN = ("=", "+", "-", "@", "\t", "\r")


def as_csv(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """With semicolons and a mark of UTF-8, as spreadsheets in Latvia expect it."""
    written = StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow([_text(cell) for cell in head])
    writer.writerows([_text(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def as_xlsx(name: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """One sheet, its head fixed; dates are dates, numbers numbers, and everything else is text, never a formula."""
    written = BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True, "default_date_format": "dd.mm.yyyy"}) as book:
        sheet = book.add_worksheet(_sheet_name(name))
        bold = book.add_format({"bold": True})
        for place, title in enumerate(head):
            sheet.write_string(0, place, title, bold)
        for number, row in enumerate(rows, 1):
            for place, cell in enumerate(row):
                _write(sheet, number, place, cell)
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    return written.getvalue()


def _write(sheet: Any, row: int, column: int, cell: Any) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(row, column, cell)
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        sheet.write_number(row, column, cell)
    else:
        sheet.write_string(row, column, _plain(cell))


def _plain(cell: Any) -> str:
    if isinstance(cell, date):
        return f"{cell.day:02}.{cell.month:02}.{cell.year}."
    return "" if cell is None else str(cell)


def _text(cell: Any) -> str:
    """A phone («+371 …») stays as it is: digits and spaces run nothing."""
    text = _plain(cell)
    harmless = text[:1] == "+" and text[1:].replace(" ", "").isdigit()
    return f"'{text}" if text.startswith(_RUN) and not harmless else text


def _sheet_name(name: str) -> str:
    """At most 31 characters, and none of those that a sheet's name can't have."""
    return "".join(c for c in name if c not in "[]:*?/\\'")[:31] or "1"
