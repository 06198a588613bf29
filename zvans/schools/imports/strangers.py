"""People of other schools whom a file names: found again where nothing about them is told by it (C3).

Whoever has a personal code and a name is found anywhere. Without a code somebody of another school is only found by a file that says
all that the school would see of them afterwards: name, contacts and birth date to the letter. And until they are of the school, a
report speaks of them as of people it has never heard of.
"""

from collections.abc import Collection, Iterable

from django.db.models import Q

from zvans.accounts.models import Person, PersonalCode
from zvans.lib.dates import today
from zvans.schools.actions.people import PersonFacts
from zvans.schools.models import Enrolment, School


def untold(people: Iterable[Person], facts: PersonFacts) -> list[Person]:
    """Of people of other schools, none of whom has a personal code, those of whom these facts say all that there is to be seen."""
    return [person for person in people if _is_told_whole(person, facts)]


def _is_told_whole(person: Person, facts: PersonFacts) -> bool:
    contacts = {person.phone, person.email} - {""}
    names = (person.given_name, person.family_name) == (facts.given_name, facts.family_name)
    stands = person.born_on in (None, facts.born_on) and person.sex in ("", facts.sex)
    return names and stands and bool(contacts) and contacts <= {facts.phone, facts.email}


def with_codes(people: Collection[int]) -> set[int]:
    return set(PersonalCode.objects.filter(person__in=people).values_list("person", flat=True))


def pupils_here(school: School, people: Collection[int]) -> set[int]:
    """Who of these has a place in the school that holds or is to come: only of them the school sees who answers for them."""
    held = Q(ends_on=None) | Q(ends_on__gte=today())
    return set(Enrolment.objects.filter(held, school=school, pupil__in=people).values_list("pupil", flat=True))
