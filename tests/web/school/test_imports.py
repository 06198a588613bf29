"""Files into a school by its pages (D4): handed in, read by a job, looked at, confirmed, done by a job, seen later."""

import os
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories.school import inside, make_class
from tests.factories.small_school import SmallSchool
from tests.support.jobs import do_jobs
from tests.support.page import read
from tests.support.statements import statements_of
from tests.web.school.importing import BAD, JANIS, MOTHER, NO_HEADS, TEACHER, Desk, kept, numbers
from zvans.accounts.actions.allowances import UPLOADS, take
from zvans.audit.models import Action
from zvans.lib.database.sight import in_sight_of
from zvans.schools.enums import ImportKind, Permission, PositionKind
from zvans.schools.models import Import, Position, StudyGroup
from zvans.schools.tasks import sweep_imports


@pytest.fixture
def desk(client: Client, school: SmallSchool, settings: Any, tmp_path: Path) -> Desk:
    settings.DATA_DIR = tmp_path
    school.sign_in(client, "superuser")
    return Desk(client, school)


def test_from_a_file_to_the_school(
    desk: Desk, school: SmallSchool, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    """Nothing changes until it is confirmed; what was done is seen later; the file is gone."""
    before = numbers(school)
    address = desk.hand_in(JANIS, MOTHER, TEACHER, BAD)
    assert "To lasa un salīdzina ar skolas datiem." in desk.look(address).one(css_class="import").text
    assert do_jobs() == ["read_people_file"]
    assert desk.counts(address) == {
        "skolēni": ["1", "0", "0", "3", "1"],
        "vecāki": ["1", "0", "0", "0", "0"],
        "darbinieki": ["1", "0", "0", "7", "0"],
        "kopā": ["3", "0", "0", "10", "1"],
    }
    assert desk.rows(address) == [["5", "skolēni", "Kods Slikts", "Personas kods nav derīgs."]]
    assert desk.rows(f"{address}?outcome=created&kind=guardian") == [["3", "vecāki", "Zariņa Anna"]]
    assert numbers(school) == before
    assert desk.confirm(address) == 302
    assert desk.confirm(address) == 302  # a second click
    with django_capture_on_commit_callbacks(execute=True):
        assert do_jobs() == ["apply_people_file"]
    assert desk.said(address) == "Ierakstīts. Zemāk redzams, kas izdarīts."
    after = numbers(school)
    assert {name: after[name] - before[name] for name in before} == {
        "Person": 3, "Account": 3, "Enrolment": 1, "Guardianship": 1, "Employment": 1, "Position": 1,
    }  # fmt: skip
    assert kept(tmp_path) == []


def test_what_was_done_carries_who_did_it(desk: Desk, school: SmallSchool) -> None:
    address = desk.hand_in(JANIS)
    do_jobs()
    desk.confirm(address)
    do_jobs()
    account = school.accounts["superuser"]
    done = Action.objects.get(name="import_people")
    assert (done.account_id, done.role) == (account.pk, "staff")
    steps = Action.objects.filter(cause_id=done.pk).order_by("pk")
    assert list(steps.values_list("name", "account_id")) == [
        ("add_people", account.pk), ("enrol_pupils", account.pk),
    ]  # fmt: skip


def test_the_same_file_again_is_nothing_to_do(desk: Desk, school: SmallSchool) -> None:
    for _ in range(2):
        address = desk.hand_in(JANIS, MOTHER, TEACHER)
        do_jobs()
        status = desk.confirm(address)
        do_jobs()
    assert desk.counts(address)["kopā"] == ["0", "0", "3", "10", "0"]
    assert status == 409
    assert "Šajā failā nav nekā, kas skolā būtu jāmaina." in desk.look(address).one(css_class="import-decide").text


def test_a_school_that_changed_since_the_preview_is_looked_at_again(desk: Desk, school: SmallSchool) -> None:
    first = desk.hand_in(JANIS)
    second = desk.hand_in(JANIS, MOTHER)
    do_jobs()
    desk.confirm(second)
    do_jobs()
    before = numbers(school)
    desk.confirm(first)
    do_jobs()
    assert desk.said(first) == "Kopš apskates skolā kaut kas ir mainījies. Apskatiet vēlreiz; vēl nekas nav ierakstīts."
    assert desk.counts(first)["kopā"] == ["0", "0", "1", "3", "0"]
    assert numbers(school) == before


def test_a_file_can_be_discarded(desk: Desk, tmp_path: Path, django_capture_on_commit_callbacks: Any) -> None:
    address = desk.hand_in(JANIS)
    do_jobs()
    assert len(kept(tmp_path)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        assert desk.client.post(f"{address}discard/").status_code == 302
    assert desk.said(address) == "Atmests. Nekas nav mainīts."
    assert kept(tmp_path) == []
    assert Import.objects.values_list("report", flat=True).get() is None
    assert desk.client.post(f"{address}confirm/").status_code == 409


def test_what_nobody_comes_back_to_is_cleared(
    desk: Desk, school: SmallSchool, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    """A worker that died leaves an import at work; a preview that nobody confirms holds people's data."""
    waiting = desk.hand_in(JANIS)
    do_jobs()
    stopped = desk.hand_in(MOTHER)
    (tmp_path / "files" / ("0" * 32)).write_bytes(b"left over")
    os.utime(tmp_path / "files" / ("0" * 32), (0, 0))
    with time_machine.travel("2026-12-08 12:00 +0200", tick=False):
        fresh = desk.hand_in(TEACHER)
        with django_capture_on_commit_callbacks(execute=True):
            sweep_imports(timestamp=0)
    assert [desk.said(address) for address in (waiting, stopped)] == [
        "Fails divas nedēļas netika apstiprināts, tāpēc tas ir dzēsts. Nekas nav mainīts.",
        "Darbs ar failu apstājās pusceļā. Nekas nav mainīts. Ievediet failu vēlreiz.",
    ]
    with in_sight_of([school.school.pk]):
        assert kept(tmp_path) == [Import.objects.get(public_id=fresh.rstrip("/").rsplit("/")[-1]).stored_as]


def test_a_file_that_a_restored_backup_did_not_bring_along(desk: Desk, tmp_path: Path) -> None:
    address = desk.hand_in(JANIS)
    for name in kept(tmp_path):
        (tmp_path / "files" / name).unlink()
    do_jobs()
    assert desk.said(address) == "Faila vairs nav. Ievediet to vēlreiz."


def test_what_is_at_work_is_not_touched(desk: Desk) -> None:
    address = desk.hand_in(JANIS)
    found = {
        step: desk.client.post(f"{address}{step}/").status_code for step in ("confirm", "discard", "columns", "answers")
    }
    assert found == dict.fromkeys(found, 409)


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"\x00\x01\x02" * 50, "cilveki.csv", "Faila kodējums nav zināms. Saglabājiet to kā CSV UTF-8 vai XLSX."),
        (b"PK\x03\x04" + b"\x00" * 50, "cilveki.xlsx", "Failu nevar nolasīt kā XLSX."),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\nbla", "cilveki.csv", NO_HEADS),
        (b"\n\n\n", "cilveki.csv", "Failā nav nevienas rindas."),
        (b"Anna;Kalna;320000-00001;9.b\n", "cilveki.csv", NO_HEADS),
    ],
)  # fmt: skip
def test_a_file_that_is_none_says_why(desk: Desk, school: SmallSchool, content: bytes, name: str, reason: str) -> None:
    before = numbers(school)
    address = desk.hand_in_bytes(content, name=name)
    do_jobs()
    assert desk.said(address) == reason
    assert numbers(school) == before


