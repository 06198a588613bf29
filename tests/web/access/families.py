"""What pages about passwords begin with: pupils whose personal codes are known, and the way in with one."""

from typing import Any

from django.test import Client
from django.urls import reverse

from tests.factories.people import make_code
from zvans.accounts.models import Person, PersonalCode, SignInName
from zvans.accounts.personal_code import encrypted, keyed_hash
from zvans.credentials.queries.members import Member, class_for, members_of
from zvans.lib.database.sight import in_sight_of
from zvans.schools.models import Guardianship


def give_code(person: Person) -> str:
    """Enter a personal code, which opens the accounts that the person and the guardians have."""
    code = make_code()
    key_id, kept = encrypted(code)
    PersonalCode.objects.create(person=person, keyed_hash=keyed_hash(code), key_id=key_id, encrypted=kept)
    guardians = Guardianship.objects.filter(pupil=person).values("guardian")
    SignInName.objects.filter(account__person__in=guardians).update(name_hash=keyed_hash(code))
    SignInName.objects.filter(account__person=person).update(name_hash=keyed_hash(code))
    return code


def members(school: Any, by: str = "class_teacher") -> dict[str, Member]:
    """Those of 9.b by their given names, as somebody of the staff finds them."""
    with in_sight_of([school.school.pk]):
        place = class_for(school.actor(by), school.class_9b.group.public_id)
        return {member.person.given_name: member for member in members_of(place)} if place else {}


def opens(code: str, password: str, door: str = "family") -> bool:
    typed = {"username": code, "password": password}
    return Client().post(reverse(f"sign_in:{door}"), typed).status_code == 302
