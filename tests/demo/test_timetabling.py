"""The week's timetable of the demo schools holds in a real building with real people."""

from collections import Counter

import pytest

from zvans.demo.staffing import SchoolPlan, grade_of
from zvans.demo.timetabling import timetable_for

LIMITS = {1: 5, 2: 5, 3: 5, 4: 6, 5: 6, 6: 7, 7: 7, 8: 8, 9: 8, 10: 8, 11: 8, 12: 8}


@pytest.fixture(params=["zvanupe", "rudzuleja"])
def plan(request: pytest.FixtureRequest) -> SchoolPlan:
    return SchoolPlan(request.param)


def lessons_of(plan: SchoolPlan, name: str) -> list[tuple[int, int]]:
    return sorted(slot for block, slots in timetable_for(plan).items() if name in block.classes for slot in slots)


def test_nobody_and_no_room_is_in_two_places(plan: SchoolPlan) -> None:
    busy = Counter[tuple[str, tuple[int, int]]]()
    for block, slots in timetable_for(plan).items():
        for slot in slots:
            busy.update((f"class {name}", slot) for name in block.classes)
            busy.update((f"teacher {course.teacher}", slot) for course in block.courses)
            busy.update((f"room {course.room}", slot) for course in block.courses)
    assert [place for place, times in busy.items() if times > 1] == []


def test_every_lesson_of_the_staffing_table_is_placed(plan: SchoolPlan) -> None:
    assert {block: len(slots) for block, slots in timetable_for(plan).items()} == {b: b.lessons for b in plan.blocks}


def test_no_day_is_too_long_and_none_has_a_hole(plan: SchoolPlan) -> None:
    for name in plan.classes:
        days: dict[int, list[int]] = {day: [] for day in range(1, 6)}
        for day, number in lessons_of(plan, name):
            days[day].append(number)
        for day, numbers in days.items():
            first = 0 if day == 1 and name in plan.with_lesson_0 else 1
            assert numbers == list(range(first, first + len(numbers))), (name, day)
            assert 4 <= len(numbers) <= LIMITS[grade_of(name)], (name, day)


def test_a_subject_comes_once_a_day_unless_it_has_more_lessons_than_there_are_days(plan: SchoolPlan) -> None:
    for block, slots in timetable_for(plan).items():
        most = Counter(day for day, _ in slots).most_common(1)[0][1]
        assert most <= (1 if block.lessons <= 5 else 2), block


def test_it_is_the_same_every_time(plan: SchoolPlan) -> None:
    assert timetable_for(plan) == timetable_for(SchoolPlan(plan.key))


def test_the_mathematics_teacher_has_a_full_day_every_day() -> None:
    slots = timetable_for(SchoolPlan("zvanupe"))
    own = [slot for block, found in slots.items() for slot in found if any(c.teacher == "ma1" for c in block.courses)]
    assert Counter(day for day, _ in own) == dict.fromkeys(range(1, 6), 5)


def test_the_schools_are_of_the_size_that_was_promised() -> None:
    zvanupe, rudzuleja = SchoolPlan("zvanupe"), SchoolPlan("rudzuleja")
    employed = [member for member in zvanupe.staff if not member.left]
    assert (len(zvanupe.classes), len(employed), len(rudzuleja.classes), len(rudzuleja.staff)) == (25, 55, 9, 13)
    assert {grade_of(name) for name in zvanupe.classes} == set(range(1, 13))
    assert set(zvanupe.leaders) == set(zvanupe.classes)
    assert set(rudzuleja.leaders) == set(rudzuleja.classes)
