"""The invented people as rows: persons, guardianships, accounts, and the personas' passwords."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password

from zvans.accounts.models import Account, Person
from zvans.accounts.personal_code import keyed_hash, normalised
from zvans.accounts.terms import TERMS_VERSION
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.demo.people.cast import OFFICERS, OPERATOR
from zvans.demo.people.invented import Country, Seat, Somebody
from zvans.demo.personas import NEWCOMER, PERSONAS
from zvans.lib.dates import now
from zvans.schools.actions.enrolment import Place, enrol_pupils
from zvans.schools.actions.families import Ward, add_guardians
from zvans.schools.actions.offices import give_office_to_new
from zvans.schools.actions.operating import make_operator
from zvans.schools.actions.people import PersonFacts, add_people
from zvans.schools.models import ClassGroup, Municipality

_LOOKING_AROUND = timedelta(days=60)  # officers of the demo need a second factor too, but not on the second day


@dataclass(frozen=True)
class Pupil:
    person: Person
    seat: Seat

    @property
    def sex(self) -> str:
        return self.seat.pupil.sex if self.seat.pupil else ""


class Register:
    """Finds the row of somebody."""

    def __init__(self, country: Country, by: Actor) -> None:
        everybody = country.everybody
        rows = add_people(people=[_facts(person) for person in everybody], by=by)
        self._rows = {id(somebody): row for somebody, row in zip(everybody, rows, strict=True)}
        self.country = country

    def row(self, somebody: Somebody) -> Person:
        return self._rows[id(somebody)]

    def pupils(self, school: str) -> list[Pupil]:
        """In the order of a class register."""
        found = [
            Pupil(self.row(seat.pupil), seat)
            for seat in self.country.seats
            if seat.school == school and seat.pupil is not None
        ]
        return sorted(found, key=lambda pupil: pupil.person.sort_key)


def _facts(person: Somebody) -> PersonFacts:
    sex = person.sex if person.born_on else ""  # a school writes it down of pupils
    return PersonFacts(person.given, person.family, person.code, person.born_on, person.phone, person.email, sex)


def enrol(pupils: Sequence[Pupil], classes: dict[str, ClassGroup], starts_on: date, by: Actor) -> None:
    places = [Place(pupil.person, classes[pupil.seat.class_name]) for pupil in pupils]
    enrol_pupils(places=places, starts_on=starts_on, by=by)


def give_guardians(register: Register, starts_on: date, by: Actor) -> None:
    wards = [
        Ward(register.row(tie.pupil), register.row(tie.guardian), tie.kind, tie.call_order)
        for tie in register.country.ties
    ]
    add_guardians(wards=wards, starts_on=starts_on, by=by)


def add_operator(by: Actor) -> None:
    """Who runs the demo's installation."""
    make_operator(person=PersonFacts(OPERATOR.given, OPERATOR.family, normalised(OPERATOR.code)), by=by)


def add_officers(municipality: Municipality, by: Actor) -> None:
    for office, person in OFFICERS.items():
        facts = PersonFacts(person.given, person.family, normalised(person.code))
        give_office_to_new(facts=facts, office=office, municipality=municipality, by=by)


def give_passwords(schools: set[str], by: Actor) -> None:
    """Only personas (of the schools with these names, and of none) sign in: everybody else has an account that nothing opens."""
    personas = [p for p in PERSONAS if not p.school or schools.issuperset(p.school.split(", "))]
    with recorded("give_demo_passwords", by=by, schools=[], accounts=len(personas)):
        for persona in personas:
            given, _, family = persona.name.partition(" ")
            account = Account.objects.get(
                door=persona.door,
                names__name_hash=keyed_hash(normalised(persona.username)),
                person__given_name=given,
                person__family_name=family,
            )
            account.password = make_password(persona.password)
            account.password_is_issued = persona is NEWCOMER
            account.terms_version = 0 if persona is NEWCOMER else TERMS_VERSION
            if account.second_factor_from is not None:
                account.second_factor_from = now() + _LOOKING_AROUND
            account.save(update_fields=["password", "password_is_issued", "terms_version", "second_factor_from"])
