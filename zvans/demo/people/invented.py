"""The invented people of the demo: pupils with their guardians, and staff. The same ones every time."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from random import Random

from zvans.demo.people.cast import GUARDIANS, MOTHER_ON_THE_STAFF, PHONES, PUPILS, STAFF, CastPerson
from zvans.demo.people.names import FamilyName, pick_family_name, pick_given_name
from zvans.demo.staffing import SchoolPlan, grade_of
from zvans.lib.text import search_key

_STARTS_SCHOOL_AT = 7


@dataclass
class Somebody:
    given: str
    family: str
    sex: str
    code: str = ""
    born_on: date | None = None
    phone: str = ""
    email: str = ""


@dataclass
class Seat:
    """A place in a class, and who sits there."""

    school: str
    class_name: str
    pupil: Somebody | None = None


@dataclass(frozen=True)
class Tie:
    pupil: Somebody
    guardian: Somebody
    kind: str
    call_order: int


@dataclass
class Country:
    """Everybody in the schools of `plans`, for a school year that begins in `started_in`."""

    plans: tuple[SchoolPlan, ...]
    started_in: int
    seats: list[Seat] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    staff: dict[tuple[str, str], Somebody] = field(default_factory=dict)
    cast: dict[str, Somebody] = field(default_factory=dict)

    @cached_property
    def everybody(self) -> list[Somebody]:
        """Each person once, pupils first."""
        people = [
            *(seat.pupil for seat in self.seats if seat.pupil),
            *(t.guardian for t in self.ties),
            *self.staff.values(),
        ]
        return list({id(person): person for person in people}.values())


def invent(plans: tuple[SchoolPlan, ...], started_in: int) -> Country:
    return _Inventor(Country(plans, started_in)).run()


class _Inventor:
    def __init__(self, country: Country) -> None:
        self.country = country
        self.random = Random("zvanupe")
        self.codes = {person.code.replace("-", "") for person in (*STAFF.values(), *PUPILS)}
        self.emails = Counter[str]()
        self.taken: set[tuple[str, str, str]] = set()

    def run(self) -> Country:
        self._set_seats()
        self._employ()
        self._seat_cast()
        for seat in self._empty_seats():
            if seat.pupil is None:
                self._family_for(seat)
        for person in self.country.everybody:
            self._give_contacts(person)
        for key, phone in PHONES.items():
            if key in self.country.cast:  # not in a country of one school
                self.country.cast[key].phone = phone
        return self.country

    def _set_seats(self) -> None:
        for plan in self.country.plans:
            for name in plan.classes:
                size = self.random.randint(*plan.class_size)
                self.country.seats += [Seat(plan.key, name) for _ in range(size)]

    def _employ(self) -> None:
        for plan in self.country.plans:
            for member in plan.staff:
                if cast := STAFF.get((plan.key, member.key)):
                    person = self._from_cast(cast)
                else:
                    family = pick_family_name(self.random)
                    person = self._adult(member.sex, family)
                    person.code = self._code()
                self.country.staff[plan.key, member.key] = person

    def _seat_cast(self) -> None:
        loaded = {plan.key for plan in self.country.plans}
        for pupil in (p for p in PUPILS if p.school in loaded):
            seat = next(
                s for s in self._empty_seats(False) if (s.school, s.class_name) == (pupil.school, pupil.class_name)
            )
            seat.pupil = self._from_cast(pupil)
            seat.pupil.born_on = self._birthday(pupil.class_name)
            self.taken.add((pupil.school, pupil.given, pupil.family))
        for guardian in GUARDIANS:
            person = self._from_cast(guardian)
            for ward in guardian.wards:
                if ward in self.country.cast:
                    self._tie(self.country.cast[ward], person, guardian.kind)
        teacher, kind, child = MOTHER_ON_THE_STAFF
        if child in self.country.cast:
            self._tie(self.country.cast[child], self.country.cast[teacher], kind)

    def _from_cast(self, cast: CastPerson) -> Somebody:
        return self.country.cast.setdefault(
            cast.key, Somebody(cast.given, cast.family, cast.sex, cast.code.replace("-", ""))
        )

    def _empty_seats(self, shuffled: bool = True) -> list[Seat]:
        empty = [seat for seat in self.country.seats if seat.pupil is None]
        if shuffled:
            self.random.shuffle(empty)
        return empty

    def _family_for(self, seat: Seat) -> None:
        """A pupil for the seat, for every fourth one a brother or a sister in another grade, and who answers for them."""
        name = pick_family_name(self.random)
        seats = [seat]
        if self.random.random() < 0.25 and (other := self._seat_for_sibling(seat)):
            seats.append(other)
        children = [self._child(place, name) for place in seats]
        for order, (guardian, kind) in enumerate(self._guardians(name), 1):
            self.country.ties += [Tie(child, guardian, kind, order) for child in children]

    def _seat_for_sibling(self, seat: Seat) -> Seat | None:
        near = [
            other
            for other in self._empty_seats()
            if other.school == seat.school and 1 <= abs(grade_of(other.class_name) - grade_of(seat.class_name)) <= 6
        ]
        return near[0] if near else None

    def _child(self, seat: Seat, family: FamilyName) -> Somebody:
        sex = self.random.choice("mf")
        given = pick_given_name(self.random, "child", sex, family)
        while (seat.school, given, family.of(sex)) in self.taken:
            given = pick_given_name(self.random, "child", sex, family)
        self.taken.add((seat.school, given, family.of(sex)))
        seat.pupil = Somebody(given, family.of(sex), sex, self._code(), self._birthday(seat.class_name))
        return seat.pupil

    def _guardians(self, family: FamilyName) -> Iterator[tuple[Somebody, str]]:
        draw = self.random.random()
        if draw < 0.03:
            yield self._adult(self.random.choice("mf"), pick_family_name(self.random)), "guardian"
            return
        if draw < 0.97:
            yield self._mother(family), "mother"
        if draw < 0.72 or draw >= 0.97:
            yield self._adult("m", family), "father"

    def _mother(self, family: FamilyName) -> Somebody:
        """Most have the family's name; some kept their own, a few have both."""
        draw = self.random.random()
        mother = self._adult("f", family)
        if draw < 0.15:
            mother.family = pick_family_name(self.random).female
        elif draw < 0.18 and "-" not in mother.family:
            mother.family = f"{pick_family_name(self.random).female.split('-')[0]}-{mother.family}"
        return mother

    def _adult(self, sex: str, family: FamilyName) -> Somebody:
        return Somebody(pick_given_name(self.random, "adult", sex, family), family.of(sex), sex)

    def _tie(self, pupil: Somebody, guardian: Somebody, kind: str) -> None:
        order = sum(tie.pupil is pupil for tie in self.country.ties) + 1
        self.country.ties.append(Tie(pupil, guardian, kind, order))

    def _birthday(self, class_name: str) -> date:
        """A child starts school in the calendar year of the seventh birthday."""
        year = self.country.started_in - _STARTS_SCHOOL_AT - grade_of(class_name) + 1
        return date(year, 1, 1) + timedelta(days=self.random.randrange(365))

    def _code(self) -> str:
        """Eleven digits of the kind issued since July 2017: they begin with 32…39 and say nothing."""
        while True:
            code = f"3{self.random.randint(2, 9)}{self.random.randrange(10**9):09d}"
            if code not in self.codes:
                self.codes.add(code)
                return code

    def _give_contacts(self, person: Somebody) -> None:
        is_child = person.born_on is not None
        if not is_child or self.random.random() < 0.5:
            person.phone = f"+3712{self.random.randrange(10**7):07d}"
        if not is_child and self.random.random() < 0.85:
            person.email = self._email(person)

    def _email(self, person: Somebody) -> str:
        name = ".".join(search_key(f"{person.given} {person.family}").split())
        self.emails[name] += 1
        number = self.emails[name]
        return f"{name}{number if number > 1 else ''}@piemers.example"
