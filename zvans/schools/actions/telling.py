"""Telling people what a school has done about them: by jobs of the package above, named here (C8)."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from procrastinate.contrib.django import app

from zvans.accounts.enums import Door
from zvans.accounts.models import Account, Person
from zvans.accounts.queries.use import in_use
from zvans.lib.dates import today
from zvans.schools.enums import Access
from zvans.schools.models import Guardianship, School
from zvans.schools.queries.pupils import is_adult

NOTICE_JOB = "tell_account"  # of the package above


def tell_guardians(pupils: Sequence[Person], school: School) -> None:
    """Nobody is enrolled unseen: each guardian who signs in hears of it. A step of another action; two statements and a job for each."""
    held = Q(ends_on=None) | Q(ends_on__gte=today())
    ties = Guardianship.objects.filter(held, pupil__in=pupils).exclude(access=Access.NONE)
    pairs = sorted(ties.values_list("guardian", "pupil").distinct())
    names = {pupil.pk: str(pupil) for pupil in pupils}
    accounts = in_use(_accounts({guardian for guardian, _ in pairs}).filter(door=Door.FAMILY))
    by_person = dict(accounts.values_list("person", "pk"))
    _tell(
        (by_person[guardian], "enrolled", {"child": names[pupil], "school": school.short_name})
        for guardian, pupil in pairs
        if guardian in by_person
    )


def tell_of_guardians(ties: Sequence[tuple[Person, Person]], school: School | None) -> None:
    """Nobody becomes a guardian unseen (`ties`: pupil and guardian): who has become one hears of it, and so do the pupil's other guardians
    and a pupil of age, without the name. A step of another action; two statements and a job for each."""
    pupils, new = {pupil.pk: pupil for pupil, _ in ties}, {(pupil.pk, guardian.pk) for pupil, guardian in ties}
    held = Q(ends_on=None) | Q(ends_on__gte=today())
    others = Guardianship.objects.filter(held, pupil__in=pupils).exclude(access=Access.NONE)
    pairs = {*others.values_list("pupil", "guardian"), *new}
    pairs |= {(pupil.pk, pupil.pk) for pupil in pupils.values() if is_adult(pupil.born_on, today())}
    accounts = in_use(_accounts({person for _, person in pairs}).filter(door=Door.FAMILY))
    by_person = dict(accounts.values_list("person", "pk"))
    where = {"school": school.short_name} if school else {}
    _tell(
        (
            by_person[person],
            "made_guardian" if (pupil, person) in new else "guardian_added",
            where | {"child": str(pupils[pupil])},
        )
        for pupil, person in sorted(pairs)
        if person in by_person
    )


def tell_of_work(people: Collection[int], school: School) -> None:
    """Nobody becomes an employee unseen: whoever uses an account hears of it, at each door. A step of another action."""
    accounts = in_use(_accounts(people)).values_list("pk", flat=True)
    _tell((account, "hired", {"school": school.short_name}) for account in accounts)


def tell_of_access(guardian: Person, pupil: Person) -> None:
    accounts = _accounts({guardian.pk}).filter(door=Door.FAMILY)
    _tell((key, "access_changed", {"child": str(pupil)}) for key in accounts.values_list("pk", flat=True))


def tell_of_contacts(was: Sequence[Person], now: Sequence[Person], school: School | None) -> None:
    """Whoever has got another phone or e-mail hears of it, at the old e-mail too. A step of another action."""
    new = {person.pk: person for person in now}
    changed = [old for old in was if (old.phone, old.email) != (new[old.pk].phone, new[old.pk].email)]
    if not changed:
        return
    details = {old.pk: _details(old, new[old.pk], school) for old in changed}
    accounts = _accounts(details).values_list("pk", "person")
    _tell((key, "contact_changed", details[person]) for key, person in accounts)


def tell_of_code(person: Person, school: School | None) -> None:
    """Whoever is at work here already hears of a new personal code: one may sign in by it (B15). A step of another action."""
    in_use = _accounts({person.pk}).filter(terms_version__gt=0)
    details = {"school": school.short_name} if school else {}
    _tell((key, "code_given", details) for key in in_use.values_list("pk", flat=True))


def tell_of_superuser(new: Person, superusers: Iterable[int], school: School) -> None:
    """Those who see to the school already hear of one more, whom the operator has made. A step of another action."""
    details = {"person": str(new), "school": school.short_name}
    accounts = _accounts(superusers).filter(door=Door.STAFF).exclude(person=new)
    _tell((key, "superuser_made", details) for key in accounts.values_list("pk", flat=True))


def _details(old: Person, new: Person, school: School | None) -> dict[str, str]:
    told = {"school": school.short_name if school else ""}
    if new.phone != old.phone and new.phone:
        told["phone"] = f"…{new.phone[-3:]}"
    if new.email != old.email and old.email:
        told["also_to"] = old.email
    return told


def _accounts(people: Iterable[int]) -> QuerySet[Account]:
    return Account.objects.filter(person__in=people, is_active=True).order_by("pk")


def _tell(told: Iterable[tuple[int, str, Any]]) -> None:
    for account, kind, details in told:
        app.configure_task(NOTICE_JOB).defer(account_id=account, kind=kind, details=details)
