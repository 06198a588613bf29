"""A package taken apart: the files in the archive, the manifest, the rows. It runs in a process of its own (`limited`) without Django.

Nothing is ever written to a disk, so that names of files in the archive can lead nowhere; what looks as if it meant to is refused.
"""

import csv
import io
import json
import re
import sys
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from zvans.schools.imports.oneroster.references import check_references
from zvans.schools.imports.oneroster.refused import Refused
from zvans.schools.imports.oneroster.spec import MANIFEST, READ, REFERENCES, VERSION

MAX_ENTRIES = 200
MAX_UNPACKED = 128 * 1024 * 1024  # what an archive says of its sizes proves nothing: we count
MAX_FILE = 48 * 1024 * 1024
MAX_COLUMNS = 200
MAX_ROWS = 250_000  # of all files together; a school of 1,000 pupils fills 30,000
_QUOTED = re.compile(r'(?<![^,\r\n])"(?:[^"]|"")*+"(?![^,\r\n])')
_MODES = {"absent", "bulk", "delta"}
_BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error, ValueError)


@dataclass(frozen=True)
class Table:
    """The rows of one file by the names of its columns, with the lines they begin on."""

    name: str
    columns: tuple[str, ...]
    rows: list[tuple[int, list[str]]]


def read(content: bytes) -> dict[str, Any]:
    """The modes of the files, the rows of those we read, and what else lies in the archive. Raises `Refused`."""
    files, others = _files(content)
    if MANIFEST not in files:
        raise Refused("missing_manifest")
    modes = _modes(_table(MANIFEST, files.pop(MANIFEST), MAX_ENTRIES))
    present = {name for name, mode in modes.items() if mode != "absent"}
    for name in sorted(present - files.keys()):
        raise Refused("file_missing", file=f"{name}.csv")
    for name in sorted(files.keys() - present):
        raise Refused("file_undeclared", file=f"{name}.csv")
    tables: dict[str, Table] = {}
    for name in sorted(present):
        tables[name] = _table(name, files.pop(name), MAX_ROWS - sum(len(table.rows) for table in tables.values()))
    check_references({name: (table.columns, table.rows) for name, table in tables.items()}, modes)
    read_tables = {name: _fields(tables[name]) for name in READ if name in tables}
    return {"modes": modes, "tables": read_tables, "others": others}


def _files(content: bytes) -> tuple[dict[str, bytes], list[str]]:
    """Name without «.csv» → bytes of the files that OneRoster knows; names of those that it does not."""
    files: dict[str, bytes] = {}
    others: list[str] = []
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > MAX_ENTRIES:
                raise Refused("too_many_files")
            for entry in entries:
                _check_entry(entry)
            size = 0
            for entry in entries:
                name = entry.filename.removesuffix(".csv")
                if name == entry.filename or name not in {MANIFEST, *REFERENCES}:
                    others.append(entry.filename[:80])
                    continue
                if name in files:
                    raise Refused("file_twice", file=entry.filename)
                files[name] = _unpacked(archive, entry, MAX_UNPACKED - size)
                size += len(files[name])
    except Refused:
        raise
    except _BROKEN as error:
        raise Refused("not_zip") from error
    return files, others


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    if name.startswith(("/", "\\")) or "\\" in name or ":" in name or ".." in name.split("/"):
        raise Refused("bad_name", file=name[:80])
    if name.lower().endswith(".zip"):
        raise Refused("nested", file=name[:80])
    if entry.flag_bits & 1:
        raise Refused("encrypted")


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    most = min(most, MAX_FILE)
    with archive.open(entry) as packed:
        content = packed.read(most + 1)
    if len(content) > most:
        raise Refused("too_large", limit=MAX_FILE // 1024**2)
    return content


def _modes(manifest: Table) -> dict[str, str]:
    if set(manifest.columns) < {"propertyName", "value"}:
        raise Refused("column_missing", file="manifest.csv", column="propertyName, value")
    name, value = manifest.columns.index("propertyName"), manifest.columns.index("value")
    values = {cells[name]: cells[value] for _line, cells in manifest.rows}
    if values.get("oneroster.version") != VERSION:
        raise Refused("version", version=values.get("oneroster.version", "")[:20])
    modes = {file: values.get(f"file.{file}", "absent") for file in REFERENCES}
    for file, mode in modes.items():
        if mode not in _MODES:
            raise Refused("mode", file=f"{file}.csv", mode=mode[:20])
    return modes


def _table(name: str, content: bytes, most: int) -> Table:
    file = f"{name}.csv"
    text = _text(file, content)
    lines = _lines(file, text)
    columns = tuple(next(lines, (1, []))[1])
    if len(columns) > MAX_COLUMNS:
        raise Refused("too_many_columns", file=file)
    if len(set(columns)) < len(columns):
        raise Refused("column_twice", file=file)
    needed = {"sourcedId", *READ.get(name, ())} if name != MANIFEST else set()
    for column in sorted(needed - set(columns) - _OPTIONAL):
        raise Refused("column_missing", file=file, column=column)
    rows: list[tuple[int, list[str]]] = []
    for count, (line, cells) in enumerate(lines):
        if count >= most:
            raise Refused("too_many_rows", limit=MAX_ROWS)
        if not any(cells):
            continue
        if len(cells) != len(columns):
            raise Refused("cells", file=file, row=line, found=len(cells), expected=len(columns))
        rows.append((line, cells))
    return Table(name, columns, rows)


# Columns of ours that a package may leave out.
_OPTIONAL = {
    "identifier", "parentSourcedId", "courseCode", "grades", "classCode", "userIds", "email", "sms", "phone",
    "agentSourcedIds", "beginDate", "endDate", "birthDate", "sex", "orgSourcedId", "termSourcedIds",
    "givenName", "familyName",
}  # fmt: skip


def _text(file: str, content: bytes) -> str:
    """The binding asks for UTF-8; a mark before it does no harm."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("encoding", file=file) from None
    if "\0" in text:
        raise Refused("encoding", file=file)
    if '"' in text:
        _check_quotes(file, text)
    return text


def _check_quotes(file: str, text: str) -> None:
    """A field with a quote in it stands in quotes, and the quote is doubled (RFC 4180)."""
    rest = _QUOTED.sub(lambda found: "\n" * found[0].count("\n"), text)
    place = rest.find('"')
    if place >= 0:
        raise Refused("quote", file=file, row=rest.count("\n", 0, place) + 1)


def _lines(file: str, text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    before = 0
    try:
        for cells in reader:
            yield before + 1, [cell.strip() for cell in cells]
            before = reader.line_num
    except csv.Error:
        raise Refused("csv", file=file, row=before + 1) from None


def _fields(table: Table) -> list[tuple[int, str, dict[str, str]]]:
    """Line, status and the fields that we read, the empty ones left out."""
    wanted = {"sourcedId", "dateLastModified", *READ[table.name]}
    places = [(name, place) for place, name in enumerate(table.columns) if name in wanted]
    status = table.columns.index("status") if "status" in table.columns else None
    return [
        (
            line,
            cells[status].casefold() if status is not None else "",
            {name: cells[place] for name, place in places if cells[place]},
        )
        for line, cells in table.rows
    ]


def main() -> None:
    try:
        answer = read(sys.stdin.buffer.read())
    except Refused as refused:
        answer = {"refused": refused.code, "values": refused.values}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