def test_no_personal_code_is_kept_of_a_file_without_heads(desk: Desk) -> None:
    """B13."""
    desk.hand_in_bytes(b"Anna;Kalna;320000-00001;9.b\nJuris;Kalns;320000-00002;9.b\n")
    do_jobs()
    found = Import.objects.get()
    assert (found.report, found.options["columns"], "320000" in found.reason) == (None, {}, False)


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"kind": "people"}, "Izvēlieties failu."),
        ({"kind": "people", "file": SimpleUploadedFile("tukšs.csv", b"")}, "Šis fails ir tukšs. Izvēlieties citu."),
        ({"file": SimpleUploadedFile("a.csv", b"a")}, "Izvēlieties, kas failā ir."),
        ({"kind": "people", "file": SimpleUploadedFile("a.csv", b"a"), "starts_on": "rīt"}, "Ierakstiet dienu tā: 01.09.2026."),
    ],
)  # fmt: skip
def test_the_form_says_what_is_missing(desk: Desk, fields: dict[str, Any], error: str) -> None:
    answer = desk.client.post(f"{desk.start}new/", fields)
    assert (answer.status_code, [e.text for e in read(answer.content).all(css_class="error")]) == (422, [error])


@pytest.mark.parametrize(
    ("gives", "kept_rows", "refused"),
    [
        (Permission.PEOPLE, {"skolēni": "1", "vecāki": "1", "darbinieki": "0"}, [["4", "darbinieki", "Zīle Zane"]]),
        (Permission.STAFF, {"skolēni": "0", "vecāki": "0", "darbinieki": "1"},
         [["2", "skolēni", "Zariņš Roberts"], ["3", "vecāki", "Zariņa Anna"]]),
    ],
)  # fmt: skip
def test_each_enters_only_whom_they_may(
    desk: Desk,
    school: SmallSchool,
    client: Client,
    gives: Permission,
    kept_rows: dict[str, str],
    refused: list[list[str]],
) -> None:
    """A deputy can't make anybody a head by a file."""
    with_right(school, "teacher", gives)
    school.sign_in(client, "teacher")
    address = desk.hand_in(JANIS, MOTHER, TEACHER.replace("direktora vietniece", "skolotāja"))
    do_jobs()
    assert {kind: counts[0] for kind, counts in desk.counts(address).items() if kind != "kopā"} == kept_rows
    assert desk.rows(address) == [[*row, "Jums nav tiesību skolā ierakstīt šādus cilvēkus."] for row in refused]


