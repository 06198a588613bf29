"""Nobody sees to the own family, nor becomes a guardian by the own hand (C8)."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.people import LONG_AGO, arranging, make_code, make_guardian
from tests.factories.school import make_class, make_employee
from tests.factories.small_school import SmallSchool
from tests.support.gateway import Gateway
from tests.web.access.families import give_code, members
from tests.web.access.test_new_ties import issued, letter, texted
from tests.web.school.staff_pages import state
from zvans.accounts.models import Person
from zvans.accounts.personal_code import hyphenated, keyed_hash
from zvans.credentials.actions.issuing import issue_letters
from zvans.credentials.queries.members import class_for
from zvans.lib.database.sight import in_sight_of
from zvans.lib.policy import NotAllowedNow
from zvans.schools.actions.people import codes_of
from zvans.schools.imports.dates import Dates
from zvans.schools.imports.importer import OWN_FAMILY
from zvans.schools.imports.people.run import run_people_import
from zvans.schools.imports.report import Outcome
from zvans.schools.models import Guardianship


@pytest.fixture
def code(school: SmallSchool) -> str:
    return give_code(school.class_9b.pupils[0])


def contacts_of(person: Person) -> list[str]:
    return list(Person.objects.filter(pk=person.pk).values_list("phone", "email").get())


def test_contacts_and_access_of_the_own_family_are_changed_by_a_colleague(client: Client, school: SmallSchool) -> None:
    """Not through another child of the same guardian either; not the own tie, nor the own child's record (C8)."""
    pupil, sibling = school.class_9b.pupils[:2]
    mother, own = school.accounts["mother"].person, school.accounts["superuser"].person
    with arranging():
        for who, ward in ((own, pupil), (mother, sibling)):
            Guardianship.objects.create(pupil=ward, guardian=who, kind="guardian", starts_on=LONG_AGO)
    school.sign_in(client, "superuser")
    contacts = {"given_name": "Anna", "family_name": "Kalna", "phone": "20000007", "email": "", "revision": "1"}
    posts = {
        "guardian": {"kind": "guardian", "access": "read"},
        "guardian_contacts": contacts,
        "guardian_end": {"on": "2026-11-20"},
    }
    for ward, who in ((pupil, mother), (sibling, mother), (pupil, own)):
        where = [school.school.code, ward.public_id, who.public_id]
        answers = [client.post(reverse(f"school:{name}", args=where), sent).status_code for name, sent in posts.items()]
        page = client.get(reverse("school:guardian", args=where))
        assert (answers, page.status_code, page.content.decode().count("Savas ģimenes saziņu")) == ([409] * 3, 200, 1)
    edit = reverse("school:pupil_edit", args=[school.school.code, pupil.public_id])
    assert client.post(edit, contacts).status_code == 409
    school.sign_in(client, "head")
    where = [school.school.code, pupil.public_id, mother.public_id]
    answers = [client.post(reverse(f"school:{name}", args=where), sent).status_code for name, sent in posts.items()]
    assert answers == [302, 302, 302]


FATHERS_PHONE = {"phone": "20000007", "email": ""}
ANNA = {"given_name": "Anna", "family_name": "Bērziņš"}


@dataclass
class Fathers:
    """He works here with all rights and is the father of 9.b's first pupil, or was: no door may be open to what is the mother's (C8)."""

    client: Client
    school: SmallSchool

    @property
    def pupil(self) -> Person:
        return self.school.class_9b.pupils[0]

    @property
    def mother(self) -> Person:
        return self.school.accounts["mother"].person

    def post(self, address: str, **sent: str) -> int:
        answer = self.client.post(f"/school/alfa/{address}", sent)
        told = "Palūdziet to kolēģim" in answer.content.decode()
        assert (answer.status_code == 409) == told
        return answer.status_code

    def enters_a_second_mother(self) -> int:
        tie = {"kind": "mother", "access": "full", "on": "2026-11-23", "who": "new"}
        return self.post(f"pupils/{self.pupil.public_id}/guardians/add/", **ANNA, **FATHERS_PHONE, **tie)

    def makes_her_the_second(self) -> int:
        second = make_guardian(self.pupil, given="Anna")
        return self.post(f"people/{second.public_id}/merge/", gone=self.mother.public_id)

    def hires_her(self) -> int:
        job = {"kind": "teacher", "starts_on": "2026-11-23", "who": self.mother.public_id}
        return self.post("staff/hire/", **ANNA, **job)

    def corrects_her_at_work(self) -> int:
        employment = make_employee(self.school.made, person=self.mother)
        sent = {"short_name": "", "state": state(self.school, employment)}
        return self.post(f"staff/{employment.public_id}/correct/", **ANNA, **FATHERS_PHONE, **sent)

    def gives_the_child_a_code(self) -> int:
        return self.post(f"pupils/{self.pupil.public_id}/code/", code=make_code())

    def enters_himself(self) -> int:
        tie = {"kind": "father", "access": "full", "on": "2026-11-23", "who": self.own.public_id}
        names = {"given_name": self.own.given_name, "family_name": self.own.family_name}
        return self.post(f"pupils/{self.school.class_9b.pupils[2].public_id}/guardians/add/", **names, **tie)

    @property
    def own(self) -> Person:
        return self.school.accounts["superuser"].person


