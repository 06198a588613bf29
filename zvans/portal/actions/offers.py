"""A provider offers a trip for the catalogue (A7). Editors read it first (`offer_answers`)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from zvans.accounts.actions.allowances import source_of, spend
from zvans.accounts.personal_code import without_codes
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.policy import RefusedValues
from zvans.portal.actions.indexing import index_post
from zvans.portal.actions.pictures import keep_picture
from zvans.portal.actions.posts import TRIP_FIELDS
from zvans.portal.enums import Audience, PostState, Section
from zvans.portal.limits import OFFER_TRIP
from zvans.portal.markup import as_kept, clean_html, paragraphs_of, readable
from zvans.portal.models import Post, Trip
from zvans.portal.spam import has_links

OFFERED_FIELDS = ("language", "title", "lead", "picture_alt", "picture_credit")
_BY = ("offered_by", "offered_email")
_TRIP_WORDS = ("place", "contact_name", "offered_by")


def offer_trip(
    *,
    facts: Mapping[str, Any],
    text: str,
    trip: Mapping[str, Any],
    picture: bytes = b"",
    is_suspect: bool = False,
    by: Actor,
) -> Post:
    """Keep an offer. `facts` by `OFFERED_FIELDS`; `text` is plain: nothing in it becomes HTML; `trip` by `TRIP_FIELDS`, `offered_by` and
    `offered_email`. What the form has found suspect is kept among what was refused; personal codes in these words are not kept (B13).

    Raises `RefusedValues` where there are links in words that are shown, `NotAcceptable` at «picture», `TooOften` where this source has
    offered too much.
    """
    _check_words({**facts, "text": text})
    spend(
        (OFFER_TRIP, source_of(by.address))
    )  # also for a picture that turns out to be none: looking at it has cost as much
    return _kept(facts, text, trip, picture, is_suspect, by)


def _kept(
    facts: Mapping[str, Any], text: str, trip: Mapping[str, Any], picture: bytes, is_suspect: bool, by: Actor
) -> Post:
    with recorded("offer_trip", by=by, schools=[], suspect=is_suspect):
        body = clean_html(paragraphs_of(without_codes(readable(text))))
        post = Post(section=Section.EXCURSIONS, audience=Audience.TEACHERS, has_comments=False, body=body)
        post.state = PostState.REFUSED if is_suspect else PostState.OFFERED
        for field in OFFERED_FIELDS:
            setattr(post, field, as_kept(facts.get(field, ""), Post, field))
        if picture:
            post.picture = keep_picture(content=picture, by=by)
        post.save()
        told = {field: trip[field] for field in (*TRIP_FIELDS, *_BY) if field in trip}
        Trip.objects.create(post=post, **told | {name: as_kept(told.get(name, ""), Trip, name) for name in _TRIP_WORDS})
        index_post(post)
    return post


def _check_words(words: Mapping[str, Any]) -> None:
    """Links have fields of their own, which editors look at."""
    said = _("Saites tekstā nerakstiet: tām ir savi lauki.")
    wrong = {
        field: [said] for field in ("title", "lead", "text", "picture_alt") if has_links(str(words.get(field, "")))
    }
    if wrong:
        raise RefusedValues(**wrong)
