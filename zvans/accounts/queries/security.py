"""What a person sees of the own account's safety: where it is signed in, and who has tried (B12)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Now

from zvans.accounts.models import Session, SignInName
from zvans.accounts.usernames import number_of
from zvans.audit.actor import Actor
from zvans.audit.models import Action

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Try:
    """Somebody came to the door with a name of this account. Who was refused may be another of the family, who has the same name:
    then nobody is told from where and with what (C8).
    """

    at: datetime
    is_in: bool
    device: str
    address: str
    way: str = ""


def sessions_of(actor: Actor) -> QuerySet[Session]:
    """Those that are not over, this one first."""
    own = Session.objects.filter(account=actor.account_id or 0, expires_at__gt=Now())
    return own.annotate(device_name=Coalesce("device__name", Value(""))).order_by("-created_at", "-pk")


def tries_of(actor: Actor) -> Sequence[Try]:
    """The last ones, whether they got in or not. Two statements."""
    others = SignInName.objects.filter(name_hash=OuterRef("name_hash"), door=OuterRef("door")).exclude(
        account=OuterRef("account")
    )
    names = SignInName.objects.filter(account=actor.account_id or 0).annotate(is_shared=Exists(others))
    is_shared = {number_of(bytes(h)): shared for h, shared in names.values_list("name_hash", "is_shared")}
    own = Q(name="sign_in", account_id=actor.account_id or 0)
    refused = Q(
        name="sign_in_refused",
        object_kind=SignInName._meta.label_lower,
        object_id__in=list(is_shared),
        details__door=actor.door,
    )
    found = (
        Action.objects.filter(own)
        .order_by("-at", "-pk")[:_SHOWN]
        .union(Action.objects.filter(refused).order_by("-at", "-pk")[:_SHOWN], all=True)
    )
    rows = found.order_by("-at").values_list("at", "name", "details", "address", "object_id")[:_SHOWN]
    return [
        Try(at, False, "", "")
        if name == "sign_in_refused" and is_shared.get(key or 0)
        else Try(at, name == "sign_in", details.get("device", ""), address, details.get("way", ""))
        for at, name, details, address, key in rows
    ]


def has_username(actor: Actor) -> bool:
    """Whether a name of one's own has been chosen; what it is, nobody knows but who chose it."""
    return SignInName.objects.filter(account=actor.account_id or 0, is_chosen=True).exists()
