"""Whom a file named is forgotten after a time that the installation sets; how many of what stays (J3)."""

from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.factories.small_school import SmallSchool
from tests.support.jobs import do_jobs
from tests.web.school.importing import BAD, JANIS, MOTHER, TEACHER, Desk
from zvans.audit.models import Action
from zvans.lib.database.sight import in_sight_of
from zvans.schools.models import Import
from zvans.schools.tasks import forget_reports

GONE = "Palicis tikai skaits. Vārdus no failiem dzēšam pēc 90 dienām."


@pytest.fixture
def desk(client: Client, school: SmallSchool, settings: Any, tmp_path: Path) -> Desk:
    settings.DATA_DIR = tmp_path
    school.sign_in(client, "superuser")
    return Desk(client, school)


def stored(school: SmallSchool) -> list[dict[str, Any] | None]:
    with in_sight_of([school.school.pk]):
        return list(Import.objects.order_by("pk").values_list("report", flat=True))


def test_names_go_and_counts_stay(desk: Desk, school: SmallSchool, client: Client) -> None:
    address = desk.hand_in(JANIS, MOTHER, TEACHER, BAD)
    do_jobs()
    desk.confirm(address)
    do_jobs()
    before = desk.counts(address)
    with time_machine.travel("2027-02-21 10:00:00+02:00"):  # the ninetieth day
        forget_reports(0)
        whole = stored(school)[0]
        assert whole is not None
        assert len(whole["lines"]) > 4
    with time_machine.travel("2027-02-22 10:00:00+02:00"):
        forget_reports(0)
        forget_reports(0)
    report = stored(school)[0]
    assert report is not None
    assert report == {"lines": [], "notes": [], "doubts": [], "heads": [], "counts": report["counts"]}
    assert ["created", "pupil", 1] in report["counts"]
    assert Action.objects.filter(name="forget_import_report").count() == 1
    page = desk.look(address)
    assert desk.counts(address) == before
    assert (GONE in page.text, "Zariņš" in page.text, page.all("table", "import-rows")) == (True, False, [])
    school.sign_in(client, "deputy")  # sees pupils, not staff
    assert sorted(desk.counts(address)) == ["kopā", "skolēni", "vecāki"]
    school.sign_in(client, "superuser")
    assert client.post(f"{address}undo/").status_code == 302  # what was written is in the history, not in the report


def test_a_preview_that_waits_keeps_its_names(desk: Desk, school: SmallSchool, settings: Any) -> None:
    settings.IMPORT_REPORT_DAYS = 1
    desk.hand_in(JANIS)
    do_jobs()
    with time_machine.travel("2026-11-30 10:00:00+02:00"):
        forget_reports(0)
    report = stored(school)[0]
    assert report is not None
    assert [line[2] for line in report["lines"] if line[0] == "created"] == ["Zariņš Roberts"]
