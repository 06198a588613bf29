"""Makes a week's timetable: no class, teacher or room is in two places, no class has a free lesson, no day is too long.

Lessons are placed one by one where they disturb least; what stands in the way is taken out and placed again. Each time that happens to
a lesson it grows heavier, so that the search does not go round in circles.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from zvans.demo.staffing import Block, SchoolPlan, grade_of

Slot = tuple[int, int]  # ISO weekday, lesson number

# Lessons a day at most, by grade: the load that the rules of the state allow.
DAY_LIMITS = {1: 5, 2: 5, 3: 5, 4: 6, 5: 6, 6: 7, 7: 7, 8: 8, 9: 8, 10: 8, 11: 8, 12: 8}
_DAYS = (1, 2, 3, 4, 5)
_TEACHERS_DAY = 7
_APART_ON_ONE_DAY = 6.0
_PATIENCE = 200_000


class NoTimetable(Exception):
    """The search gave up: the staffing table asks for too much."""


@dataclass(frozen=True)
class _Lesson:
    """One of a block's lessons a week; `busy` are the classes, teachers and rooms that it takes."""

    block: int
    number: int
    busy: tuple[str, ...]
    teachers: tuple[str, ...]

    @property
    def by_day(self) -> tuple[int | str, ...]:
        """Whose lessons are counted day by day: the block's and the teachers'."""
        return (self.block, *self.teachers)


def timetable_for(plan: SchoolPlan) -> dict[Block, list[Slot]]:
    """The slots of each block, the same every time."""
    return _Search(plan).run()


def slots_of_class(plan: SchoolPlan, name: str) -> list[Slot]:
    """As many slots as the class has lessons, evenly over the week, from lesson 1 on."""
    total = sum(block.lessons for block in plan.blocks if name in block.classes)
    shortest, longer_days = divmod(total, len(_DAYS))
    lengths = {day: shortest + (day <= longer_days) for day in _DAYS}
    if max(lengths.values()) > DAY_LIMITS[grade_of(name)]:
        raise NoTimetable(name)
    first = {day: 0 if day == 1 and name in plan.with_lesson_0 else 1 for day in _DAYS}
    return [(day, number) for day in _DAYS for number in range(first[day], first[day] + lengths[day])]


class _Search:
    def __init__(self, plan: SchoolPlan) -> None:
        self.blocks = plan.blocks
        self.random = Random(plan.key)
        self.occupied: dict[tuple[str, Slot], _Lesson] = {}
        self.placed: dict[_Lesson, Slot] = {}
        self.on_day: dict[tuple[int | str, int], list[_Lesson]] = defaultdict(list)
        self.weight: Counter[_Lesson] = Counter()
        self.allowed = self._allowed_slots(plan)
        self.teachers_day = self._teachers_days(plan)

    def _allowed_slots(self, plan: SchoolPlan) -> list[list[Slot]]:
        of_class = {name: slots_of_class(plan, name) for name in plan.classes}
        return [
            [slot for slot in of_class[block.classes[0]] if all(slot in of_class[name] for name in block.classes)]
            for block in self.blocks
        ]

    def _teachers_days(self, plan: SchoolPlan) -> dict[str, int]:
        """The longest day of each teacher; those with even days have no day longer than it must be."""
        load = Counter[str]()
        for block in self.blocks:
            for teacher in {course.teacher for course in block.courses}:
                load[teacher] += block.lessons
        return {m.key: -(-load[m.key] // len(_DAYS)) if m.even_days else _TEACHERS_DAY for m in plan.staff}

    def run(self) -> dict[Block, list[Slot]]:
        waiting = deque(
            sorted(self._lessons(), key=lambda lesson: (-len(lesson.busy), len(self.allowed[lesson.block])))
        )
        for _ in range(_PATIENCE):
            if not waiting:
                break
            lesson = waiting.popleft()
            slot = self._best_slot(lesson)
            waiting.extend(self._clear(lesson, slot))
            self._place(lesson, slot)
        else:
            raise NoTimetable
        return self._result()

    def _lessons(self) -> Iterable[_Lesson]:
        for index, block in enumerate(self.blocks):
            teachers = tuple(dict.fromkeys(course.teacher for course in block.courses))
            rooms = dict.fromkeys(f"room {course.room}" for course in block.courses)
            busy = (*(f"class {name}" for name in block.classes), *(f"teacher {key}" for key in teachers), *rooms)
            for number in range(block.lessons):
                yield _Lesson(index, number, busy, teachers)

    def _best_slot(self, lesson: _Lesson) -> Slot:
        slots = self.allowed[lesson.block]
        costs = [self._cost(lesson, slot) + self.random.random() for slot in slots]
        return slots[costs.index(min(costs))]

    def _cost(self, lesson: _Lesson, slot: Slot) -> float:
        cost = sum(2 + self.weight[other] + len(other.busy) for other in self._in_the_way(lesson, slot))
        same_day = [self.placed[other][1] for other in self.on_day[lesson.block, slot[0]]]
        return cost + _APART_ON_ONE_DAY * sum(abs(number - slot[1]) > 1 for number in same_day)

    def _in_the_way(self, lesson: _Lesson, slot: Slot) -> set[_Lesson]:
        """What must go before the lesson can stand here: who is busy, and what makes the day too long."""
        found = {other for name in lesson.busy if (other := self.occupied.get((name, slot)))}
        same = self.on_day[lesson.block, slot[0]]
        if len(same) >= (2 if self.blocks[lesson.block].lessons > len(_DAYS) else 1):
            found.add(same[0])
        for teacher in lesson.teachers:
            day = self.on_day[teacher, slot[0]]
            if len(day) >= self.teachers_day[teacher] and found.isdisjoint(day):
                found.add(day[0])
        return found

    def _clear(self, lesson: _Lesson, slot: Slot) -> list[_Lesson]:
        moved = sorted(self._in_the_way(lesson, slot), key=lambda other: (other.block, other.number))
        for other in moved:
            self.weight[other] += 1
            place = self.placed.pop(other)
            for name in other.busy:
                del self.occupied[name, place]
            for key in other.by_day:
                self.on_day[key, place[0]].remove(other)
        return moved

    def _place(self, lesson: _Lesson, slot: Slot) -> None:
        self.placed[lesson] = slot
        for name in lesson.busy:
            self.occupied[name, slot] = lesson
        for key in lesson.by_day:
            self.on_day[key, slot[0]].append(lesson)

    def _result(self) -> dict[Block, list[Slot]]:
        slots: dict[Block, list[Slot]] = {block: [] for block in self.blocks}
        for lesson, slot in self.placed.items():
            slots[self.blocks[lesson.block]].append(slot)
        return {block: sorted(found) for block, found in slots.items()}
