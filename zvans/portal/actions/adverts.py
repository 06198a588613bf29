"""Adverts: written by editors, counted by the day (A10)."""

from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from zvans.accounts.actions.allowances import source_of, take
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import today
from zvans.lib.policy import ChangedMeanwhile, NotAcceptable
from zvans.portal.actions.pictures import keep_picture
from zvans.portal.enums import Slot
from zvans.portal.limits import ADVERT
from zvans.portal.models import Advert
from zvans.portal.taken_off import mark_taken_off

ADVERT_FIELDS = ("advertiser", "slot", "section", "picture_alt", "link", "starts_on", "ends_on")
# One statement for a whole day: no count is lost between reading and writing.
_COUNT = """
INSERT INTO portal_advertday AS d (advert_id, "on", seen, followed) VALUES (%s, %s, %s, %s)
ON CONFLICT (advert_id, "on") DO UPDATE SET seen = d.seen + excluded.seen, followed = d.followed + excluded.followed
"""


def add_advert(*, facts: Mapping[str, Any], picture: bytes, by: Actor) -> Advert:
    """`facts` by the names of `ADVERT_FIELDS`. Raises `NotAcceptable` where the days are the wrong way round, or the picture is none."""
    with recorded("add_advert", by=by, schools=[]):
        advert = Advert()
        _fill(advert, facts)
        advert.picture = keep_picture(content=picture, by=by)
        advert.save()
    return advert


def change_advert(*, advert: Advert, facts: Mapping[str, Any], picture: bytes = b"", seen: int, by: Actor) -> Advert:
    """Without a new picture the old one stays.

    Raises `ChangedMeanwhile`, with what stands there now, where another editor was quicker; `NotAcceptable` as above."""
    with recorded("change_advert", by=by, schools=[], about=advert):
        current = _current(advert, seen, facts)
        _fill(current, facts)
        if picture:
            current.picture = keep_picture(content=picture, by=by)
        current.revision += 1
        current.save()
    return current


def switch_advert(*, advert: Advert, is_on: bool, by: Actor) -> None:
    """Show it in its days, or not any more at once. Done twice, it is the same."""
    with recorded("switch_advert", by=by, schools=[], about=advert, is_on=is_on):
        current = Advert.objects.select_for_update().get(pk=advert.pk)
        current.is_on = is_on
        current.revision += 1
        current.save()
        if not is_on:
            mark_taken_off([current.public_id])


def count_seen(*, advert: Advert, address: str) -> None:
    """Somebody has had it before the eyes. Says nothing about anybody, so it is not recorded; nothing of the reader is kept."""
    _count(advert, address, seen=1)


def count_followed(*, advert: Advert, address: str) -> None:
    """Somebody has followed its link. As above."""
    _count(advert, address, followed=1)


def _count(advert: Advert, address: str, seen: int = 0, followed: int = 0) -> None:
    if not take([(ADVERT, f"{advert.pk} {bool(seen)} {source_of(address)}")]):
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, [advert.pk, today(), seen, followed])


def _fill(advert: Advert, facts: Mapping[str, Any]) -> None:
    for field in ADVERT_FIELDS:
        if field in facts:
            setattr(advert, field, facts[field])
    if advert.slot == Slot.HOME:
        advert.section = ""
    if advert.ends_on < advert.starts_on:
        raise NotAcceptable("ends_on", _("Pēdējā diena nevar būt pirms pirmās."))


def _current(advert: Advert, seen: int, facts: Mapping[str, Any]) -> Advert:
    current = Advert.objects.select_for_update().get(pk=advert.pk)
    if current.revision == seen:
        return current
    said = _("Tikmēr kāds ir ierakstījis: %(value)s")
    told: dict[str, Any] = {
        field: [said % {"value": getattr(current, field) or "–"}]
        for field in ADVERT_FIELDS
        if field in facts and getattr(current, field) != facts[field]
    }
    raise ChangedMeanwhile(str(current.revision), **(told or {"": _("Kāds šo reklāmu tikmēr ir mainījis.")}))
