"""A school that has just entered somebody does not come by the account that they use already (C3, C8)."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.people import LONG_AGO, arranging, make_account, make_code, make_guardian, make_person
from tests.factories.school import inside, make_class
from tests.factories.small_school import SmallSchool
from tests.support.gateway import Gateway
from tests.web.access.families import give_code, members
from tests.web.access.test_issuing import at
from tests.web.school.staff_pages import state
from zvans.accounts.enums import Role
from zvans.accounts.models import Account, Person
from zvans.accounts.personal_code import hyphenated, keyed_hash
from zvans.audit.models import Action
from zvans.notifications.models import Notice, SmsMessage
from zvans.schools.actions.admission import admit_guardian
from zvans.schools.actions.people import PersonFacts, codes_of
from zvans.schools.imports.dates import Dates
from zvans.schools.imports.importer import KEPT_CONTACTS
from zvans.schools.imports.people.run import run_people_import
from zvans.schools.models import Employment, Enrolment, Guardianship

RECENT = date(2026, 11, 10)  # 13 days before Monday 23 November


@pytest.fixture
def code(school: SmallSchool) -> str:
    return give_code(school.class_9b.pupils[0])


def chosen(school: SmallSchool, *schools: Any) -> None:
    keys = [row.pk for row in schools or (school.school,)]
    fields = {"password": "hashed", "password_is_issued": False, "school_ids": keys}
    Account.objects.filter(pk=school.accounts["mother"].pk).update(**fields)


def tied(school: SmallSchool, starts_on: date) -> None:
    with arranging():
        Guardianship.objects.filter(guardian=school.accounts["mother"].person).update(starts_on=starts_on)


def letter(client: Client, school: SmallSchool, name: str = "Anna") -> Any:
    school.sign_in(client, "class_teacher")
    return client.post(at("letters", school), {"who": [members(school)[name].key]})


def texted(client: Client, school: SmallSchool) -> Any:
    person = Person.objects.get(pk=school.accounts["mother"].person_id)
    typed = {"phone": "20000001", "revision": str(person.revision), "stamp": members(school)["Anna"].stamp}
    return client.post(at("person", school, person), typed | {"replace": "on"})


def issued() -> int:
    return Action.objects.filter(name="issue_password").count()


def test_the_account_of_a_new_guardian_is_not_the_schools_to_open(
    client: Client, school: SmallSchool, code: str, gateway: Gateway
) -> None:
    """The answer is the same whether or not another school has a part in it; the phone stays as it was."""
    tied(school, RECENT)
    chosen(school)
    alone = letter(client, school)
    chosen(school, school.school, school.other.school)
    answer = letter(client, school)
    assert (answer.status_code, answer.content) == (409, alone.content)
    assert f"ierakstīts nesen: {school.accounts['mother'].person}." in answer.content.decode()
    refused = texted(client, school)
    assert (refused.status_code, "labo tas, kas viņu ierakstīja agrāk" in refused.content.decode()) == (422, True)
    phone = Person.objects.get(pk=school.accounts["mother"].person_id).phone
    assert (issued(), SmsMessage.objects.count(), phone) == (0, 0, "")
    everybody = client.post(at("send", school), {"who": [members(school)["Anna"].key]})
    assert (everybody.status_code, issued()) == (409, 0)


def test_after_two_weeks_it_is(client: Client, school: SmallSchool, code: str) -> None:
    tied(school, date(2026, 11, 9))
    chosen(school, school.school, school.other.school)
    assert (letter(client, school).status_code, issued()) == (200, 1)


def test_the_first_password_is_issued_by_who_entered_them_first(
    client: Client, school: SmallSchool, code: str, elsewhere: "Elsewhere"
) -> None:
    """Of another school's mother whose account nobody has opened not at once: neither without a password nor with one in a letter."""
    by = school.actor("superuser")
    for name, known in (("Rita", None), ("Zane", elsewhere.mother)):
        admit_guardian(
            pupil=school.class_9b.pupils[0], known=known, facts=PersonFacts(name, "Kalna"), kind="mother", access="full",
            on=date(2026, 11, 23), school=school.school, by=by,
        )  # fmt: skip
    for fields in ({"password": ""}, {"password": "hashed", "password_is_issued": True}):
        Account.objects.filter(person=elsewhere.mother).update(**fields)
        refused = letter(client, school, "Zane")
        assert (refused.status_code, "kurš viņu ierakstīja agrāk" in refused.content.decode()) == (409, True)
    assert (letter(client, school, "Rita").status_code, issued()) == (200, 1)
    assert letter(client, school, "Rita").status_code == 200  # who issued the first is no stranger
    Account.objects.filter(person__given_name="Rita").update(password="hashed", password_is_issued=False)
    assert (letter(client, school, "Rita").status_code, issued()) == (200, 3)


