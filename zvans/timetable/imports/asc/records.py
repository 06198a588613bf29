"""An aSc Timetables XML file as plain records: what stands in it, not yet what it means.

The file comes from a stranger: no document type, no entities, bounded size and number of records, read as a stream.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import create_parser
from django.utils.translation import gettext_lazy as _

from zvans.schools.imports.content import bytes_of
from zvans.schools.imports.report import UnreadableFile

MAX_BYTES = 32 * 1024 * 1024  # a school of 62 classes fills 1.2 MiB
MAX_RECORDS = 60_000  # that school has 5,000
_CHUNK = 64 * 1024
_SINGLE_BYTE = re.compile(rb"<\?xml[^>]*encoding=[\"'](windows-125\d|iso-8859-\d+)[\"']", re.IGNORECASE)

# The records we read and their fields; a file holds many others (colours, capacities, supervision).
_FIELDS = {
    "period": ("period", "name", "starttime", "endtime"),
    "weeksdef": ("weeks",),
    "termsdef": ("terms",),
    "subject": ("id", "name", "short"),
    "teacher": ("id", "name", "short", "firstname", "lastname"),
    "classroom": ("id", "name", "short"),
    "class": ("id", "name", "short", "grade", "teacherid"),
    "group": ("id", "name", "classid", "entireclass", "divisiontag"),
    "lesson": (
        "id", "subjectid", "classids", "groupids", "teacherids", "periodspercard", "durationperiods", "periodsperweek",
    ),
    "card": ("lessonid", "period", "days", "day", "weeks", "terms", "classroomids"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Record:
    """One element with the fields we know, spaces trimmed; a field that is missing reads as empty."""

    row: int
    fields: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "")

    def keys(self, name: str) -> tuple[str, ...]:
        """A list of keys parted by commas, each once, in order."""
        return tuple(dict.fromkeys(key for key in (part.strip() for part in self[name].split(",")) if key))


class _Collector(ContentHandler):
    def __init__(self, parser: Any) -> None:
        super().__init__()
        self._parser = parser
        self.records: dict[str, list[Record]] = {tag: [] for tag in _FIELDS}
        self._depth = 0
        self._count = 0

    def startElement(self, name: str, attrs: Any) -> None:
        if self._depth == 0 and name != "timetable":
            raise UnreadableFile(_("Šis nav aSc Timetables XML fails: tā pirmais elements nav «timetable»."))
        self._depth += 1
        if name not in _FIELDS:
            return
        self._count += 1
        if self._count > MAX_RECORDS:
            raise UnreadableFile(_("Failā ir pārāk daudz ierakstu."))
        fields = {field: " ".join(attrs[field].split()) for field in _FIELDS[name] if field in attrs}
        self.records[name].append(Record(self._parser.getLineNumber(), fields))

    def endElement(self, name: str) -> None:
        self._depth -= 1


def read_records(path: Path) -> dict[str, list[Record]]:
    """Tag → records in the order of the file. Raises `UnreadableFile`."""
    content = bytes_of(path, MAX_BYTES)
    _check_encoding(content)
    parser = create_parser(forbid_dtd=True)
    collector = _Collector(parser)
    parser.setContentHandler(collector)
    try:
        for chunk in _chunks(content):
            parser.feed(chunk)
        parser.close()
    except SAXParseException as error:
        reason = _("Fails ir bojāts vai nav pilns: %(row)s. rindā XML nav pareizs. Eksportējiet to no aSc vēlreiz.")
        raise UnreadableFile(reason % {"row": error.getLineNumber()}) from error
    except DefusedXmlException as error:
        raise UnreadableFile(_("Failā ir dokumenta tipa vai entītiju apraksts. Tādus failus nepieņemam.")) from error
    except (SAXException, LookupError, ValueError) as error:
        raise UnreadableFile(_("Failu nevar nolasīt: %(problem)s.") % {"problem": error}) from error
    return collector.records


def _check_encoding(content: bytes) -> None:
    """Refuse UTF-8 that calls itself a one-byte encoding: it would read without a fault and spell every name wrong."""
    declared = _SINGLE_BYTE.match(content)
    if not declared or content.isascii():
        return
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return
    names = {"declared": declared[1].decode()}
    raise UnreadableFile(_("Failā teikts, ka tā kodējums ir %(declared)s, bet tas rakstīts UTF-8.") % names)


def _chunks(content: bytes) -> Iterator[bytes]:
    for start in range(0, len(content), _CHUNK):
        yield content[start : start + _CHUNK]
