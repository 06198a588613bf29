"""What a school corrects in a person and in a pupil's file, so that two who do it at once find out."""

from collections.abc import Mapping

from django.db.models import F

from zvans.accounts.enums import Door, Role
from zvans.accounts.models import Person, PersonalCode, SignInName
from zvans.accounts.personal_code import encrypted, keyed_hash, keyed_hashes
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import today
from zvans.schools.actions.changes import Changes
from zvans.schools.actions.memberships import refresh_accounts
from zvans.schools.actions.people import codes_of, name_accounts
from zvans.schools.actions.telling import tell_of_code
from zvans.schools.actions.ways_in import check_code_may_change, contacts_changed
from zvans.schools.models import Guardianship, PersonalFile, School
from zvans.schools.people_policies import check_is_of_others
from zvans.schools.queries.kin import is_family
from zvans.schools.queries.known_people import people_by_code


def correct_person(*, person: Person, values: Mapping[str, object], revision: int, school: School, by: Actor) -> bool:
    """Store names, birth date, sex or contacts; of other contacts the person is told (C8).

    False where somebody else did since `revision`: nothing is written then. Raises `NotAllowedNow` for contacts that are not the
    school's to change yet, and for the own family.
    """
    for name, value in values.items():
        setattr(person, name, value)
    person.fill_keys()
    stored = dict(values) | {"sort_key": person.sort_key, "search_key": person.search_key}
    with recorded("correct_person", by=by, schools=[school.pk], about=person, fields=sorted(values)):
        check_is_of_others(is_family(by.person_id, [person.pk]))
        was = Person.objects.get(pk=person.pk)
        found = Person.objects.filter(pk=person.pk, revision=revision)
        if not found.update(**stored, revision=F("revision") + 1):
            return False
        wards = Guardianship.objects.filter(pupil=person).values_list("guardian", flat=True)
        refresh_accounts({person.pk, *wards})
        contacts_changed([was], [person], school, by)
    return True


def keep_file(*, school: School, pupil: Person, values: Mapping[str, str], revision: int, by: Actor) -> bool:
    """Store the school's file of a pupil; `revision` 0: there was none. False where somebody else did since."""
    with recorded("keep_file", by=by, schools=[school.pk], about=pupil, fields=sorted(values)):
        if revision == 0:
            _row, is_new = PersonalFile.objects.get_or_create(school=school, pupil=pupil, defaults=dict(values))
            return is_new
        found = PersonalFile.objects.filter(school=school, pupil=pupil, revision=revision)
        return bool(found.update(**values, revision=F("revision") + 1))


def give_code(*, person: Person, code: str, school: School, by: Actor) -> bool:
    """Give a person a personal code (eleven digits), or the new one that the law gave in the place of the old.

    The names that open accounts follow: the person's own, and for a pupil those of the guardians. An account at the staff's door, which
    may be another school's, opens with the new code and with the old one: nobody is locked out of it from a pupil's page (C8), and the
    answer does not tell whether there is one (C3). False where the code is taken. Raises `NotAcceptable` where it is not the school's to
    change yet.
    """
    with recorded("give_code", by=by, schools=[school.pk], about=person):
        holder = people_by_code([code]).get(code)
        if holder is not None:
            return holder.pk == person.pk and codes_of([person.pk]).get(person.pk) in keyed_hashes(code)
        check_code_may_change(person, school, by)
        old = codes_of([person.pk]).get(person.pk)
        key_id, kept = encrypted(code)
        PersonalCode.objects.filter(person=person, ends_on=None).update(ends_on=today())
        PersonalCode.objects.create(person=person, keyed_hash=keyed_hash(code), key_id=key_id, encrypted=kept)
        tell_of_code(person, school)
        if old is not None:
            _follow(person, old, keyed_hash(code))
    return True


def _follow(person: Person, old: bytes, new: bytes) -> None:
    names = SignInName.objects.filter(name_hash=old)
    names.filter(door=Door.FAMILY).update(name_hash=new)
    at_work = names.exclude(door=Door.FAMILY).filter(account__person=person)
    added = [
        SignInName(account_id=a, door=d, name_hash=new, role=r)
        for a, d, r in at_work.values_list("account", "door", "role")
    ]
    SignInName.objects.bulk_create(added, ignore_conflicts=True)


def name_pupil(*, pupil: Person, school: School, by: Actor) -> None:
    """Open accounts with the pupil's code for the pupil and for each guardian, where they are missing."""
    with recorded("name_pupil", by=by, schools=[school.pk], about=pupil):
        code = codes_of([pupil.pk]).get(pupil.pk)
        wards = list(Guardianship.objects.filter(pupil=pupil, ends_on=None))
        names = [(pupil.pk, code, str(Role.PUPIL)), *((w.guardian_id, code, w.kind) for w in wards)]
        changes = Changes()
        name_accounts(changes, Door.FAMILY, names)
        changes.write()
        refresh_accounts({pupil.pk, *(w.guardian_id for w in wards)})
