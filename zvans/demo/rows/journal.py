"""The journals of a school of the demo: lessons held until yesterday with topics, homework, absences and marks.

Today's lessons are open but for the first ones, and some of the past ones have gaps, so that there is something to do.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from django.db.models import Model

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.demo.calendar import DemoYear
from zvans.demo.rows.entries import Entries, Held, instant
from zvans.demo.rows.school import MadeSchool
from zvans.demo.staffing import PlannedCourse
from zvans.demo.teaching.absences import Absences, Away
from zvans.demo.teaching.lessons import Course as CourseTexts
from zvans.demo.teaching.lessons import LessonText
from zvans.demo.teaching.subjects import subject
from zvans.demo.teaching.tests_planned import TestCalendar
from zvans.journal.models import Homework, HomeworkDone, Lesson, WorkKind
from zvans.lib.dates import now
from zvans.schools.actions.changes import Changes
from zvans.timetable.queries.plan import PlannedLesson, bells_of, planned_lessons

_WEEKS_OF_TOPICS = timedelta(weeks=12)
_AHEAD = timedelta(days=35)
_FILLED_TODAY = 2  # lessons up to this number
# Gaps in a hundred lessons, and in the last seven days, when teachers have not caught up yet.
_GAPS, _RECENT_GAPS, _RECENT = 3, 10, timedelta(days=7)
_KINDS_FROM_GRADE, _TEST, _FORMATIVE = 7, "p.d.", "form."
_TICKED, _TICKED_SINCE = 0.4, timedelta(days=14)
_LATE_TOPICS, _LATE_BY = 2, (4, 12)  # in a hundred lessons; days after the lesson


def fill_journals(made: MadeSchool, dates: DemoYear, by: Actor) -> None:
    with recorded("fill_demo_journals", by=by, schools=[made.school.pk], about=made.school):
        filler = _Filler(made, dates)
        held = filler.held()
        _write([lesson.row for lesson in held])
        _write(entry for lesson in held for entry in filler.entries_of(lesson))


def _write(rows: Iterable[Model]) -> None:
    changes = Changes()
    changes.add(*rows)
    changes.write()


def _away(made: MadeSchool, dates: DemoYear) -> dict[tuple[int, date], Away]:
    """Who of the school's pupils was away when."""
    grades = {
        pupil.person.pk: made.classes[key.class_name].grade or 0
        for key, found in made.members.items()
        for pupil in found
    }
    return Absences(dates.school_days, Random(f"absences of {made.plan.key}")).of(sorted(grades.items()))


