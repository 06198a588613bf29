"""Nobody gives what they lack, not even to themselves: journals, and ways into the account of who may do more (C3, C8)."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.factories.school import add_teacher, inside
from tests.factories.small_school import SmallSchool
from tests.schools.oneroster import package
from tests.support.jobs import do_jobs
from tests.web.school.importing import TEACHER, Desk
from tests.web.school.staff_pages import address_of, clerk, employment_of, errors, state
from tests.web.school.test_teaching import ADD, FIRST, clean_course, new, taught
from tests.web.school.test_teaching import address_of as course_address
from tests.web.school.test_teaching import state as course_state
from zvans.accounts.models import Person
from zvans.lib.database.sight import in_sight_of
from zvans.schools.enums import Permission
from zvans.schools.models import ClassTeacher, CourseTeacher, Employment, Guardianship, Position

TIMETABLE = Path(__file__).parents[2] / "timetable" / "data" / "ozolkalna.xml"
NOT_ONESELF = "Sevi par skolotāju Jūs ierakstīt nevarat. Palūdziet to kolēģim, kurš drīkst lasīt visus žurnālus."
MAY_DO_MORE = "Šim cilvēkam skolā ir tiesības, kuru nav Jums, tāpēc viņa datus mainīt nevarat."


def test_nobody_makes_themselves_teacher_of_a_journal(client: Client, school: SmallSchool) -> None:
    """Not of a new one, not of one that is there, not of one that they are to leave, nor of a class."""
    own = clerk(client, school, Permission.SET_UP)
    course = clean_course(school)
    answer = client.post(ADD, new(school, school.class_9b, teacher=own.public_id))
    assert (answer.status_code, errors(answer)) == (422, [NOT_ONESELF])
    entered = {"starts_on": "2026-12-01", "teacher": own.public_id, "state": course_state(school, course)}
    answer = client.post(course_address(course, "teachers/"), entered)
    assert (answer.status_code, errors(answer), taught(school, course)) == (422, [NOT_ONESELF], [])
    leading = {"employment": own.public_id, "starts_on": "2026-12-01"}
    answer = client.post(f"/school/alfa/classes/{school.class_9b.group.public_id}/lead/", leading)
    assert (answer.status_code, errors(answer)) == (422, [NOT_ONESELF])
    with inside(school.made):
        assert not ClassTeacher.objects.filter(employment=own).exists()
        CourseTeacher.objects.create(
            school=school.school, course=course, employment=own, starts_on=FIRST, ends_on=date(2026, 12, 4)
        )
    staying = {"starts_on": "2026-12-01", "stay": [own.public_id], "state": course_state(school, course)}
    assert errors(client.post(course_address(course, "teachers/"), staying)) == [NOT_ONESELF]


def test_who_reads_all_journals_may_and_so_may_who_teaches_it_already(client: Client, school: SmallSchool) -> None:
    own = clerk(client, school, Permission.SET_UP)
    course, other = clean_course(school), employment_of(school, "other_teacher")
    add_teacher(school.made, course, own)
    entered = {"starts_on": "2026-12-01", "stay": [own.public_id], "teacher": other.public_id}
    answer = client.post(course_address(course, "teachers/"), entered | {"state": course_state(school, course)})
    assert answer.status_code == 302
    own = clerk(client, school, Permission.SET_UP, Permission.JOURNALS)
    assert client.post(ADD, new(school, school.class_9b, teacher=own.public_id)).status_code == 302


def test_no_colleagues_record_becomes_ones_own(client: Client, school: SmallSchool) -> None:
    """With a colleague's record the journals would come."""
    own = clerk(client, school, Permission.PEOPLE, Permission.STAFF)
    teacher = employment_of(school, "teacher")
    assert own.person is not None
    assert teacher.person is not None
    address = f"/school/alfa/people/{own.person.public_id}/"
    assert client.get(f"{address}same/", {"with": teacher.person.public_id}).status_code == 403
    assert client.post(f"{address}merge/", {"gone": teacher.person.public_id}).status_code == 403


def test_the_way_into_the_next_year_takes_both_rights(client: Client, school: SmallSchool) -> None:
    """It opens classes and teaching, and ends every pupil's place."""
    for rights, status in (
        ([Permission.SET_UP], 403),
        ([Permission.PEOPLE], 403),
        ([Permission.SET_UP, Permission.PEOPLE], 200),
    ):
        clerk(client, school, *rights)
        assert client.get("/school/alfa/rollover/").status_code == status
        assert client.get("/school/alfa/rollover/close/2026-09-01/").status_code == status
        overview = client.get("/school/alfa/").content.decode()
        assert ('href="/school/alfa/rollover/"' in overview) is (status == 200)
        if status == 403:
            assert client.post("/school/alfa/rollover/", {"step": "confirm"}).status_code == 403
            assert client.post("/school/alfa/rollover/close/2026-09-01/").status_code == 403


