"""Cards of a file → the slots they mean."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import NamedTuple

from zvans.schools.imports.matching import ref
from zvans.schools.models import Room
from zvans.timetable.imports.contents import CardEntry
from zvans.timetable.imports.courses import PlannedCourse


class PlannedSlot(NamedTuple):
    """A slot as the file counts weeks: bit 0 is the first week of the cycle, which begins with the school year."""

    course: Hashable
    weekday: int
    number: int
    part: int
    room: Hashable  # None: no room
    weeks: int


def slots_of(
    cards: Iterable[CardEntry], courses: Mapping[str, PlannedCourse], rooms: Mapping[str, Room], weeks_in_cycle: int
) -> set[PlannedSlot]:
    """Each course's lesson of each week once: the rooms that it has at one time are its parts 1, 2, …

    Cards that say the same thing twice fold together; a card without a room adds nothing to one that has a room.
    """
    at: dict[tuple[Hashable, int, int, int], set[str]] = defaultdict(set)
    for card in cards:
        course = ref(courses[card.lesson_key].course)
        for week in range(weeks_in_cycle):
            if card.weeks >> week & 1:
                at[course, card.weekday, card.number, week].update(card.room_keys)
    masks: dict[tuple[Hashable, int, int, int, Hashable], int] = defaultdict(int)
    for (course, weekday, number, week), keys in at.items():
        found = {ref(rooms[key]): rooms[key].name for key in keys}
        ordered: list[Hashable] = sorted(found, key=lambda key: found[key]) or [None]
        for part, room in enumerate(ordered, start=1):
            masks[course, weekday, number, part, room] |= 1 << week
    return {PlannedSlot(*place, mask) for place, mask in masks.items()}
