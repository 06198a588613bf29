"""People found by name or code across all schools, with the institutions they belong to: the operator sees nothing else of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zvans.accounts.models import Person
from zvans.accounts.queries.people import people_named, person_who_had_code
from zvans.lib.database.sight import in_sight_of
from zvans.lib.dates import today
from zvans.schools.models import Employment, Enrolment, Guardianship, School
from zvans.schools.models.dated import current

SHOWN = 50


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """`schools` are where the person works, learns or has a ward today."""

    person: Person
    schools: Sequence[str]

    @property
    def born_in(self) -> int | None:
        return self.person.born_on.year if self.person.born_on else None


@dataclass(frozen=True, slots=True)
class People:
    """At most `SHOWN`; `is_cut` says that there are more."""

    found: Sequence[FoundPerson]
    is_cut: bool = False


def find_people(text: str) -> People:
    """By the beginnings of names. Six statements, however many there are."""
    people = list(people_named(text)[: SHOWN + 1])
    return People(with_schools(people[:SHOWN]), len(people) > SHOWN)


def find_by_code(code: str) -> People:
    """By a whole personal code, eleven digits: one person or nobody."""
    person = person_who_had_code(code)
    return People(with_schools([person] if person else []))


def people_known_as(public_ids: Sequence[str]) -> Sequence[FoundPerson]:
    """Those of these who are there, in the same order."""
    people = {person.public_id: person for person in Person.objects.filter(public_id__in=public_ids)}
    return with_schools([people[key] for key in dict.fromkeys(public_ids) if key in people])


def with_schools(people: Sequence[Person]) -> list[FoundPerson]:
    """Each with the institutions they belong to today."""
    places = _places([person.pk for person in people])
    return [FoundPerson(person, places.get(person.pk, [])) for person in people]


def _places(people: Sequence[int]) -> dict[int, list[str]]:
    """Person → short names of schools."""
    if not people:
        return {}
    on = today()
    wards = list(Guardianship.objects.filter(current(on), guardian__in=people).values_list("guardian_id", "pupil_id"))
    pupils = {*people, *(pupil for _, pupil in wards)}
    with in_sight_of(None):
        learn = set(Enrolment.objects.filter(current(on), pupil__in=pupils).values_list("pupil_id", "school_id"))
        work = set(Employment.objects.filter(current(on), person__in=people).values_list("person_id", "school_id"))
    of_pupil = _grouped(learn)
    ties = {(guardian, school) for guardian, pupil in wards for school in of_pupil.get(pupil, ())}
    own = {(person, school) for person, school in learn if person in set(people)}
    names = dict(School.objects.filter(pk__in={s for _, s in own | work | ties}).values_list("pk", "short_name"))
    return {
        person: sorted(names[school] for school in schools) for person, schools in _grouped(own | work | ties).items()
    }


def _grouped(pairs: Iterable[tuple[int | None, int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for one, other in pairs:
        if one is not None:
            found.setdefault(one, set()).add(other)
    return found
