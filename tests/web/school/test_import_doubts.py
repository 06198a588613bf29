"""What an import is not sure of is asked once and remembered; columns that it does not know are named by people (D4)."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.factories.school import inside, make_class, make_employee
from tests.factories.small_school import SmallSchool
from tests.support.jobs import do_jobs
from tests.support.page import read
from tests.web.school.importing import JANIS, Desk
from zvans.lib.database.sight import in_sight_of
from zvans.schools.models import ClassGroup, Employment, Import, ImportChoice

ASC = """<?xml version="1.0" encoding="UTF-8"?>
<timetable>
  <days columns="day,name,short"><day day="0" name="Pirmdiena" short="P"/></days>
  <periods columns="period,starttime,endtime"><period period="1" starttime="8:30" endtime="9:10"/></periods>
  <daysdefs columns="id,days,name,short"><daysdef id="D1" days="10000" name="P" short="P"/></daysdefs>
  <weeksdefs columns="id,weeks,name,short"><weeksdef id="W1" weeks="1" name="a" short="a"/></weeksdefs>
  <termsdefs columns="id,terms,name,short"><termsdef id="T1" terms="1" name="a" short="a"/></termsdefs>
  <subjects columns="id,name,short"><subject id="S1" name="Matemātika" short="Mat"/></subjects>
  <teachers columns="id,name,short"><teacher id="P1" name="I. Kalniņa" short="IKx"/></teachers>
  <classes columns="id,name,short"><class id="C1" name="9B klase" short="9B" teacherid=""/></classes>
  <groups columns="id,name,classid,entireclass,divisiontag"><group id="G1" name="Visa" classid="C1" entireclass="1" divisiontag="0"/></groups>
  <lessons columns="id,subjectid,classids,groupids,teacherids,periodspercard"><lesson id="L1" subjectid="S1" classids="C1" groupids="G1" teacherids="P1" periodspercard="1"/></lessons>
  <cards columns="lessonid,period,days,weeks,terms,classroomids"><card lessonid="L1" period="1" days="10000" weeks="1" terms="1" classroomids=""/></cards>
