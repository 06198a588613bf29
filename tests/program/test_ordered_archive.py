"""An archive asked for on a page of the school: made by a job, taken by who asked, gone after a day (D5, C3, K4)."""

import json
import os
import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import LazySettings
from django.test import Client

from tests.factories.people import arranging, make_guardian
from tests.factories.school import MONDAY
from tests.factories.small_school import SmallSchool
from tests.support.database import OwnDatabase
from tests.support.jobs import do_jobs
from tests.support.page import read
from zvans.accounts.models import Person
from zvans.audit.models import Action
from zvans.program.school_archive.jobs import sweep_archives, write_ordered_archive
from zvans.schools.queries.archives import archive_path

ADDRESS = "/school/alfa/archive/"


@pytest.fixture
def school(fresh_database: OwnDatabase, everybody: SmallSchool, tmp_path: Path, settings: LazySettings) -> SmallSchool:
    settings.DATA_DIR = tmp_path
    return everybody


def asked() -> int:
    return int(Action.objects.filter(name="ask_school_archive").latest("pk").pk)


def parts(answer: Any) -> dict[str, list[dict[str, Any]]]:
    content = b"".join(answer.streaming_content)
    answer.close()
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return {
            name.removesuffix(".jsonl"): [json.loads(line) for line in packed.read(name).splitlines()]
            for name in packed.namelist()
            if name.endswith(".jsonl")
        }


def test_asked_for_made_and_taken_by_who_asked(client: Client, school: SmallSchool) -> None:
    school.sign_in(client, "superuser")
    assert client.post(ADDRESS).status_code == 302
    file = f"{ADDRESS}{asked()}/"
    page = read(client.get(ADDRESS).content).one("main")
    assert (page.all("button", "main"), client.get(file).status_code, client.post(ADDRESS).status_code) == (
        [],
        404,
        409,
    )

    assert do_jobs() == ["write_school_archive"]
    assert archive_path(asked()).stat().st_mode & 0o777 == 0o600
    answer = client.get(file)
    assert (answer.status_code, answer.headers["Content-Type"], "no-store" in answer.headers["Cache-Control"]) == (
        200, "application/zip", True,
    )  # fmt: skip
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="alfa-')
    assert [row["code"] for row in parts(answer)["school"]] == ["alfa"]
    assert Action.objects.filter(name="take_school_archive", details={"archive": asked()}).count() == 1
    with_whom = set(Action.objects.filter(name="archive_data").values_list("object_id", flat=True))
    assert {pupil.pk for pupil in school.class_9b.pupils} <= with_whom  # each family sees it (C2)

    school.sign_in(client, "head")
    assert (client.get(file).status_code, read(client.get(ADDRESS).content).all("ul", "list")) == (404, [])


def test_after_a_day_it_is_gone(client: Client, school: SmallSchool) -> None:
    school.sign_in(client, "superuser")
    client.post(ADDRESS)
    do_jobs()
    key = asked()
    assert archive_path(key).exists()
    later = Action.objects.get(pk=key).at + timedelta(hours=25)
    with time_machine.travel(later, tick=False):
        assert client.get(f"{ADDRESS}{key}/").status_code == 404
        assert "izdzēsts" in client.get(ADDRESS).content.decode()
        sweep_archives(0)
    assert not archive_path(key).exists()


def test_what_could_not_be_made_says_so_and_may_be_asked_for_again(client: Client, school: SmallSchool) -> None:
    school.sign_in(client, "superuser")
    client.post(ADDRESS)
    with pytest.raises(Exception, match="does not exist"):
        write_ordered_archive(school_id=0, key=asked())
    assert "neizdevās, sagatavojiet vēlreiz" in client.get(ADDRESS).content.decode()
    assert client.post(ADDRESS).status_code == 302


def test_another_schools_archive_is_not_found_under_ones_own_address(client: Client, school: SmallSchool) -> None:
    school.sign_in(client, "foreign_head")
    assert client.post("/school/beta/archive/").status_code == 302
    do_jobs()
    key = asked()
    assert client.get(f"/school/alfa/archive/{key}/").status_code == 404
    school.sign_in(client, "superuser")
    assert client.get(f"{ADDRESS}{key}/").status_code == 404


def test_who_has_left_comes_without_what_was_entered_since(client: Client, school: SmallSchool) -> None:
    """The former pupil may be in another school by now, which has entered a phone and a guardian; classmates come whole."""
    former, staying = school.accounts["former_pupil"].person, school.class_9b.pupils[0]
    since = make_guardian(former, "father", "Vēlākais", "Tēvs", starts_on=MONDAY)
    before = make_guardian(former, "mother", "Agrākā", "Māte")
    with arranging():
        Person.objects.filter(pk__in=[former.pk, staying.pk, since.pk, before.pk]).update(phone="+371 20000001")
    school.sign_in(client, "superuser")
    client.post(ADDRESS)
    with time_machine.travel(f"{MONDAY} 12:00 +0200", tick=False):
        do_jobs()
    found = parts(client.get(f"{ADDRESS}{asked()}/"))
    phones = {row["id"]: row["phone"] for row in found["people"]}
    assert (phones[former.pk], phones[before.pk], phones[staying.pk]) == ("", "", "+371 20000001")
    assert since.pk not in phones


def test_what_a_killed_worker_left_behind_goes_too(school: SmallSchool) -> None:
    """Half an archive holds personal codes in plain as well."""
    fresh, old = archive_path(1).parent / ".zvans-new", archive_path(1).parent / ".zvans-old"
    for folder in (fresh, old):
        folder.mkdir()
        (folder / "archive").write_bytes(b"codes")
    os.utime(old, (0, 0))
    sweep_archives(0)
    assert (fresh.exists(), old.exists()) == (True, False)
