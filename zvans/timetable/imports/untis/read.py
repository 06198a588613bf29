"""An Untis export GPU001 → `Contents`. Reads no database: the same file always means the same.

A lesson number couples: the classes and teachers that it lists for one subject at one time are taught together, in one or more rooms.
"""

from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from zvans.schools.imports.likeness import grade_in
from zvans.schools.imports.report import Kind, Line, Outcome, Refusal, UnreadableFile
from zvans.timetable.imports.contents import (
    MAX_NAME,
    MAX_NUMBER,
    MAX_SHORT_NAME,
    CardEntry,
    ClassEntry,
    Contents,
    LessonEntry,
    NamedEntry,
)
from zvans.timetable.imports.untis.rows import Row, read_rows

_MAX_DIGITS = 10
_DAYS = 7
_SEVERAL = "~"  # «~172~230» are two rooms

Names = dict[str, int]  # a short name → the first line that has it


@dataclass
class _Meeting:
    """What a lesson number lists of one subject at one time."""

    row: int
    classes: Names = field(default_factory=dict)
    teachers: Names = field(default_factory=dict)
    rooms: Names = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Place:
    lesson: int
    subject: str
    weekday: int
    number: int


def read_gpu001(path: Path) -> Contents:
    """Raises `UnreadableFile` where nothing of the file can be used."""
    return _Reader().contents(read_rows(path))


class _Reader:
    def __init__(self) -> None:
        self.meetings: dict[_Place, _Meeting] = {}
        self.subjects: Names = {}
        self.teachers: Names = {}
        self.rooms: Names = {}
        self.classes: Names = {}
        self.lessons: dict[tuple[object, ...], LessonEntry] = {}

    def contents(self, rows: list[Row]) -> Contents:
        refused = [line for row in rows if (line := self._take(row)) is not None]
        if not self.meetings:
            raise UnreadableFile(_("Šis nav ne aSc Timetables XML, ne Untis GPU001 fails."))
        cards = [self._card(place, meeting) for place, meeting in self.meetings.items()]
        return Contents(
            weeks_in_cycle=1,
            terms=1,
            subjects=_named(self.subjects),
            teachers=_named(self.teachers),
            rooms=_named(self.rooms),
            classes=[ClassEntry(row, name, name, name, _grade(name), "") for name, row in self.classes.items()],
            lessons=list(self.lessons.values()),
            cards=cards,
            refused=refused,
            only_short_names=True,
        )

    def _take(self, row: Row) -> Line | None:
        """Note what the row says; None, or why it can't be used."""
        try:
            place, classes, teachers, rooms = _place(row), _listed(row.class_), _teachers(row), _listed(row.room)
        except Refusal as refusal:
            return Line(Outcome.REFUSED, Kind.SLOT, row.name[:MAX_NAME], row.row, refusal.reason)
        meeting = self.meetings.setdefault(place, _Meeting(row.row))
        self.subjects.setdefault(place.subject, row.row)
        for names, of_file, of_meeting in (
            (classes, self.classes, meeting.classes),
            (teachers, self.teachers, meeting.teachers),
            (rooms, self.rooms, meeting.rooms),
        ):
            for name in names:
                of_file.setdefault(name, row.row)
                of_meeting.setdefault(name, row.row)
        return None

    def _card(self, place: _Place, meeting: _Meeting) -> CardEntry:
        lesson = self._lesson(place, meeting)
        return CardEntry(meeting.row, lesson.key, place.weekday, place.number, 1, 1, tuple(meeting.rooms))

    def _lesson(self, place: _Place, meeting: _Meeting) -> LessonEntry:
        """One for each lesson number and subject; where its classes or teachers differ by time, one for each company of them."""
        company = (place.lesson, place.subject, frozenset(meeting.classes), frozenset(meeting.teachers))
        if company not in self.lessons:
            others = sum(known[:2] == company[:2] for known in self.lessons)
            self.lessons[company] = LessonEntry(
                row=meeting.row,
                key=f"{place.lesson}/{place.subject}" + (f"/{others + 1}" if others else ""),
                name=f"{place.subject} {', '.join(meeting.classes)}".strip(),
                subject_key=place.subject,
                class_keys=tuple(meeting.classes),
                group_keys=(),
                teacher_keys=tuple(meeting.teachers),
            )
        return self.lessons[company]


def _place(row: Row) -> _Place:
    lesson, day, hour = _number(row.lesson), _number(row.day), _number(row.hour)
    if lesson is None:
        raise Refusal(_("Rindai nav derīga stundas numura pirmajā slejā."))
    if day is None or not 1 <= day <= _DAYS:
        raise Refusal(_("Diena nav derīga: «%(text)s».") % {"text": row.day[:20]})
    if hour is None or hour > MAX_NUMBER:
        raise Refusal(_("Stundas numurs nav derīgs: «%(text)s».") % {"text": row.hour[:20]})
    if not row.subject:
        raise Refusal(_("Stundai nav priekšmeta."))
    return _Place(lesson, _checked(row.subject), day, hour)


def _teachers(row: Row) -> tuple[str, ...]:
    """«?» and the like stand for a teacher who is not known yet."""
    return tuple(name for name in _listed(row.teacher) if any(map(str.isalnum, name)))


def _listed(cell: str) -> tuple[str, ...]:
    names = cell.split(_SEVERAL) if cell.startswith(_SEVERAL) else [cell]
    return tuple(dict.fromkeys(_checked(name) for name in map(str.strip, names) if name))


def _checked(name: str) -> str:
    if len(name) > MAX_SHORT_NAME:
        raise Refusal(_("Nosaukums ir garāks par %(limit)s zīmēm.") % {"limit": MAX_SHORT_NAME})
    return name


def _named(names: Names) -> list[NamedEntry]:
    return [NamedEntry(row, name, name, name) for name, row in names.items()]


def _grade(name: str) -> int | None:
    """Untis puts a nought before, so that «09b» stands before «10b»."""
    return grade_in(name.removeprefix("0"))


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= _MAX_DIGITS else None
