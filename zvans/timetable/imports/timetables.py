"""What the slots of a file change in the timetables of the school.

A plan that differs closes the timetable that holds and opens a new one (E1); one that begins on the same day is changed in place.
A timetable that begins later stays as it is, and the new one ends before it.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, timedelta
from math import lcm

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from zvans.schools.imports.matching import ref
from zvans.schools.imports.report import Kind, Outcome
from zvans.schools.models import Course, Room
from zvans.timetable.imports import weeks
from zvans.timetable.imports.courses import PlannedCourse
from zvans.timetable.imports.draft import Draft
from zvans.timetable.imports.segments import Segment, segments_of
from zvans.timetable.imports.slots import PlannedSlot, slots_of
from zvans.timetable.models import Slot, Timetable

_DAY = timedelta(days=1)


def plan_timetables(draft: Draft, courses: list[PlannedCourse], rooms: dict[str, Room]) -> None:
    of_lesson = {lesson.key: course for course in courses for lesson in course.lessons}
    planner = _Planner(
        draft,
        courses={ref(planned.course): planned.course for planned in courses},
        titles={ref(planned.course): planned.title for planned in courses},
        rooms={ref(room): room for room in rooms.values()},
        timetables=list(draft.frame.timetables),
    )
    segments = segments_of(draft)
    for segment in segments:
        cards = filter(segment.has, draft.contents.cards)
        planner.plan(segment, slots_of(cards, of_lesson, rooms, draft.contents.weeks_in_cycle))
    later = [t.starts_on.isoformat() for t in draft.frame.timetables if t.starts_on > segments[-1].starts_on]
    if later:
        draft.report.note("later_timetable", _("Vēlāki stundu saraksti paliek tādi, kādi ir."), later)


@dataclass
class _Planner:
    draft: Draft
    courses: dict[Hashable, Course]
    titles: dict[Hashable, str]
    rooms: dict[Hashable, Room]
    timetables: list[Timetable]

    @property
    def cycle(self) -> int:
        return self.draft.contents.weeks_in_cycle

    def plan(self, segment: Segment, slots: set[PlannedSlot]) -> None:
        current = next((t for t in self.timetables if t.is_current(segment.starts_on)), None)
        common = lcm(self.cycle, current.weeks_in_cycle) if current else self.cycle
        wanted = {slot._replace(weeks=weeks.over(slot.weeks, self.cycle, common)) for slot in slots}
        stored = self._stored(current, common) if current else {}
        fresh, gone = wanted - stored.keys(), stored.keys() - wanted
        self._report(wanted - fresh, fresh, gone)
        if current is None or ((fresh or gone) and current.starts_on < segment.starts_on):
            self._open(segment, current, wanted)
        elif fresh or gone:
            self._change(current, stored, wanted)

    def _stored(self, timetable: Timetable, common: int) -> dict[PlannedSlot, Slot]:
        """The timetable's slots as the file would write them in a cycle of `common` weeks."""
        turned = self._offset(timetable.starts_on)
        found = {}
        for slot in Slot.objects.filter(timetable=timetable).select_related("course__subject"):
            mask = weeks.turn(slot.weeks, timetable.weeks_in_cycle, -turned)
            mask = weeks.over(mask, timetable.weeks_in_cycle, common)
            found[PlannedSlot(slot.course_id, slot.weekday, slot.number, slot.part, slot.room_id, mask)] = slot
            self.titles.setdefault(slot.course_id, f"{slot.course.subject.name} {slot.course.name}".strip())
        return found

    def _open(self, segment: Segment, current: Timetable | None, wanted: set[PlannedSlot]) -> None:
        frame = self.draft.frame
        if current is not None:
            self.draft.changes.alter(current, ends_on=segment.starts_on - _DAY)
        later = [t.starts_on - _DAY for t in self.timetables if t.starts_on > segment.starts_on]
        ends = [day for day in (segment.ends_on, *later) if day is not None]
        opened = Timetable(
            school=frame.school,
            year=frame.year,
            name=frame.year.name,
            weeks_in_cycle=self.cycle,
            starts_on=segment.starts_on,
            ends_on=min(ends, default=None),
        )
        self.draft.changes.add(opened)
        self.timetables.append(opened)
        self._add_slots(opened, wanted)

    def _change(self, timetable: Timetable, stored: dict[PlannedSlot, Slot], wanted: set[PlannedSlot]) -> None:
        """Change a timetable in place; one with another cycle of weeks gets all its slots anew."""
        kept = stored.keys() & wanted if timetable.weeks_in_cycle == self.cycle else set()
        if timetable.weeks_in_cycle != self.cycle:
            self.draft.changes.alter(timetable, weeks_in_cycle=self.cycle)
        self.draft.changes.remove(row for slot, row in stored.items() if slot not in kept)
        self._add_slots(timetable, wanted - kept)

    def _add_slots(self, timetable: Timetable, slots: set[PlannedSlot]) -> None:
        turned = self._offset(timetable.starts_on)
        for slot in sorted(slots, key=self._order):
            mask = slot.weeks & ((1 << self.cycle) - 1)
            self.draft.changes.add(
                Slot(
                    school=self.draft.frame.school,
                    timetable=timetable,
                    course=self.courses[slot.course],
                    weekday=slot.weekday,
                    number=slot.number,
                    part=slot.part,
                    weeks=weeks.turn(mask, self.cycle, turned),
                    room=self.rooms[slot.room] if slot.room is not None else None,
                )
            )

    def _offset(self, starts_on: date) -> int:
        return weeks.offset(self.draft.frame.year.starts_on, starts_on)

    def _report(self, kept: set[PlannedSlot], fresh: set[PlannedSlot], gone: set[PlannedSlot]) -> None:
        """A course's slot that goes and one that comes are one slot moved; what goes for good is a change too."""
        moved: dict[Hashable, int] = {}
        for slot in sorted(gone, key=self._order):
            moved[slot.course] = moved.get(slot.course, 0) + 1
            self._say(Outcome.CHANGED, slot)
        for slot in sorted(fresh, key=self._order):
            if moved.get(slot.course, 0) > 0:
                moved[slot.course] -= 1
            else:
                self._say(Outcome.CREATED, slot)
        for slot in sorted(kept, key=self._order):
            self._say(Outcome.UNCHANGED, slot)

    def _order(self, slot: PlannedSlot) -> tuple[object, ...]:
        return slot.weekday, slot.number, self.titles[slot.course], slot.part, slot.weeks

    def _say(self, outcome: Outcome, slot: PlannedSlot) -> None:
        when = f"{WEEKDAYS[slot.weekday - 1]} {slot.number}."
        self.draft.report.say(outcome, Kind.SLOT, f"{self.titles[slot.course]}, {when}")
