"""How long a school has known the people of a family (C3, C8)."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Now

from zvans.accounts.models import Account
from zvans.audit.models import Action, Change
from zvans.credentials.queries.members import Member
from zvans.lib.dates import today
from zvans.schools.models import Enrolment, Guardianship, School

SETTLED = timedelta(days=14)  # long enough for whoever was entered without their knowledge to hear of it
ISSUING = ("issue_letters", "send_passwords")


def newly_tied(school: School, members: Sequence[Member]) -> list[Member]:
    """Those whom the school has entered within `SETTLED`, and to whom it has never issued a password.

    It counts what the school itself can see: the days that it has written, and the moment when somebody wrote them, because a day can be
    written back. Three statements.
    """
    pupils = {member.pupil.pk for member in members}
    places = Enrolment.objects.filter(school=school, pupil__in=pupils)
    ties = Guardianship.objects.filter(pupil__in=pupils, guardian__in={member.person.pk for member in members})
    enrolled = set(_settled(places).values_list("pupil", flat=True))
    tied = set(_settled(ties).values_list("pupil", "guardian")) | {(pupil, pupil) for pupil in pupils}
    known = _issued_by(school, [member.account.pk for member in members if member.account is not None])
    return [m for m in members if not _is_known(m, known) and not _is_settled(m, enrolled, tied)]


def _is_known(member: Member, known: set[int]) -> bool:
    return member.account is not None and member.account.pk in known


def _is_settled(member: Member, enrolled: set[int], tied: set[tuple[int, int]]) -> bool:
    return member.pupil.pk in enrolled and (member.pupil.pk, member.person.pk) in tied


def _settled(rows: QuerySet) -> QuerySet:
    """Rows that began long ago and were not written by somebody's hand since: what the program has laid is as old as it says."""
    by_hand = Action.objects.filter(pk=OuterRef("action_id"), at__gt=Now() - SETTLED, person_id__isnull=False)
    written = Change.objects.filter(table=rows.model._meta.db_table, row_id=OuterRef("pk"), before__isnull=True)
    return rows.filter(~Exists(written.filter(Exists(by_hand))), starts_on__lte=today() - SETTLED)


def _issued_by(school: School, accounts: Iterable[Any]) -> set[int]:
    """Accounts that had a password from this school before."""
    own = Action.objects.filter(pk=OuterRef("cause_id"), name__in=ISSUING, school_ids__contains=[school.pk])
    label = Account._meta.label_lower
    rows = Action.objects.filter(Exists(own), object_kind=label, object_id__in=accounts, name="issue_password")
    return {key for key in rows.values_list("object_id", flat=True) if key is not None}
