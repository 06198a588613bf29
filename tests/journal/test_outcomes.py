"""F5: learning outcomes with levels for a whole class; what was given stays readable, two people find out, a batch counts once."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from tests.factories.entries import somebody_of
from tests.factories.school import MONDAY, MadeClass, MadeSchool, inside, make_course
from zvans.audit.models import Action, Change
from zvans.journal.actions.levels import LevelAnswer, LevelEdit, save_levels
from zvans.journal.actions.outcomes import (
    MOST,
    add_outcome,
    copy_outcomes,
    move_outcome,
    remove_outcome,
    rename_outcome,
    restore_outcome,
)
from zvans.journal.grammar import Refused, parse_level
from zvans.journal.models import Outcome, OutcomeLevel
from zvans.journal.queries.outcomes import Level, Outcomes, Reached, outcomes_of
from zvans.lib.policy import ChangedMeanwhile, NotAcceptable, NotAllowedNow, RefusedValues
from zvans.schools.enums import ValueSystem
from zvans.schools.models import Course, SchoolYear, StudyGroupMember


@pytest.fixture
def course(made: MadeSchool, class_9b: MadeClass) -> Course:
    return make_course(made, class_9b, slots=[(1, 3)])


def add(made: MadeSchool, course: Course, *texts: str) -> list[Outcome]:
    return [add_outcome(course=course, text=text, by=somebody_of(made)) for text in texts]


def save(made: MadeSchool, course: Course, *edits: LevelEdit, batch: str = "") -> list[LevelAnswer]:
    return save_levels(course=course, batch=batch or uuid4(), edits=edits, by=somebody_of(made))  # type: ignore[arg-type]


def page(made: MadeSchool, course: Course) -> Outcomes:
    with inside(made):
        return outcomes_of(course, MONDAY)


def texts(made: MadeSchool, course: Course) -> list[str]:
    return [row.text for row in page(made, course).outcomes]


@pytest.mark.parametrize(
    ("typed", "system", "level"),
    [
        ("s", ValueSystem.LEVELS, "S"), (" P ", ValueSystem.POINTS, "P"), ("", ValueSystem.LEVELS, ""), ("NV", ValueSystem.LEVELS, "nv"),
        ("atbr", ValueSystem.WORDS, "atbr"), ("+/-", ValueSystem.STEPS, "+/–"), ("-", ValueSystem.STEPS, "–"),
        ("+", ValueSystem.STEPS, "+"),
    ],
)  # fmt: skip
def test_levels_as_they_are_kept(typed: str, system: str, level: str) -> None:
    assert parse_level(typed, system) == level


@pytest.mark.parametrize(
    ("typed", "system"), [("7", ValueSystem.LEVELS), ("S|T", ValueSystem.LEVELS), ("A", ValueSystem.STEPS)]
)
def test_what_is_no_level_is_refused_with_what_would_be(typed: str, system: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_level(typed, system)
    expected = {
        ValueSystem.LEVELS: "Te var rakstīt S, T, A vai P, nv vai atbr.",
        ValueSystem.STEPS: "Te var rakstīt +, +/– vai –, nv vai atbr.",
    }
    assert str(refused.value.reason) == expected[ValueSystem(system)]


def test_outcomes_are_added_ordered_renamed_and_removed(made: MadeSchool, course: Course) -> None:
    by = somebody_of(made)
    first, second, third = add(made, course, "  Skaita   līdz 100 ", "Mēra garumu", "Lasa pulksteni")
    move_outcome(outcome=third, is_up=True, by=by)
    move_outcome(outcome=first, is_up=True, by=by)
    assert texts(made, course) == ["Skaita līdz 100", "Lasa pulksteni", "Mēra garumu"]
    rename_outcome(outcome=second, text="Mēra garumu un masu", stamp="1", by=by)
    remove_outcome(outcome=first, by=by)
    assert texts(made, course) == ["Lasa pulksteni", "Mēra garumu un masu"]
    restore_outcome(outcome=first, by=by)
    assert texts(made, course) == ["Skaita līdz 100", "Lasa pulksteni", "Mēra garumu un masu"]
    names = list(Action.objects.filter(name__contains="outcome").order_by("id").values_list("name", flat=True))
    assert names == [*["add_outcome"] * 3, *["move_outcome"] * 2, "rename_outcome", "remove_outcome", "restore_outcome"]
    renamed = Change.objects.get(action_id=Action.objects.get(name="rename_outcome").pk)
    assert (renamed.before["text"], renamed.after["text"]) == ("Mēra garumu", "Mēra garumu un masu")  # type: ignore[index]


def test_the_second_who_renames_is_told(made: MadeSchool, course: Course) -> None:
    (outcome,) = add(made, course, "Mēra garumu")
    by = somebody_of(made)
    rename_outcome(outcome=outcome, text="Mēra masu", stamp="1", by=by)
    with pytest.raises(ChangedMeanwhile) as told:
        rename_outcome(outcome=outcome, text="Mēra laiku", stamp="1", by=by)
    said = "Kamēr Jūs labojāt, kāds cits to mainīja. Tagad te ir «Mēra masu». Ja pareizs ir Jūsu ieraksts, saglabājiet vēlreiz."
    assert (told.value.errors, told.value.stamp) == ({"text": said}, "2")
    rename_outcome(outcome=outcome, text="Mēra laiku", stamp=told.value.stamp, by=by)
    assert texts(made, course) == ["Mēra laiku"]


def test_an_empty_one_one_twice_and_too_many_are_refused(made: MadeSchool, course: Course) -> None:
    add(made, course, "Mēra garumu")
    with pytest.raises(NotAcceptable):
        add(made, course, "  ")
    with pytest.raises(RefusedValues) as twice:
        add(made, course, "mēra GARUMU")
    assert twice.value.errors == {"text": "Tāds rezultāts šajā žurnālā jau ir."}
    with inside(made):
        Outcome.objects.bulk_create(
            Outcome(school=made.school, year=made.year, course=course, text=f"{n}", order=n) for n in range(2, MOST + 1)
        )
    with pytest.raises(NotAcceptable) as full:
        add(made, course, "Vēl viens")
    assert full.value.reason == "Žurnālā var būt ne vairāk kā 60 rezultātu."


def test_a_whole_class_is_judged_at_once_and_a_batch_counts_once(
    made: MadeSchool, class_9b: MadeClass, course: Course
) -> None:
    (outcome,) = add(made, course, "Mēra garumu")
    edits = [LevelEdit(outcome.pk, pupil.pk, "a") for pupil in class_9b.pupils]
    batch = uuid4()
    first = save_levels(course=course, batch=batch, edits=edits, by=somebody_of(made))
    again = save_levels(course=course, batch=batch, edits=edits, by=somebody_of(made))
    assert first == again == [LevelAnswer(outcome.pk, pupil.pk, "saved", "A", 1) for pupil in class_9b.pupils]
    assert page(made, course).levels == {pupil.pk: {outcome.pk: Level("A", 1)} for pupil in class_9b.pupils}
    assert page(made, course).reached(class_9b.pupils[0].pk) == Reached(1, 1, 0)


def test_a_conflict_holds_both(made: MadeSchool, class_9b: MadeClass, course: Course) -> None:
    (outcome,) = add(made, course, "Mēra garumu")
    pupil = class_9b.pupils[0].pk
    save(made, course, LevelEdit(outcome.pk, pupil, "T"))
    (lost,) = save(made, course, LevelEdit(outcome.pk, pupil, "A"))
    assert lost == LevelAnswer(outcome.pk, pupil, "conflict", "T", 1, "Šo vietu tikmēr mainīja kāds cits.")
    (mine,) = save(made, course, LevelEdit(outcome.pk, pupil, "A", lost.revision))
    (cleared,) = save(made, course, replace(LevelEdit(outcome.pk, pupil, ""), revision=mine.revision))
    assert (mine.status, mine.revision, cleared.status, cleared.text, cleared.revision) == ("saved", 2, "saved", "", 3)
    with inside(made):
        assert OutcomeLevel.objects.values_list("level", "revision").get() == ("", 3)


def test_who_left_and_what_is_gone_are_refused_and_stay_readable(
    made: MadeSchool, class_9b: MadeClass, course: Course
) -> None:
    kept, gone = add(made, course, "Mēra garumu", "Mēra masu")
    here, left, outsider = class_9b.pupils[0].pk, class_9b.pupils[1].pk, 10**9
    save(made, course, LevelEdit(kept.pk, left, "T"), LevelEdit(gone.pk, here, "A"))
    with inside(made):
        StudyGroupMember.objects.filter(pupil=left).update(ends_on=date(2026, 11, 20))
    remove_outcome(outcome=gone, by=somebody_of(made))
    answers = save(
        made, course, LevelEdit(kept.pk, left, "A", 1), LevelEdit(gone.pk, here, "P", 1), LevelEdit(kept.pk, outsider, "A"),
        LevelEdit(kept.pk, here, "7"),
    )  # fmt: skip
    assert [(a.status, a.reason) for a in answers] == [
        ("refused", "Šis skolēns šajā grupā nemācās."), ("refused", "Šo rezultātu šajā žurnālā vairs nevērtē."),
        ("refused", "Šis skolēns šajā grupā nemācās."), ("refused", "Te var rakstīt S, T, A vai P, nv vai atbr."),
    ]  # fmt: skip
    found = page(made, course)
    assert [row.text for row in found.removed] == ["Mēra masu"]
    assert (found.level(here, gone.pk).text, found.level(left, kept.pk).text) == ("A", "T")
    assert left in {member.pupil_id for member in found.pupils}


def test_outcomes_are_copied_from_a_journal_of_the_subject(
    made: MadeSchool, class_9b: MadeClass, course: Course
) -> None:
    other = make_course(made, class_9b)
    history = make_course(made, class_9b, subject="Vēsture")
    add(made, course, "Mēra garumu")
    add(made, other, "Skaita", "mēra garumu", "Lasa pulksteni")
    by = somebody_of(made)
    assert copy_outcomes(course=course, source=other, by=by) == 2
    assert copy_outcomes(course=course, source=other, by=by) == 0
    assert texts(made, course) == ["Mēra garumu", "Skaita", "Lasa pulksteni"]
    with pytest.raises(NotAllowedNow):
        copy_outcomes(course=course, source=history, by=by)


def test_a_closed_year_is_only_read(made: MadeSchool, class_9b: MadeClass, course: Course) -> None:
    (outcome,) = add(made, course, "Mēra garumu")
    with inside(made):
        SchoolYear.objects.update(closed_on=MONDAY)
        closed, outcome = Course.objects.select_related("year").get(pk=course.pk), Outcome.objects.get(pk=outcome.pk)
    by = somebody_of(made)
    for act in (
        lambda: add_outcome(course=closed, text="Mēra", by=by),
        lambda: rename_outcome(outcome=outcome, text="Mēra", stamp="1", by=by),
        lambda: move_outcome(outcome=outcome, is_up=True, by=by),
        lambda: remove_outcome(outcome=outcome, by=by),
        lambda: copy_outcomes(course=closed, source=make_course(made, class_9b), by=by),
    ):
        with pytest.raises(NotAllowedNow), inside(made):
            act()
    (answer,) = save(made, closed, LevelEdit(outcome.pk, class_9b.pupils[0].pk, "A"))
    assert answer.status == "refused"
    assert texts(made, course) == ["Mēra garumu"]
