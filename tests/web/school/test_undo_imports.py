"""What an import did is turned back as long as nothing stands on it (D4); else it is refused with the reason and nothing changes."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.factories.entries import mark, write
from tests.factories.people import make_guardian
from tests.factories.school import MONDAY, inside, make_class, make_course, make_employee
from tests.factories.small_school import SmallSchool
from tests.schools.oneroster import package
from tests.support.jobs import do_jobs
from tests.support.page import read
from tests.support.worlds import in_world
from tests.web.school.importing import JANIS, MOTHER, TEACHER, Desk, everything
from zvans.accounts.actions.passwords import set_password
from zvans.accounts.models import Account, Person
from zvans.audit.actor import Actor
from zvans.audit.models import Action
from zvans.lib.database.sight import in_sight_of
from zvans.schools.actions.memberships import refresh_accounts
from zvans.schools.enums import Permission
from zvans.schools.models import Course, Employment, Enrolment, Import, Position, StudyGroup
from zvans.timetable.models import Slot

PEOPLE = "/school/alfa/pupils/"
TIMETABLE = Path(__file__).parents[2] / "timetable" / "data" / "ozolkalna.xml"


@pytest.fixture
def desk(client: Client, school: SmallSchool, settings: Any, tmp_path: Path) -> Desk:
    settings.DATA_DIR = tmp_path
    school.sign_in(client, "superuser")
    refresh_accounts(Person.objects.values_list("pk", flat=True))
    do_jobs()  # who is told of it
    return Desk(client, school)


def bring(desk: Desk, *lines: str) -> str:
    address = desk.hand_in(*lines)
    do_jobs()
    assert desk.confirm(address) == 302
    do_jobs()
    assert desk.said(address) == "Ierakstīts. Zemāk redzams, kas izdarīts."
    return address


def undo(desk: Desk, address: str) -> int:
    return desk.client.post(f"{address}undo/").status_code


def refused(desk: Desk, address: str) -> str:
    """Undoing says why not, and changes nothing."""
    before = everything()
    answer = desk.client.post(f"{address}undo/")
    assert (answer.status_code, everything()) == (409, before)
    return read(answer.content).one("div", "import-said").text


def test_people_are_undone_to_the_last_row(desk: Desk, school: SmallSchool) -> None:
    before = everything()
    address = bring(desk, JANIS, MOTHER, TEACHER)
    assert everything() != before
    assert undo(desk, address) == 302
    assert undo(desk, address) == 302  # a second click
    assert everything() == before
    assert desk.said(address) == "Šī ievešana ir atsaukta. Skolā ir tas, kas bija pirms tās."
    assert list(Action.objects.filter(name="undo_import").values_list("account_id", flat=True)) == [
        school.accounts["superuser"].pk
    ]


def test_what_was_changed_is_as_it_was(desk: Desk, school: SmallSchool) -> None:
    """A pupil who moved is back, contacts are the old ones, a name on the staff list has no person again."""
    make_class(school.made, "2.a", pupils=0)
    with inside(school.made):
        Employment.objects.create(school=school.school, name="Zīle Zane", short_name="ZZī", starts_on="2026-09-01")
    bring(desk, JANIS, MOTHER)
    before = everything()
    moved, mother = JANIS.replace("9.b", "2.a"), MOTHER.replace("29111222", "26000000")
    address = bring(desk, moved, mother, TEACHER, MOTHER.replace("māte;Anna", "tēvs;Juris"))
    with in_sight_of([school.school.pk]):
        assert Enrolment.objects.filter(pupil__family_name="Zariņš", ends_on=None).get().class_group.name == "2.a"
    assert undo(desk, address) == 302
    assert everything() == before


def test_a_guardian_who_was_here_before_loses_only_the_new_ward(desk: Desk, school: SmallSchool) -> None:
    bring(desk, JANIS, MOTHER)
    before = everything()
    sister = JANIS.replace("Roberts;Zariņš;320000-00001", "Rūta;Zariņa;320000-00002")
    address = bring(desk, sister, MOTHER.replace("00001", "00002"))
    assert Account.objects.get(person__phone="+37129111222").names.count() == 2
    assert undo(desk, address) == 302
    assert everything() == before


def test_a_mark_stands_on_it(desk: Desk, school: SmallSchool) -> None:
    address = bring(desk, JANIS, MOTHER)
    mark(school.made, school.course, MONDAY, 3, {Person.objects.get(family_name="Zariņš"): "9"})
    assert refused(desk, address) == (
        "Atsaukt vairs nevar: uz ievestā jau balstās citi ieraksti (vērtējumi: 1). Nekas nav mainīts."
    )


def test_a_mark_of_a_pupil_who_was_known_before_stands_on_the_place(desk: Desk, school: SmallSchool) -> None:
    """Nothing refers to the place in the class, but the mark would hang in the air."""
    bring(desk, JANIS)
    first = Import.objects.get()
    make_class(school.made, "2.a", pupils=0)
    address = bring(desk, JANIS.replace("9.b", "2.a"))
    mark_in = Person.objects.get(family_name="Zariņš")
    course = course_of(school, "2.a")
    mark(school.made, course, MONDAY, 5, {mark_in: "7"})
    assert refused(desk, address).startswith("Atsaukt vairs nevar: uz ievestā jau balstās citi ieraksti (vērtējumi: 1)")
    assert refused(desk, f"{desk.start}{first.public_id}/").startswith(
        "Atsaukt vairs nevar: kopš ievešanas ir mainīti ieraksti (vietas grupās: 1, vietas klasēs: 1)"
    )


def course_of(school: SmallSchool, class_name: str) -> Course:
    with in_sight_of([school.school.pk]):
        whole = StudyGroup.objects.get(name=class_name, is_whole_class=True)
    return make_course(school.made, whole, subject="Fizika", slots=[(1, 5)])


def test_a_row_that_somebody_has_changed_since_is_not_overwritten(desk: Desk, school: SmallSchool) -> None:
    address = bring(desk, TEACHER)
    with inside(school.made):
        Employment.objects.filter(name="Zane Zīle").update(short_name="ZZ")
    assert refused(desk, address) == (
        "Atsaukt vairs nevar: kopš ievešanas ir mainīti ieraksti (darbinieki: 1). Nekas nav mainīts."
    )


def person(family_name: str) -> Person:
    return Person.objects.get(family_name=family_name)


def test_nothing_tells_what_another_school_has_built_on_people_of_a_file(desk: Desk, school: SmallSchool) -> None:
    """C3: the pupil, the mother and the teacher are somebody elsewhere by now. They stay people, here their rows are gone all the same."""
    before = everything()
    address = bring(desk, JANIS, MOTHER, TEACHER)

    def elsewhere() -> None:
        make_employee(school.other, person=person("Zīle"))
        group = make_class(school.other, "7.c", pupils=0).group
        with inside(school.other):
            Enrolment.objects.create(
                school=school.other.school, class_group=group, pupil=person("Zariņš"), starts_on=MONDAY
            )
            Person.objects.filter(family_name="Zariņa").update(phone="+37129999999", revision=7)
        set_password(
            account=Account.objects.get(person=person("Zariņš")), password="upe-medus-saule", by=Actor.system("school")
        )

    def undone() -> list[Any]:
        return [desk.client.post(f"{address}undo/"), *(desk.client.get(page) for page in (address, desk.start, PEOPLE))]

    alone, there = in_world(undone), in_world(undone, where=elsewhere)
    assert alone == there
    assert [answer[0] for answer in there] == [302, 200, 200, 200]
    elsewhere()
    assert undo(desk, address) == 302
    after = everything()
    names = {row["family_name"] for row in after["Person"]} - {row["family_name"] for row in before["Person"]}
    assert {"Zariņš", "Zariņa", "Zīle"} <= names
    ours = [
        row["school_id"]
        for table in ("Enrolment", "Employment", "Position", "StudyGroupMember")
        for row in after[table]
    ]
    was = [
        row["school_id"]
        for table in ("Enrolment", "Employment", "Position", "StudyGroupMember")
        for row in before[table]
    ]
    assert ours.count(school.school.pk) == was.count(school.school.pk)
    assert len(after["Guardianship"]) == len(before["Guardianship"]) + 1  # his mother is his mother there too


def test_what_the_school_itself_has_built_stands_wherever_else_the_person_is(desk: Desk, school: SmallSchool) -> None:
    address = bring(desk, JANIS, MOTHER)
    mark(school.made, school.course, MONDAY, 3, {person("Zariņš"): "9"})

    def elsewhere() -> None:
        group = make_class(school.other, "7.c", pupils=0).group
        with inside(school.other):
            Enrolment.objects.create(
                school=school.other.school, class_group=group, pupil=person("Zariņš"), starts_on=MONDAY
            )

    def undone() -> list[Any]:
        return [desk.client.post(f"{address}undo/")]

    alone, there = in_world(undone), in_world(undone, where=elsewhere)
    assert alone == there
    assert "(vērtējumi: 1)" in there[0][2].decode()


def test_who_has_got_a_password_or_a_new_guardian_stays_a_person(desk: Desk, school: SmallSchool) -> None:
    """Which school gave it tells nobody: the account opens nothing here any more."""
    address = bring(desk, JANIS)
    with inside(school.made):
        make_guardian(person("Zariņš"), family="Cita")
    account = Account.objects.get(person=person("Zariņš"))
    set_password(account=account, password="upe-medus-saule", by=Actor.system("school"))
    assert undo(desk, address) == 302
    account.refresh_from_db()
    assert (account.school_ids, person("Zariņš").pk) == ([], account.person_id)
    again = bring(desk, JANIS)
    assert desk.counts(again)["skolēni"][0] == "1"
    assert Person.objects.filter(family_name="Zariņš").count() == 1


def test_who_has_come_in_by_a_provider_stays_a_person(desk: Desk, school: SmallSchool) -> None:
    """B15: without any password."""
    address = bring(desk, JANIS)
    account = Account.objects.get(person=person("Zariņš"))
    account.agreements.create(version=1)
    assert undo(desk, address) == 302
    account.refresh_from_db()
    assert (account.school_ids, person("Zariņš").pk) == ([], account.person_id)


def test_only_who_could_have_written_it_takes_it_back(desk: Desk, school: SmallSchool, client: Client) -> None:
    """A deputy enters pupils, but no staff."""
    pupils, staff = bring(desk, JANIS), bring(desk, TEACHER)
    school.sign_in(client, "deputy")
    assert (undo(desk, staff), undo(desk, pupils)) == (403, 302)


def test_undoing_takes_no_rights_that_the_undoer_does_not_have(desk: Desk, school: SmallSchool, client: Client) -> None:
    """C8: the file made a deputy head; a clerk who sees to the staff takes her position neither by hand nor so."""
    deputy, teacher = bring(desk, TEACHER), bring(desk, "darbinieks;Ausma;Kļava;320000-00008;;;;skolotāja")
    with inside(school.made):
        held = Position.objects.filter(employment__person=school.accounts["teacher"].person)
        held.update(permissions=[Permission.STAFF])
    school.sign_in(client, "teacher")
    assert (undo(desk, deputy), undo(desk, teacher)) == (403, 302)


def test_the_last_superuser_stays(desk: Desk, school: SmallSchool, client: Client) -> None:
    address = bring(desk, TEACHER.replace("direktora vietniece", "virslietotāja"))
    school.sign_in(client, "head")
    with inside(school.made):
        Position.objects.filter(employment__person=school.accounts["superuser"].person).update(ends_on=MONDAY)
    assert "pēdējais virslietotājs" in refused(desk, address)


def test_a_preview_can_not_be_undone(desk: Desk) -> None:
    address = desk.hand_in(JANIS)
    do_jobs()
    assert undo(desk, address) == 409


def test_a_timetable_is_undone_until_a_lesson_is_held(desk: Desk, school: SmallSchool) -> None:
    before = everything()
    address = desk.hand_in_bytes(TIMETABLE.read_bytes(), kind="timetable", name="saraksts.xml", starts_on="2026-11-23")
    assert do_jobs() == ["read_timetable_file"]
    assert desk.confirm(address) == 302
    assert do_jobs() == ["apply_timetable_file"]
    assert everything() != before
    after = everything()
    assert undo(desk, address) == 302
    assert everything() == before
    again = desk.hand_in_bytes(TIMETABLE.read_bytes(), kind="timetable", name="saraksts.xml", starts_on="2026-11-23")
    do_jobs()
    desk.confirm(again)
    do_jobs()
    assert {name: len(rows) for name, rows in everything().items()} == {name: len(rows) for name, rows in after.items()}
    with in_sight_of([school.school.pk]):
        slot = Slot.objects.filter(course__name__startswith="9", weekday=1).order_by("number").first()
        assert slot is not None
        course, number = slot.course, slot.number
    write(school.made, course, MONDAY, number, topic="Ievads")
    assert "stundas žurnālā: 1" in refused(desk, again)


def test_a_oneroster_package_goes_in_and_out(desk: Desk, tmp_path: Path) -> None:
    """What it is remembered by goes too, so that it can be brought in again."""
    content = package(tmp_path, ("school,ozolkalna,", "school,alfa,")).read_bytes()
    before, seen = everything(), []
    for _ in range(2):
        address = desk.hand_in_bytes(content, kind="oneroster", name="pakotne.zip")
        assert do_jobs()[-1] == "read_oneroster_file"  # after telling whose contacts the last round filled in
        seen.append(desk.counts(address))
        assert desk.confirm(address) == 302
        assert do_jobs() == ["apply_oneroster_file"]
        assert desk.said(address) == "Ierakstīts. Zemāk redzams, kas izdarīts."
        assert everything() != before
        assert undo(desk, address) == 302
        assert everything() == before
    assert seen[0] == seen[1]
    assert int(seen[0]["kopā"][0]) > 10
