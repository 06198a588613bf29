"""A pupil's page, the family on it, codes, and two records side by side (D3, C3, C8)."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.factories.people import LONG_AGO, arranging, make_code, make_guardian
from tests.factories.school import STARTS_ON, inside, make_class
from tests.factories.small_school import SmallSchool
from tests.support.worlds import told
from tests.web.school.staff_pages import clerk
from zvans.accounts.models import Person, PersonalCode, SignInName
from zvans.accounts.personal_code import hyphenated, keyed_hash
from zvans.audit.actor import Actor
from zvans.audit.models import Action
from zvans.schools.actions.admission import admit_pupil
from zvans.schools.actions.people import PersonFacts
from zvans.schools.enums import Permission
from zvans.schools.models import Employment, Enrolment, Guardianship, PersonalFile

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")
BORN = date(2011, 3, 4)


@pytest.fixture
def client(client: Client, school: SmallSchool) -> Client:
    school.sign_in(client, "superuser")
    return client


def base(school: SmallSchool) -> str:
    return f"/school/{school.school.code}/"


def page(school: SmallSchool, pupil: Person, rest: str = "") -> str:
    return f"{base(school)}pupils/{pupil.public_id}/{rest}"


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_of_one_who_left_the_school_sees_only_what_it_kept(client: Client, school: SmallSchool) -> None:
    """C3: the new school's contacts and guardians are not the old one's to see."""
    pupil = school.accounts["former_pupil"].person
    with arranging():
        Person.objects.filter(pk=pupil.pk).update(phone="+37120000008", email="jauns@piemers.lv")
    guardian = make_guardian(pupil, given="Jaunā")
    shown = text(client.get(page(school, pupil)))
    assert [word in shown for word in ("20000008", "jauns@", "Jaunā", "Uzņemt atpakaļ")] == [False, False, False, True]
    for rest in ("edit/", "code/", "move/", "leave/", "guardians/add/", f"guardians/{guardian.public_id}/"):
        assert client.get(page(school, pupil, rest)).status_code == 404, rest


def test_the_second_of_two_who_edit_sees_both_values(client: Client, school: SmallSchool) -> None:
    pupil = school.class_9b.pupils[0]
    sent = {"given_name": "Ādams", "family_name": pupil.family_name, "revision": str(pupil.revision)}
    assert client.post(page(school, pupil, "edit/"), sent).status_code == 302
    second = client.post(page(school, pupil, "edit/"), sent | {"given_name": "Ilmārs"})
    shown = text(second)
    assert (second.status_code, "«Ādams»" in shown, 'value="Ilmārs"' in shown) == (422, True, True)
    again = client.post(page(school, pupil, "edit/"), sent | {"given_name": "Ilmārs", "revision": "2"})
    assert (again.status_code, 'name="revision" value="2"' in shown) == (302, True)
    pupil.refresh_from_db()
    assert (pupil.given_name, pupil.revision) == ("Ilmārs", 3)


def test_the_second_of_two_who_keep_a_file_sees_both_values(client: Client, school: SmallSchool) -> None:
    pupil = school.class_9b.pupils[0]
    assert client.post(page(school, pupil, "file/"), {"number": "12", "revision": "0"}).status_code == 302
    second = client.post(page(school, pupil, "file/"), {"number": "13", "revision": "0"})
    assert (second.status_code, "«12»" in text(second)) == (422, True)
    with inside(school.made):
        assert PersonalFile.objects.get().number == "12"


def test_a_phone_is_kept_in_one_form(client: Client, school: SmallSchool) -> None:
    pupil = school.class_9b.pupils[0]
    sent = {"given_name": "Jānis", "family_name": "Bērziņš", "revision": "1"}
    assert client.post(page(school, pupil, "edit/"), sent | {"phone": "123"}).status_code == 422
    assert client.post(page(school, pupil, "edit/"), sent | {"phone": "20 000 008"}).status_code == 302
    pupil.refresh_from_db()
    assert pupil.phone == "+37120000008"


def test_a_guardian_is_found_among_the_schools_own_people(client: Client, school: SmallSchool) -> None:
    pupil, other = school.class_9b.pupils[0], school.class_9b.pupils[2]
    mother = school.accounts["mother"].person
    sent = {"given_name": mother.given_name, "family_name": mother.family_name, "kind": "mother", "access": "full",
            "on": "2026-11-23"}  # fmt: skip
    again = client.post(page(school, pupil, "guardians/add/"), sent | {"who": mother.public_id})
    assert (again.status_code, "jau ir ierakstīta" in text(again)) == (422, True)
    assert "Vai tas ir" in text(client.post(page(school, other, "guardians/add/"), sent))
    added = client.post(page(school, other, "guardians/add/"), sent | {"who": mother.public_id})
    assert added.headers["Location"] == f"{page(school, other)}?done=guardian"
    assert Guardianship.objects.filter(guardian=mother).count() == 2


def test_contacts_order_access_and_end_of_a_guardian(client: Client, school: SmallSchool) -> None:
    pupil, mother = school.class_9b.pupils[0], school.accounts["mother"].person
    tie = page(school, pupil, f"guardians/{mother.public_id}/")
    assert client.post(tie, {"kind": "guardian", "access": "read"}).status_code == 302
    contacts = {"given_name": "Anna", "family_name": "Kalna", "phone": "20000007", "email": "", "revision": "1"}
    assert client.post(f"{tie}contacts/", contacts).status_code == 302
    assert "«+37120000007»" in text(client.post(f"{tie}contacts/", contacts | {"phone": "20000006"}))
    guardian = school.accounts["guardian"].person
    assert client.post(page(school, pupil, f"guardians/{guardian.public_id}/earlier/")).status_code == 302
    rows = Guardianship.objects.filter(pupil=pupil, ends_on=None).order_by("call_order")
    assert list(rows.values_list("guardian", "access")) == [(guardian.pk, "full"), (mother.pk, "read")]
    assert client.post(f"{tie}end/", {"on": "2026-11-20"}).status_code == 302
    assert client.get(tie).status_code == 404


def test_a_guardian_of_forty_is_warned_about(client: Client, school: SmallSchool) -> None:
    mother = school.accounts["mother"].person
    more = make_class(school.made, "1.a", pupils=40).pupils
    with arranging():
        Guardianship.objects.bulk_create(
            Guardianship(pupil=p, guardian=mother, kind="mother", starts_on=LONG_AGO) for p in more
        )
    shown = client.get(page(school, school.class_9b.pupils[0], f"guardians/{mother.public_id}/"))
    assert (shown.status_code, "ļoti daudziem skolēniem (41)" in text(shown)) == (200, True)


def test_wards_of_other_schools_are_not_counted(client: Client, school: SmallSchool) -> None:
    """C3: forty at another school are that school's to wonder at."""
    mother = school.accounts["mother"].person
    asked = page(school, school.class_9b.pupils[0], f"guardians/{mother.public_id}/")
    alone = told(client.get(asked))
    more = make_class(school.other, "1.a", pupils=40).pupils
    with arranging():
        Guardianship.objects.bulk_create(
            Guardianship(pupil=p, guardian=mother, kind="mother", starts_on=LONG_AGO) for p in more
        )
    assert told(client.get(asked)) == alone


