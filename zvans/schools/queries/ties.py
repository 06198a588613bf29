"""How long a school has known people, by what it can see itself: what it has written, and when somebody wrote it (C3, C8)."""

from collections.abc import Collection
from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from zvans.accounts.models import Account, Person
from zvans.accounts.queries.use import in_use
from zvans.audit.models import Action, Change
from zvans.lib.dates import today
from zvans.schools.models import Employment, Enrolment, Guardianship, School

SETTLED = timedelta(days=14)  # long enough for whoever was entered without their knowledge to hear of it
_OVER = timedelta(days=200)  # longer than a summer: who left before that comes back as somebody new
_ISSUING = ("issue_letters", "send_passwords")  # of the package above


def strangers_to(school: School, people: Collection[int]) -> set[int]:
    """Those whom the school has neither known for `SETTLED`, nor entered as the first, nor ever issued a password to.

    It does not ask what other schools know. Five statements.
    """
    left = set(people)
    if left:
        left -= _settled_at(school, left)
    if left:
        left -= _entered_by(school, left)
    return left - _issued_by(school, left) if left else left


def guarded_from(school: School, people: Collection[int]) -> set[int]:
    """Strangers who use an account already: what leads into it is not the school's to change yet. One statement more."""
    used = in_use(Account.objects.filter(person__in=people))
    return strangers_to(school, set(used.values_list("person", flat=True)))


def _settled_at(school: School, people: set[int]) -> set[int]:
    wards = Guardianship.objects.filter(guardian__in=people)
    places = _settled(Enrolment.objects.filter(school=school), "pupil_id")
    pupils = places.filter(pupil__in=people).values_list("pupil", flat=True)
    of_pupils = places.filter(pupil__in=wards.values("pupil")).values("pupil")
    guardians = _settled(wards.filter(pupil__in=of_pupils), "pupil_id", "guardian_id").values_list(
        "guardian", flat=True
    )
    work = _settled(Employment.objects.filter(school=school, person__in=people), "person_id")
    return {*pupils, *guardians, *work.values_list("person", flat=True)}


def _settled(rows: QuerySet, *owners: str) -> QuerySet:
    """Rows that began or were written long ago, are not long over, and got these people by nobody's hand since: a day can be written back.

    What the program has laid is as old as it says. Who was entered in August is no stranger on the first of September.
    """
    by_hand = Action.objects.filter(pk=OuterRef("action_id"), person_id__isnull=False)
    lately, before = by_hand.filter(at__gt=Now() - SETTLED), by_hand.filter(at__lte=Now() - SETTLED)
    turned = Q(before__isnull=True)
    for owner in owners:
        turned |= ~Q(**{f"before__{owner}": F(f"after__{owner}")})
    written = Change.objects.filter(turned, table=rows.model._meta.db_table, row_id=OuterRef("pk"), after__isnull=False)
    holds = Q(ends_on=None) | Q(ends_on__gte=today() - _OVER)
    long_ago = Q(starts_on__lte=today() - SETTLED) | Q(Exists(written.filter(Exists(before))), starts_on__lte=today())
    return rows.filter(holds, long_ago, ~Exists(written.filter(Exists(lately))))


def _entered_by(school: School, people: set[int]) -> set[int]:
    """Whom the school was the first to enter, within `SETTLED`: whoever it has known for longer is settled."""
    own = Action.objects.filter(pk=OuterRef("action_id"), at__gt=Now() - SETTLED, school_ids=[school.pk])
    made = Change.objects.filter(table=Person._meta.db_table, row_id__in=people, before__isnull=True)
    return set(made.filter(Exists(own)).values_list("row_id", flat=True))


def _issued_by(school: School, people: set[int]) -> set[int]:
    """Those whose account had a password from this school before."""
    own = Action.objects.filter(pk=OuterRef("cause_id"), name__in=_ISSUING, school_ids__contains=[school.pk])
    accounts = dict(Account.objects.filter(person__in=people).values_list("pk", "person"))
    label = Account._meta.label_lower
    rows = Action.objects.filter(Exists(own), object_kind=label, object_id__in=list(accounts), name="issue_password")
    return {accounts[key] for key in rows.values_list("object_id", flat=True) if key is not None}