</timetable>
"""  # noqa: E501 - as the program writes it


@pytest.fixture
def desk(client: Client, school: SmallSchool, settings: Any, tmp_path: Path) -> Desk:
    settings.DATA_DIR = tmp_path
    school.sign_in(client, "superuser")
    return Desk(client, school)


def timetable(desk: Desk) -> str:
    address = desk.hand_in_bytes(ASC.encode(), kind="timetable", name="saraksts.xml", starts_on="2026-11-23")
    do_jobs()
    return address


def asked(desk: Desk, address: str) -> dict[str, list[str]]:
    page = desk.look(address)
    return {
        box.one("legend").text: [label.text for label in box.all("label")]
        for box in page.all("fieldset", "import-kinds")
    }


def choice(desk: Desk, address: str, label: str) -> dict[str, str]:
    """What choosing this answer would send."""
    for found in desk.look(address).one(css_class="import").all("label"):
        if found.text == label:
            box = found.one("input")
            return {box.attributes["name"]: box.attributes["value"]}
    raise AssertionError(label)


def test_near_names_of_a_timetable_are_asked_once(desk: Desk, school: SmallSchool) -> None:
    address = timetable(desk)
    assert asked(desk, address) == {
        "I. Kalniņa": ["tas ir Kalniņa Ilze", "jauns"], "9B klase": ["tā ir 9.b", "izveidot jaunu klasi"],
    }  # fmt: skip
    assert desk.confirm(address) == 409
    assert desk.client.post(f"{address}answers/", choice(desk, address, "tas ir Kalniņa Ilze")).status_code == 422
    answers = choice(desk, address, "tas ir Kalniņa Ilze") | choice(desk, address, "tā ir 9.b")
    assert desk.client.post(f"{address}answers/", answers).status_code == 302
    assert do_jobs() == ["read_timetable_file"]
    assert asked(desk, address) == {}
    counts = desk.counts(address)
    assert (counts["skolotāji"][0], counts["klases"][0]) == ("0", "0")
    assert desk.confirm(address) == 302
    do_jobs()
    with in_sight_of([school.school.pk]):
        assert list(ClassGroup.objects.filter(school=school.school).values_list("name", flat=True)) == ["9.b"]
        assert not Employment.objects.filter(name="I. Kalniņa").exists()
        assert ImportChoice.objects.count() == 2
    again = timetable(desk)
    assert asked(desk, again) == {}
    assert desk.counts(again)["kopā"][:2] == ["0", "0"]


def test_new_is_an_answer_too(desk: Desk, school: SmallSchool) -> None:
    address = timetable(desk)
    answers = dict.fromkeys(("doubt0", "doubt1"), "new")
    desk.client.post(f"{address}answers/", answers)
    do_jobs()
    assert asked(desk, address) == {}
    counts = desk.counts(address)
    assert (counts["skolotāji"][0], counts["klases"][0]) == ("1", "1")
    with in_sight_of([school.school.pk]):
        assert sorted(ImportChoice.objects.values_list("table", "name", "row_id")) == [
            ("class", "9B klase", None), ("teacher", "I. Kalniņa", None),
        ]  # fmt: skip


def test_an_answer_that_was_not_offered_is_refused(desk: Desk, school: SmallSchool) -> None:
    """Another school's teacher can't be named either."""
    foreign = make_employee(school.other, "Ilze", "Kalniņa")
    address = timetable(desk)
    assert desk.client.post(f"{address}answers/", {"doubt0": foreign.pk, "doubt1": "new"}).status_code == 422


def test_a_name_on_the_staff_list_that_is_like_an_employee_is_asked_about(desk: Desk, school: SmallSchool) -> None:
    with inside(school.made):
        listed = Employment.objects.create(school=school.school, name="Z. Zīle", starts_on="2026-09-01")
    head, line = "vārds;uzvārds;personas kods;amats", "Zane;Zīle;320000-00009;skolotāja"
    address = desk.hand_in(line, head=head)
    do_jobs()
    assert asked(desk, address) == {"Zīle Zane": ["tas ir Z. Zīle", "jauns"]}
    desk.client.post(f"{address}answers/", choice(desk, address, "tas ir Z. Zīle"))
    do_jobs()
    assert desk.counts(address)["darbinieki"][:2] == ["0", "1"]
    desk.confirm(address)
    do_jobs()
    with in_sight_of([school.school.pk]):
        listed.refresh_from_db()
        assert listed.person is not None
        assert listed.person.family_name == "Zīle"


def test_unknown_columns_are_named_by_people(desk: Desk, school: SmallSchool) -> None:
    make_class(school.made, "2.a", pupils=0)
    head = "Kā sauc;Pēc tēva;Numurs;Kurā;Svars"
    address = desk.hand_in("Roberts;Zariņš;320000-00001;2.a;45", head=head)
    do_jobs()
    page = desk.look(address)
    assert page.one(css_class="import-said").text.startswith("Pirmajā rindā nav sleju nosaukumu, ko pazīstam")
    assert [row.one("label").text for row in page.all("div", "import-column")] == head.split(";")
    said = {"column0": "given_name", "column1": "family_name", "column2": "code", "column3": "class", "column4": ""}
    assert desk.client.post(f"{address}columns/", said | {"column4": "nezin kas"}).status_code == 422
    assert desk.client.post(f"{address}columns/", said).status_code == 302
    assert do_jobs() == ["read_people_file"]
    assert desk.counts(address)["skolēni"] == ["1", "0", "0", "3", "0"]
    desk.confirm(address)
    do_jobs()
    assert Import.objects.get().state == "done"


def test_columns_that_were_understood_wrongly_are_named_again(desk: Desk) -> None:
    address = desk.hand_in("Zariņš;Roberts;320000-00001;9.b", head="vārds;uzvārds;personas kods;klase")
    do_jobs()
    assert desk.rows(f"{address}?outcome=created")[0][2] == "Roberts Zariņš"
    said = {"column0": "family_name", "column1": "given_name", "column2": "code", "column3": "class"}
    desk.client.post(f"{address}columns/", said)
    do_jobs()
    assert desk.rows(f"{address}?outcome=created")[0][2] == "Zariņš Roberts"
    selected = [o.attributes["value"] for o in desk.look(address).all("option") if "selected" in o.attributes]
    assert selected == list(said.values())


def test_a_thrown_away_file_has_no_columns(desk: Desk) -> None:
    address = desk.hand_in(JANIS)
    do_jobs()
    desk.client.post(f"{address}discard/")
    answer = desk.client.post(f"{address}columns/", {})
    assert (answer.status_code, "Faila vairs nav. Ievediet to vēlreiz." in read(answer.content).text) == (409, True)


def test_what_odd_heads_may_mean_is_offered(desk: Desk) -> None:
    """By the words in them, in Latvian and English; of two that may mean one thing neither is."""
    address = desk.hand_in(
        "a;b;c;d;e;f", head="Skolēnu vārds;Uzvārds (no reģistra);Kurā klasē;Mobile nr.;Kods 1;Kods 2"
    )
    do_jobs()
    selected = [o.attributes["value"] for o in desk.look(address).all("option") if "selected" in o.attributes]
    assert selected == ["given_name", "family_name", "class", "phone", "", ""]
