"""A CSV or XLSX file as rows of plain text. Nothing in a cell is ever run or trusted."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from zvans.schools.imports.content import UnknownEncoding, bytes_of, decoded
from zvans.schools.imports.people.workbook import MAX_COLUMNS, MAX_ROWS, UnreadableWorkbook, sheets_of, trimmed
from zvans.schools.imports.report import UnreadableFile

MAX_BYTES = 16 * 1024 * 1024
MAX_UNPACKED = 128 * 1024 * 1024  # an XLSX file is a ZIP archive: it may pretend to be small
_DIGITS = 9  # of a row's number, noughts before it included
_DELIMITERS = ";,\t"
_OTHER_FORMATS = {"content.xml", "xl/workbook.bin"}
# <row r="12">, <c r="B12">; a theme's <a:fillToRect r="50000"> is no place.
_PLACE = re.compile(rb"""<(?:\w+:)?(?:row|c)\b[^>]*?\br\s*=\s*["']([A-Za-z]*)([0-9]*)["']""")


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: its head, and rows with the numbers they have for people (the head is usually row 1). Cells are trimmed."""

    head: list[str]
    rows: list[tuple[int, list[str]]]


def read_tables(path: Path) -> list[Table]:
    """The tables of a file: one of a CSV file, one for each sheet of a workbook. Raises `UnreadableFile`."""
    content = bytes_of(path, MAX_BYTES)
    sheets = _sheets(content) if content.startswith(b"PK") else [_csv_rows(content)]
    tables = [table for sheet in sheets if (table := _table(sheet)) is not None]
    if not tables:
        raise UnreadableFile(_("Failā nav nevienas rindas."))
    return tables


def _table(sheet: Iterable[list[str]]) -> Table | None:
    """Stops at the limits: a million rows are not gathered first."""
    numbered: list[tuple[int, list[str]]] = []
    for number, cells in enumerate(sheet, 1):
        if any(cells):
            numbered.append((number, cells))
        if len(numbered) > MAX_ROWS or len(cells) > MAX_COLUMNS:
            raise UnreadableFile(_("Failā ir pārāk daudz rindu vai sleju."))
    if not numbered:
        return None
    return Table(numbered[0][1], numbered[1:])


def _csv_rows(content: bytes) -> Iterator[list[str]]:
    text = _decoded(content)
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            yield [trimmed(cell) for cell in cells]
    except csv.Error as error:
        raise UnreadableFile(
            _("Failu nevar nolasīt kā CSV: kādas pēdiņas nav aizvērtas vai šūna ir pārāk gara.")
        ) from error


def _decoded(content: bytes) -> str:
    try:
        return decoded(content)
    except UnknownEncoding as error:
        raise UnreadableFile(_("Faila kodējums nav zināms. Saglabājiet to kā CSV UTF-8 vai XLSX.")) from error


def _sheets(content: bytes) -> list[list[list[str]]]:
    _check_archive(content)
    try:
        return sheets_of(content)
    except UnreadableWorkbook as error:
        raise UnreadableFile(_("Failu nevar nolasīt kā XLSX.")) from error


def _check_archive(content: bytes) -> None:
    """Unpack as far as the limit, and look where the cells are, before a reader that keeps a whole sheet in memory sees it.

    What an archive says of its sizes proves nothing, and one cell in the last corner makes a sheet of seventeen milliards.
    """
    size = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if "xl/workbook.xml" not in archive.namelist() or _OTHER_FORMATS & set(archive.namelist()):
                raise UnreadableFile(_("Šis nav XLSX fails."))
            for entry in archive.infolist():
                with archive.open(entry) as packed:
                    unpacked = packed.read(MAX_UNPACKED - size + 1)
                size += len(unpacked)
                if size > MAX_UNPACKED:
                    raise UnreadableFile(_("Fails ir par lielu."))
                _check_places(unpacked)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise UnreadableFile(_("Failu nevar nolasīt kā XLSX.")) from error


def _check_places(xml: bytes) -> None:
    for column, row in _PLACE.findall(xml):
        if len(row) > _DIGITS or int(row or 0) > MAX_ROWS or _column_number(column) > MAX_COLUMNS:
            raise UnreadableFile(_("Failā ir pārāk daudz rindu vai sleju."))


def _column_number(letters: bytes) -> int:
    """«A» is 1, «AA» is 27; of a long one the end is enough to know that it is too much."""
    number = 0
    for letter in letters.upper()[-4:]:
        number = number * 26 + letter - ord("A") + 1
    return number
