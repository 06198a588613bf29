"""F5: a percent counts as points by the school's scale of the lesson's day, and keeps what it came to."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.entries import mark, somebody_of
from tests.factories.school import MONDAY, MadeClass, MadeSchool, inside, make_course
from zvans.journal.actions.values import set_scale
from zvans.journal.models import Mark, PercentScale
from zvans.journal.queries.grid import summaries_of
from zvans.journal.queries.values import all_scales
from zvans.lib.policy import RefusedValues
from zvans.schools.enums import ValueSystem
from zvans.schools.models import Course

STRICT = [Decimal(n) for n in (100, 95, 90, 85, 80, 75, 70, 60, 50, 40)]


@pytest.fixture
def course(made: MadeSchool, class_9b: MadeClass) -> Course:
    return make_course(made, class_9b, slots=[(1, 3), (3, 2)])


def stored(made: MadeSchool) -> list[tuple[str, int | None]]:
    with inside(made):
        return list(Mark.objects.order_by("id").values_list("text", "points"))


@pytest.mark.parametrize(
    ("typed", "text", "points"),
    [
        ("100%", "100%", 10), ("99%", "99%", 10), ("98,9%", "98,9%", 9), ("85%", "85%", 9), ("85.0%", "85,0%", 9), ("84,9%", "84,9%", 8),
        ("84.9%", "84,9%", 8), ("50%", "50%", 5), ("1%", "1%", 1), ("0,9%", "0,9%", None), ("0%", "0%", None), ("50%|85%", "50%|85%", 9),
        ("85%|7", "85%|7", 7), ("5|85%", "5|85%", 9), ("nv|70%", "nv|70%", 7),
    ],
)  # fmt: skip
def test_a_lower_bound_belongs_to_its_points(
    made: MadeSchool, class_9b: MadeClass, course: Course, typed: str, text: str, points: int | None
) -> None:
    (answer,) = mark(made, course, MONDAY, 3, {class_9b.pupils[0]: typed})
    assert (answer.text, stored(made)) == (text, [(text, points)])


def test_percents_of_a_journal_of_another_system_count_nothing(made: MadeSchool, class_9b: MadeClass) -> None:
    course = make_course(made, class_9b, slots=[(1, 3)])
    with inside(made):
        course.value_system = ValueSystem.PASS
        course.save()
    mark(made, course, MONDAY, 3, {class_9b.pupils[0]: "85%"})
    assert stored(made) == [("85%", None)]


def test_a_scale_from_a_day_on_leaves_earlier_marks_alone(
    made: MadeSchool, class_9b: MadeClass, course: Course
) -> None:
    """The scale is that of the lesson's day, whenever the mark is typed."""
    first, second, third = class_9b.pupils
    friday = date(2026, 11, 20)
    mark(made, course, date(2026, 11, 16), 3, {first: "85%"})
    set_scale(school=made.school, bounds=STRICT, starts_on=friday, by=somebody_of(made))
    mark(made, course, date(2026, 11, 18), 2, {second: "85%"})
    mark(made, course, MONDAY, 3, {third: "85%", first: "85%|95%"})
    assert stored(made) == [("85%", 9), ("85%", 9), ("85%", 7), ("85%|95%", 9)]
    with inside(made):
        found = summaries_of(course, date(2026, 11, 1), MONDAY)
    assert {pupil: (row.mean, row.counted) for pupil, row in found.items()} == {
        first.pk: (Decimal("9.00"), 2), second.pk: (Decimal("9.00"), 1), third.pk: (Decimal("7.00"), 1),
    }  # fmt: skip


def test_scales_follow_one_another(made: MadeSchool) -> None:
    march, january = date(2027, 3, 1), date(2027, 1, 4)
    by = somebody_of(made)
    set_scale(school=made.school, bounds=STRICT, starts_on=march, by=by)
    set_scale(school=made.school, bounds=[n - 1 for n in STRICT], starts_on=january, by=by)
    set_scale(school=made.school, bounds=[n - 2 for n in STRICT], starts_on=march, by=by)
    with inside(made):
        scales = [(row.starts_on, row.ends_on, row.bounds[0]) for row in all_scales(made.school)]
        assert PercentScale.objects.count() == 2
    assert scales == [(march, None, 98), (january, date(2027, 2, 28), 99)]


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({0: None}, {"bound_10": "Ierakstiet, no cik procentiem ir 10."}),
        ({0: Decimal("100.5")}, {"bound_10": "Procentiem jābūt no 0 līdz 100."}),
        ({1: Decimal(100)}, {"bound_9": "Jābūt mazāk nekā 100%, kas ir augstākas balles robeža."}),
        ({8: Decimal("60.5"), 9: Decimal(-1)}, {
            "bound_2": "Jābūt mazāk nekā 60%, kas ir augstākas balles robeža.", "bound_1": "Procentiem jābūt no 0 līdz 100.",
        }),
    ],
)  # fmt: skip
def test_ten_descending_bounds(made: MadeSchool, changed: dict[int, Decimal | None], refused: dict[str, str]) -> None:
    bounds = [changed.get(place, bound) for place, bound in enumerate(STRICT)]
    with pytest.raises(RefusedValues) as found:
        set_scale(school=made.school, bounds=bounds, starts_on=MONDAY, by=somebody_of(made))
    assert found.value.errors == refused


def test_only_a_batch_with_a_percent_asks_for_the_scale(made: MadeSchool, class_9b: MadeClass, course: Course) -> None:
    first, second, third = class_9b.pupils
    mark(made, course, MONDAY, 3, {first: "9"})
    with CaptureQueriesContext(connection) as plain:
        mark(made, course, MONDAY, 3, {second: "9"})
    with CaptureQueriesContext(connection) as percent:
        mark(made, course, MONDAY, 3, {third: "90%"})
    assert len(percent) == len(plain) + 1
