"""Tags of the portal's pages: {% load portal %}."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import template
from django.conf import settings
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language

from zvans.portal.enums import PictureWidth, Slot
from zvans.portal.prices import in_euros
from zvans.portal.queries.adverts import advert_for
from zvans.web.public import addresses

if TYPE_CHECKING:
    from zvans.portal.models import Advert, Post, Trip

register = template.Library()

register.filter("address", addresses.post_address)
register.filter("in_full", addresses.in_full)


@register.filter
def published(at: datetime) -> str:
    """«26.11.2026 14:30» (A4)."""
    return date_format(localtime(at), "d.m.Y H:i")


@register.filter
def body(post: "Post") -> SafeString:
    """The text of a post, which has been cleaned when it was written (`portal/markup.py`)."""
    return mark_safe(post.body)  # noqa: S308 - see above


@register.simple_tag
def picture(post: "Post", sizes: str, is_first: bool = False) -> SafeString | str:
    """The picture of a post in as many pixels as the place needs; `sizes` as in HTML. The first of a page is fetched at once."""
    if post.picture is None:
        return ""
    found = post.picture
    widths = found.widths
    offered = format_html_join(", ", "{} {}w", ((addresses.picture_address(found, f"{w}.webp"), w) for w in widths))
    when = mark_safe('fetchpriority="high"' if is_first else 'loading="lazy"')  # noqa: S308 - ours
    return format_html(
        '<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" decoding="async" {}>',
        addresses.picture_address(found, f"{widths[0]}.webp"),
        offered,
        sizes,
        widths[-1],
        found.height_at(widths[-1]),
        post.picture_alt,
        when,
    )


@register.inclusion_tag("public/_advert.html")
def advert(slot: str, section: str = "") -> dict[str, Any]:
    """The place for an advert on a page of the portal: nothing where there is none, or where the installation has none at all (A10)."""
    found = advert_for(Slot(slot), section)
    return {"advert": found} | (_advert_picture(found) if found else {})


@register.simple_tag
def has_adverts() -> bool:
    """Whether the installation has places for adverts."""
    return bool(settings.ADVERTS)


@register.simple_tag
def advert_picture(advert: "Advert") -> SafeString:
    """As readers see it."""
    shown = _advert_picture(advert)
    return format_html(
        '<img src="{}" width="{}" height="{}" alt="{}">',
        shown["address"],
        shown["width"],
        shown["height"],
        advert.picture_alt,
    )


def _advert_picture(advert: "Advert") -> dict[str, Any]:
    width = min(advert.picture.widths[-1], int(PictureWidth.MEDIUM))
    address = addresses.picture_address(advert.picture, f"{width}.webp")
    return {"address": address, "width": width, "height": advert.picture.height_at(width)}


@register.filter
def preview(post: "Post") -> str:
    """Where the picture stands that goes along with a link, in full."""
    return addresses.in_full(addresses.picture_address(post.picture)) if post.picture else ""


@register.filter
def euros(trip: "Trip") -> str:
    """«3,50 €», in English «€3.50»; the template says what no price and none at all mean."""
    amount = in_euros(trip.price_cents or 0).removesuffix(",00")
    return f"€{amount.replace(',', '.')}" if get_language() == "en" else f"{amount} €"
