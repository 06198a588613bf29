"""Phone, e-mail and personal code: by them somebody comes by a new password. Steps of the actions that change them (C8)."""

from collections.abc import Sequence

from zvans.accounts.models import Person
from zvans.schools.actions.telling import tell_of_contacts
from zvans.schools.models import Guardianship, School
from zvans.schools.people_policies import check_ways_in_stay
from zvans.schools.queries.ties import guarded_from


def contacts_changed(was: Sequence[Person], now: Sequence[Person], school: School) -> None:
    """Whoever has got another phone or e-mail hears of it. Raises `NotAcceptable` where that is not the school's to change yet."""
    new = {person.pk: person for person in now}
    changed = [old.pk for old in was if (old.phone, old.email) != (new[old.pk].phone, new[old.pk].email)]
    if changed:
        check_ways_in_stay(guarded_from(school, changed), field="phone")
        tell_of_contacts(was, now, school)


def check_code_may_change(person: Person, school: School) -> None:
    """A pupil's code is a name of the guardians too. Raises `NotAcceptable`, as above."""
    guardians = Guardianship.objects.filter(pupil=person).values_list("guardian", flat=True)
    check_ways_in_stay(guarded_from(school, {person.pk, *guardians}), field="code")
