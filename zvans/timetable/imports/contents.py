"""What a timetable file says, whatever program wrote it. Keys are the program's own; `row` is the line of the file."""

from collections.abc import Sized
from dataclasses import dataclass, field
from datetime import time

from zvans.schools.imports.report import Line

MAX_NUMBER = 40  # lessons a day; a school of half-hour blocks has 21
MAX_NAME, MAX_SHORT_NAME = 160, 60  # what the tables hold


@dataclass(frozen=True, slots=True)
class NamedEntry:
    row: int
    key: str
    name: str
    short_name: str


@dataclass(frozen=True, slots=True)
class ClassEntry(NamedEntry):
    grade: int | None
    teacher_key: str


@dataclass(frozen=True, slots=True)
class GroupEntry(NamedEntry):
    """A part of a class; `division` tells which groups exclude each other."""

    class_key: str
    division: str


@dataclass(frozen=True, slots=True)
class LessonEntry:
    """A subject, to whole classes and to parts of classes, by teachers: any of the three lists may be empty."""

    row: int
    key: str
    name: str
    subject_key: str
    class_keys: tuple[str, ...]
    group_keys: tuple[str, ...]
    teacher_keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardEntry:
    """A lesson at one time: ISO weekday, lesson number, masks of weeks and terms (bit 0 is the first)."""

    row: int
    lesson_key: str
    weekday: int
    number: int
    weeks: int
    terms: int
    room_keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeriodEntry:
    row: int
    number: int
    starts_at: time
    ends_at: time


@dataclass(frozen=True)
class Contents:
    """Every key that an entry names stands in its own list: what does not is in `refused`.

    `only_short_names`: the program gives nothing else, so that the names which the school has written itself stay.
    """

    weeks_in_cycle: int
    terms: int
    periods: list[PeriodEntry] = field(default_factory=list)
    subjects: list[NamedEntry] = field(default_factory=list)
    teachers: list[NamedEntry] = field(default_factory=list)
    rooms: list[NamedEntry] = field(default_factory=list)
    classes: list[ClassEntry] = field(default_factory=list)
    groups: list[GroupEntry] = field(default_factory=list)
    lessons: list[LessonEntry] = field(default_factory=list)
    cards: list[CardEntry] = field(default_factory=list)
    refused: list[Line] = field(default_factory=list)
    only_short_names: bool = False

    @property
    def size(self) -> int:
        """How many things of the file are to be compared with the school."""
        lists: tuple[Sized, ...] = (
            self.periods,
            self.subjects,
            self.teachers,
            self.rooms,
            self.classes,
            self.groups,
            self.lessons,
            self.cards,
        )
        return sum(map(len, lists))
