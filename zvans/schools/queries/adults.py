"""What a pupil who is of age is asked: which guardians go on seeing the diary (C8)."""

from datetime import date

from django.db.models import Q, QuerySet

from zvans.accounts.enums import Role
from zvans.accounts.models import Person
from zvans.audit.actor import Actor
from zvans.lib.dates import today
from zvans.schools.enums import Access
from zvans.schools.models import Guardianship
from zvans.schools.queries.pupils import ADULT, is_adult


def ties_of(pupil: int) -> QuerySet[Guardianship]:
    """Those who see the diary, or would if the pupil had not said no. To whom a school gives no access the pupil is not asked about."""
    held = Q(ends_on=None) | Q(ends_on__gte=today())
    asked = ~Q(access=Access.NONE) | Q(chosen_on__isnull=False)
    rows = Guardianship.objects.filter(held, asked, pupil=pupil).select_related("guardian", "pupil")
    return rows.order_by("call_order", "pk")


def said_of(ties: Q) -> dict[tuple[int, int], Guardianship]:
    """What pupils of age have last said, by pupil and guardian: in ties that have ended too. One statement."""
    rows = Guardianship.objects.filter(ties, chosen_on__isnull=False).order_by("starts_on", "pk")
    return {(row.pupil_id, row.guardian_id): row for row in rows}


def must_be_asked(actor: Actor) -> bool:
    """Whether this pupil is of age and has not said it of every guardian yet. Two statements at most."""
    if actor.role != Role.PUPIL:
        return False
    born_on = Person.objects.filter(pk=actor.person_id or 0).values_list("born_on", flat=True).first()
    return is_adult(born_on, today()) and ties_of(actor.person_id or 0).filter(chosen_on=None).exists()


def born_on_of(actor: Actor) -> date | None:
    return Person.objects.filter(pk=actor.person_id or 0).values_list("born_on", flat=True).first()


def of_age_on(born_on: date) -> date:
    """The day from which somebody is of age; born on 29 February, on 1 March of a common year."""
    try:
        return born_on.replace(year=born_on.year + ADULT)
    except ValueError:
        return date(born_on.year + ADULT, 3, 1)
