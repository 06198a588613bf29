"""The operator's «no» to a school that asks to make one of two people."""

from collections.abc import Sequence

from django.db import transaction

from zvans.accounts.models import Person
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.schools.enums import DeclineReason
from zvans.schools.models import School
from zvans.schools.people_policies import check_is_asked_for
from zvans.schools.queries.merge_requests import DECLINED, schools_waiting


def decline_merge(*, people: Sequence[Person], reason: DeclineReason, by: Actor) -> None:
    """Tell each school that asked why the two stay two. A reason is chosen, not written: it can't tell of another school (C3).

    Raises `NotAllowedNow` where nobody waits for an answer.
    """
    pair = sorted(person.pk for person in people)
    with transaction.atomic():
        list(Person.objects.select_for_update().filter(pk__in=pair).order_by("pk"))
        waiting = schools_waiting(people)
        check_is_asked_for(bool(waiting))
        for school in School.objects.filter(pk__in=waiting):
            with recorded(DECLINED, by=by, schools=[school.pk], about=school, people=pair, reason=str(reason)):
                pass
