"""What is written of each pupil in a lesson of the demo: absences and marks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from zvans.demo.calendar import DemoYear
from zvans.demo.rows.people import Pupil
from zvans.demo.staffing import PlannedCourse
from zvans.demo.teaching.absences import Away
from zvans.demo.teaching.lessons import LessonText
from zvans.demo.teaching.marking import Marking, value_of
from zvans.demo.teaching.subjects import subject
from zvans.journal.grammar import MarkValue
from zvans.journal.models import Absence, Lesson, Mark
from zvans.journal.scale import USUAL_BOUNDS, points_of
from zvans.schools.enums import ValueSystem

# In a hundred lessons.
_ORDINARY_LESSONS, _PERCENT_TESTS, _PERCENT_FORMATIVE = 36, 8, 35
_ASKED = (3, 8)  # pupils who get a mark in an ordinary lesson; all of them where a subject has no tests
_MADE_UP_AFTER = timedelta(days=10)


@dataclass(frozen=True)
class Held:
    """A lesson that was held: its row, its journal's values, what is written in it, who should have been there, when it ended."""

    row: Lesson
    system: str
    planned: PlannedCourse
    text: LessonText
    pupils: list[Pupil]
    ended_at: datetime
    due_on: date  # when its homework must be done

    @property
    def has_tests(self) -> bool:
        return subject(self.planned.subject).has_tests(self.planned.grade)

    @property
    def place(self) -> dict[str, Any]:
        """What every entry of the lesson repeats, once the lesson is stored."""
        row = self.row
        return {"school_id": row.school_id, "year_id": row.year_id, "course_id": row.course_id, "lesson_id": row.pk}


def instant(on: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(on, at))


class Entries:
    """Writes nothing after `now`."""

    def __init__(self, school: str, dates: DemoYear, away: dict[tuple[int, date], Away], now: datetime) -> None:
        self.dates, self.away, self.now = dates, away, now
        self.random = Random(f"entries of {school}")
        self.marking = Marking(Random(f"marks of {school}"))

    def absences(self, held: Held) -> Iterator[Absence]:
        for pupil in held.pupils:
            if away := self._away(held, pupil):
                yield Absence(
                    on=held.row.on,
                    pupil_id=pupil.person.pk,
                    code=away.code,
                    minutes=away.minutes,
                    changed_at=held.row.attendance_at or self.now,
                    **held.place,
                )

    def marks(self, held: Held) -> Iterator[Mark]:
        for pupil, text in self._texts(held):
            value = value_of(text, held.system)
            yield Mark(
                on=held.row.on,
                pupil_id=pupil.person.pk,
                text=value.text,
                kind=value.kind,
                points=self._points(value, held.system),
                revision=value.text.count("|") + 1,
                changed_at=self._marked_at(held),
                **held.place,
            )

    @staticmethod
    def _points(value: MarkValue, system: str) -> int | None:
        """What the mark counts as; the schools of the demo go by the usual scale of percent."""
        if value.percent is None or system != ValueSystem.POINTS:
            return value.points
        return points_of(value.percent, USUAL_BOUNDS)

    def soon_after(self, held: Held) -> datetime:
        return min(held.ended_at + timedelta(minutes=self.random.randint(-5, 90)), self.now)

    def _marked_at(self, held: Held) -> datetime:
        """Tests are corrected within three days, in the afternoon; other marks are given at once."""
        if not held.text.is_test:
            return self.soon_after(held)
        day = held.row.on + timedelta(days=self.random.randint(0, 3))
        return min(instant(day, time(self.random.randint(15, 19), self.random.randrange(60))), self.now)

    def _away(self, held: Held, pupil: Pupil) -> Away | None:
        away = self.away.get((pupil.person.pk, held.row.on))
        return away if away and away.covers(held.row.number) else None

    def _is_present(self, held: Held, pupil: Pupil) -> bool:
        away = self._away(held, pupil)
        return away is None or away.minutes is not None

    def _texts(self, held: Held) -> Iterator[tuple[Pupil, str]]:
        if held.text.is_test:
            yield from self._of_test(held)
        elif held.text.is_formative:
            yield from self._of_formative(held)
        elif self._happens(_ORDINARY_LESSONS):
            yield from self._of_ordinary(held)

    def _of_test(self, held: Held) -> Iterator[tuple[Pupil, str]]:
        system, name = held.system, held.planned.subject
        in_percent = system == ValueSystem.POINTS and self._happens(_PERCENT_TESTS)
        is_long_ago = held.row.on < self.dates.today - _MADE_UP_AFTER
        for pupil in held.pupils:
            if self._is_present(held, pupil):
                yield pupil, self.marking.test(pupil.person.pk, name, system, in_percent=in_percent)
            elif text := self.marking.missed_test(pupil.person.pk, name, system, is_long_ago=is_long_ago):
                yield pupil, text

    def _of_formative(self, held: Held) -> Iterator[tuple[Pupil, str]]:
        system, in_percent = held.system, held.has_tests and self._happens(_PERCENT_FORMATIVE)
        for pupil in self._present(held):
            yield pupil, self.marking.formative(pupil.person.pk, held.planned.subject, system, in_percent=in_percent)

    def _of_ordinary(self, held: Held) -> Iterator[tuple[Pupil, str]]:
        present = self._present(held)
        asked = self.random.randint(*_ASKED) if held.has_tests else len(present)
        for pupil in self.random.sample(present, min(len(present), asked)):
            system = held.system
            yield pupil, self.marking.ordinary(pupil.person.pk, held.planned.subject, system)

    def _present(self, held: Held) -> list[Pupil]:
        return [pupil for pupil in held.pupils if self._is_present(held, pupil)]

    def _happens(self, percent: int) -> bool:
        return self.random.randrange(100) < percent
