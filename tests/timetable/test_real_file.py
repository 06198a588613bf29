"""A real school's file (62 classes) imports whole, and its weeks show right by class, teacher and room (D4, E3).

What should be shown is worked out here from the XML alone, by another way than the import's.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TypeVar
from xml.etree import ElementTree

import pytest
import time_machine

from tests.support.shared_data import shared_file
from tests.timetable.samples import counts, import_file, new_school
from zvans.lib.database.sight import in_sight_of
from zvans.schools.models import ClassGroup, Employment, Room, School
from zvans.timetable.queries.week import Week, week_of_class, week_of_room, week_of_teacher

pytestmark = pytest.mark.django_db

A_WEEK, B_WEEK = date(2026, 11, 23), date(2026, 11, 30)  # twelve and thirteen weeks after that of 1 September

Row = TypeVar("Row", ClassGroup, Employment, Room)
Shown = tuple[int, int, str, frozenset[str], frozenset[str]]  # weekday, period, subject, teachers, rooms


@pytest.fixture
def path() -> Path:
    return shared_file("asc/asctt2012-62classes-multiteacher.pseudonymised.xml")


@pytest.fixture
def school(path: Path) -> School:
    school = new_school()
    with time_machine.travel("2026-09-01 12:00+03:00", tick=False):
        report = import_file(path, school)
    assert counts(report) == {"created": 4340}
    return school


class Expected:
    """The lessons of the file by what they are of."""

    def __init__(self, path: Path) -> None:
        # The file lies beside the repository and is known.
        root = ElementTree.parse(path).getroot()  # noqa: S314
        self.names = {e.get("id", ""): e.get("name", "") for e in root.iter() if e.get("id")}
        self.lessons = {e.get("id", ""): e for e in root.iter("lesson")}
        self.cards = list(root.iter("card"))

    def week(self, week: int, field: str, key: str) -> set[Shown]:
        """`field` of a card or lesson that names `key`. Lessons of one course at one time are one, with all their rooms."""
        rooms: dict[tuple[object, ...], set[str]] = defaultdict(set)
        for card in self.cards:
            lesson = self.lessons[card.get("lessonid", "")]
            named = card.get(field) if field == "classroomids" else lesson.get(field)
            if card.get("weeks", "")[week] == "1" and key in (named or "").split(","):
                taught = tuple(lesson.get(f, "") for f in ("subjectid", "teacherids", "groupids"))
                at = (card.get("days", "").index("1") + 1, int(card.get("period", "")))
                rooms[(*at, *taught)].update(filter(None, card.get("classroomids", "").split(",")))
        return {
            (day, period, self.names[subject], self.named(teachers.split(",")), self.named(found))
            for (day, period, subject, teachers, _groups), found in rooms.items()
        }  # type: ignore[misc]

    def named(self, keys: Iterable[str]) -> frozenset[str]:
        return frozenset(self.names[key] for key in keys if key)


def shown(week: Week) -> set[Shown]:
    return {
        (
            day.on.isoweekday(),
            number,
            e.subject,
            frozenset(t.name for t in e.teachers),
            frozenset(r.name for r in e.rooms),
        )
        for day in week.days
        for number, entries in day.entries.items()
        for e in entries
    }


def test_importing_it_again_changes_nothing(school: School, path: Path) -> None:
    assert counts(import_file(path, school)) == {"unchanged": 4340}


def some(rows: Iterable[Row], expected: Expected, field: str) -> list[Row]:
    """Every tenth of the rows, and all that have lessons in the second week: those are few."""
    return [row for n, row in enumerate(rows) if n % 10 == 0 or expected.week(1, field, row.external_key)]


def test_weeks_of_classes(school: School, path: Path) -> None:
    expected = Expected(path)
    with in_sight_of([school.pk]):
        for row in some(ClassGroup.objects.order_by("name"), expected, "classids"):
            assert shown(week_of_class(row, A_WEEK)) == expected.week(0, "classids", row.external_key), row.name
            assert shown(week_of_class(row, B_WEEK)) == expected.week(1, "classids", row.external_key), row.name


def test_weeks_of_teachers(school: School, path: Path) -> None:
    """Three teachers meet in the second weeks only."""
    expected = Expected(path)
    only_second = 0
    with in_sight_of([school.pk]):
        for row in some(Employment.objects.order_by("name"), expected, "teacherids"):
            first, second = (expected.week(week, "teacherids", row.external_key) for week in (0, 1))
            assert (shown(week_of_teacher(row, A_WEEK)), shown(week_of_teacher(row, B_WEEK))) == (first, second), (
                row.name
            )
            only_second += bool(second - first)
    assert only_second == 3


def test_weeks_of_rooms(school: School, path: Path) -> None:
    """A room's page names that room only: the other rooms of a lesson are not its own."""
    expected = Expected(path)
    with in_sight_of([school.pk]):
        for row in some(Room.objects.order_by("name"), expected, "classroomids"):
            for week, monday in enumerate((A_WEEK, B_WEEK)):
                lessons = expected.week(week, "classroomids", row.external_key)
                there = {(*lesson[:4], frozenset({row.name})) for lesson in lessons}
                assert shown(week_of_room(row, monday)) == there, row.name