class _Filler:
    def __init__(self, made: MadeSchool, dates: DemoYear) -> None:
        self.made, self.dates, self.now = made, dates, now()
        self.random = Random(f"journals of {made.plan.key}")
        self.entries = Entries(made.plan.key, dates, _away(made, dates), self.now)
        self.delays = Random(f"late topics of {made.plan.key}")
        self.tests = TestCalendar()
        self.bells = bells_of([made.school.pk], dates.first, dates.today)

    def held(self) -> list[Held]:
        """The lessons in which something is written, not stored yet."""
        courses = {course.pk: planned for planned, course in self.made.courses.items()}
        lessons: dict[int, list[PlannedLesson]] = {key: [] for key in courses}
        for lesson in planned_lessons(
            list(courses), [self.made.school.pk], self.dates.first, self.dates.today + _AHEAD
        ):
            lessons[lesson.key.course_id].append(lesson)
        return [held for key, planned in courses.items() for held in self._of_course(planned, lessons[key])]

    def _of_course(self, planned: PlannedCourse, lessons: list[PlannedLesson]) -> Iterator[Held]:
        begun = [lesson for lesson in lessons if self._is_begun(lesson)]
        due_days = [lesson.key.on for lesson in lessons[1:]]
        for lesson, text, due_on in zip(begun, self._texts(planned, lessons, begun), due_days, strict=False):
            if held := self._lesson(planned, lesson, text, due_on):
                yield held

    def _is_begun(self, lesson: PlannedLesson) -> bool:
        on = lesson.key.on
        return on < self.dates.today or (on == self.dates.today and lesson.key.number <= _FILLED_TODAY)

    def _texts(
        self, planned: PlannedCourse, lessons: list[PlannedLesson], begun: list[PlannedLesson]
    ) -> list[LessonText]:
        total = sum(lesson.key.on < self.dates.first + _WEEKS_OF_TOPICS for lesson in lessons)
        random = Random(f"{self.made.plan.key} {planned.subject} {planned.name}")
        classes = [group.class_name for group in planned.groups]
        texts = CourseTexts(subject(planned.subject), planned.grade, total, random).texts(
            len(begun), lambda index: self.tests.fits(classes, planned.grade, begun[index].key.on)
        )
        for lesson, text in zip(begun, texts, strict=True):
            if text.is_test:
                self.tests.add(classes, lesson.key.on)
        return texts

    def _lesson(self, planned: PlannedCourse, lesson: PlannedLesson, text: LessonText, due_on: date) -> Held | None:
        has_topic, has_attendance = self._what_is_written(lesson.key.on)
        if not (has_topic or has_attendance):
            return None
        on, number = lesson.key.on, lesson.key.number
        starts, ends = self.bells.times(lesson.school_id, on, number) or (time(8), time(8, 40))
        course = self.made.courses[planned]
        row = Lesson(
            school_id=self.made.school.pk,
            year_id=self.made.year.pk,
            course_id=course.pk,
            on=on,
            number=number,
            part=lesson.key.part,
            room_id=lesson.room_id,
            topic=text.topic if has_topic else "",
            topic_at=self._topic_at(instant(on, starts)) if has_topic else None,
            is_formative=text.is_formative and has_topic,
            work_kind=self._kind(planned, text) if has_topic else None,
            attendance_at=self._noted_at(instant(on, starts)) if has_attendance else None,
        )
        pupils = [pupil for group in planned.groups for pupil in self.made.members[group]]
        return Held(row, course.value_system, planned, text, pupils, instant(on, ends), due_on)

    def _kind(self, planned: PlannedCourse, text: LessonText) -> WorkKind | None:
        """From grade 7 on journals say what kind of work a mark is for; their tests weigh more."""
        if planned.grade < _KINDS_FROM_GRADE or not (text.is_test or text.is_formative):
            return None
        return self.made.kinds[_TEST if text.is_test else _FORMATIVE]

    def _noted_at(self, started_at: datetime) -> datetime:
        return min(started_at + timedelta(minutes=self.random.randint(2, 25)), self.now)

    def _topic_at(self, started_at: datetime) -> datetime:
        """Mostly during the lesson, sometimes days later."""
        is_late = self.delays.randrange(100) < _LATE_TOPICS
        delay = timedelta(days=self.delays.randint(*_LATE_BY)) if is_late else timedelta(minutes=20)
        return min(started_at + delay, self.now)

    def _what_is_written(self, on: date) -> tuple[bool, bool]:
        """Topic and attendance: mostly both, sometimes one of them, sometimes nothing."""
        gaps = _RECENT_GAPS if on > self.dates.today - _RECENT else _GAPS
        draw = self.random.randrange(100)
        if on == self.dates.today or draw >= gaps:
            return True, True
        return {0: (True, False), 1: (False, True)}.get(draw % 4, (False, False))

    def entries_of(self, held: Held) -> Iterator[Model]:
        """What belongs to a stored lesson: homework, absences, marks."""
        row = held.row
        if row.topic and held.text.homework:
            yield from self._homework(held)
        if row.attendance_at:
            yield from self.entries.absences(held)
        if row.attendance_at and row.topic and subject(held.planned.subject).is_marked:
            yield from self.entries.marks(held)

    def _homework(self, held: Held) -> Iterator[Model]:
        set_at = self.entries.soon_after(held)
        homework = Homework(text=held.text.homework, due_on=held.due_on, changed_at=set_at, **held.place)
        yield homework
        if held.row.on > self.dates.today - _TICKED_SINCE:
            yield from self._ticks(homework, held, set_at)

    def _ticks(self, homework: Homework, held: Held, set_at: datetime) -> Iterator[HomeworkDone]:
        for pupil in held.pupils:
            if self.random.random() < _TICKED:
                done_at = min(set_at + timedelta(hours=self.random.randint(1, 20)), self.now)
                yield HomeworkDone(school=self.made.school, homework=homework, pupil=pupil.person, done_at=done_at)
