"""Reading the record of actions (C2): one's own, and the search of the security officer. Who looked at a child: `looks`."""

from django.db.models import Case, CharField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat

from zvans.accounts.models import Account, Person
from zvans.audit.actor import Actor
from zvans.audit.models import Action

_PERSON, _ACCOUNT = Person._meta.label_lower, Account._meta.label_lower
# What one act leaves with each of many people, so that it is found with them; with whoever did it the act itself stands once.
_OF_EACH = Q(cause_id__isnull=False, name__in=["read_code", "export_data", "archive_data", "issue_letter", "issue_sms"])


def own_acts(actor: Actor) -> QuerySet[Action]:
    """What this person has done, at either door."""
    return Action.objects.filter(~_OF_EACH, person_id=actor.person_id or 0)


def _name(whose: Q) -> Coalesce:
    """Of one person, as registers write it; empty where there is none."""
    name = Person.objects.filter(whose).values(full=Concat("family_name", Value(" "), "given_name"))
    return Coalesce(Subquery(name[:1], output_field=CharField()), Value(""))


def all_acts(*, of: Person | None = None, about: Person | None = None) -> QuerySet[Action]:
    """Everybody's acts, or those of one person, or those about one; each with `who` did it, and to `whom` where it was done to a person."""
    whose = Account.objects.filter(pk=OuterRef(OuterRef("object_id"))).values("person_id")
    acts = Action.objects.annotate(
        who=_name(Q(pk=OuterRef("person_id"))),
        whom=Case(
            When(object_kind=_PERSON, then=_name(Q(pk=OuterRef("object_id")))),
            When(object_kind=_ACCOUNT, then=_name(Q(pk__in=whose))),
            default=Value(""),
        ),
    )
    if of is not None:
        acts = acts.filter(person_id=of.pk)
    if about is None:
        return acts.exclude(_OF_EACH)
    return acts.filter(object_kind=_PERSON, object_id=about.pk)


def acts_from(acts: QuerySet[Action], address: str) -> QuerySet[Action]:
    """Those that came from a network address, or whose name or address begins like the text."""
    return acts.filter(Q(address__startswith=address) | Q(name__startswith=address))
