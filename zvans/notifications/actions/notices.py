"""Telling an account what has happened to it: on its pages until it is seen, and by e-mail (B12, C5)."""

from collections.abc import Iterable

from procrastinate.contrib.django import app

from zvans.accounts.enums import Door
from zvans.accounts.models import Account
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import now
from zvans.notifications.enums import NoticeKind
from zvans.notifications.models import Notice

EMAIL_JOB = "email_notice"


def tell(account: Account, kind: NoticeKind, *, by: Actor | None = None, **details: str) -> Notice:
    """Let an account know, in the transaction of what it is told about; `by` is who did that, if it was somebody.

    `also_to` among the details is an address that the person had until now.

    `details` are names and short facts that `words.said` shows (device, child, school, phone, number): no codes, no passwords.
    Packages below this one queue the job `tell_account` by its name.
    """
    by = by or Actor.system("notices")
    with recorded("tell_account", by=by, schools=[], about=account, kind=kind):
        notice = Notice.objects.create(account=account, kind=kind, details=details)
        if account.person.email or details.get("also_to"):
            app.configure_task(EMAIL_JOB).defer(notice_id=notice.pk)
    return notice


def tell_person(person: int | None, kind: NoticeKind, *, by: Actor, door: Door | None = None, **details: str) -> None:
    """The same to the accounts of a person (its key), all or those of one door."""
    accounts = Account.objects.filter(person=person or 0, is_active=True).select_related("person")
    for account in accounts.filter(door=door) if door else accounts:
        tell(account, kind, by=by, **details)


def see_notices(ids: Iterable[int], *, by: Actor) -> None:
    """The account has read these; those of others stay as they are."""
    unseen = Notice.objects.filter(pk__in=list(ids), account=by.account_id, seen_at=None)
    with recorded("see_notices", by=by, schools=[]):
        unseen.update(seen_at=now())
