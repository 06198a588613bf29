"""Families around two schools: what the tables «persona × page → status» of the diary are made of."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from tests.factories.people import LONG_AGO, actor_of, arranging, make_account, make_guardian, make_person, sign_in
from tests.factories.school import (
    MadeClass,
    MadeSchool,
    inside,
    make_class,
    make_course,
    make_employee,
    make_school,
    make_staff_account,
)
from zvans.accounts.enums import Role
from zvans.accounts.models import Account, Person
from zvans.audit.actor import Actor
from zvans.schools.enums import ValueSystem
from zvans.schools.models import Course, Enrolment, Guardianship, StudyGroupMember

ENDED = date(2026, 10, 30)


@dataclass(frozen=True)
class Families:
    """Elza goes to 9.b of Alfa, her brother Kārlis to 2.a of Beta; Jānis to 9.a of Alfa, where Elza's classmate Līga is in 9.b.

    9.b has mathematics on Mondays (1st lesson) and Wednesdays (2nd) and history on Mondays (2nd); 9.a sport and 2.a nature, both on
    Mondays (1st). Personas: pupil (Elza), brother (Kārlis), mother (of both), father and guardian (of Elza), classmates_mother (of Līga),
    other_mother (of Jānis), stranger (a mother in Beta), former_father (of Elza until 30 October), former_pupil (of 9.b until then),
    former_pupils_mother, teacher (of mathematics).
    """

    alfa: MadeSchool
    beta: MadeSchool
    class_9b: MadeClass
    class_2a: MadeClass
    mathematics: Course
    history: Course
    nature: Course
    elza: Person
    karlis: Person
    accounts: dict[str, Account]

    def actor(self, persona: str) -> Actor:
        return actor_of(self.accounts[persona])

    def sign_in(self, client: Any, persona: str) -> None:
        """Let a test client go on as somebody; "anonymous" is nobody."""
        client.cookies.clear()
        if persona != "anonymous":
            sign_in(client, self.accounts[persona])

    @cached_property
    def teacher(self) -> Any:
        return self.accounts["teacher"]


def make_families() -> Families:
    alfa, beta = make_school(), make_school("beta", "Betas pamatskola")
    class_9b, class_9a = make_class(alfa, "9.b"), make_class(alfa, "9.a", pupils=1)
    class_2a = make_class(beta, "2.a", pupils=2, grade=2)
    teacher = make_employee(alfa, "Ilze", "Kalniņa")
    mathematics = make_course(alfa, class_9b, teachers=[teacher], slots=[(1, 1), (3, 2)], room="214")
    history = make_course(alfa, class_9b, subject="Vēsture", slots=[(1, 2)], room="Vēstures kabinets")
    nature = make_course(beta, class_2a, subject="Dabaszinības", slots=[(1, 1)], value_system=ValueSystem.LEVELS)
    make_course(alfa, class_9a, subject="Sports", slots=[(1, 1)])
    elza, karlis = (
        _named(class_9b.pupils[0], "Elza", "Zvirgzdiņa"),
        _named(class_2a.pupils[0], "Kārlis", "Zvirgzdiņš"),
    )
    accounts = {
        "teacher": make_staff_account(alfa, teacher),
        "pupil": make_account(elza, alfa.school, role=Role.PUPIL),
        "brother": make_account(karlis, beta.school, role=Role.PUPIL),
        "mother": _mother_of_both(elza, karlis, alfa, beta),
        "father": make_account(make_guardian(elza, "father", "Juris"), alfa.school, role=Role.FATHER),
        "guardian": make_account(make_guardian(elza, "guardian", "Velta"), alfa.school, role=Role.GUARDIAN),
        "classmates_mother": _mother_of(class_9b.pupils[1], alfa),
        "other_mother": _mother_of(class_9a.pupils[0], alfa),
        "stranger": _mother_of(class_2a.pupils[1], beta),
        "former_father": make_account(
            make_guardian(elza, "father", "Andris", ends_on=ENDED), alfa.school, role=Role.FATHER
        ),
        **_former(alfa, class_9b),
    }
    return Families(alfa, beta, class_9b, class_2a, mathematics, history, nature, elza, karlis, accounts)


def _named(person: Person, given: str, family: str) -> Person:
    person.given_name, person.family_name = given, family
    with arranging():
        person.save()
    return person


def _mother_of(pupil: Person, made: MadeSchool) -> Account:
    return make_account(make_guardian(pupil), made.school, role=Role.MOTHER)


def _mother_of_both(elza: Person, karlis: Person, alfa: MadeSchool, beta: MadeSchool) -> Account:
    mother = make_guardian(elza, "mother", "Līga")
    with arranging():
        Guardianship.objects.create(pupil=karlis, guardian=mother, kind="mother", starts_on=LONG_AGO)
    return make_account(mother, alfa.school, beta.school, role=Role.MOTHER)


def _former(made: MadeSchool, class_9b: MadeClass) -> dict[str, Account]:
    """Somebody who left in October; the account knows the school still, until somebody clears it."""
    pupil = make_person("Aigars", "Aizgājis")
    own: dict[str, Any] = {"school": made.school, "pupil": pupil, "starts_on": date(2026, 9, 1), "ends_on": ENDED}
    with inside(made):
        Enrolment.objects.create(class_group=class_9b.group, **own)
        StudyGroupMember.objects.create(group=class_9b.whole, **own)
    return {
        "former_pupil": make_account(pupil, made.school, role=Role.PUPIL),
        "former_pupils_mother": _mother_of(pupil, made),
    }


def add_sibling(families: Families, given: str) -> Person:
    """One more child of the mother, in 2.a."""
    mother = families.accounts["mother"].person
    sibling = make_person(given, "Zvirgzdiņa")
    own: dict[str, Any] = {"school": families.beta.school, "pupil": sibling, "starts_on": date(2026, 9, 1)}
    with inside(families.beta):
        Enrolment.objects.create(class_group=families.class_2a.group, **own)
        StudyGroupMember.objects.create(group=families.class_2a.whole, **own)
    with arranging():
        Guardianship.objects.create(pupil=sibling, guardian=mother, kind="mother", starts_on=LONG_AGO)
    return sibling
