"""The week put together (G1): what is planned, what was held, what was written."""

from dataclasses import dataclass
from datetime import date, timedelta

from tests.factories.entries import mark, write
from tests.factories.families import Families
from tests.factories.school import MONDAY, MadeSchool, add_slots, inside, make_course
from zvans.audit.actions import recorded
from zvans.diary.enums import Change
from zvans.diary.queries.children import children_of
from zvans.diary.queries.days import ChildDay, ChildLesson
from zvans.diary.queries.week import Week, week_of
from zvans.journal.enums import LessonState
from zvans.journal.models import Lesson
from zvans.lib.dates import today
from zvans.schools.models import Break, Course, Room, StudyGroupMember

TUESDAY, WEDNESDAY, FRIDAY = (MONDAY + timedelta(days=n) for n in (1, 2, 4))


def week(families: Families, persona: str = "mother", on: date = MONDAY) -> Week:
    actor = families.actor(persona)
    with recorded("look", by=actor):
        return week_of(children_of(actor, today()), on)


def day(families: Families, on: date, persona: str = "pupil") -> ChildDay:
    """A day of the first child."""
    (found,) = [day for day in week(families, persona, on).days if day.on == on]
    return found.children[0]


def lesson(families: Families, on: date, number: int) -> ChildLesson:
    (found,) = [lesson for lesson in day(families, on).lessons if lesson.number == number]
    return found


@dataclass(frozen=True)
class Held:
    """A lesson of a course as a row, made without the timetable."""

    made: MadeSchool
    course: Course

    def __call__(self, on: date, number: int, room: str = "", state: str = LessonState.HELD) -> Lesson:
        with inside(self.made):
            place = Room.objects.get_or_create(school=self.made.school, name=room)[0] if room else None
            return Lesson.objects.create(
                school=self.made.school, year=self.made.year, course=self.course, on=on, number=number, room=place,
                state=state,
            )  # fmt: skip


def test_every_child_has_its_lessons_of_each_day(families: Families) -> None:
    shown = [
        (day.on.isoweekday(), child.child.given_name, lesson.number, lesson.subject, lesson.room, str(lesson.times[0]))
        for day in week(families).days
        for child in day.children
        for lesson in child.lessons
        if lesson.times
    ]
    assert shown == [
        (1, "Elza", 1, "Matemātika", "214", "08:30:00"),
        (1, "Elza", 2, "Vēsture", "Vēstures kabinets", "09:30:00"),
        (1, "Kārlis", 1, "Dabaszinības", "", "08:30:00"),
        (3, "Elza", 2, "Matemātika", "214", "09:30:00"),
    ]


def test_what_the_teacher_wrote_stands_at_its_lesson(families: Families) -> None:
    write(families.alfa, families.mathematics, MONDAY, 1, topic="Diskriminants", homework="57. lpp.", due_on=WEDNESDAY)
    mark(families.alfa, families.mathematics, MONDAY, 1, {families.elza: "k5 5|7", families.class_9b.pupils[1]: "2"})
    first = lesson(families, MONDAY, 1)
    assert first.topic == "Diskriminants"
    assert [(m.text, m.kind, m.points) for m in first.marks] == [("5|7", "points", 7)]
    assert [(a.code, a.minutes, a.label) for a in first.absences] == [("k", 5, "nokavēja sākumu")]
    assert [(h.text, h.due_on) for h in first.given] == [("57. lpp.", WEDNESDAY)]
    assert [h.text for h in lesson(families, WEDNESDAY, 2).due] == ["57. lpp."]


def test_homework_for_a_day_without_its_lesson_stands_by_itself(families: Families) -> None:
    write(families.alfa, families.mathematics, MONDAY, 1, homework="Projekts", due_on=FRIDAY)
    assert [(loose.subject, loose.homework.text) for loose in day(families, FRIDAY).due] == [("Matemātika", "Projekts")]