def test_who_comes_by_a_provider_uses_the_account_too(client: Client, school: SmallSchool, code: str) -> None:
    """B15: with no password, or an issued one that is in a drawer; and hears of a new one."""
    mother = school.accounts["mother"]
    tied(school, RECENT)
    mother.agreements.create(version=1)
    assert letter(client, school).status_code == 409
    chosen(school)
    Account.objects.filter(pk=mother.pk).update(password_is_issued=True)
    assert (letter(client, school).status_code, issued(), Notice.objects.count()) == (409, 0, 0)
    Account.objects.filter(pk=mother.pk).update(password="", password_is_issued=False)
    tied(school, date(2026, 11, 9))
    assert (letter(client, school).status_code, issued()) == (200, 1)
    assert list(Notice.objects.values_list("account", "kind")) == [(mother.pk, "password_issued")]


def test_what_is_missing_is_not_filled_in_for_who_comes_by_a_provider(school: SmallSchool) -> None:
    known = make_guardian(school.class_9b.pupils[1], given="Zane")
    make_account(known, school.school, role=Role.MOTHER).agreements.create(version=1)
    admit_guardian(
        pupil=school.class_9b.pupils[0], known=known, kind="mother", access="full", on=LONG_AGO, school=school.school,
        facts=PersonFacts("Zane", "Kalna", "", phone="+37120000009"), by=school.actor("superuser"),
    )  # fmt: skip
    known.refresh_from_db()
    assert known.phone == ""


def test_a_new_pupil_and_the_family_that_comes_along(client: Client, school: SmallSchool, code: str) -> None:
    chosen(school, school.school, school.other.school)
    Account.objects.filter(pk=school.accounts["pupil"].pk).update(password="hashed")
    with inside(school.made):
        Enrolment.objects.filter(pupil=school.class_9b.pupils[0]).update(starts_on=RECENT)
    found = [letter(client, school, name).status_code for name in ("Anna", "Jānis")]
    assert (found, issued()) == ([409, 409], 0)


def test_a_day_that_was_written_back_does_not_help(client: Client, school: SmallSchool, code: str) -> None:
    """Somebody enters the parent of another school's pupil as a guardian since long ago, with a phone of the own."""
    known = make_person("Zane", "Kalna", born_on=date(1985, 5, 5))
    make_account(known, school.other.school, role=Role.MOTHER, password="mana parole te")
    admit_guardian(
        pupil=school.class_9b.pupils[0], known=known, kind="mother", access="full", on=LONG_AGO, school=school.school,
        facts=PersonFacts("Zane", "Kalna", "", phone="+37120000009", email="cits@piemers.lv"), by=school.actor("superuser"),
    )  # fmt: skip
    known.refresh_from_db()
    assert (known.phone, known.email) == ("", "")
    assert (letter(client, school, "Zane").status_code, issued()) == (409, 0)


def test_of_one_without_a_password_what_was_missing_is_filled_in(school: SmallSchool) -> None:
    known = make_guardian(school.class_9b.pupils[1], given="Zane")
    make_account(known, school.school, role=Role.MOTHER)
    admit_guardian(
        pupil=school.class_9b.pupils[0], known=known, kind="mother", access="full", on=LONG_AGO, school=school.school,
        facts=PersonFacts("Zane", "Kalna", "", phone="+37120000009"), by=school.actor("superuser"),
    )  # fmt: skip
    known.refresh_from_db()
    assert known.phone == "+37120000009"


@dataclass
class Elsewhere:
    """A child of another school, its mother who uses her account, and the codes of both."""

    child: Person
    mother: Person
    child_code: str
    code: str


@pytest.fixture
def elsewhere(school: SmallSchool) -> Elsewhere:
    child = make_class(school.other, "4.a", pupils=1).pupils[0]
    mother = make_guardian(child, given="Zane", family="Kalna")
    for person, role in ((mother, Role.MOTHER), (child, Role.PUPIL)):
        make_account(person, school.other.school, role=role, password="mana parole te")
    return Elsewhere(child, mother, give_code(child), give_code(mother))


def contacts_of(person: Person) -> list[str]:
    return list(Person.objects.filter(pk=person.pk).values_list("phone", "email").get())


THEIRS = {"given_name": "Zane", "family_name": "Kalna", "phone": "29999999", "email": "zaglis@piemers.lv"}


def by_a_guardians_page(client: Client, school: SmallSchool, who: Elsewhere) -> Any:
    """Entered without access to anything, so that nobody sees anything of it."""
    at_pupil = {"school": "alfa", "pupil": school.class_9b.pupils[0].public_id}
    more = {"code": who.code, "kind": "guardian", "access": "none", "on": "2026-11-23"}
    assert client.post(reverse("school:guardian_add", kwargs=at_pupil), THEIRS | more).status_code == 302
    at_guardian = at_pupil | {"guardian": who.mother.public_id}
    sent = THEIRS | {"revision": str(Person.objects.get(pk=who.mother.pk).revision)}
    return client.post(reverse("school:guardian_contacts", kwargs=at_guardian), sent)