DOORS = [
    Fathers.enters_a_second_mother, Fathers.makes_her_the_second, Fathers.hires_her, Fathers.corrects_her_at_work,
    Fathers.gives_the_child_a_code, Fathers.enters_himself,
]  # fmt: skip


@pytest.mark.parametrize("ended_on", [None, date(2026, 10, 30)])
def test_nobody_acts_for_the_own_family(client: Client, school: SmallSchool, code: str, ended_on: date | None) -> None:
    """Through no door, while it is the own family and after: nor does anybody become a guardian by the own hand."""
    father, before = Fathers(client, school), contacts_of(school.accounts["mother"].person)
    with arranging():
        Guardianship.objects.create(
            pupil=father.pupil, guardian=father.own, kind="father", starts_on=LONG_AGO, ends_on=ended_on
        )
    school.sign_in(client, "superuser")
    assert {door.__name__: door(father) for door in DOORS} == {door.__name__: 409 for door in DOORS}
    assert contacts_of(father.mother) == before
    assert codes_of([father.pupil.pk]) == {father.pupil.pk: keyed_hash(code)}


@pytest.mark.parametrize("where", ["another class", "until October"])
def test_nor_issues_to_it(client: Client, school: SmallSchool, code: str, where: str, gateway: Gateway) -> None:
    """B7: the class teacher has a child with the mother in another class, or was a guardian of this one."""
    mother, own = school.accounts["mother"].person, school.accounts["class_teacher"].person
    child, ends_on = school.class_9b.pupils[0], date(2026, 10, 30)
    if where == "another class":
        child, ends_on = make_class(school.made, "5.a", pupils=1).pupils[0], None
    with arranging():
        for who, end in {own: ends_on, mother: None}.items():
            fields = {"kind": "father", "starts_on": LONG_AGO, "ends_on": end}
            Guardianship.objects.get_or_create(pupil=child, guardian=who, defaults=fields)
    assert (letter(client, school).status_code, texted(client, school).status_code, issued()) == (403, 403, 0)
    member, by = members(school)["Anna"], school.actor("class_teacher")
    with in_sight_of([school.school.pk]):
        place = class_for(by, school.class_9b.group.public_id)
    assert place is not None
    with pytest.raises(NotAllowedNow, match="kolēģim"):
        issue_letters(place=place, members=[member], by=by)


def test_nor_by_a_file(school: SmallSchool, code: str, tmp_path: Path) -> None:
    """The mother's phone, another guardian of the own child, and oneself with somebody else's; the own phone one may correct."""
    own, others = school.accounts["superuser"].person, give_code(school.class_9b.pupils[2])
    with arranging():
        Guardianship.objects.create(
            pupil=school.class_9b.pupils[0], guardian=own, kind="father", starts_on=LONG_AGO, ends_on=date(2026, 10, 30)
        )
    file, own_code = tmp_path / "people.csv", hyphenated(give_code(own))
    mother = hyphenated(give_code(school.accounts["mother"].person))
    rows = [
        "veids;vārds;uzvārds;personas kods;skolēna kods;tālrunis;amats",
        f"māte;Anna;Bērziņš;{mother};{hyphenated(code)};29999999;",
        f"tēvs;Zigis;Eglītis;;{hyphenated(code)};29999999;",
        f"māte;{own.given_name};{own.family_name};{own_code};{hyphenated(others)};;",
        f"darbinieks;{own.given_name};{own.family_name};{own_code};;29999998;",
    ]
    file.write_text("\n".join(rows))
    report = run_people_import(file, school=school.school, dates=Dates(), by=school.actor("superuser"), apply=True)
    refused = [(line.row, str(line.reason)) for line in report.of(Outcome.REFUSED)]
    assert refused == [(number, str(OWN_FAMILY)) for number in (2, 3, 4)]
    phones = [contacts_of(school.accounts[persona].person)[0] for persona in ("mother", "superuser")]
    assert (phones, Guardianship.objects.filter(guardian=own).count()) == (["", "+37129999998"], 1)
