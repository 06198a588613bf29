"""People as a school enters them. A person is stored once, whatever schools and roles they have."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zvans.accounts.models import Account, Person, PersonalCode, SignInName
from zvans.accounts.personal_code import encrypted, keyed_hash
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.schools.actions.changes import Changes
from zvans.schools.actions.ways_in import contacts_changed
from zvans.schools.models import School


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What is known of somebody who is to be added. `code`: eleven digits (`personal_code.normalised`), or empty."""

    given_name: str
    family_name: str
    code: str = ""
    born_on: date | None = None
    phone: str = ""
    email: str = ""
    sex: str = ""


def add_people(*, people: Sequence[PersonFacts], by: Actor, school: School | None = None) -> list[Person]:
    """Add people, in the order given. Whoever calls has made sure that none of them is known already.

    The `school` that enters them is on record as the first to do so: until others know them too, they are its to see to.
    """
    if not people:
        return []
    changes = Changes()
    added = [_person(changes, facts) for facts in people]
    with recorded("add_people", by=by, schools=[school.pk] if school else None, people=len(added)):
        changes.write()
    return added


def add_person(*, person: PersonFacts, by: Actor, school: School | None = None) -> Person:
    return add_people(people=[person], by=by, school=school)[0]


def correct_people(*, people: Sequence[Person], fields: Sequence[str], school: School, by: Actor) -> None:
    """Store what the school has corrected in people it knows: names, birth date, contacts. Of other contacts they are told (C8).

    Raises `NotAllowedNow` for contacts that are not the school's to change yet, or of the own family.
    """
    if not people:
        return
    changes = Changes()
    for person in people:
        changes.alter(person, **{name: getattr(person, name) for name in fields})
    with recorded("correct_people", by=by, people=len(people), fields=list(fields)):
        was = list(Person.objects.filter(pk__in=[person.pk for person in people]))
        changes.write()
        contacts_changed(was, people, school, by)


def _person(changes: Changes, facts: PersonFacts) -> Person:
    person = Person(
        given_name=facts.given_name,
        family_name=facts.family_name,
        born_on=facts.born_on,
        phone=facts.phone,
        email=facts.email,
        sex=facts.sex,
    )
    changes.add(person)
    if facts.code:
        key_id, kept = encrypted(facts.code)
        changes.add(PersonalCode(person=person, keyed_hash=keyed_hash(facts.code), key_id=key_id, encrypted=kept))
    return person


def codes_of(people: Sequence[int]) -> dict[int, bytes]:
    """The keyed hash of each person's current personal code."""
    rows = PersonalCode.objects.filter(person__in=people, ends_on=None).values_list("person", "keyed_hash")
    return {person: bytes(found) for person, found in rows}


def name_accounts(changes: Changes, door: str, names: Sequence[tuple[int, bytes | None, str]]) -> None:
    """Give each (person, keyed hash of a code, role) an account at a door and that name for it, where they are missing.

    Without a code there is nothing to sign in with yet, and so no account.
    """
    named = [(person, code, role) for person, code, role in names if code]
    people = [person for person, _, _ in named]
    accounts = {a.person_id: a for a in Account.objects.filter(person__in=people, door=door)}
    present = {
        (person, bytes(code))
        for person, code in SignInName.objects.filter(door=door, account__person__in=people).values_list(
            "account__person", "name_hash"
        )
    }
    for person, code, role in named:
        if person not in accounts:
            accounts[person] = Account(person_id=person, door=door)
            changes.add(accounts[person])
        if (person, code) not in present:
            changes.add(SignInName(account=accounts[person], door=door, name_hash=code, role=role))
            present.add((person, code))
