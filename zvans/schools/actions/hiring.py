"""Somebody comes to work, entered by hand; and what a school corrects in them later."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from zvans.accounts.enums import Door, Role
from zvans.accounts.models import Person, PersonalCode
from zvans.accounts.personal_code import encrypted, keyed_hash
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.schools.actions.changes import Changes
from zvans.schools.actions.memberships import refresh_accounts
from zvans.schools.actions.people import PersonFacts, add_person, codes_of, correct_people, name_accounts
from zvans.schools.actions.positions import give_post, locked
from zvans.schools.actions.staff import Hire, employ
from zvans.schools.actions.telling import tell_of_code
from zvans.schools.actions.ways_in import check_code_may_change
from zvans.schools.enums import Permission
from zvans.schools.models import Employment, School
from zvans.schools.people_policies import check_is_of_others
from zvans.schools.policies import check_code_free, check_nameless, check_not_employed
from zvans.schools.queries.kin import is_family
from zvans.schools.queries.staff import state_of


@dataclass(frozen=True, slots=True)
class Job:
    """What somebody is hired as. `listed` is a name that a timetable brought, and that is theirs."""

    starts_on: date
    kind: str
    title: str = ""
    permissions: Collection[Permission] = ()
    short_name: str = ""
    listed: Employment | None = None


def hire(*, school: School, person: Person | None, facts: PersonFacts, job: Job, by: Actor) -> Employment:
    """Employ a person who is known, or one made of `facts`, in a position. With a personal code there is an account to sign in with.

    A person who is known keeps what is known; only a missing code is added. Raises `NotAcceptable` for who works here already, for a
    code of somebody else, for a name that has got its person meanwhile; `NotAllowedNow` for one of the own family.
    """
    with recorded("hire", by=by, schools=[school.pk], about=school):
        if person is not None:
            Person.objects.select_for_update().get(pk=person.pk)
            check_not_employed(school, person, job.starts_on, field="family_name")
            check_is_of_others(is_family(by.person_id, [person.pk]))
            _add_code(person, facts.code, school, by)
        else:
            check_code_free(facts.code)
            person = add_person(person=facts, by=by, school=school)
        if job.listed is not None:
            check_nameless(Employment.objects.select_for_update().get(pk=job.listed.pk))
        hired = Hire(person, job.short_name, job.listed)
        (employment,) = employ(school=school, hires=[hired], starts_on=job.starts_on, by=by)
        give_post(
            employment=employment, kind=job.kind, title=job.title, permissions=job.permissions, starts_on=job.starts_on,
            state=state_of(employment), by=by,
        )  # fmt: skip
    return employment


def _add_code(person: Person, code: str, school: School, by: Actor) -> None:
    """A code that nobody knew yet. One that the person has stays."""
    if not code or person.pk in codes_of([person.pk]):
        return
    check_code_free(code)
    check_code_may_change(person, school, by)
    key_id, kept = encrypted(code)
    changes = Changes()
    changes.add(PersonalCode(person=person, keyed_hash=keyed_hash(code), key_id=key_id, encrypted=kept))
    changes.write()
    tell_of_code(person, school)


_CORRECTED = ("given_name", "family_name", "born_on", "phone", "email")


def correct_employee(
    *, employment: Employment, facts: PersonFacts | None, short_name: str, state: str, by: Actor
) -> None:
    """Correct name, birth date, contacts and short name; a first personal code opens an account.
    A name that is nobody's yet (`facts` None) has a short name only.

    Raises `NotAllowedNow` where somebody changed the employee meanwhile (`state`), `NotAcceptable` for a code of somebody else and for
    contacts that are not the school's to change yet.
    """
    with recorded("correct_employee", by=by, schools=[employment.school_id], about=employment):
        now = locked(employment, state)
        changes = Changes()
        person = now.person
        if person is None or facts is None:
            changes.alter(now, short_name=short_name)
        else:
            for name in _CORRECTED:
                setattr(person, name, getattr(facts, name))
            person.revision += 1
            correct_people(people=[person], fields=[*_CORRECTED, "revision"], by=by, school=now.school)
            _add_code(person, facts.code, now.school, by)
            code = codes_of([person.pk]).get(person.pk)
            name_accounts(changes, Door.STAFF, [(person.pk, code, Role.STAFF)])
            changes.alter(now, short_name=short_name, name=str(person)[:160])
        changes.write()
        if person is not None:
            refresh_accounts([person.pk])
