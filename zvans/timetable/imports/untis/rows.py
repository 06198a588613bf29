"""An Untis export GPU001 («timetable», DIF) as rows of plain text: no head, and each row one lesson of one class and teacher.

The columns: lesson number, class, teacher, subject, room, day (1 is Monday), hour; then its length and others that we do not need.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from zvans.schools.imports.content import UnknownEncoding, bytes_of, decoded
from zvans.schools.imports.people.workbook import trimmed
from zvans.schools.imports.report import UnreadableFile

MAX_BYTES = 32 * 1024 * 1024  # a school of 24 classes fills 100 KiB
MAX_ROWS = 60_000  # that school has 2,900
_DELIMITERS = ";,\t"
_COLUMNS = 7


@dataclass(frozen=True, slots=True)
class Row:
    """`row` is the line of the file. A column that is missing reads as empty."""

    row: int
    lesson: str
    class_: str
    teacher: str
    subject: str
    room: str
    day: str
    hour: str

    @property
    def name(self) -> str:
        """What people call it in a report."""
        return " ".join(filter(None, (self.subject, self.class_, self.teacher))) or self.lesson


def read_rows(path: Path) -> list[Row]:
    """Every row that is not empty. Raises `UnreadableFile`."""
    try:
        text = decoded(bytes_of(path, MAX_BYTES))
    except UnknownEncoding as error:
        raise UnreadableFile(_("Faila kodējums nav zināms. Eksportējiet to no Untis kā UTF-8.")) from error
    try:
        return list(_rows(text))
    except csv.Error as error:
        raise UnreadableFile(
            _("Failu nevar nolasīt kā CSV: kādas pēdiņas nav aizvērtas vai šūna ir pārāk gara.")
        ) from error


def _rows(text: str) -> Iterator[Row]:
    first = text.lstrip().split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=first.count), strict=True)
    count = 0
    for cells in reader:
        if not any(cells):
            continue
        count += 1
        if count > MAX_ROWS:
            raise UnreadableFile(_("Failā ir pārāk daudz ierakstu."))
        found = [trimmed(cell) for cell in cells[:_COLUMNS]]
        yield Row(reader.line_num, *found, *[""] * (_COLUMNS - len(found)))