def with_right(school: SmallSchool, persona: str, right: Permission) -> None:
    with inside(school.made):
        Position.objects.filter(employment__person=school.accounts[persona].person).update(permissions=[right])


def test_who_lost_the_right_meanwhile_changes_nothing(desk: Desk, school: SmallSchool) -> None:
    address = desk.hand_in(JANIS)
    do_jobs()
    desk.confirm(address)
    with inside(school.made):
        rows = Position.objects.filter(employment__person=school.accounts["superuser"].person)
        rows.update(kind=PositionKind.TEACHER)
    before = numbers(school)
    do_jobs()
    found = Import.objects.get()
    assert (found.state, found.reason) == ("refused", "Tas, kas failu iesniedza, šajā skolā to vairs nedrīkst darīt.")
    assert numbers(school) == before


def test_kinds_are_for_those_who_may(desk: Desk, school: SmallSchool, client: Client) -> None:
    """Whoever enters people does not see what was brought in of timetables, and the other way round."""
    address = desk.hand_in(JANIS)
    with_right(school, "teacher", Permission.SET_UP)
    school.sign_in(client, "teacher")
    assert client.get(address).status_code == 403
    assert client.get(f"{desk.start}?as=csv").content.decode("utf-8-sig").splitlines()[1:] == []
    form = read(client.get(f"{desk.start}new/").content)
    assert [i.attributes["value"] for i in form.all("input") if i.attributes.get("name") == "kind"] == ["timetable"]


def test_each_sees_only_whom_they_may(desk: Desk, school: SmallSchool, client: Client) -> None:
    """Who sees to the staff reads no pupils and families in what somebody else has brought in, and the other way round."""
    address = desk.hand_in(JANIS, MOTHER, TEACHER, "skolēns;Slikts;Kods;123456-78901;9.b;;;")
    do_jobs()
    for persona, right, kinds in (
        ("teacher", Permission.STAFF, ["darbinieki", "kopā"]),
        ("other_teacher", Permission.PEOPLE, ["skolēni", "vecāki", "kopā"]),
    ):
        with_right(school, persona, right)
        school.sign_in(client, persona)
        assert sorted(desk.counts(address)) == sorted(kinds)
        shown = [desk.client.get(f"{address}?outcome={o}").content.decode() for o in ("created", "refused")]
        seen = ["Zariņ" in "".join(shown), "Zīle" in "".join(shown)]
        assert seen == [right == Permission.PEOPLE, right == Permission.STAFF]
        assert {desk.client.post(f"{address}{step}/").status_code for step in ("confirm", "discard", "answers")} == {
            403
        }