def test_at_eighteen_the_page_says_so(client: Client, school: SmallSchool) -> None:
    pupil = school.class_9b.pupils[0]
    found = {}
    for born in (date(2008, 11, 23), date(2008, 11, 24)):
        with arranging():
            Person.objects.filter(pk=pupil.pk).update(born_on=born)
        found[born.day] = "pilngadīgs" in text(client.get(page(school, pupil)))
    assert found == {23: True, 24: False}


def test_reading_pages_and_codes_is_on_record(client: Client, school: SmallSchool) -> None:
    code = make_code()
    group = school.class_9b.group
    facts = PersonFacts("Zane", "Kalna", code)
    pupil = admit_pupil(facts=facts, known=None, class_group=group, on=STARTS_ON, by=SYSTEM)
    client.get(page(school, pupil))
    assert hyphenated(code) in text(client.get(page(school, pupil, "code/")))
    assert hyphenated(code) in text(client.get(f"{base(school)}pupils/codes/?q=kalna"))
    read = Action.objects.filter(name__in=("read_pupil", "read_codes")).order_by("id")
    assert list(read.values_list("name", "object_id", "details")) == [
        ("read_pupil", pupil.pk, {}),
        ("read_codes", school.school.pk, {"people": 1}),
        ("read_codes", school.school.pk, {"people": 1}),
    ]
    assert hyphenated(code) not in text(client.get(f"{base(school)}pupils/"))


def test_a_code_is_changed_and_one_of_somebody_else_refused(client: Client, school: SmallSchool) -> None:
    pupil, new = school.class_9b.pupils[0], make_code()
    assert client.post(page(school, pupil, "code/"), {"code": new}).status_code == 302
    taken = client.post(page(school, school.class_9b.pupils[1], "code/"), {"code": new})
    assert (taken.status_code, "Personas kods nav derīgs." in text(taken)) == (422, True)
    assert PersonalCode.objects.get().person_id == pupil.pk


def test_two_records_side_by_side_become_one(client: Client, school: SmallSchool) -> None:
    kept, gone = school.class_9b.pupils[0], school.class_9b.pupils[2]
    same = f"{base(school)}people/{kept.public_id}/same/"
    side_by_side = text(client.get(f"{same}?with={gone.public_id}"))
    assert (kept.register_name in side_by_side, gone.register_name in side_by_side) == (True, True)
    merged = client.post(f"{base(school)}people/{kept.public_id}/merge/", {"gone": gone.public_id})
    assert merged.headers["Location"] == f"{same}?done=merged"
    assert not Person.objects.filter(pk=gone.pk).exists()


