"""Saving cells: marks and absences, once, seen by both (F3, F4, F5)."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.people import actor_of
from tests.factories.school import (
    MONDAY,
    MadeClass,
    MadeSchool,
    add_members,
    inside,
    make_class,
    make_course,
    make_employee,
    make_staff_account,
)
from zvans.audit.actor import Actor
from zvans.audit.models import Action, Change
from zvans.journal.actions.cells import CellAnswer, CellEdit, save_cells
from zvans.journal.models import Absence, Lesson, Mark
from zvans.schools.models import Course
from zvans.timetable.queries.plan import LessonKey

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher(made: MadeSchool) -> Actor:
    return actor_of(make_staff_account(made, make_employee(made)))


@pytest.fixture
def course(made: MadeSchool, class_9b: MadeClass, teacher: Actor) -> Course:
    """Mathematics of 9.b on Mondays (third lesson) and Wednesdays (second)."""
    return make_course(made, class_9b, slots=[(1, 3), (3, 2)])


def save(course: Course, by: Actor, *edits: CellEdit, batch: UUID | None = None) -> list[tuple[str, str, int, int]]:
    answers = save_cells(course=course, batch=batch or uuid4(), edits=edits, by=by)
    return [(a.status, a.text, a.mark, a.absence) for a in answers]


def key(course: Course, on: date = MONDAY, number: int = 3) -> LessonKey:
    return LessonKey(course.pk, on, number, 1)


def test_first_touch_stores_the_lesson_and_the_cell(course: Course, class_9b: MadeClass, teacher: Actor) -> None:
    """F1: a row is stored when first touched."""
    pupil = class_9b.pupils[0]
    assert save(course, teacher, CellEdit(key(course), pupil.pk, "n 7")) == [("saved", "n 7", 1, 1)]
    assert list(Lesson.objects.values_list("on", "number", "part", "state")) == [(MONDAY, 3, 1, "held")]
    assert list(Mark.objects.values_list("pupil_id", "text", "kind", "points", "revision")) == [
        (pupil.pk, "7", "points", 7, 1)
    ]
    assert list(Absence.objects.values_list("pupil_id", "code", "minutes", "revision")) == [(pupil.pk, "n", None, 1)]


def test_a_batch_sent_twice_is_done_once(course: Course, class_9b: MadeClass, teacher: Actor) -> None:
    batch, edit = uuid4(), CellEdit(key(course), class_9b.pupils[0].pk, "7")
    first = save_cells(course=course, batch=batch, edits=[edit], by=teacher)
    again = save_cells(course=course, batch=batch, edits=[edit], by=teacher)
    assert again == first == [CellAnswer(key(course), class_9b.pupils[0].pk, "saved", "7", 1, 0)]
    assert list(Mark.objects.values_list("text", "revision")) == [("7", 1)]


def test_a_cell_changed_meanwhile_is_not_overwritten(course: Course, class_9b: MadeClass, teacher: Actor) -> None:
    pupil = class_9b.pupils[0].pk
    save(course, teacher, CellEdit(key(course), pupil, "7"))
    save(course, teacher, CellEdit(key(course), pupil, "8", was="7", mark=1))
    assert save(course, teacher, CellEdit(key(course), pupil, "9", was="7", mark=1)) == [("conflict", "8", 2, 0)]
    assert list(Mark.objects.values_list("text", "revision")) == [("8", 2)]


def test_a_mark_and_an_absence_of_one_cell_do_not_collide(course: Course, class_9b: MadeClass, teacher: Actor) -> None:
    """A colleague excuses the absence while the teacher, who still sees «n», adds a mark."""
    pupil = class_9b.pupils[0].pk
    save(course, teacher, CellEdit(key(course), pupil, "n"))
    save(course, teacher, CellEdit(key(course), pupil, "ns", was="n", absence=1))
    assert save(course, teacher, CellEdit(key(course), pupil, "n 7", was="n", absence=1)) == [("saved", "n 7", 1, 1)]
    assert (Mark.objects.get().text, Absence.objects.get().code) == ("7", "ns")


def test_clearing_keeps_the_row_and_raises_the_revision(course: Course, class_9b: MadeClass, teacher: Actor) -> None:
    pupil = class_9b.pupils[0].pk
    save(course, teacher, CellEdit(key(course), pupil, "7"))
    assert save(course, teacher, CellEdit(key(course), pupil, "", was="7", mark=1)) == [("saved", "", 2, 0)]
    assert list(Mark.objects.values_list("text", "kind", "points", "revision")) == [("", "", None, 2)]
    assert save(course, teacher, CellEdit(key(course), pupil, "9", was="7", mark=1)) == [("conflict", "", 2, 0)]


def test_a_cell_named_twice_in_a_batch_counts_as_its_last_edit(
    course: Course, class_9b: MadeClass, teacher: Actor
) -> None:
    pupil = class_9b.pupils[0].pk
    edits = [CellEdit(key(course), pupil, "7"), CellEdit(key(course), pupil, "8")]
    assert save(course, teacher, *edits) == [("saved", "8", 1, 0)]


def test_wrong_cells_are_refused_with_the_reason_and_the_others_are_saved(
    made: MadeSchool, course: Course, class_9b: MadeClass, teacher: Actor
) -> None:
    good, left, *_ = class_9b.pupils
    stranger = make_class(made, "9.a", pupils=1).pupils[0]
    answers = save_cells(
        course=course, batch=uuid4(), by=teacher,
        edits=[
            CellEdit(key(course), good.pk, "7"),
            CellEdit(key(course), left.pk, "11"),
            CellEdit(key(course), stranger.pk, "7"),
            CellEdit(key(course, number=5), good.pk, "7"),
            CellEdit(key(course, MONDAY + timedelta(days=2), 2), good.pk, "7"),
        ],
    )  # fmt: skip
    assert [(a.status, a.reason) for a in answers] == [
        ("saved", ""),
        ("refused", "Te var rakstīt 1–10, i vai ni, procentus ar zīmi % (85%), nv, atbr vai kavējuma kodu."),
        ("refused", "Šajā dienā skolēns šajā grupā nemācās."),
        ("refused", "Šādas stundas sarakstā nav."),
        ("refused", "Šī stunda vēl nav bijusi. Kavējumus un vērtējumus varēs rakstīt stundas dienā."),
    ]
    assert list(Mark.objects.values_list("pupil_id", "text")) == [(good.pk, "7")]


def test_a_pupil_who_left_can_be_marked_up_to_the_last_day(
    made: MadeSchool, course: Course, class_9b: MadeClass, teacher: Actor
) -> None:
    late_comer = make_class(made, "8.a", pupils=1).pupils[0]
    last_day = MONDAY - timedelta(days=7)
    add_members(made, class_9b.whole, [late_comer], ends_on=last_day)
    edits = [CellEdit(key(course, last_day), late_comer.pk, "6"), CellEdit(key(course), late_comer.pk, "6")]
    assert [answer[0] for answer in save(course, teacher, *edits)] == ["saved", "refused"]


def test_each_change_is_recorded_with_its_action(
    made: MadeSchool, course: Course, class_9b: MadeClass, teacher: Actor
) -> None:
    """C2, F4: history of each cell, by triggers, under the audit record of the action."""
    pupil = class_9b.pupils[0].pk
    save(course, teacher, CellEdit(key(course), pupil, "5"))
    save(course, teacher, CellEdit(key(course), pupil, "5|7", was="5", mark=1))
    with inside(made):
        changes = Change.objects.filter(table="journal_mark").order_by("id")
        said = [(c.before and c.before["text"], c.after and c.after["text"], c.action_id) for c in changes]
    actions = list(Action.objects.filter(name="save_cells").order_by("id").values_list("id", "account_id", "details"))
    assert said == [(None, "5", actions[0][0]), ("5", "5|7", actions[1][0])]
    assert [row[1:] for row in actions] == [(teacher.account_id, {"cells": 1})] * 2


def test_a_write_outside_an_action_is_refused_by_the_database(course: Course, class_9b: MadeClass) -> None:
    """Design, rule 3: nothing but actions writes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('zvans.action', '', true)")
    with pytest.raises(Exception, match="invalid input syntax for type bigint"):
        Lesson.objects.create(
            school_id=course.school_id, year_id=course.year_id, course=course, on=MONDAY, number=3, topic="Bez darbības"
        )


def test_statements_do_not_grow_with_cells(course: Course, class_9b: MadeClass, teacher: Actor) -> None:
    """K6."""
    counts = []
    for pupils in (class_9b.pupils[:1], class_9b.pupils[1:]):
        with CaptureQueriesContext(connection) as queries:
            save(course, teacher, *[CellEdit(key(course), p.pk, "n 7") for p in pupils])
        counts.append(len(queries) - (len(counts) == 0) * 2)  # the first touch stores the lesson: two more
    assert counts[0] == counts[1]