def test_homework_stands_at_the_first_of_two_lessons_a_day(families: Families) -> None:
    add_slots(families.alfa, families.mathematics, [(3, 3)])
    write(families.alfa, families.mathematics, MONDAY, 1, homework="57. lpp.", due_on=WEDNESDAY)
    assert [(one.number, len(one.due)) for one in day(families, WEDNESDAY).lessons] == [(2, 1), (3, 0)]


def test_an_entry_taken_back_is_gone(families: Families) -> None:
    mark(families.alfa, families.mathematics, MONDAY, 1, {families.elza: "n 4"})
    with inside(families.alfa):
        families.elza.marks.update(text="", kind="", points=None)
        families.elza.absences.update(code="")
    assert (lesson(families, MONDAY, 1).marks, lesson(families, MONDAY, 1).absences) == ((), ())


def test_changes_of_the_plan_are_named(families: Families) -> None:
    """G1: changes stand out."""
    held = Held(families.alfa, families.mathematics)
    held(WEDNESDAY, 2, room="Bibliotēka")
    held(FRIDAY, 4)
    Held(families.alfa, families.history)(MONDAY, 2, state=LessonState.CANCELLED)
    assert [lesson(families, *at).change for at in ((MONDAY, 1), (MONDAY, 2), (WEDNESDAY, 2), (FRIDAY, 4))] == [
        None, Change.CANCELLED, Change.ROOM, Change.ADDED,
    ]  # fmt: skip
    assert lesson(families, WEDNESDAY, 2).room == "Bibliotēka"


def test_lessons_of_the_past_are_no_changes(families: Families) -> None:
    """E1: they stay as they were held, whatever the timetable says now."""
    last_week = MONDAY - timedelta(days=7)
    Held(families.alfa, families.mathematics)(last_week, 1, room="Bibliotēka")
    Held(families.alfa, families.mathematics)(last_week, 5)
    assert [(one.number, one.change) for one in day(families, last_week).lessons] == [(1, None), (2, None), (5, None)]


def test_parts_held_in_two_rooms_are_one_lesson(families: Families) -> None:
    course = make_course(families.alfa, families.class_9b, subject="Sports", slots=[(2, 1)], room="Lielā zāle")
    add_slots(families.alfa, course, [(2, 1)], room="Mazā zāle", part=2)
    assert [(one.number, one.room) for one in day(families, TUESDAY).lessons] == [(1, "Lielā zāle, Mazā zāle")]


def test_who_joined_later_sees_the_group_from_then_on(families: Families) -> None:
    with inside(families.alfa):
        StudyGroupMember.objects.filter(pupil=families.elza).update(starts_on=WEDNESDAY)
    shown = [(found.on, len(found.children[0].lessons)) for found in week(families, "pupil").days]
    assert shown == [(MONDAY + timedelta(days=n), 1 if n == 2 else 0) for n in range(5)]


def test_a_break_is_named_where_it_is(families: Families) -> None:
    with inside(families.alfa):
        Break.objects.create(
            school=families.alfa.school, year=families.alfa.year, name="Jubileja", starts_on=MONDAY, ends_on=MONDAY
        )
    first = week(families).days[0]
    assert [(child.break_name, len(child.lessons)) for child in first.children] == [("Jubileja", 0), (None, 1)]


def test_a_saturday_with_lessons_is_shown(families: Families) -> None:
    assert len(week(families).days) == 5
    add_slots(families.alfa, families.mathematics, [(6, 1)])
    assert [day.on.isoweekday() for day in week(families).days] == [1, 2, 3, 4, 5, 6]


def test_a_week_without_lessons_says_when_they_begin_again(families: Families) -> None:
    elza = week(families, "pupil", on=date(2026, 10, 21))
    assert (elza.is_empty, elza.break_names, elza.next_on) == (True, ["Rudens brīvlaiks"], date(2026, 10, 26))
    assert week(families, on=date(2027, 7, 1)).next_on is None
