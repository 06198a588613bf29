"""An aSc Timetables XML file → `Contents`. Reads no database: the same file always means the same."""

from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import TypeVar

from django.utils.translation import gettext_lazy as _

from zvans.schools.imports.report import Kind, Line, Outcome, Refusal, UnreadableFile
from zvans.timetable.imports.asc import entries
from zvans.timetable.imports.asc.cards import Card, Length, one_for_each_period
from zvans.timetable.imports.asc.masks import MAX_WEEKS, BadMask, bits, length_of, weekdays
from zvans.timetable.imports.asc.records import Record, read_records
from zvans.timetable.imports.contents import (
    MAX_NUMBER,
    CardEntry,
    ClassEntry,
    Contents,
    GroupEntry,
    LessonEntry,
    PeriodEntry,
)

Entry = TypeVar("Entry")
_MAX_SHOWN = 160  # of a name in a report


def read_asc(path: Path) -> Contents:
    """Raises `UnreadableFile` where nothing of the file can be used."""
    return _Reader(read_records(path)).contents()


class _Reader:
    """Goes through the records in the order in which they refer to one another; what refers to nothing is refused."""

    def __init__(self, records: dict[str, list[Record]]) -> None:
        if not records["lesson"] or not records["subject"]:
            raise UnreadableFile(_("Failā nav nevienas stundas vai neviena priekšmeta."))
        self.records = records
        self.refused: list[Line] = []
        self.weeks = length_of([r["weeks"] for r in records["weeksdef"] + records["card"]])
        self.terms = length_of([r["terms"] for r in records["termsdef"] + records["card"]])
        if max(self.weeks, self.terms) > MAX_WEEKS:
            raise UnreadableFile(_("Nedēļu vai semestru cikls ir pārāk garš."))
        self.numbers: set[int] = set()
        self.lengths: dict[str, Length] = {}
        self.whole_class: dict[str, str] = {}  # key of an «entire class» group → key of its class
        self.lessons: dict[str, LessonEntry] = {}

    def contents(self) -> Contents:
        periods = [found for found in self._each("period", Kind.BELL, self._period) if found]
        self.subjects = self._keyed("subject", Kind.SUBJECT, entries.named)
        self.teachers = self._keyed("teacher", Kind.TEACHER, entries.teacher)
        self.rooms = self._keyed("classroom", Kind.ROOM, entries.named)
        self.classes = self._keyed("class", Kind.CLASS, self._class)
        self.groups = self._keyed("group", Kind.GROUP, self._group)
        self.lessons = self._keyed("lesson", Kind.LESSON, self._lesson)
        cards = list(self._cards())
        return Contents(
            weeks_in_cycle=self.weeks,
            terms=self.terms,
            periods=periods,
            subjects=list(self.subjects.values()),
            teachers=list(self.teachers.values()),
            rooms=list(self.rooms.values()),
            classes=list(self.classes.values()),
            groups=[group for key, group in self.groups.items() if key not in self.whole_class],
            lessons=list(self.lessons.values()),
            cards=cards,
            refused=self.refused,
        )

    def _each(self, tag: str, kind: Kind, read: Callable[[Record], Entry]) -> list[Entry]:
        """What `read` makes of the records of a tag; those it refuses go to the report."""
        found = []
        for record in self.records[tag]:
            try:
                found.append(read(record))
            except Refusal as refusal:
                self._refuse(kind, record, refusal)
        return found

    def _keyed(self, tag: str, kind: Kind, read: Callable[[Record], Entry]) -> dict[str, Entry]:
        found: dict[str, Entry] = {}

        def read_once(record: Record) -> None:
            entry = read(record)
            if record["id"] in found:
                raise Refusal(_("Identifikators failā atkārtojas."))
            found[record["id"]] = entry

        self._each(tag, kind, read_once)
        return found

    def _refuse(self, kind: Kind, record: Record, refusal: Refusal) -> None:
        lesson = self.lessons.get(record["lessonid"])
        name = lesson.name if lesson else record["name"] or record["id"] or record["lessonid"]
        self.refused.append(Line(Outcome.REFUSED, kind, name[:_MAX_SHOWN], record.row, refusal.reason))

    def _period(self, record: Record) -> PeriodEntry | None:
        found = entries.period(record)
        number = entries.period_number(record)
        if number in self.numbers:
            raise Refusal(_("Stundas numurs failā atkārtojas."))
        self.numbers.add(number)
        return found

    def _class(self, record: Record) -> ClassEntry:
        teacher = record["teacherid"]
        if teacher and teacher not in self.teachers:
            raise Refusal(_("Klases audzinātāja failā nav."))
        return entries.class_(record, teacher)

    def _group(self, record: Record) -> GroupEntry:
        found = entries.group(record)
        if found.class_key not in self.classes:
            raise Refusal(_("Grupas klases failā nav."))
        if record["entireclass"] == "1":
            self.whole_class[found.key] = found.class_key
        return found

    def _lesson(self, record: Record) -> LessonEntry:
        """Classes of which no group is named take part as a whole."""
        subject = self.subjects.get(record["subjectid"])
        if subject is None:
            raise Refusal(_("Stundas priekšmeta failā nav."))
        teachers, classes, groups = (record.keys(name) for name in ("teacherids", "classids", "groupids"))
        if not _all_in(teachers, self.teachers):
            raise Refusal(_("Stundas skolotāja failā nav."))
        if not _all_in(classes, self.classes) or not _all_in(groups, self.groups):
            raise Refusal(_("Stundas klases vai grupas failā nav."))
        self.lengths[record["id"]] = entries.length(record)
        divided = {self.groups[key].class_key for key in groups}
        whole = [self.whole_class[key] for key in groups if key in self.whole_class]
        taught = dict.fromkeys([*classes, *(self.groups[key].class_key for key in groups)])
        return LessonEntry(
            row=record.row,
            key=record["id"],
            name=" ".join([subject.name, ", ".join(self.classes[key].name for key in taught)]).strip(),
            subject_key=subject.key,
            class_keys=tuple(key for key in taught if key in whole or key not in divided),
            group_keys=tuple(key for key in groups if key not in self.whole_class),
            teacher_keys=teachers,
        )

    def _card(self, record: Record) -> Card:
        if record["lessonid"] not in self.lessons:
            raise Refusal(_("Stunda, kurai šī kartīte pieder, nav pieņemta vai failā tās nav."))
        rooms = record.keys("classroomids")
        if not _all_in(rooms, self.rooms):
            raise Refusal(_("Telpas failā nav."))
        try:
            days = weekdays(record["days"], record["day"])
            weeks, terms = bits(record["weeks"], self.weeks), bits(record["terms"], self.terms)
        except BadMask as error:
            raise Refusal(_("Dienu, nedēļu vai semestru maska nav derīga: «%(mask)s».") % {"mask": error}) from error
        number = entries.lesson_number(record["period"])
        return Card(record.row, record["lessonid"], number, days, weeks, terms, rooms)

    def _cards(self) -> Iterator[CardEntry]:
        listed = self._each("card", Kind.SLOT, self._card)
        for card in one_for_each_period(listed, self.lengths, self.weeks):
            if card.period > MAX_NUMBER or (self.numbers and card.period not in self.numbers):
                reason = _("%(number)s. stundas failā nav.") % {"number": card.period}
                self.refused.append(
                    Line(Outcome.REFUSED, Kind.SLOT, self.lessons[card.lesson_key].name, card.row, reason)
                )
                continue
            for day in card.days:
                yield CardEntry(card.row, card.lesson_key, day, card.period, card.weeks, card.terms, card.room_keys)


def _all_in(keys: tuple[str, ...], known: Collection[str]) -> bool:
    return all(key in known for key in keys)