def test_nobody_corrects_who_may_do_more(client: Client, school: SmallSchool) -> None:
    head, teacher = employment_of(school, "head"), employment_of(school, "teacher")
    clerk(client, school, Permission.STAFF)
    before = person_of(head)
    for method in (client.get, client.post):
        assert method(address_of(head, "correct/"), correction(school, head)).status_code == 403
    assert person_of(head) == before
    page = client.get(address_of(head)).content.decode()
    assert address_of(head, "correct/") not in page
    assert client.post(address_of(teacher, "correct/"), correction(school, teacher)).status_code == 302
    assert person_of(teacher)["phone"] == "+37129000111"
    clerk(client, school, *Permission)
    assert client.post(address_of(head, "correct/"), correction(school, head)).status_code == 302


def correction(school: SmallSchool, employment: Employment) -> dict[str, str]:
    names = {"given_name": employment.person.given_name, "family_name": "Citāds"} if employment.person else {}
    return names | {"phone": "29000111", "state": state(school, employment), "short_name": ""}


def person_of(employment: Employment) -> dict[str, Any]:
    return Person.objects.filter(pk=employment.person_id).values().get()


def test_nor_as_a_guardian(client: Client, school: SmallSchool) -> None:
    """The head is a pupil's mother too: a secretary who enters pupils does not change the head's phone."""
    clerk(client, school, Permission.PEOPLE)
    pupil, head = school.class_9b.pupils[0], employment_of(school, "head").person
    assert head is not None
    with inside(school.made):
        Guardianship.objects.create(pupil=pupil, guardian=head, kind="mother", starts_on=FIRST)
    page = f"/school/alfa/pupils/{pupil.public_id}/guardians/{head.public_id}/"
    sent = {"given_name": "Cits", "family_name": "Vārds", "phone": "29000111", "email": "", "revision": head.revision}
    before = Person.objects.filter(pk=head.pk).values().get()
    assert client.post(f"{page}contacts/", sent).status_code == 403
    assert Person.objects.filter(pk=head.pk).values().get() == before
    answer = client.get(page)
    assert (answer.status_code, f"{page}contacts/" in answer.content.decode()) == (200, False)


@pytest.fixture
def desk(client: Client, school: SmallSchool, settings: Any, tmp_path: Path) -> Desk:
    settings.DATA_DIR = tmp_path
    return Desk(client, school)


def refused(desk: Desk, address: str) -> list[str]:
    return [row[-1] for row in desk.rows(f"{address}?outcome=refused")]


def may(school: SmallSchool, persona: str, *rights: Permission) -> None:
    with inside(school.made):
        Position.objects.filter(employment=employment_of(school, persona)).update(permissions=list(rights))


def test_a_file_corrects_nobody_who_may_do_more(desk: Desk, school: SmallSchool, client: Client) -> None:
    """A deputy head whom the file names with another phone, brought in by a clerk who sees to the staff."""
    school.sign_in(client, "superuser")
    address = desk.hand_in(TEACHER)
    do_jobs()
    desk.confirm(address)
    do_jobs()
    without_post = TEACHER.replace("direktora vietniece", "")
    clerk(client, school, Permission.STAFF)
    address = desk.hand_in(without_post.replace("00009;;;;", "00009;;;29000111;"))
    do_jobs()
    assert (refused(desk, address), desk.confirm(address)) == ([MAY_DO_MORE], 409)
    assert Person.objects.get(family_name="Zīle").phone == ""
    same = desk.hand_in(without_post)
    do_jobs()
    assert [desk.counts(same)["kopā"][n] for n in (0, 1, 2, 4)] == ["0", "0", "1", "0"]


@pytest.mark.parametrize("kind", ["timetable", "oneroster"])
def test_a_file_makes_its_importer_teacher_of_nothing(
    kind: str, desk: Desk, school: SmallSchool, client: Client, tmp_path: Path
) -> None:
    """Both files name Andris Vītols. All else in them comes in; brought by who reads all journals, the rest does too."""
    content = TIMETABLE.read_bytes()
    if kind == "oneroster":
        content = package(
            tmp_path, ("school,ozolkalna,", "school,alfa,"), ("s2,primary,principal", "s2,primary,aide")
        ).read_bytes()
    own = employment_of(school, "other_teacher")
    with inside(school.made):
        Employment.objects.filter(pk=own.pk).update(short_name="AVī")
    before = held(school, own)
    for rights, gets_more in ((set(Permission) - {Permission.JOURNALS}, False), (set(Permission), True)):
        may(school, "other_teacher", *rights)
        school.sign_in(client, "other_teacher")
        address = desk.hand_in_bytes(content, kind=kind, name="fails", starts_on="2026-11-23")
        do_jobs()
        assert (NOT_ONESELF in refused(desk, address)) is not gets_more
        assert desk.confirm(address) == 302
        do_jobs()
        assert (held(school, own) > before) is gets_more
    again = desk.hand_in_bytes(content, kind=kind, name="fails", starts_on="2026-11-23")
    do_jobs()
    assert desk.counts(again)["kopā"][:2] == ["0", "0"]


def held(school: SmallSchool, employment: Employment) -> int:
    with in_sight_of([school.school.pk]):
        rows = (CourseTeacher.objects, ClassTeacher.objects)
        return sum(found.filter(employment=employment).count() for found in rows)
