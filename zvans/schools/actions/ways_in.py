"""Phone, e-mail and personal code: by them somebody comes by a new password. Steps of the actions that change them (C8).

Each raises `NotAcceptable` where the school has only just entered somebody who uses an account, and `NotAllowedNow` where it is the own
family's.
"""

from collections.abc import Sequence

from zvans.accounts.models import Person
from zvans.audit.actor import Actor
from zvans.schools.actions.telling import tell_of_contacts
from zvans.schools.models import School
from zvans.schools.people_policies import check_is_of_others, check_ways_in_stay
from zvans.schools.queries.kin import guardians_of, is_family
from zvans.schools.queries.ties import guarded_from


def contacts_changed(was: Sequence[Person], now: Sequence[Person], school: School, by: Actor) -> None:
    """Whoever has got another phone or e-mail hears of it. One's own are one's own to correct."""
    new = {person.pk: person for person in now}
    changed = [old.pk for old in was if (old.phone, old.email) != (new[old.pk].phone, new[old.pk].email)]
    if changed:
        others = set(changed) - {by.person_id or 0}
        check_is_of_others(is_family(by.person_id, others))
        check_ways_in_stay(guarded_from(school, others), field="phone")
        tell_of_contacts(was, now, school)


def check_code_may_change(person: Person, school: School, by: Actor) -> None:
    """A pupil's code is a name of the guardians too."""
    family = {person.pk, *guardians_of(person.pk)}
    check_is_of_others(is_family(by.person_id, family))
    check_ways_in_stay(guarded_from(school, family), field="code")
