"""A real school's GPU001 (24 classes, 77 teachers) imports whole, and its weeks show right by class, teacher and room (D4, E3).

What should be shown is worked out here from the rows alone, by another way than the import's.
"""

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
import time_machine

from tests.support.shared_data import shared_file
from tests.timetable.samples import counts, import_file, new_school
from zvans.lib.database.sight import in_sight_of
from zvans.schools.imports.report import Outcome, Report
from zvans.schools.models import ClassGroup, Employment, Room, School
from zvans.timetable.queries.week import Week, week_of_class, week_of_room, week_of_teacher

pytestmark = pytest.mark.django_db

A_WEEK = date(2026, 11, 23)

Shown = tuple[int, int, str, frozenset[str], frozenset[str]]  # weekday, hour, subject, teachers, rooms
LESSON, CLASS, TEACHER, SUBJECT, ROOM, DAY, HOUR = range(7)


@pytest.fixture
def path() -> Path:
    return shared_file("untis/GPU001.TXT")


@pytest.fixture
def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


@pytest.fixture
def imported(path: Path) -> tuple[School, Report]:
    school = new_school()
    with time_machine.travel("2026-09-01 12:00+03:00", tick=False):
        return school, import_file(path, school)


def names(cell: str) -> list[str]:
    return [name for name in cell.split("~") if name]


def expected(rows: list[list[str]], column: int) -> dict[str, set[Shown]]:
    """By each name of a column: the lessons that list it. A lesson number and a subject at one time are one."""
    together: dict[tuple[str, ...], list[list[str]]] = defaultdict(list)
    for row in rows:
        if row[SUBJECT]:
            together[row[LESSON], row[SUBJECT], row[DAY], row[HOUR]].append(row)
    found: dict[str, set[Shown]] = defaultdict(set)
    for (_lesson, subject, day, hour), listed in together.items():
        teachers = frozenset(row[TEACHER] for row in listed)
        rooms = frozenset(name for row in listed for name in names(row[ROOM]))
        for name in {name for row in listed for name in names(row[column])}:
            found[name].add((int(day), int(hour), subject, teachers, frozenset({name}) if column == ROOM else rooms))
    return found


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


def test_only_rows_without_a_subject_are_refused(imported: tuple[School, Report], rows: list[list[str]]) -> None:
    _school, report = imported
    without = [number for number, row in enumerate(rows, 1) if not row[SUBJECT]]
    assert [line.row for line in report.of(Outcome.REFUSED)] == without
    assert {str(line.reason) for line in report.of(Outcome.REFUSED)} == {"Stundai nav priekšmeta."}
    assert len(without) == 12


def test_importing_it_again_changes_nothing(imported: tuple[School, Report], path: Path) -> None:
    school, report = imported
    created = counts(report)["created"]
    assert counts(import_file(path, school)) == {"unchanged": created, "refused": 12}


def test_weeks_of_classes_teachers_and_rooms(imported: tuple[School, Report], rows: list[list[str]]) -> None:
    """All classes, and every third teacher and room."""
    school, _report = imported
    with in_sight_of([school.pk]):
        classes = expected(rows, CLASS)
        assert sorted(classes) == sorted(ClassGroup.objects.values_list("name", flat=True))
        for row in ClassGroup.objects.all():
            assert shown(week_of_class(row, A_WEEK)) == classes[row.name], row.name
        teachers = expected(rows, TEACHER)
        assert sorted(teachers) == sorted(Employment.objects.values_list("name", flat=True))
        for teacher in Employment.objects.order_by("name")[::3]:
            assert shown(week_of_teacher(teacher, A_WEEK)) == teachers[teacher.name], teacher.name
        rooms = expected(rows, ROOM)
        assert sorted(rooms) == sorted(Room.objects.values_list("name", flat=True))
        for room in Room.objects.order_by("name")[::3]:
            assert shown(week_of_room(room, A_WEEK)) == rooms[room.name], room.name
