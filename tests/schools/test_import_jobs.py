"""What jobs of imports do beside one another, and what is seen of them meanwhile (D4, K4)."""

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.db import connection

from tests.factories.people import actor_of
from tests.factories.small_school import SmallSchool
from tests.schools.oneroster import package
from tests.schools.oneroster_school import bring
from tests.support.database import OwnDatabase
from tests.timetable.samples import BY, SAMPLE
from tests.web.school.importing import BAD, HEAD, JANIS, MOTHER, TEACHER, numbers
from zvans.lib.database.sight import in_sight_of
from zvans.lib.files import keep
from zvans.schools.actions.imports import begin_import, confirm_import
from zvans.schools.imports.dates import Dates
from zvans.schools.imports.jobs import Order, apply_file, read_file
from zvans.schools.imports.people.run import run_people_import
from zvans.schools.imports.report import Kind, Outcome, Report, watched
from zvans.schools.models import Import, School
from zvans.schools.tasks import apply_people_file, read_people_file
from zvans.timetable.imports.run import run_import


@pytest.fixture
def school(
    fresh_database: OwnDatabase, small_school: SmallSchool, settings: Any, tmp_path: Path
) -> Iterator[SmallSchool]:
    settings.DATA_DIR = tmp_path
    yield small_school
    connection.close()


def begun(school: SmallSchool) -> Import:
    content = "\n".join((HEAD, JANIS, MOTHER)).encode()
    return begin_import(
        school=school.school, kind="people", file_name="a.csv", stored_as=keep([content]), starts_on=None, language="lv",
        by=actor_of(school.accounts["superuser"]),
    )  # fmt: skip


def stored(school: SmallSchool, found: Import) -> Import:
    with in_sight_of([school.school.pk]):
        return Import.objects.get(pk=found.pk)


def confirmed(school: SmallSchool) -> Import:
    found = begun(school)
    read_people_file(school.school.pk, found.pk)
    confirm_import(found=stored(school, found), by=actor_of(school.accounts["superuser"]))
    return found


def test_two_imports_into_one_school_wait_for_each_other(school: SmallSchool) -> None:
    """Both were confirmed on the same preview: one is done, the other finds that there is nothing left to do."""
    before = numbers(school)
    both = [confirmed(school) for _ in range(2)]

    def apply(found: Import) -> None:
        try:
            apply_people_file(school.school.pk, found.pk)
        finally:
            connection.close()

    threads = [Thread(target=apply, args=[found]) for found in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(stored(school, found).state for found in both) == ["done", "ready"]
    after = numbers(school)
    assert {name: after[name] - before[name] for name in before} == {
        "Person": 2, "Account": 2, "Enrolment": 1, "Guardianship": 1, "Employment": 0, "Position": 0,
    }  # fmt: skip


def test_a_job_that_comes_twice_does_it_once(school: SmallSchool) -> None:
    found = confirmed(school)
    for _ in range(2):
        apply_people_file(school.school.pk, found.pk)
    assert stored(school, found).state == "done"


def test_progress_is_seen_while_the_transaction_is_under_way(school: SmallSchool) -> None:
    seen: list[tuple[int, int]] = []

    def slow(path: Path, order: Order, apply: bool) -> Report:
        report = Report()
        report.expect(3)
        for number in range(1, 4):
            time.sleep(0.6)
            report.say(Outcome.CREATED, Kind.PUPIL, f"Skolēns {number}", number)
            report.advance()
            now = stored(school, found)
            seen.append((now.done, now.total))
        if apply:
            report.expect(1)
            now = stored(school, found)
            seen.append((now.done, now.total))
        return report

    found = begun(school)
    read_file(slow, school.school.pk, found.pk)
    confirm_import(found=stored(school, found), by=actor_of(school.accounts["superuser"]))
    assert stored(school, found).done == 0
    apply_file(slow, school.school.pk, found.pk)
    assert seen == [(1, 3), (2, 3), (3, 3)] * 2 + [(3, 4)]


def test_what_nobody_has_foreseen_ends_the_import_and_is_still_an_error(school: SmallSchool) -> None:
    def failing(path: Path, order: Order, apply: bool) -> Report:
        raise ZeroDivisionError

    found = begun(school)
    with pytest.raises(ZeroDivisionError):
        read_file(failing, school.school.pk, found.pk)
    now = stored(school, found)
    assert (now.state, now.reason, now.stored_as) == (
        "refused",
        "Neizdevās apstrādāt šo failu. Nekas nav mainīts. Pārbaudiet failu un mēģiniet vēlreiz.",
        "",
    )


def people(path: Path, school: School, *, apply: bool) -> Report:
    return run_people_import(path, school=school, dates=Dates(), by=BY, apply=apply)


def timetable(path: Path, school: School, *, apply: bool) -> Report:
    return run_import(path, school=school, dates=Dates(), by=BY, apply=apply)


@pytest.mark.parametrize("kind", ["people", "timetable", "oneroster"])
def test_every_kind_goes_through_all_that_it_said(school: SmallSchool, tmp_path: Path, kind: str) -> None:
    """The bar is full when the plan is ready and when it is written; it never goes back."""
    (tmp_path / "a.csv").write_text("\n".join((HEAD, JANIS, MOTHER, TEACHER, BAD)))
    named = package(tmp_path, ("Ozolkalnas skola", school.school.name))
    runs = {
        "people": (people, tmp_path / "a.csv"),
        "timetable": (timetable, SAMPLE),
        "oneroster": (bring, named),
    }
    run, path = runs[kind]
    told: list[tuple[int, int]] = []
    with watched(lambda done, total: told.append((done, total))):
        run(path, school.school, apply=False)
    looked = told[-1]
    assert looked[0] == looked[1] > 2
    told.clear()
    with watched(lambda done, total: told.append((done, total))):
        run(path, school.school, apply=True)
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1] > looked[1]
