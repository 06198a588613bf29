"""A family whose phones the school knows: who may write to the short number (B6)."""

from typing import Any

from tests.factories.people import arranging, make_account, make_guardian, make_person
from zvans.accounts.enums import Role
from zvans.accounts.models import Account, Person, PersonalCode
from zvans.accounts.personal_code import encrypted, keyed_hash

CODE = "32000000777"  # the pupil's
WRITTEN = "320000-00777"


def pupil_with_code() -> Person:
    """Elza Liepa, once."""
    found = PersonalCode.objects.filter(keyed_hash=keyed_hash(CODE)).first()
    if found is not None:
        return found.person
    key_id, kept = encrypted(CODE)
    pupil = make_person("Elza", "Liepa")
    with arranging():
        PersonalCode.objects.create(person=pupil, keyed_hash=keyed_hash(CODE), key_id=key_id, encrypted=kept)
    return pupil


def make_member(
    role: Role, phone: str, given: str = "Anna", *, email: str = "", tie: dict[str, Any] | None = None, **fields: Any
) -> Account:
    """The pupil, or somebody who answers for the pupil (`tie`: since when, how far), with a password of the own and a phone."""
    pupil = pupil_with_code()
    person = pupil if role == Role.PUPIL else make_guardian(pupil, role, given, **(tie or {}))
    person.phone, person.email = phone, email
    with arranging():
        person.save()
    return make_account(person, role=role, code=CODE, **{"password": "old", **fields})
