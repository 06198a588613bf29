"""History stays as it was: a new timetable, a pupil who moves, a pupil who leaves, a journal that somebody else takes over (F1)."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine

from tests.factories.entries import mark, somebody_of, write
from tests.factories.people import actor_of, make_account, make_guardian
from tests.factories.school import MONDAY, MadeClass, MadeSchool, add_slots, inside, make_class, make_course
from zvans.accounts.enums import Role
from zvans.accounts.models import Person
from zvans.audit.actor import Actor
from zvans.diary.queries.children import children_of
from zvans.diary.queries.marks import marks_by_subject, terms_of
from zvans.journal.actions.cells import CellAnswer, CellEdit, save_cells
from zvans.journal.queries.grid import Grid, ask_columns, grid_for, summaries_of
from zvans.lib.dates import today
from zvans.schools.actions.movement import leave_school, move_pupil
from zvans.schools.enums import Begun, Ended
from zvans.schools.models import Course
from zvans.timetable.models import Timetable
from zvans.timetable.queries.plan import LessonKey

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")
START, END = date(2026, 9, 1), date(2026, 12, 18)
EARLIER = MONDAY - timedelta(days=14)


@pytest.fixture
def class_9a(made: MadeSchool) -> MadeClass:
    return make_class(made, "9.a", pupils=2)


@pytest.fixture
def old(made: MadeSchool, class_9a: MadeClass) -> Course:
    return make_course(made, class_9a, slots=[(1, 2)], room="101")


@pytest.fixture
def new(made: MadeSchool, class_9b: MadeClass) -> Course:
    return make_course(made, class_9b, slots=[(1, 3)], room="201")


def move(made: MadeSchool, pupil: Person, to: MadeClass) -> None:
    with inside(made):
        move_pupil(pupil=pupil, class_group=to.group, begun=Begun.TRANSFERRED, on=MONDAY - timedelta(days=7), by=SYSTEM)


def grid(made: MadeSchool, course: Course) -> Grid:
    with inside(made):
        return grid_for(course, START, END)


def test_a_timetable_from_march_leaves_february_as_it_was(made: MadeSchool, new: Course) -> None:
    """Rooms, lessons written in and lessons that nobody has touched yet."""
    february, march = date(2027, 2, 22), date(2027, 3, 1)
    with time_machine.travel("2027-02-23 12:00 +0200", tick=False):
        write(made, new, february, 3, topic="Kopas")
        with inside(made):
            before = list(ask_columns(new, START, march - timedelta(days=1))())
            Timetable.objects.filter(pk=made.timetable.pk).update(ends_on=march - timedelta(days=1))
            later = Timetable.objects.create(school=made.school, year=made.year, name="No marta", starts_on=march)
        add_slots(made, new, [(2, 5)], room="305", timetable=later)
    with inside(made):
        assert list(ask_columns(new, START, march - timedelta(days=1))()) == before
        assert [column.key[1:] for column in ask_columns(new, march, march + timedelta(days=8))()] == [
            (date(2027, 3, 2), 5, 1), (date(2027, 3, 9), 5, 1),
        ]  # fmt: skip
        assert list(new.lessons.values_list("on", "number", "room__name", "topic")) == [(february, 3, "201", "Kopas")]


def test_marks_of_a_pupil_who_moved_stay_and_count(
    made: MadeSchool, old: Course, new: Course, class_9a: MadeClass, class_9b: MadeClass
) -> None:
    """They stay where they were given; the new journal counts them and says how many they are."""
    pupil = class_9a.pupils[0]
    mark(made, old, EARLIER, 2, {pupil: "4", class_9a.pupils[1]: "10"})
    mark(made, old, EARLIER - timedelta(days=7), 2, {pupil: "9"})
    write(made, old, EARLIER - timedelta(days=7), 2, topic="Treniņš", is_formative=True)
    other = make_course(made, class_9a, subject="Fizika", slots=[(1, 5)])
    mark(made, other, EARLIER, 5, {pupil: "1"})
    move(made, pupil, class_9b)
    mark(made, new, MONDAY, 3, {pupil: "7", class_9b.pupils[0]: "8"})
    there = grid(made, new)
    assert (there.earlier, there.summaries[pupil.pk].mean, there.summaries[pupil.pk].counted) == (
        {pupil.pk: 1}, Decimal("5.50"), 2,
    )  # fmt: skip
    assert there.summaries[class_9b.pupils[0].pk].counted == 1
    with inside(made):
        assert summaries_of(new, START, END, earlier=True) == there.summaries
    here = grid(made, old)
    assert (here.earlier, [cell.text for cell in here.cells[pupil.pk].values()]) == ({}, ["9", "4"])
    assert [(m.ends_on is None) for m in here.pupils if m.pupil_id == pupil.pk] == [False]


def test_a_class_that_is_merged_into_another_keeps_its_marks(
    made: MadeSchool, old: Course, new: Course, class_9a: MadeClass, class_9b: MadeClass
) -> None:
    """Everybody of 9.a goes to 9.b in the middle of a semester: the old journal stays readable, the new one counts all."""
    mark(made, old, EARLIER, 2, {class_9a.pupils[0]: "4", class_9a.pupils[1]: "10"})
    before = grid(made, old)
    for pupil in class_9a.pupils:
        move(made, pupil, class_9b)
    mark(made, new, MONDAY, 3, {class_9a.pupils[0]: "7", class_9b.pupils[0]: "8"})
    here, there = grid(made, old), grid(made, new)
    assert (here.cells, here.columns, here.summaries) == (before.cells, before.columns, before.summaries)
    assert {pupil.pupil_id for pupil in there.pupils} == {p.pk for p in [*class_9a.pupils, *class_9b.pupils]}
    assert there.earlier == {pupil.pk: 1 for pupil in class_9a.pupils}
    assert [there.summaries[pupil.pk].mean for pupil in class_9a.pupils] == [Decimal("5.50"), Decimal("10.00")]


def test_marks_of_one_subject_are_one_subject_to_the_family(
    made: MadeSchool, old: Course, new: Course, class_9a: MadeClass, class_9b: MadeClass
) -> None:
    pupil = class_9a.pupils[0]
    mother = actor_of(make_account(make_guardian(pupil), made.school, role=Role.MOTHER))
    mark(made, old, EARLIER, 2, {pupil: "4"})
    move(made, pupil, class_9b)
    mark(made, new, MONDAY, 3, {pupil: "7"})
    with inside(made):
        children = children_of(mother, today())
        (child,) = marks_by_subject(children, terms_of(children, today()), 1)
    assert [(s.subject, [m.text for m in s.marks], s.mean) for s in child.subjects] == [
        ("Matemātika", ["4", "7"], Decimal("5.50")),
    ]  # fmt: skip


def test_nobody_brings_marks_along_by_being_in_two_groups_at_once(
    made: MadeSchool, old: Course, class_9a: MadeClass
) -> None:
    """And another year's or subject's marks are no earlier ones."""
    both = make_course(made, class_9a, slots=[(1, 4)])
    mark(made, old, EARLIER, 2, {class_9a.pupils[0]: "4"})
    assert (grid(made, both).earlier, grid(made, both).summaries) == ({}, {})


def give(made: MadeSchool, course: Course, pupil: Person, on: date = MONDAY) -> CellAnswer:
    with inside(made):
        edit = CellEdit(LessonKey(course.pk, on, 3, 1), pupil.pk, "9")
        return save_cells(course=course, batch=uuid4(), edits=[edit], by=somebody_of(made))[0]


def test_a_mark_for_a_pupil_who_left_yesterday_is_refused_with_the_day(
    made: MadeSchool, new: Course, class_9b: MadeClass
) -> None:
    pupil = class_9b.pupils[0]
    with inside(made):
        leave_school(pupil=pupil, school=made.school, ended=Ended.LEFT, on=MONDAY - timedelta(days=1), by=SYSTEM)
    answer = give(made, new, pupil)
    assert (answer.status, answer.text, answer.reason) == (
        "refused", "9", "Skolēns šajā grupā mācījās līdz 22.11.2026.",
    )  # fmt: skip
    assert give(made, new, pupil, MONDAY - timedelta(days=7)).status == "saved"
    stranger = make_class(made, "9.c", pupils=1).pupils[0]
    assert give(made, new, stranger).reason == "Šajā dienā skolēns šajā grupā nemācās."
