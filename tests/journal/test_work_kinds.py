"""F5: kinds of work weigh; formative never counts to summative; another weight from a day on leaves earlier lessons alone."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories.entries import mark, page_of, somebody_of
from tests.factories.school import MONDAY, STARTS_ON, MadeClass, MadeSchool, inside, make_course
from zvans.audit.models import Action, Change
from zvans.journal.actions.lessons import choose_kind
from zvans.journal.actions.values import KindValues, add_kind, add_usual_kinds, change_kind, end_kind, kind_stamp
from zvans.journal.models import Lesson, WorkKind
from zvans.journal.queries.grid import Summary, grid_for, mean_of, summaries_of
from zvans.lib.policy import ChangedMeanwhile, NotAcceptable, NotAllowedNow, RefusedValues
from zvans.schools.models import Course, SchoolYear

WEDNESDAY, LAST_MONDAY = date(2026, 11, 18), date(2026, 11, 16)
LESSONS = [(LAST_MONDAY, 3), (WEDNESDAY, 2), (MONDAY, 3)]


@pytest.fixture
def course(made: MadeSchool, class_9b: MadeClass) -> Course:
    return make_course(made, class_9b, slots=[(1, 3), (3, 2)])


def kind(made: MadeSchool, name: str, weight: str = "1", *, formative: bool = False) -> WorkKind:
    values = KindValues(name, name[:4], Decimal(weight), formative)
    return add_kind(school=made.school, values=values, starts_on=STARTS_ON, by=somebody_of(made))


def choose(made: MadeSchool, course: Course, on: date, number: int, chosen: WorkKind | None, was: int = 0) -> None:
    with inside(made):
        page = page_of(course, on, number)
        choose_kind(page=page, work_kind=chosen.pk if chosen else 0, was=was, by=somebody_of(made))


def summary(made: MadeSchool, course: Course, pupil: int) -> Summary:
    """The grid's and the one told after saving are the same."""
    with inside(made):
        grid = grid_for(course, LAST_MONDAY, MONDAY)
        assert grid.summaries == summaries_of(course, LAST_MONDAY, MONDAY)
    return grid.summaries[pupil]


@pytest.mark.parametrize(
    ("points", "weights", "mean"),
    [
        ([], [], None), ([7], [], "7.00"), ([9, 6], ["2", "1"], "8.00"), ([10, 4, 4], ["2", "0.5", "0.5"], "8.00"),
        ([9, 8, 8], ["1", "1", "1"], "8.33"), ([7, 8], ["0.5", "0.5"], "7.50"), ([1, 2], ["1", "3"], "1.75"),
    ],
)  # fmt: skip
def test_weighted_means(points: list[int], weights: list[str], mean: str | None) -> None:
    assert mean_of(points, [Decimal(w) for w in weights]) == (Decimal(mean) if mean else None)


def test_a_mean_is_weighted_by_the_kinds_of_its_lessons(made: MadeSchool, class_9b: MadeClass, course: Course) -> None:
    test, formative = kind(made, "pārbaudes darbs", "2"), kind(made, "formatīvs", formative=True)
    first, second, third = class_9b.pupils
    for (on, number), text in zip(LESSONS, ("9", "6", "3"), strict=True):
        mark(made, course, on, number, {first: text})
    mark(made, course, *LESSONS[1], {second: "5|7"})
    mark(made, course, *LESSONS[2], {third: "nv"})
    assert summary(made, course, first.pk) == Summary(Decimal("6.00"), 3)
    choose(made, course, *LESSONS[0], test)
    choose(made, course, *LESSONS[2], formative)
    assert summary(made, course, first.pk) == Summary(
        Decimal("8.00"), 2, is_weighted=True, formative_mean=Decimal("3.00"), formative=1
    )
    assert summary(made, course, second.pk) == Summary(Decimal("7.00"), 1)
    with inside(made):
        columns = [(c.kind, c.is_formative, c.weight) for c in grid_for(course, LAST_MONDAY, MONDAY).columns]
        assert third.pk not in grid_for(course, LAST_MONDAY, MONDAY).summaries
    assert columns == [("pārb", False, 2), ("", False, 1), ("form", True, 1)]


def test_weights_of_one_are_a_plain_mean(made: MadeSchool, class_9b: MadeClass, course: Course) -> None:
    pupil = class_9b.pupils[0]
    for (on, number), text in zip(LESSONS, ("9", "8", "8"), strict=True):
        mark(made, course, on, number, {pupil: text})
    choose(made, course, *LESSONS[0], kind(made, "darbs stundā"))
    assert summary(made, course, pupil.pk) == Summary(Decimal("8.33"), 3)


def test_who_chooses_second_is_told(made: MadeSchool, course: Course) -> None:
    test, home = kind(made, "pārbaudes darbs", "2"), kind(made, "mājas darbs", "0.5")
    choose(made, course, MONDAY, 3, test)
    with pytest.raises(NotAllowedNow) as refused:
        choose(made, course, MONDAY, 3, home, was=0)
    assert (
        refused.value.reason == "Tikmēr kāds cits te izvēlējās: «pārbaudes darbs». Paskatieties un izvēlieties vēlreiz."
    )
    choose(made, course, MONDAY, 3, None, was=test.pk)
    with inside(made):
        assert Lesson.objects.values_list("work_kind", "is_formative", "revision").get() == (None, False, 3)