def test_a_merge_that_cannot_be_says_why(client: Client, school: SmallSchool) -> None:
    kept = school.class_9b.pupils[0]
    mother = school.accounts["mother"].person
    answer = client.post(f"{base(school)}people/{kept.public_id}/merge/", {"gone": mother.public_id})
    assert (answer.status_code, "tie ir divi cilvēki" in text(answer)) == (409, True)


def test_employees_are_merged_only_by_who_sees_to_the_staff(client: Client, school: SmallSchool) -> None:
    """A deputy head manages people, not staff: with an employee's record go rights in the school."""
    school.sign_in(client, "deputy")
    kept, worker = school.class_9b.pupils[0], school.accounts["teacher"].person
    address = f"{base(school)}people/{kept.public_id}/"
    assert client.get(f"{address}same/?with={worker.public_id}").status_code == 403
    assert client.post(f"{address}merge/", {"gone": worker.public_id}).status_code == 403


def test_nobody_becomes_the_head_by_a_merge(client: Client, school: SmallSchool) -> None:
    """C8: with the head's record go rights that a clerk who sees to people and staff does not have."""
    own = clerk(client, school, Permission.PEOPLE, Permission.STAFF)
    assert own.person is not None
    head = school.accounts["head"].person
    address = f"{base(school)}people/{own.person.public_id}/"
    assert client.get(f"{address}same/?with={head.public_id}").status_code == 403
    assert client.post(f"{address}merge/", {"gone": head.public_id}).status_code == 403
    assert (
        client.post(f"{base(school)}people/{head.public_id}/merge/", {"gone": own.person.public_id}).status_code == 403
    )
    with inside(school.made):
        assert Employment.objects.filter(person=head).count() == 1


def test_side_by_side_shows_of_who_left_only_what_the_school_kept(client: Client, school: SmallSchool) -> None:
    """C3: as on the pupil's own page."""
    pupil, worker = school.accounts["former_pupil"].person, school.accounts["dismissed"].person
    mother = make_guardian(pupil, given="Jaunā")
    with arranging():
        for person, number in ((pupil, 8), (mother, 8), (worker, 8)):
            Person.objects.filter(pk=person.pk).update(phone=f"+3712000000{number}", email="jauns@piemers.lv")
    kept = school.class_9b.pupils[0]
    for person in (pupil, mother, worker):
        for asked in (f"people/{person.public_id}/same/", f"people/{kept.public_id}/same/?with={person.public_id}"):
            shown = text(client.get(base(school) + asked))
            assert [word in shown for word in (person.register_name, "20000008", "jauns@")] == [True, False, False], (
                asked
            )
    assert "Jaunā" not in text(client.get(f"{base(school)}people/{pupil.public_id}/same/"))


def test_an_employees_record_opens_to_who_sees_to_the_staff(client: Client, school: SmallSchool) -> None:
    school.sign_in(client, "deputy")
    worker = school.accounts["teacher"].person
    assert client.get(f"{base(school)}people/{worker.public_id}/same/").status_code == 403


def test_nobody_is_locked_out_of_the_staffs_door_from_a_pupils_page(client: Client, school: SmallSchool) -> None:
    """C8: a deputy who enters a head as a pupil, here or of another school, takes no way in away: the new code opens it beside the old."""
    head, first, second = school.accounts["foreign_head"].person, make_code(), make_code()
    with inside(school.made):
        Enrolment.objects.create(
            school=school.school, pupil=head, class_group=school.class_9b.group, starts_on=STARTS_ON
        )
    school.sign_in(client, "deputy")
    assert client.post(page(school, head, "code/"), {"code": first}).status_code == 302
    with arranging():
        SignInName.objects.create(
            account=school.accounts["foreign_head"], door="staff", name_hash=keyed_hash(first), role="staff"
        )
    assert client.post(page(school, head, "code/"), {"code": second}).status_code == 302
    names = SignInName.objects.filter(account=school.accounts["foreign_head"], role="staff")
    found = {bytes(name) for name in names.values_list("name_hash", flat=True)}
    assert found >= {keyed_hash(first), keyed_hash(second)}
    family = SignInName.objects.filter(account__person=head, door="family").values_list("name_hash", flat=True)
    assert [bytes(name) for name in family] == [keyed_hash(second)]


def test_what_no_database_can_keep_finds_nobody(client: Client, school: SmallSchool) -> None:
    person = f"{base(school)}people/{school.class_9b.pupils[0].public_id}/"
    lists = [f"{base(school)}{name}/?q=%00" for name in ("pupils", "staff", "imports", "teaching", "rooms")]
    assert {address: client.get(address).status_code for address in lists} == dict.fromkeys(lists, 200)
    assert client.get(f"{person}same/?with=%00").status_code == 404
    assert client.post(f"{person}merge/", {"gone": "\x00"}).status_code == 404
    change = {"name": "9.x", "was_name": "9.b", "was_grade": "9" * 5000}
    assert client.post(f"{base(school)}classes/{school.class_9b.group.public_id}/change/", change).status_code == 422
