"""Columns of one's own, lessons that do not take place, what stands in a wrong column; and taking back each of them (F2, F4)."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine

from tests.factories.entries import mark, page_of, write
from tests.factories.school import MONDAY, MadeSchool, inside
from tests.factories.small_school import SmallSchool
from zvans.audit.models import Action
from zvans.journal.actions.cells import CellEdit, save_cells
from zvans.journal.actions.columns import add_column, cancel_lesson, remove_column, restore_lesson
from zvans.journal.actions.lessons import confirm_attendance, whole_lesson, write_lesson
from zvans.journal.actions.moving import Moved, move_entries
from zvans.journal.actions.undo import ChangedSince, undo_action
from zvans.journal.models import Absence, Homework, Lesson, Mark, WorkKind
from zvans.journal.queries.columns import OUTSIDE
from zvans.journal.queries.grid import ask_columns
from zvans.journal.queries.journal import course_for
from zvans.journal.queries.lesson import LessonPage, lesson_page
from zvans.lib.database.sight import in_sight_of
from zvans.lib.policy import NotAcceptable, NotAllowedNow
from zvans.schools.models import Course
from zvans.timetable.queries.plan import LessonKey

pytestmark = pytest.mark.django_db
WEDNESDAY = MONDAY - timedelta(days=5)


@pytest.fixture
def school(small_school: SmallSchool, db: None) -> SmallSchool:
    return small_school


@pytest.fixture
def made(school: SmallSchool) -> MadeSchool:
    return school.made


@pytest.fixture
def course(school: SmallSchool) -> Course:
    with inside(school.made):
        found = course_for(school.actor("teacher"), school.course.public_id)
    assert found is not None
    return found


def add(
    school: SmallSchool, course: Course, on: date = MONDAY, number: int | None = None, kind: int | None = None
) -> LessonKey:
    with inside(school.made):
        return add_column(course=course, on=on, number=number, work_kind=kind, by=school.actor("teacher"))[0]


def page(course: Course, key: LessonKey) -> LessonPage:
    found = lesson_page(course, key)
    assert found is not None
    return found


def cells(school: SmallSchool) -> list[tuple[str, int, str]]:
    """(day, pupil's number in the class, text) of every mark and absence that stands somewhere."""
    order = {pupil.pk: n for n, pupil in enumerate(school.class_9b.pupils)}
    with inside(school.made):
        rows = [*Mark.objects.exclude(text="").values_list("on", "pupil_id", "text")]
        rows += Absence.objects.exclude(code="").values_list("on", "pupil_id", "code")
    return sorted((f"{on:%d.%m.}", order[pupil], text) for on, pupil, text in rows)


def last(name: str) -> Action:
    return Action.objects.filter(name=name).latest("pk")


def undo(school: SmallSchool, course: Course, name: str, *, only: bool = False) -> None:
    with inside(school.made):
        undo_action(course=course, action=last(name), by=school.actor("teacher"), only_unchanged=only)


def test_a_column_of_ones_own_stands_beside_the_timetables(school: SmallSchool, course: Course) -> None:
    """A further part of a lesson that is there, or outside of the day's lessons."""
    with inside(school.made):
        kind = WorkKind.objects.create(
            school=school.school,
            name="Pārbaudes darbs",
            short_name="p.d.",
            is_formative=True,
            starts_on=date(2026, 9, 1),
        )
    added = [
        add(school, course, number=3),
        add(school, course, number=3, kind=kind.pk),
        add(school, course),
        add(school, course),
    ]
    assert [key[1:] for key in added] == [(MONDAY, 3, 2), (MONDAY, 3, 3), (MONDAY, OUTSIDE, 1), (MONDAY, OUTSIDE, 2)]
    with inside(school.made):
        found = ask_columns(course, MONDAY, MONDAY)()
        assert [(column.key[2:], column.is_formative) for column in found] == [
            ((3, 1), False), ((3, 2), False), ((3, 3), True), ((OUTSIDE, 1), False), ((OUTSIDE, 2), False),
        ]  # fmt: skip
        assert Lesson.objects.filter(is_added=True, room__name="214").count() == 2


@pytest.mark.parametrize(
    ("on", "reason"),
    [
        (date(2026, 8, 31), "Šī diena nav mācību gadā: tas ir no 01.09.2026. līdz 31.05.2027."),
        (date(2026, 10, 20), "Šajā dienā stundu nav: Rudens brīvlaiks. Izvēlieties mācību dienu."),
        (date(2026, 12, 8), "Sleju var pievienot ne vairāk kā divas nedēļas uz priekšu."),
    ],
)
def test_a_column_on_a_holiday_is_refused_with_its_name(
    school: SmallSchool, course: Course, on: date, reason: str
) -> None:
    with pytest.raises(NotAcceptable) as refusal:
        add(school, course, on)
    assert (refusal.value.field, refusal.value.reason) == ("on", reason)
    with inside(school.made):
        assert Lesson.objects.count() == 0


def test_another_schools_kind_of_work_is_not_taken(school: SmallSchool, course: Course) -> None:
    with inside(school.other):
        kind = WorkKind.objects.create(
            school=school.other.school, name="Tests", short_name="t", starts_on=date(2026, 9, 1)
        )
    with pytest.raises(NotAcceptable):
        add(school, course, kind=kind.pk)


def test_only_an_empty_column_of_ones_own_goes(school: SmallSchool, course: Course, made: MadeSchool) -> None:
    teacher, pupil = school.actor("teacher"), school.class_9b.pupils[0]
    key = add(school, course, number=3)
    with inside(made):
        written = save_cells(course=course, batch=uuid4(), edits=[CellEdit(key, pupil.pk, "9")], by=teacher)[0]
        with pytest.raises(NotAllowedNow):
            remove_column(page=page(course, key), by=teacher)
        save_cells(course=course, batch=uuid4(), edits=[CellEdit(key, pupil.pk, "", "9", written.mark)], by=teacher)
        remove_column(page=page(course, key), by=teacher)
        assert (Lesson.objects.count(), Mark.objects.count(), lesson_page(course, key)) == (0, 0, None)
    undo(school, course, "remove_column")
    with inside(made):
        assert (page(course, key).is_added, Mark.objects.values_list("text", flat=True).get()) == (True, "")
    mark(made, course, MONDAY, 3, {pupil: "7"})
    with inside(made), pytest.raises(NotAllowedNow):
        remove_column(page=page_of(course, MONDAY, 3), by=teacher)


def test_a_lesson_that_does_not_take_place_takes_no_entries(
    school: SmallSchool, course: Course, made: MadeSchool
) -> None:
    """An entry made for a lesson that was cancelled meanwhile is refused with the reason, and kept to be seen."""
    teacher, pupil = school.actor("teacher"), school.class_9b.pupils[0]
    with inside(made):
        cancel_lesson(page=page_of(course, MONDAY, 3), by=teacher)
        edit = CellEdit(LessonKey(course.pk, MONDAY, 3, 1), pupil.pk, "9")
        answer = save_cells(course=course, batch=uuid4(), edits=[edit], by=teacher)[0]
        assert (answer.status, answer.text, answer.reason) == (
            "refused", "9", "Šī stunda ir atcelta, tajā neko nevar ierakstīt.",
        )  # fmt: skip
        restore_lesson(page=page_of(course, MONDAY, 3), by=teacher)
    mark(made, course, MONDAY, 3, {pupil: "9"})
    with inside(made), pytest.raises(NotAllowedNow) as refusal:
        cancel_lesson(page=page_of(course, MONDAY, 3), by=teacher)
    assert refusal.value.reason == (
        "Šajā stundā jau ir vērtējumi vai kavējumi. Vispirms pārceliet tos uz citu stundu vai izdzēsiet."
    )


def move(school: SmallSchool, course: Course) -> Moved:
    with inside(school.made):
        return move_entries(
            page=page_of(course, WEDNESDAY, 2), to=page_of(course, MONDAY, 3), by=school.actor("teacher")
        )  # fmt: skip


def test_what_stands_in_a_wrong_column_moves_where_there_is_room(
    school: SmallSchool, course: Course, made: MadeSchool
) -> None:
    first, second, third = school.class_9b.pupils
    mark(made, course, WEDNESDAY, 2, {first: "7", second: "n 8", third: "nv"})
    mark(made, course, MONDAY, 3, {first: "5"})
    moved = move(school, course)
    assert (moved.count, [(m.name, m.text, m.there) for m in moved.left]) == (2, [("Bērziņš Jānis", "7", "5")])
    after = [("18.11.", 0, "7"), ("23.11.", 0, "5"), ("23.11.", 1, "8"), ("23.11.", 1, "n"), ("23.11.", 2, "nv")]
    assert cells(school) == after
    undo(school, course, "move_entries")
    assert cells(school) == [
        ("18.11.", 0, "7"),
        ("18.11.", 1, "8"),
        ("18.11.", 1, "n"),
        ("18.11.", 2, "nv"),
        ("23.11.", 0, "5"),
    ]
    with pytest.raises(NotAllowedNow) as refusal:
        undo(school, course, "move_entries")
    assert refusal.value.reason == "Tas jau ir atsaukts."


def test_nothing_moves_into_a_lesson_to_come(school: SmallSchool, course: Course, made: MadeSchool) -> None:
    mark(made, course, WEDNESDAY, 2, {school.class_9b.pupils[0]: "7"})
    with inside(made):
        wrong, to = page_of(course, WEDNESDAY, 2), page_of(course, MONDAY + timedelta(days=2), 2)
    with pytest.raises(NotAllowedNow) as refusal, inside(made):
        move_entries(page=wrong, to=to, by=school.actor("teacher"))
    assert refusal.value.reason.startswith("Šī stunda vēl nav bijusi.")


def test_taking_back_raises_the_revision(school: SmallSchool, course: Course, made: MadeSchool) -> None:
    """Who typed on what stood there is told, as after any other change."""
    teacher, pupil = school.actor("teacher"), school.class_9b.pupils[0]
    key = LessonKey(course.pk, MONDAY, 3, 1)
    with inside(made):
        save_cells(course=course, batch=uuid4(), edits=[CellEdit(key, pupil.pk, "9")], by=teacher)
    undo(school, course, "save_cells")
    with inside(made):
        assert Mark.objects.values_list("text", "points", "revision").get() == ("", None, 2)
        stale = CellEdit(key, pupil.pk, "8", was="9", mark=1)
        assert save_cells(course=course, batch=uuid4(), edits=[stale], by=teacher)[0].status == "conflict"


def test_what_was_changed_since_is_told_and_the_rest_taken_back_only_when_asked(
    school: SmallSchool, course: Course, made: MadeSchool
) -> None:
    teacher, (first, second, _) = school.actor("teacher"), school.class_9b.pupils
    key = LessonKey(course.pk, MONDAY, 3, 1)
    with inside(made):
        edits = [CellEdit(key, first.pk, "9"), CellEdit(key, second.pk, "8")]
        save_cells(course=course, batch=uuid4(), edits=edits, by=teacher)
        bulk = last("save_cells")
        save_cells(
            course=course, batch=uuid4(), edits=[CellEdit(key, second.pk, "5", "8", 1)], by=school.actor("teacher")
        )
        with pytest.raises(ChangedSince) as changed:
            undo_action(course=course, action=bulk, by=teacher)
        assert (len(changed.value.rows), changed.value.others) == (1, 1)
    assert cells(school) == [("23.11.", 0, "9"), ("23.11.", 1, "5")]
    with inside(made):
        undo_action(course=course, action=bulk, by=teacher, only_unchanged=True)
    assert cells(school) == [("23.11.", 1, "5")]


def test_one_press_of_save_is_taken_back_at_once(school: SmallSchool, course: Course, made: MadeSchool) -> None:
    teacher, pupil = school.actor("teacher"), school.class_9b.pupils[0]
    write(made, course, MONDAY, 3, topic="Pirmā tēma", homework="1. uzd.")
    before = _texts(made)
    with in_sight_of([made.school.pk]):
        seen = page_of(course, MONDAY, 3)
        with whole_lesson(page=seen, by=teacher):
            edits = [CellEdit(seen.key, pupil.pk, "n")]
            save_cells(course=course, batch=uuid4(), edits=edits, by=teacher)
            write_lesson(
                page=seen, topic="Otrā tēma", is_formative=True, homework_text="", homework_due_on=None,
                revision=seen.revision, homework_revision=seen.homework_revision, by=teacher,
            )  # fmt: skip
            confirm_attendance(page=seen, by=teacher)
    assert (_texts(made), len(cells(school))) == ([("Otrā tēma", True, True, "")], 1)
    undo(school, course, "save_lesson")
    assert (_texts(made), cells(school)) == (before, [])


def _texts(made: MadeSchool) -> list[tuple[str, bool, bool, str]]:
    with inside(made):
        homework = Homework.objects.get().text
        return [
            (lesson.topic, lesson.is_formative, lesson.attendance_at is not None, homework)
            for lesson in Lesson.objects.all()
        ]


def test_cancelling_adding_and_confirming_are_taken_back(school: SmallSchool, course: Course, made: MadeSchool) -> None:
    teacher = school.actor("teacher")
    with inside(made):
        cancel_lesson(page=page_of(course, MONDAY, 3), by=teacher)
    undo(school, course, "cancel_lesson")
    with inside(made):
        confirm_attendance(page=page_of(course, MONDAY, 3), by=teacher)
    undo(school, course, "confirm_attendance")
    with inside(made):
        assert Lesson.objects.values_list("state", "attendance_at").get() == ("held", None)
    key = add(school, course)
    undo(school, course, "add_column")
    with inside(made):
        assert lesson_page(course, key) is None
    key = add(school, course)
    with inside(made):
        save_cells(course=course, batch=uuid4(), edits=[CellEdit(key, school.class_9b.pupils[0].pk, "9")], by=teacher)
    with pytest.raises(NotAllowedNow) as refusal:
        undo(school, course, "add_column")
    assert refusal.value.reason == "Šajā slejā ir ieraksti. Vispirms pārceliet vai izdzēsiet tos."


def test_a_closed_year_takes_nothing_back(school: SmallSchool, course: Course, made: MadeSchool) -> None:
    with inside(made):
        confirm_attendance(page=page_of(course, MONDAY, 3), by=school.actor("teacher"))
        course.year.closed_on = MONDAY
        course.year.save()
    with time_machine.travel(f"{MONDAY} 13:00 +0200", tick=False), pytest.raises(NotAllowedNow):
        undo(school, course, "confirm_attendance")
