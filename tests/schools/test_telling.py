"""Nobody is enrolled unseen, and whose contacts a school changes hears of it; nothing goes from one school to another (C8)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.core import mail

from tests.factories.families import Families
from tests.factories.people import actor_of, arranging
from tests.factories.school import make_class, make_class_teacher, make_employee, make_staff_account
from tests.support.jobs import do_jobs
from tests.web.access.families import give_code, opens
from zvans.accounts.models import Account, Person
from zvans.audit.actor import Actor
from zvans.audit.models import Action
from zvans.credentials.actions.issuing import issue_letters
from zvans.credentials.enums import Standing
from zvans.credentials.queries.members import class_for, members_of
from zvans.lib.database.sight import in_sight_of
from zvans.notifications.models import Notice
from zvans.notifications.words import said
from zvans.schools.actions.admission import admit_guardian
from zvans.schools.actions.movement import enrol_pupil_by_hand, move_pupil
from zvans.schools.actions.people import PersonFacts
from zvans.schools.actions.personal_data import correct_person
from zvans.schools.actions.staff import Hire, employ
from zvans.schools.enums import Begun

BY = Actor.system("test")
TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def wednesday() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 12:00 +0200", tick=False):
        yield


@pytest.fixture
def families(families_of_two_schools: Families, db: None) -> Families:
    Account.objects.update(password="hashed")
    return families_of_two_schools


def told() -> list[tuple[int, str, dict[str, Any]]]:
    do_jobs()
    return list(Notice.objects.order_by("account", "pk").values_list("account", "kind", "details"))


def keys(families: Families, *personas: str) -> list[int]:
    return sorted(families.accounts[persona].pk for persona in personas)


def test_guardians_hear_that_their_child_is_enrolled(families: Families) -> None:
    """In the own school and in another; who is a guardian no more, or without access, does not."""
    with arranging():
        families.elza.guardianships.filter(guardian=families.accounts["guardian"].person).update(access="none")
    enrol_pupil_by_hand(pupil=families.elza, class_group=families.class_2a.group, on=TODAY, by=BY)
    fact = {"child": "Elza Zvirgzdiņa", "school": families.beta.school.short_name}
    assert told() == [(key, "enrolled", fact) for key in keys(families, "mother", "father")]


def test_nobody_becomes_a_guardian_unseen(families: Families) -> None:
    """Who has become one hears of it, and so do the others, without the name; not whose account nobody uses, nor who may not look."""
    elza, velta = families.elza, families.accounts["other_mother"].person
    school, facts = families.alfa.school, PersonFacts("Jauna", "Aizbildne")
    with arranging():
        elza.guardianships.filter(guardian=families.accounts["guardian"].person).update(access="none")
    for known in (velta, None):
        admit_guardian(
            pupil=elza, facts=facts, known=known, kind="guardian", access="read", on=TODAY, school=school, by=BY
        )
    fact = {"child": "Elza Zvirgzdiņa", "school": school.short_name}
    first = [
        *((key, "guardian_added") for key in keys(families, "mother", "father")),
        (velta.accounts.get().pk, "made_guardian"),
    ]
    second = [(key, "guardian_added") for key in keys(families, "mother", "father", "other_mother")]
    assert sorted(told(), key=str) == sorted(((key, kind, fact) for key, kind in [*first, *second]), key=str)
    assert (
        said("guardian_added", fact)
        == "Skola skolēnam ierakstījusi vēl vienu atbildīgo personu: Elza Zvirgzdiņa, Alfas vidusskola."
    )


def test_nobody_becomes_an_employee_unseen(families: Families) -> None:
    """A mother whom a school hires may be known to it by her code alone."""
    hires = [Hire(families.accounts[who].person) for who in ("stranger", "mother")]
    Account.objects.filter(pk=families.accounts["mother"].pk).update(password="")
    employ(school=families.alfa.school, hires=hires, starts_on=TODAY, by=BY)
    fact = {"school": families.alfa.school.short_name}
    assert told() == [(families.accounts["stranger"].pk, "hired", fact)]
    assert said("hired", fact) == "Skola Jūs ierakstījusi par savu darbinieku: Alfas vidusskola."


def test_they_hear_of_another_class_and_not_of_the_next_year(families: Families) -> None:
    other = make_class(families.alfa, "9.c", pupils=1)
    move_pupil(pupil=families.elza, class_group=other.group, begun=Begun.TRANSFERRED, on=TODAY, by=BY)
    fact = {"child": "Elza Zvirgzdiņa", "school": families.alfa.school.short_name}
    assert told() == [(key, "enrolled", fact) for key in keys(families, "mother", "father", "guardian")]


def test_the_old_email_hears_of_the_new_one(families: Families) -> None:
    mother = families.accounts["mother"].person
    with arranging():
        Person.objects.filter(pk=mother.pk).update(email="sena@piemers.lv")
    person = Person.objects.get(pk=mother.pk)
    values = {"email": "jauna@piemers.lv", "phone": "+37120000123"}
    assert correct_person(person=person, values=values, revision=1, school=families.alfa.school, by=BY)
    do_jobs()
    fact = {"school": families.alfa.school.short_name, "phone": "…123", "also_to": "sena@piemers.lv"}
    assert told() == [(families.accounts["mother"].pk, "contact_changed", fact)]
    assert [m.to for m in mail.outbox] == [["jauna@piemers.lv"], ["sena@piemers.lv"]]
    assert {"sena" in m.body or "jauna" in m.body for m in mail.outbox} == {False}


def test_a_corrected_name_is_no_news(families: Families) -> None:
    person = Person.objects.get(pk=families.elza.pk)
    assert correct_person(
        person=person, values={"given_name": "Elza Marija"}, revision=1, school=families.alfa.school, by=BY
    )
    assert told() == []


def test_one_password_for_the_children_of_two_schools(families: Families) -> None:
    """The school of the other child learns nothing of who issued it and when (C3)."""
    code = give_code(families.elza)
    places = {}
    for made, class_group in ((families.alfa, families.class_9b.group), (families.beta, families.class_2a.group)):
        leader = make_employee(made, "Rita", f"Audzinātāja {made.school.code}")
        make_class_teacher(made, class_group, leader)
        by = actor_of(make_staff_account(made, leader))
        with in_sight_of([made.school.pk]):
            place = class_for(by, class_group.public_id)
            assert place is not None
            [mother] = [m for m in members_of(place) if m.person == families.accounts["mother"].person]
        places[made.school.code] = (place, by, mother)
    place, by, mother = places["alfa"]
    with in_sight_of([families.alfa.school.pk]):
        [issued] = issue_letters(place=place, members=[mother], by=by)
    assert opens(code, issued.password)
    assert Action.objects.filter(school_ids__contains=[families.beta.school.pk], name__startswith="issue").count() == 0
    with in_sight_of([families.beta.school.pk]):
        [seen] = [m for m in members_of(places["beta"][0]) if m.person == mother.person]
    assert (seen.standing, seen.sms) == (Standing.NO_CODE, None)
