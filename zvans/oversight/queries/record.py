"""Reading the record of actions (C2): one's own, who looked at a child, and the search of the security officer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat

from zvans.accounts.enums import Role
from zvans.accounts.models import Person
from zvans.audit.actor import Actor
from zvans.audit.models import Action
from zvans.lib.dates import now
from zvans.schools.models import School

_FAMILY = (Role.PUPIL, Role.MOTHER, Role.FATHER, Role.GUARDIAN)
_SHOWN_DAYS = 400  # a school year and the summer after it
_PERSON = Person._meta.label_lower


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody at a school looked at a child's page there, or changed what is kept of the child."""

    at: datetime
    who: str
    school: str
    name: str


def own_acts(actor: Actor) -> QuerySet[Action]:
    """What this person has done, at either door."""
    return Action.objects.filter(person_id=actor.person_id or 0)


def looks_at(child: int) -> Sequence[Look]:
    """At a child (its person's key), the newest first. Three statements.

    Names of colleagues stand here as they do on the school's pages; what a family has done itself is not among it.
    """
    since = now() - timedelta(days=_SHOWN_DAYS)
    acts = Action.objects.filter(object_kind=_PERSON, object_id=child, at__gte=since).exclude(role__in=_FAMILY)
    rows = list(acts.filter(person_id__isnull=False).order_by("-at", "-pk")[:1000])
    names = _names({row.person_id for row in rows if row.person_id})
    schools = _schools({key for row in rows for key in row.school_ids})
    return [
        Look(row.at, names.get(row.person_id or 0, ""), ", ".join(schools[k] for k in row.school_ids if k in schools), row.name)
        for row in rows
    ]  # fmt: skip


def _names(people: set[int]) -> Mapping[int, str]:
    return {person.pk: str(person) for person in Person.objects.filter(pk__in=people)}


def _schools(keys: set[int]) -> Mapping[int, str]:
    return dict(School.objects.filter(pk__in=keys).values_list("pk", "short_name"))


def all_acts(*, of: Person | None = None, about: Person | None = None) -> QuerySet[Action]:
    """Everybody's acts, or those of one person, or those about one; each with `who` did it."""
    name = Person.objects.filter(pk=OuterRef("person_id")).values(full=Concat("family_name", Value(" "), "given_name"))
    acts = Action.objects.annotate(who=Coalesce(Subquery(name[:1], output_field=CharField()), Value("")))
    if of is not None:
        acts = acts.filter(person_id=of.pk)
    if about is not None:
        acts = acts.filter(object_kind=_PERSON, object_id=about.pk)
    return acts


def acts_from(acts: QuerySet[Action], address: str) -> QuerySet[Action]:
    """Those that came from a network address, or whose name or address begins like the text."""
    return acts.filter(Q(address__startswith=address) | Q(name__startswith=address))
