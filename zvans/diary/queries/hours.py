"""Lessons as families count them: what is planned and what was held, as one."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from zvans.diary.enums import Change
from zvans.diary.queries.courses import ChildCourse
from zvans.diary.queries.entries import HeldLesson
from zvans.journal.enums import LessonState
from zvans.timetable.queries.plan import PlannedLesson


class Hour:
    """A course's lesson at one number of one day. Parts of it, held in several rooms at once, are one lesson to a family."""

    __slots__ = ("held", "number", "on", "planned")

    def __init__(self, on: date, number: int) -> None:
        self.on, self.number = on, number
        self.planned: list[PlannedLesson] = []
        self.held: list[HeldLesson] = []

    @property
    def lesson_ids(self) -> list[int]:
        return [lesson.lesson_id for lesson in self.held]

    @property
    def room(self) -> str:
        """The rooms of all parts; a lesson held keeps the room it was held in."""
        if len(self.planned) == 1 and len(self.held) < 2:  # nearly all of them
            return (self.held[0].room if self.held else "") or self.planned[0].room
        rooms = {lesson.key.part: lesson.room for lesson in self.planned}
        rooms |= {lesson.part: lesson.room for lesson in self.held if lesson.room}
        return ", ".join(dict.fromkeys(rooms[part] for part in sorted(rooms) if rooms[part]))

    @property
    def topic(self) -> str:
        if len(self.held) == 1:
            return self.held[0].topic
        return "; ".join(dict.fromkeys(lesson.topic for lesson in self.held if lesson.topic))

    def change(self, now_on: date) -> Change | None:
        """How it differs from the plan. Later timetables say nothing about lessons of the past: those were held as they were."""
        if not self.held:
            return None
        if self.held[0].state == LessonState.HELD and self.on < now_on:
            return None
        if all(lesson.state == LessonState.CANCELLED for lesson in self.held):
            return Change.CANCELLED
        if self.on < now_on:
            return None
        return self._moved() if self.planned else Change.ADDED

    def _moved(self) -> Change | None:
        rooms = {lesson.key.part: lesson.room_id for lesson in self.planned if lesson.room_id}
        moved = any(lesson.room_id and lesson.room_id != rooms.get(lesson.part, lesson.room_id) for lesson in self.held)
        return Change.ROOM if moved else None


class Hours:
    """Each course's lessons of a stretch of days, planned or held."""

    def __init__(self, planned: Sequence[PlannedLesson], held: Sequence[HeldLesson]) -> None:
        self._hours: dict[int, dict[tuple[date, int], Hour]] = defaultdict(dict)
        for plan in planned:
            self._at(plan.key.course_id, plan.key.on, plan.key.number).planned.append(plan)
        for lesson in held:
            self._at(lesson.course_id, lesson.on, lesson.number).held.append(lesson)

    def _at(self, course_id: int, on: date, number: int) -> Hour:
        hours = self._hours[course_id]
        hour = hours.get((on, number))
        if hour is None:
            hour = hours[on, number] = Hour(on, number)
        return hour

    def taken(self, course: ChildCourse) -> list[Hour]:
        """Those a child has, in order: only while it takes the course."""
        hours = self._hours.get(course.course_id, {})
        return [hours[place] for place in sorted(hours) if course.holds_on(place[0])]
