"""Pupils who are of age: they are told so, and say which guardians go on seeing the diary (C8).

Until a pupil answers nothing changes: a birthday must not cut a family off from one day to the next. What the pupil says holds from that
day on, in every school; a school may give less, and no more.
"""

from collections.abc import Collection
from datetime import timedelta

from django.db.models import Q
from procrastinate.contrib.django import app

from zvans.accounts.enums import Door
from zvans.accounts.models import Account, Person
from zvans.accounts.queries.use import in_use
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import today
from zvans.schools.actions.changes import Changes
from zvans.schools.actions.memberships import refresh_accounts
from zvans.schools.actions.telling import NOTICE_JOB, tell_of_access
from zvans.schools.enums import Access
from zvans.schools.models import Guardianship
from zvans.schools.people_policies import check_of_age
from zvans.schools.queries.adults import ties_of
from zvans.schools.queries.pupils import ADULT


def choose_who_sees(*, seeing: Collection[str], by: Actor) -> int:
    """The pupil's word, for all guardians at once: those named (public ids) go on seeing the diary, the others see nothing from today.

    Who had been let out before sees again, and doesn't write. Returns for how many it changed. Raises `NotAllowedNow` before 18.
    """
    with recorded("choose_who_sees", by=by, about=Person(pk=by.person_id)):
        pupil = Person.objects.select_for_update().get(pk=by.person_id or 0)
        check_of_age(pupil.born_on, today())
        ties = list(ties_of(pupil.pk))
        changes = Changes()
        changed = [tie for tie in ties if _say(changes, tie, tie.guardian.public_id in seeing)]
        changes.write()
        refresh_accounts({tie.guardian_id for tie in changed})
        for tie in changed:
            tell_of_access(tie.guardian, pupil)
    return len(changed)


def _say(changes: Changes, tie: Guardianship, sees: bool) -> bool:
    """Write down what was said; whether it is another access than before. The old one ends yesterday."""
    on = today()
    if sees == (tie.access != Access.NONE):
        if tie.chosen_on is None:
            changes.alter(tie, chosen_on=on)
        return False
    access = Access.READ if sees else Access.NONE
    if tie.starts_on >= on:
        changes.alter(tie, access=access, chosen_on=on)
        return True
    changes.add(
        Guardianship(
            pupil=tie.pupil, guardian=tie.guardian, kind=tie.kind, call_order=tie.call_order, access=access, chosen_on=on,
            starts_on=on, ends_on=tie.ends_on,
        )
    )  # fmt: skip
    changes.alter(tie, ends_on=on - timedelta(days=1))
    return True


def tell_of_age(*, by: Actor) -> int:
    """Tell those who turn 18 today, whose guardians see their diary, that it is theirs to say. Returns how many."""
    on = today()
    born = Q(born_on__year=on.year - ADULT, born_on__month=on.month, born_on__day=on.day)
    if (on.month, on.day) == (3, 1):
        born |= Q(born_on__year=on.year - ADULT, born_on__month=2, born_on__day=29)
    with recorded("tell_of_age", by=by, schools=[]):
        people = Person.objects.filter(born, guardianships__in=Guardianship.objects.exclude(access=Access.NONE))
        accounts = in_use(Account.objects.filter(door=Door.FAMILY, is_active=True, person__in=people))
        keys = sorted(set(accounts.values_list("pk", flat=True)))
        for key in keys:
            app.configure_task(NOTICE_JOB).defer(account_id=key, kind="of_age", details={})
    return len(keys)