def test_a_kind_of_other_days_or_another_school_is_not_there(made: MadeSchool, course: Course) -> None:
    later = add_kind(
        school=made.school, values=KindValues("projekts", "proj."), starts_on=date(2026, 12, 1), by=somebody_of(made)
    )
    for chosen in (later, WorkKind(pk=10**9)):
        with pytest.raises(NotAllowedNow) as refused:
            choose(made, course, MONDAY, 3, chosen)
        assert refused.value.reason == "Tāda darba veida šajā dienā skolā nav. Izvēlieties citu."


def test_another_weight_from_a_day_on(made: MadeSchool, class_9b: MadeClass, course: Course) -> None:
    test, pupil = kind(made, "pārbaudes darbs", "2"), class_9b.pupils[0]
    for (on, number), text in zip(LESSONS, ("9", "6", "3"), strict=True):
        mark(made, course, on, number, {pupil: text})
        choose(made, course, on, number, test)
    values = KindValues("pārbaudes darbs", "p.d.", Decimal(3))
    later = change_kind(kind=test, values=values, starts_on=MONDAY, stamp=kind_stamp(test), by=somebody_of(made))
    with inside(made):
        lessons = list(Lesson.objects.order_by("on").values_list("work_kind", flat=True))
        rows = list(WorkKind.objects.order_by("starts_on").values_list("weight", "starts_on", "ends_on"))
    assert lessons == [test.pk, test.pk, later.pk]
    assert rows == [(2, STARTS_ON, date(2026, 11, 22)), (3, MONDAY, None)]
    assert summary(made, course, pupil.pk).mean == Decimal("5.57")  # (2·9 + 2·6 + 3·3) / 7
    action = Action.objects.get(name="change_work_kind")
    tables = Change.objects.filter(action_id=action.pk).values_list("table", flat=True)
    assert sorted(tables) == ["journal_lesson", "journal_workkind", "journal_workkind"]


def test_a_new_name_comes_at_once(made: MadeSchool, course: Course) -> None:
    test = kind(made, "parbaudes darbs", "2")
    values = KindValues("pārbaudes darbs", "p.d.", Decimal(2))
    change_kind(kind=test, values=values, starts_on=MONDAY, stamp=kind_stamp(test), by=somebody_of(made))
    with inside(made):
        assert WorkKind.objects.values_list("name", "short_name", "starts_on").get() == (
            "pārbaudes darbs", "p.d.", STARTS_ON,
        )  # fmt: skip
    with pytest.raises(ChangedMeanwhile) as told:
        change_kind(kind=test, values=values, starts_on=MONDAY, stamp="old", by=somebody_of(made))
    said = "Kamēr Jūs labojāt, kāds cits to mainīja. Tagad te ir: pārbaudes darbs (p.d.), svars 2. "
    assert told.value.errors == {"": f"{said}Ja pareizs ir Jūsu ieraksts, saglabājiet vēlreiz."}


def test_a_closed_year_keeps_its_weights(made: MadeSchool, course: Course) -> None:
    test = kind(made, "pārbaudes darbs", "2")
    choose(made, course, MONDAY, 3, test)
    with inside(made):
        SchoolYear.objects.update(closed_on=MONDAY)
    values = KindValues("pārbaudes darbs", "p.d.", Decimal(3))
    with pytest.raises(NotAcceptable) as refused:
        change_kind(kind=test, values=values, starts_on=WEDNESDAY, stamp=kind_stamp(test), by=somebody_of(made))
    assert (refused.value.field, refused.value.reason.split(",")[0]) == ("starts_on", "Mācību gads 2026/27 ir slēgts")


def test_a_kind_ends_after_its_last_lesson(made: MadeSchool, course: Course) -> None:
    test = kind(made, "pārbaudes darbs", "2")
    choose(made, course, MONDAY, 3, test)
    with pytest.raises(NotAcceptable) as refused:
        end_kind(kind=test, ends_on=WEDNESDAY, stamp=kind_stamp(test), by=somebody_of(made))
    assert refused.value.reason == "Šis veids ir izvēlēts 1 stundā, tāpēc tik agri to nevar beigt."
    end_kind(kind=test, ends_on=MONDAY, stamp=kind_stamp(test), by=somebody_of(made))
    with inside(made):
        assert WorkKind.objects.values_list("ends_on", flat=True).get() == MONDAY


def test_the_usual_kinds_are_added_once(made: MadeSchool) -> None:
    kind(made, "Mājas darbs", "1")
    for _again in range(2):
        add_usual_kinds(school=made.school, starts_on=MONDAY, by=somebody_of(made))
    with inside(made):
        rows = list(WorkKind.objects.order_by("id").values_list("name", "short_name", "weight", "is_formative"))
    assert rows == [
        ("Mājas darbs", "Māja", 1, False), ("pārbaudes darbs", "p.d.", 2, False), ("darbs stundā", "d.st.", 1, False),
        ("formatīvs vērtējums", "form.", 1, True),
    ]  # fmt: skip
    with pytest.raises(RefusedValues):
        kind(made, "pārbaudes DARBS")
