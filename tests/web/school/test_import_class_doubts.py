"""A class of a file of people that the school does not have is asked about, once: another one, a new one, or none (D4)."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.factories.school import inside, make_class
from tests.factories.small_school import SmallSchool
from tests.support.jobs import do_jobs
from tests.web.school.importing import Desk
from tests.web.school.test_import_doubts import asked
from tests.web.school.test_imports import with_right
from zvans.lib.database.sight import in_sight_of
from zvans.schools.enums import Permission
from zvans.schools.models import ClassGroup, Enrolment, Import, ImportChoice, StudyGroup

HEAD = "vārds;uzvārds;personas kods;klase"
IN_9Z, IN_10C, AGAIN_10C = (
    "Roberts;Zariņš;320000-00001;9.z", "Anete;Liepa;320000-00002;10.c", "Uldis;Krūms;320000-00003;10C klase",
)  # fmt: skip
ANSWERS_9Z = ["tā ir 9.b", "izveidot jaunu klasi", "neievest, kas pie tā ir"]
NOTHING_NEAR = ["izveidot jaunu klasi", "neievest, kas pie tā ir"]


@pytest.fixture
def desk(client: Client, school: SmallSchool, settings: Any, tmp_path: Path) -> Desk:
    settings.DATA_DIR = tmp_path
    school.sign_in(client, "superuser")
    return Desk(client, school)


def brought(desk: Desk, *lines: str) -> str:
    address = desk.hand_in(*lines, head=HEAD)
    do_jobs()
    return address


def answer(desk: Desk, address: str, *answers: object) -> int:
    data = {f"doubt{number}": value for number, value in enumerate(answers)}
    status = desk.client.post(f"{address}answers/", data).status_code
    do_jobs()
    return status


def placed(school: SmallSchool) -> list[tuple[str, str]]:
    rows = Enrolment.objects.filter(school=school.school, pupil__family_name__in=["Zariņš", "Liepa", "Krūms"])
    return sorted(rows.values_list("pupil__family_name", "class_group__name"))


def test_an_unknown_class_is_another_a_new_one_or_none(desk: Desk, school: SmallSchool) -> None:
    address = brought(desk, IN_9Z, IN_10C, AGAIN_10C)
    assert asked(desk, address) == {"9.z": ANSWERS_9Z, "10.c": NOTHING_NEAR, "10C klase": NOTHING_NEAR}
    assert [row[3] for row in desk.rows(address)] == [
        f"Klases «{name}» skolā šajā mācību gadā nav." for name in ("9.z", "10.c", "10C klase")
    ]
    assert desk.confirm(address) == 409
    assert answer(desk, address, school.class_9b.group.pk, "new", "new") == 302
    assert asked(desk, address) == {}
    assert (desk.counts(address)["klases"][0], desk.counts(address)["skolēni"][0]) == ("1", "3")
    assert desk.confirm(address) == 302
    do_jobs()
    with in_sight_of([school.school.pk]):
        assert placed(school) == [("Krūms", "10.c"), ("Liepa", "10.c"), ("Zariņš", "9.b")]
        made = ClassGroup.objects.get(school=school.school, name="10.c")
        assert (made.grade, StudyGroup.objects.filter(class_group=made, is_whole_class=True).count()) == (10, 1)
    again = brought(desk, IN_9Z, IN_10C, AGAIN_10C)
    assert (asked(desk, again), desk.counts(again)["kopā"][:2]) == ({}, ["0", "0"])
    assert desk.client.post(f"{address}undo/").status_code == 302
    with in_sight_of([school.school.pk]):
        assert (placed(school), ClassGroup.objects.filter(name="10.c").count()) == ([], 0)


def test_what_is_left_out_stays_out_until_one_asks_to_be_asked_again(desk: Desk, school: SmallSchool) -> None:
    address = brought(desk, IN_9Z)
    assert answer(desk, address, "out") == 302
    assert desk.rows(address) == [["2", "skolēni", "Zariņš Roberts", "Klasi «9.z» izvēlējāties neievest."]]
    later = brought(desk, IN_9Z)
    assert asked(desk, later) == {}
    assert "9.z: neievest" in [item.text for item in desk.look(later).one(css_class="import").all("li")]
    assert desk.client.post(f"{later}ask-again/").status_code == 302
    do_jobs()
    assert asked(desk, later) == {"9.z": ANSWERS_9Z}
    with in_sight_of([school.school.pk]):
        assert not ImportChoice.objects.exists()


def test_a_short_name_is_a_name(desk: Desk, school: SmallSchool) -> None:
    with inside(school.made):
        ClassGroup.objects.filter(pk=school.class_9b.group.pk).update(short_name="Lauvas")
    address = brought(desk, "Roberts;Zariņš;320000-00001;lauvas")
    assert (asked(desk, address), desk.counts(address)["skolēni"][0]) == ({}, "1")


def test_an_answer_of_another_year_is_asked_anew(desk: Desk, school: SmallSchool) -> None:
    """What was answered with a class that is not of this year says nothing."""
    with inside(school.made):
        ImportChoice.objects.create(school=school.school, kind="people", table="class", name="9.z", row_id=10**9)
    assert asked(desk, brought(desk, IN_9Z)) == {"9.z": ANSWERS_9Z}


def test_who_does_not_set_up_the_school_makes_no_class(desk: Desk, school: SmallSchool, client: Client) -> None:
    """Neither by answering, nor by an answer that somebody else has given, nor by undoing."""
    with_right(school, "teacher", Permission.PEOPLE)
    school.sign_in(client, "teacher")
    assert asked(desk, brought(desk, IN_9Z)) == {"9.z": ["tā ir 9.b", "neievest, kas pie tā ir"]}
    assert asked(desk, brought(desk, IN_10C)) == {}
    school.sign_in(client, "superuser")
    address = brought(desk, IN_10C)
    answer(desk, address, "new")
    school.sign_in(client, "teacher")
    refused = brought(desk, IN_10C)
    assert desk.rows(refused)[0][3] == "Klases «10.c» skolā nav, un izveidot klasi Jūs nevarat."
    school.sign_in(client, "superuser")
    desk.confirm(address)
    do_jobs()
    school.sign_in(client, "teacher")
    assert client.post(f"{address}undo/").status_code == 403


def test_a_column_of_something_else_is_not_asked_about(desk: Desk, school: SmallSchool) -> None:
    make_class(school.made, "1.a", pupils=0)
    address = brought(desk, *(f"Vārds;Uzvārds;320000-0{number:04};iela {number}" for number in range(1, 26)))
    assert (asked(desk, address), desk.counts(address)["skolēni"][4]) == ({}, "25")
    with in_sight_of([school.school.pk]):
        assert Import.objects.get().state == "ready"


def test_a_school_without_a_year_has_nothing_to_ask(desk: Desk) -> None:
    address = desk.hand_in(IN_9Z, head=HEAD, starts_on="2031-10-01")
    do_jobs()
    reason = "Skolā šim laikam nav mācību gada. Izveidojiet to vai vispirms ievediet stundu sarakstu."
    assert (asked(desk, address), [row[3] for row in desk.rows(address)]) == ({}, [reason])
