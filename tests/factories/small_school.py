"""One small school with somebody of each kind in and around it: what the tables «persona × page → status» are made of."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from tests.factories.people import actor_of, make_account, make_guardian, make_person, sign_in
from tests.factories.school import (
    MadeClass,
    MadeSchool,
    add_teacher,
    make_class,
    make_class_teacher,
    make_course,
    make_employee,
    make_school,
    make_staff_account,
)
from zvans.accounts.enums import Role
from zvans.accounts.models import Account
from zvans.audit.actor import Actor
from zvans.schools.enums import PositionKind
from zvans.schools.models import Course

ENDED = date(2026, 10, 30)


@dataclass(frozen=True)
class SmallSchool:
    """Class 9.b has mathematics on Mondays (3rd lesson) and Wednesdays (2nd), and history on Mondays (4th).

    Personas by name: teacher (of mathematics), other_teacher (of history), class_teacher (of 9.b, teaches it nothing), head, superuser,
    former_teacher (of mathematics until 30 October), pupil, mother (of that pupil), other_mother (of another pupil in the class), and two
    of another school: stranger (a teacher there) and foreign_head.
    """

    made: MadeSchool
    other: MadeSchool
    class_9b: MadeClass
    course: Course
    history: Course
    accounts: dict[str, Account]

    @cached_property
    def school(self) -> Any:
        return self.made.school

    def actor(self, persona: str) -> Actor:
        return actor_of(self.accounts[persona])

    def sign_in(self, client: Any, persona: str) -> None:
        """Let a test client go on as somebody; "anonymous" is nobody."""
        client.cookies.clear()
        if persona != "anonymous":
            sign_in(client, self.accounts[persona])


def make_small_school(*, pupils: int = 3) -> SmallSchool:
    made = make_school()
    other = make_school("beta", "Betas pamatskola")
    class_9b = make_class(made, "9.b", pupils=pupils)
    staff = {
        "teacher": make_employee(made, "Ilze", "Kalniņa"),
        "other_teacher": make_employee(made, "Andris", "Vītols"),
        "class_teacher": make_employee(made, "Dace", "Liepiņa"),
        "former_teacher": make_employee(made, "Rasma", "Ozola"),
        "head": make_employee(made, "Pēteris", "Krūmiņš", PositionKind.HEAD),
        "superuser": make_employee(made, "Sanita", "Eglīte", PositionKind.SUPERUSER),
    }
    foreign = {
        "stranger": make_employee(other, "Uldis", "Svešais"),
        "foreign_head": make_employee(other, "Vita", "Svešā", PositionKind.HEAD),
    }
    course = make_course(made, class_9b, teachers=[staff["teacher"]], slots=[(1, 3), (3, 2)], room="214")
    history = make_course(made, class_9b, subject="Vēsture", teachers=[staff["other_teacher"]], slots=[(1, 4)])
    add_teacher(made, course, staff["former_teacher"], ends_on=ENDED)
    make_class_teacher(made, class_9b.group, staff["class_teacher"])
    accounts = {name: make_staff_account(made, employment) for name, employment in staff.items()}
    accounts |= {name: make_staff_account(other, employment) for name, employment in foreign.items()}
    accounts |= _family(made, class_9b)
    return SmallSchool(made, other, class_9b, course, history, accounts)


def _family(made: MadeSchool, class_9b: MadeClass) -> dict[str, Account]:
    pupil = class_9b.pupils[0]
    other = class_9b.pupils[1] if len(class_9b.pupils) > 1 else make_person("Cits", "Cits")
    return {
        "pupil": make_account(pupil, made.school, role=Role.PUPIL),
        "mother": make_account(make_guardian(pupil), made.school, role=Role.MOTHER),
        "other_mother": make_account(make_guardian(other), made.school, role=Role.MOTHER),
    }
