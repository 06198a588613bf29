"""Who shares a username with somebody, and what they know of each other (B2, B8)."""

from collections.abc import Iterable

from django.db.models import QuerySet

from zvans.accounts.guessable import Known
from zvans.accounts.models import Account, Person, PersonalCode, SignInName
from zvans.accounts.personal_code import decrypted


def family_of(account: Account) -> QuerySet[Account]:
    """This account and the others at its door with a username of it: by the code of a pupil."""
    own = SignInName.objects.filter(account=account).values("name_hash")
    names = SignInName.objects.filter(door=account.door, name_hash__in=own)
    return Account.objects.filter(pk__in=names.values("account")).order_by("pk")


def known_about(account: Account, relatives: Iterable[Account], schools: Iterable[str]) -> Known:
    """What a relative or a classmate would try: names, birth dates and codes of the person and the family, the school."""
    hashes = SignInName.objects.filter(account=account).values_list("name_hash", flat=True)
    codes = PersonalCode.objects.filter(keyed_hash__in=[bytes(h) for h in hashes]).union(
        PersonalCode.objects.filter(person=account.person_id)
    )
    people = Person.objects.filter(pk__in={account.person_id, *(relative.person_id for relative in relatives)})
    found = list(people.values_list("given_name", "family_name", "born_on"))
    return Known(
        (*(name for given, family, _ in found for name in (given, family)), account.label, *schools),
        tuple(born_on for *_, born_on in found if born_on),
        tuple(decrypted(code.key_id, bytes(code.encrypted)) for code in codes),
    )