def test_another_schools_import_is_not_found(desk: Desk, school: SmallSchool) -> None:
    """Under one's own school's address too, by somebody whom the database lets touch both."""
    with in_sight_of([school.other.school.pk]):
        foreign = Import.objects.create(
            school=school.other.school, kind=ImportKind.PEOPLE, file_name="x", options={}, state="ready"
        )
    account = school.accounts["superuser"]
    account.school_ids = [school.school.pk, school.other.school.pk]
    account.save()
    assert desk.client.get(f"{desk.start}{foreign.public_id}/").status_code == 404
    for step in ("columns", "answers", "confirm", "discard"):
        assert desk.client.post(f"{desk.start}{foreign.public_id}/{step}/").status_code == 404
    assert desk.client.get(f"/school/{school.other.school.code}/imports/{foreign.public_id}/").status_code == 404


def test_the_list_costs_the_same_for_one_and_three(desk: Desk) -> None:
    desk.hand_in(JANIS)
    do_jobs()
    one, listed = statements_of(desk.client, desk.start), desk.look(desk.start)
    assert [cell.text for cell in listed.one("tbody").one("tr").all("td")][1:] == [
        "cilvēki",
        "Sanita Eglīte",
        "gaida apstiprinājumu",
    ]
    for _ in range(2):
        desk.hand_in(JANIS)
    assert len(desk.look(desk.start).one("tbody").all("tr")) == 3
    assert statements_of(desk.client, desk.start) == one


def test_the_list_is_newest_first_and_its_export_is_recorded(desk: Desk) -> None:
    """S71."""
    for name in ("pirmais.csv", "otrais.csv"):
        desk.hand_in(JANIS, name=name)
        Import.objects.filter(file_name=name).update(created_at=f"2026-11-2{len(name) - 9} 10:00+02:00")
    names = [row.one("th").text for row in desk.look(desk.start).one("tbody").all("tr")]
    assert names == ["pirmais.csv", "otrais.csv"]
    assert desk.client.get(f"{desk.start}?as=csv").content.decode("utf-8-sig").count("\n") == 3
    assert list(Action.objects.filter(name="export_list").values_list("details__what", flat=True)) == ["imports"]


def test_thousands_of_rows_are_paged(desk: Desk) -> None:
    address = desk.hand_in(*(f"skolēns;Jānis;Kalns{n};320001-{n:05};9.b;;;" for n in range(2500)))
    do_jobs()
    shown = f"{address}?outcome=created"
    assert [row[0] for row in desk.rows(f"{shown}&page=25")] == [str(n) for n in range(2402, 2502)]
    assert "25. lapa no 25" in desk.look(f"{shown}&page=25").one("nav", "pages").text


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_samples_are_files_that_go_in(desk: Desk, school: SmallSchool, form: str) -> None:
    make_class(school.made, "2.a", pupils=0)
    with inside(school.made):
        own: Any = {"school": school.school, "year": school.made.year, "class_group": school.class_9b.group}
        StudyGroup.objects.create(name="1. grupa", **own)
    sample = desk.client.get(f"{desk.start}sample.{form}")
    address = desk.hand_in_bytes(sample.content, name=f"paraugs.{form}")
    do_jobs()
    assert {kind: counts[0] for kind, counts in desk.counts(address).items()} == {
        "skolēni": "2", "vecāki": "3", "darbinieki": "2", "kopā": "7",
    }  # fmt: skip


def test_no_file_gives_rights_that_the_importer_does_not_have(desk: Desk, school: SmallSchool, client: Client) -> None:
    """C8: who only sees to staff makes no deputy by a file; the superuser does."""
    reason = "Šim amatam ir tiesības, kuru Jums nav, tāpēc dot to nevarat."
    with_right(school, "teacher", Permission.STAFF)
    row = ["2", "darbinieki", "Zīle Zane"]
    for persona, shown in (("teacher", [*row, reason]), ("superuser", row)):
        school.sign_in(client, persona)
        address = desk.hand_in(TEACHER)
        do_jobs()
        assert desk.rows(address) == [shown]


def test_an_account_hands_in_so_many_files_and_no_more(desk: Desk, school: SmallSchool, tmp_path: Path) -> None:
    """C7: a file that is refused is not kept."""
    while not take([(UPLOADS, str(school.accounts["superuser"].pk))]):
        pass
    file = SimpleUploadedFile("cilveki.csv", b"vards\nAnna\n")
    answer = desk.client.post("/school/alfa/imports/new/", {"kind": ImportKind.PEOPLE, "file": file})
    assert (answer.status_code, Import.objects.count(), (tmp_path / "files").exists()) == (429, 0, False)
