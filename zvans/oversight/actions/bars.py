"""Keeping a person out, of everything or of discussions, with a reason and a term (C4)."""

from datetime import datetime

from zvans.accounts.enums import BarKind
from zvans.accounts.models import Bar, Person, Session
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import now
from zvans.oversight.policies import check_ends_later, check_not_oneself
from zvans.schools.actions.memberships import refresh_accounts


def bar_person(*, person: Person, kind: BarKind, reason: str, ends_at: datetime | None, by: Actor) -> Bar:
    """Bar a person at once; a bar from the system ends every session at both doors.

    Raises `NotAllowedNow` for oneself, `NotAcceptable` for an end that is past.
    """
    with recorded("bar_person", by=by, schools=[], about=person, kind=kind):
        check_not_oneself(person.pk, by.person_id)
        check_ends_later(ends_at)
        bar = Bar.objects.create(person=person, kind=kind, reason=reason, ends_at=ends_at, barred_by_id=by.person_id)
        if kind == BarKind.ACCESS:
            Session.objects.filter(account__person=person).delete()
        refresh_accounts([person.pk])
    return bar


def lift_bar(*, bar: Bar, by: Actor) -> None:
    with recorded("lift_bar", by=by, schools=[], about=bar.person, kind=bar.kind):
        Bar.objects.filter(pk=bar.pk, lifted_at=None).update(lifted_at=now())
        refresh_accounts([bar.person_id])