def enrolled(client: Client, school: SmallSchool, who: Elsewhere) -> dict[str, str]:
    names = {"given_name": who.child.given_name, "family_name": who.child.family_name}
    place = {"class_group": school.class_9b.group.public_id, "on": "2026-11-23"}
    assert client.post("/school/alfa/pupils/enrol/", names | place | {"code": who.child_code}).status_code == 302
    return names


def by_a_pupils_page(client: Client, school: SmallSchool, who: Elsewhere) -> Any:
    names = enrolled(client, school, who)
    sent = names | {"phone": "29999999", "email": "zaglis@piemers.lv", "revision": str(who.child.revision)}
    return client.post(f"/school/alfa/pupils/{who.child.public_id}/edit/", sent)


def by_the_page_of_a_pupils_mother(client: Client, school: SmallSchool, who: Elsewhere) -> Any:
    enrolled(client, school, who)
    at_guardian = {"school": "alfa", "pupil": who.child.public_id, "guardian": who.mother.public_id}
    return client.post(reverse("school:guardian_contacts", kwargs=at_guardian), THEIRS | {"revision": "1"})


def by_another_code(client: Client, school: SmallSchool, who: Elsewhere) -> Any:
    """It would take the mother's username from her."""
    enrolled(client, school, who)
    return client.post(f"/school/alfa/pupils/{who.child.public_id}/code/", {"code": make_code()})


def by_work(client: Client, school: SmallSchool, who: Elsewhere) -> Any:
    """As a name that has stood on the staff list for years, and becomes hers today."""
    with inside(school.made):
        listed = Employment.objects.create(school=school.school, name="Zane Kalna", starts_on=LONG_AGO)
    job = {"given_name": "Zane", "family_name": "Kalna", "kind": "teacher", "starts_on": "2026-11-02"}
    sent = job | {"code": who.code, "listed": listed.public_id}
    assert client.post("/school/alfa/staff/hire/", sent).status_code == 302
    with inside(school.made):
        employment = Employment.objects.get(person=who.mother)
    sent = THEIRS | {"short_name": "", "state": state(school, employment)}
    return client.post(f"/school/alfa/staff/{employment.public_id}/correct/", sent)


WAYS = [by_a_guardians_page, by_a_pupils_page, by_the_page_of_a_pupils_mother, by_another_code, by_work]


@pytest.mark.parametrize("way", WAYS)
def test_what_leads_into_an_account_in_use_is_not_a_new_schools_to_change(
    client: Client, school: SmallSchool, elsewhere: Elsewhere, way: Any
) -> None:
    """C8: to the phone goes the way to a new password. The form says who may."""
    school.sign_in(client, "superuser")
    answer = way(client, school, elsewhere)
    assert (answer.status_code, "labo tas, kas viņu ierakstīja agrāk" in answer.content.decode()) == (422, True)
    assert (contacts_of(elsewhere.mother), contacts_of(elsewhere.child)) == (["", ""], ["", ""])
    assert keyed_hash(elsewhere.child_code) in codes_of([elsewhere.child.pk]).values()


def test_nor_does_a_file_change_it(school: SmallSchool, elsewhere: Elsewhere, tmp_path: Path) -> None:
    own = give_code(school.class_9b.pupils[0])
    file = tmp_path / "people.csv"
    rows = [
        "veids;vārds;uzvārds;personas kods;skolēna kods;tālrunis;e-pasts",
        f"māte;Zane;Kalna;{hyphenated(elsewhere.code)};{hyphenated(own)};29999999;zaglis@piemers.lv",
    ]
    file.write_text("\n".join(rows))
    for _time in range(2):  # the second finds her in the school
        report = run_people_import(file, school=school.school, dates=Dates(), by=school.actor("superuser"), apply=True)
        notes = [(str(note.text), list(note.names)) for note in report.notes]
        assert notes == [(str(KEPT_CONTACTS), ["Kalna Zane"])]
    assert (contacts_of(elsewhere.mother), Guardianship.objects.filter(guardian=elsewhere.mother).count()) == (
        ["", ""],
        2,
    )


def test_whom_the_school_entered_first_it_corrects_at_once(client: Client, school: SmallSchool) -> None:
    """Today entered, today given a password and used: a digit of the phone was wrong."""
    pupil = school.class_9b.pupils[0]
    mother = admit_guardian(
        pupil=pupil, known=None, kind="mother", access="full", on=date(2026, 11, 23), school=school.school,
        facts=PersonFacts("Zane", "Kalna", "", phone="+37120000009"), by=school.actor("superuser"),
    )  # fmt: skip
    make_account(mother, school.school, role=Role.MOTHER, password="mana parole te")
    school.sign_in(client, "superuser")
    at_guardian = {"school": "alfa", "pupil": pupil.public_id, "guardian": mother.public_id}
    answer = client.post(reverse("school:guardian_contacts", kwargs=at_guardian), THEIRS | {"revision": "1"})
    assert (answer.status_code, contacts_of(mother)) == (302, ["+37129999999", "zaglis@piemers.lv"])
