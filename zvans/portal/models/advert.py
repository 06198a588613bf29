from django.db import models

from zvans.audit.history import recorded_history
from zvans.lib.public_id import new_public_id
from zvans.portal.enums import Section, Slot
from zvans.portal.models.edition import new_edition
from zvans.portal.models.picture import Picture


class Advert(models.Model):
    """A picture with a link, in one slot of the portal, for its days, labelled as what it is (A10)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    advertiser = models.CharField(max_length=120)
    slot = models.CharField(max_length=8, choices=Slot.choices)
    section = models.CharField(max_length=12, choices=Section.choices, blank=True)  # empty: each of them
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="adverts")
    picture_alt = models.CharField(max_length=250)
    link = models.URLField(max_length=400)
    starts_on = models.DateField()
    ends_on = models.DateField()
    is_on = models.BooleanField(default=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_on__lte=models.F("ends_on")), name="advert_ends_after_it_starts"
            )
        ]
        triggers = recorded_history(of_school=False) + new_edition()

    class Privacy:
        fields = {
            "public_id": "identifier", "advertiser": "public", "slot": "public", "section": "public", "picture": "public",
            "picture_alt": "public", "link": "public", "starts_on": "public", "ends_on": "public", "is_on": "record",
            "revision": "record",
        }  # fmt: skip


class AdvertDay(models.Model):
    """How often an advert was seen and followed on a day, counted as posts are: without cookies."""

    advert = models.ForeignKey(Advert, on_delete=models.CASCADE, related_name="days", db_index=False)
    on = models.DateField()
    seen = models.PositiveIntegerField(default=0)
    followed = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["advert", "on"], name="advert_once_a_day")]

    class Privacy:
        fields = {"advert": "public", "on": "public", "seen": "public", "followed": "public"}
