"""Adverts as pages of the portal show them, and as their editors see them (A10). Where they are switched off there are none."""

from django.conf import settings
from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from zvans.lib.dates import today
from zvans.portal.enums import Section, Slot
from zvans.portal.models import Advert, AdvertDay


def shown_adverts() -> QuerySet[Advert]:
    """Those that may be seen and followed today."""
    if not settings.ADVERTS:
        return Advert.objects.none()
    return Advert.objects.filter(is_on=True, starts_on__lte=today(), ends_on__gte=today())


def advert_for(slot: Slot, section: Section | str = "") -> Advert | None:
    """One of those that may stand there today, each as likely as the others: a page that is kept is made again every minute."""
    there = Q(section="") | Q(section=section) if section else Q(section="")
    return shown_adverts().filter(there, slot=slot).select_related("picture").order_by("?").first()


def shown_advert(public_id: str) -> Advert | None:
    """One that may be seen and followed today."""
    return shown_adverts().filter(public_id=public_id).first()


def all_adverts() -> QuerySet[Advert]:
    """For editors, with `seen` and `followed`."""
    sums = {"seen": Coalesce(Sum("days__seen"), 0), "followed": Coalesce(Sum("days__followed"), 0)}
    return Advert.objects.annotate(**sums)


def advert_by_id(public_id: str) -> Advert | None:
    return Advert.objects.filter(public_id=public_id).select_related("picture").first()


def days_of(advert: Advert) -> QuerySet[AdvertDay]:
    return AdvertDay.objects.filter(advert=advert).order_by(F("on").desc())
