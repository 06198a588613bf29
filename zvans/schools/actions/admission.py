"""Somebody comes to a school: known already, or entered now. One act, so that nobody is entered and then stays outside."""

from datetime import date

from django.utils.translation import gettext as _

from zvans.accounts.models import Account, Person
from zvans.accounts.queries.use import in_use
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.policy import NotAcceptable
from zvans.schools.actions.families import Ward, add_guardian_by_hand
from zvans.schools.actions.movement import enrol_pupil_by_hand
from zvans.schools.actions.people import PersonFacts, add_person, codes_of
from zvans.schools.actions.personal_data import give_code
from zvans.schools.actions.ways_in import contacts_changed
from zvans.schools.models import ClassGroup, School

_FILLED = ("born_on", "sex", "phone", "email")
_WAYS_IN = ("phone", "email")  # to them goes a new password


def admit_pupil(
    *, facts: PersonFacts, known: Person | None, class_group: ClassGroup, on: date, order: str = "", by: Actor
) -> Person:
    """Enrol somebody: `known` is who they were found to be (`look_up`), None somebody new. Raises `NotAllowedNow`."""
    school = class_group.school
    with recorded("admit_pupil", by=by, schools=[school.pk], about=class_group, is_known=known is not None):
        pupil = _person(facts, known, school, by)
        enrol_pupil_by_hand(pupil=pupil, class_group=class_group, on=on, order=order, by=by)
    return pupil


def admit_guardian(
    *,
    pupil: Person,
    facts: PersonFacts,
    known: Person | None,
    kind: str,
    access: str,
    on: date,
    school: School,
    by: Actor,
) -> Person:
    """Make somebody, known or new, a guardian of a pupil. Raises `NotAllowedNow`."""
    with recorded("admit_guardian", by=by, schools=[school.pk], about=pupil, is_known=known is not None):
        guardian = _person(facts, known, school, by)
        ward = Ward(pupil, guardian, kind, access=access)
        add_guardian_by_hand(ward=ward, school=school, starts_on=on, by=by)
    return guardian


def _person(facts: PersonFacts, known: Person | None, school: School, by: Actor) -> Person:
    """Of somebody known only what was missing is filled in: what stands there is theirs, and corrected on a page of its own."""
    if known is None:
        return add_person(person=facts, by=by, school=school)
    filled = [name for name in _FILLED if name not in _WAYS_IN or not _signs_in(known)]
    missing = {name: getattr(facts, name) for name in filled if getattr(facts, name) and not getattr(known, name)}
    if missing:
        was = Person.objects.get(pk=known.pk)
        Person.objects.filter(pk=known.pk).update(**missing)
        known.refresh_from_db()
        contacts_changed([was], [known], school, by)
    if facts.code and not codes_of([known.pk]) and not give_code(person=known, code=facts.code, school=school, by=by):
        raise NotAcceptable("code", _("Personas kods nav derīgs. Pārbaudiet katru ciparu."))
    return known


def _signs_in(person: Person) -> bool:
    """Who signs in already has said where they are reached: a school that enters them does not become their way to a new password."""
    return in_use(Account.objects.filter(person=person)).exists()
