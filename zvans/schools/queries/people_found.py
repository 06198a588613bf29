"""People found by name or code across all schools, with the institutions they belong to: the operator sees nothing else of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models.functions import Now
from django.utils.timezone import localdate

from zvans.accounts.models import Person
from zvans.accounts.queries.people import people_named, person_who_had_code
from zvans.audit.models import Action
from zvans.lib.database.sight import in_sight_of
from zvans.lib.dates import today
from zvans.schools.models import Employment, Enrolment, Guardianship, School
from zvans.schools.models.dated import current

SHOWN = 50
ASKED = "ask_to_merge"  # the action by which a school asks the operator to make one of two people; `people` names both
_ASKED_FOR = timedelta(days=90)


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
    return People(_with_schools(people[:SHOWN]), len(people) > SHOWN)


def find_by_code(code: str) -> People:
    """By a whole personal code, eleven digits: one person or nobody."""
    person = person_who_had_code(code)
    return People(_with_schools([person] if person else []))


def people_known_as(public_ids: Sequence[str]) -> Sequence[FoundPerson]:
    """Those of these who are there, in the same order."""
    people = {person.public_id: person for person in Person.objects.filter(public_id__in=public_ids)}
    return _with_schools([people[key] for key in dict.fromkeys(public_ids) if key in people])


@dataclass(frozen=True, slots=True)
class AskedMerge:
    """What a school has asked for: two people to be looked at side by side."""

    school: str
    day: date
    one: FoundPerson
    other: FoundPerson


def merges_asked_for() -> list[AskedMerge]:
    """Of the last ninety days, the oldest first, each pair once; who has been made one is no pair any more."""
    actions = Action.objects.filter(name=ASKED, at__gt=Now() - _ASKED_FOR).order_by("at", "pk")
    pairs = {tuple(action.details["people"]): action for action in actions}
    people = {p.pk: p for p in Person.objects.filter(pk__in={key for pair in pairs for key in pair})}
    found = {one.person.pk: one for one in _with_schools(list(people.values()))}
    names = dict(School.objects.values_list("pk", "short_name"))
    return [
        AskedMerge(names.get(action.object_id or 0, ""), localdate(action.at), found[pair[0]], found[pair[1]])
        for pair, action in pairs.items()
        if all(key in found for key in pair)
    ]


def _with_schools(people: Sequence[Person]) -> list[FoundPerson]:
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
