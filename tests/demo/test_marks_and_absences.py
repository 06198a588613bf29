"""Marks and absences as a school has them."""

from collections import Counter
from datetime import date, timedelta
from random import Random

from zvans.demo.teaching.absences import Absences, Away
from zvans.demo.teaching.marking import Marking, level_of, value_of
from zvans.demo.teaching.tests_planned import TestCalendar
from zvans.journal.enums import ValueKind
from zvans.schools.enums import ValueSystem

DAYS = [day for n in range(70) if (day := date(2026, 9, 7) + timedelta(days=n)).weekday() < 5]


def test_marks_are_bell_shaped_around_each_pupil() -> None:
    marking = Marking(Random(1))
    given = {pupil: [marking.points(pupil, "matematika") for _ in range(20)] for pupil in range(200)}
    counts = Counter(points for found in given.values() for points in found)
    assert counts.most_common(1)[0][0] in (6, 7)
    assert counts[3] < counts[5] < counts[7] > counts[9]
    assert max(max(found) - min(found) for found in given.values()) < 8


def test_every_mark_is_in_the_journals_grammar() -> None:
    """F5. Corrected marks keep the first; `nv` is owed and counts nothing."""
    marking = Marking(Random(2))
    tests = [marking.test(pupil, "x", ValueSystem.POINTS, in_percent=False) for pupil in range(500)]
    corrected = [value_of(text, ValueSystem.POINTS) for text in tests if "|" in text]
    assert corrected
    assert all(value.points is not None and value.points > int(value.text.split("|")[0]) for value in corrected)
    missed = [marking.missed_test(n, "x", ValueSystem.POINTS, is_long_ago=True) for n in range(300)]
    kinds = {value_of(text, ValueSystem.POINTS).kind for text in missed if text}
    assert kinds == {ValueKind.OWED, ValueKind.POINTS}
    for system in (ValueSystem.POINTS, ValueSystem.LEVELS, ValueSystem.PASS):  # those of the demo's journals
        for pupil in range(100):
            value_of(marking.ordinary(pupil, "x", system), system)
            value_of(marking.formative(pupil, "x", system, in_percent=False), system)


def test_levels_follow_the_bands() -> None:
    assert [level_of(points) for points in range(1, 11)] == ["S"] * 3 + ["T"] * 2 + ["A"] * 3 + ["P"] * 2


def test_between_four_and_five_lessons_in_a_hundred_are_missed() -> None:
    away = Absences(DAYS, Random(3)).of([(pupil, pupil % 12 + 1) for pupil in range(1000)])
    missed = sum(found.covers(n) for found in away.values() if found.code != "k" for n in range(1, 8))
    assert 0.04 < missed / (1000 * len(DAYS) * 7) < 0.05


def test_illness_lasts_and_the_last_two_days_are_not_explained_yet() -> None:
    away = Absences(DAYS, Random(3)).of([(pupil, 9) for pupil in range(500)])
    assert {found.code for (_, day), found in away.items() if day in DAYS[-2:]} == {"n", "k"}
    assert {found.code for (_, day), found in away.items() if day not in DAYS[-2:]} == {"ns", "nc", "nn", "k"}
    ill = {key for key, found in away.items() if found.code == "ns"}
    assert sum((pupil, day + timedelta(days=1)) in ill for pupil, day in ill) > 100


def test_who_comes_late_misses_no_lesson_but_minutes() -> None:
    late = Away("k", 1, 1, minutes=10)
    assert (late.covers(1), late.covers(2)) == (True, False)


def test_a_class_has_no_more_tests_than_the_defaults_allow() -> None:
    """F8: one a day in grades 1–6, two above, four a week."""
    calendar, monday = TestCalendar(), date(2026, 11, 23)
    assert calendar.fits(["5.a"], 5, monday)
    calendar.add(["5.a"], monday)
    assert not calendar.fits(["5.a", "5.b"], 5, monday)
    assert calendar.fits(["5.a"], 9, monday)
    for days in range(1, 4):
        calendar.add(["5.a"], monday + timedelta(days=days))
    assert not calendar.fits(["5.a"], 5, monday + timedelta(days=4))
